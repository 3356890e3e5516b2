/**
 * The invented customers, as tables. A payment method is `source amount-or-brand last-digits`: `visa 4417`, `gift 180 22`, `cert 250 31`;
 * its id is made from them. A saved passenger is a name with a date of birth.
 */
export type CustomerRow = {
  user_id: string
  name: string
  dob: string
  membership: 'regular' | 'silver' | 'gold'
  city: string
  methods: string
  saved?: string
}

export const customerRows: readonly CustomerRow[] = [
  {
    user_id: 'nora_lindqvist_2041',
    name: 'Nora Lindqvist',
    dob: '1987-03-14',
    membership: 'gold',
    city: 'New York NY 10012',
    methods: 'visa 4417; gift 180 2201; cert 250 3101',
    saved: 'Elias Lindqvist 1985-11-02; Maja Lindqvist 2014-06-21',
  },
  {
    user_id: 'tobias_okafor_7310',
    name: 'Tobias Okafor',
    dob: '1979-08-30',
    membership: 'regular',
    city: 'Chicago IL 60614',
    methods: 'mastercard 8820; gift 95 2202',
    saved: 'Grace Okafor 1981-01-17',
  },
  {
    user_id: 'priya_menon_5528',
    name: 'Priya Menon',
    dob: '1992-12-05',
    membership: 'silver',
    city: 'Boston MA 02118',
    methods: 'visa 1093; cert 100 3102; cert 300 3103',
  },
  {
    user_id: 'daniel_brandt_9164',
    name: 'Daniel Brandt',
    dob: '1968-05-09',
    membership: 'regular',
    city: 'Denver CO 80205',
    methods: 'mastercard 5541; visa 2230',
  },
  {
    user_id: 'hana_sato_3387',
    name: 'Hana Sato',
    dob: '1995-07-22',
    membership: 'gold',
    city: 'Seattle WA 98103',
    methods: 'visa 7706; gift 420 2203; gift 60 2204; cert 500 3104',
    saved: 'Ken Sato 1993-02-11; Yuki Sato 1960-09-03',
  },
  {
    user_id: 'owen_mcallister_6642',
    name: 'Owen McAllister',
    dob: '1983-10-18',
    membership: 'regular',
    city: 'Philadelphia PA 19104',
    methods: 'visa 3358',
  },
  {
    user_id: 'camila_rivas_8015',
    name: 'Camila Rivas',
    dob: '1990-04-27',
    membership: 'silver',
    city: 'Miami FL 33131',
    methods: 'mastercard 6019; gift 310 2205',
    saved: 'Mateo Rivas 1988-08-08; Lucia Rivas 2018-03-30',
  },
  {
    user_id: 'jonas_weber_4471',
    name: 'Jonas Weber',
    dob: '1974-01-12',
    membership: 'regular',
    city: 'Atlanta GA 30309',
    methods: 'visa 9902; cert 150 3105',
  },
  {
    user_id: 'amara_diallo_1259',
    name: 'Amara Diallo',
    dob: '1986-06-16',
    membership: 'gold',
    city: 'Dallas TX 75204',
    methods: 'mastercard 4783; visa 6655; gift 75 2206',
    saved: 'Issa Diallo 1984-12-24',
  },
  {
    user_id: 'felix_harrington_2903',
    name: 'Felix Harrington',
    dob: '1998-09-01',
    membership: 'regular',
    city: 'Los Angeles CA 90036',
    methods: 'visa 1184; gift 40 2207',
  },
  {
    user_id: 'greta_novak_7736',
    name: 'Greta Novak',
    dob: '1965-02-25',
    membership: 'silver',
    city: 'Minneapolis MN 55408',
    methods: 'visa 8047',
    saved: 'Pavel Novak 1963-07-19',
  },
  {
    user_id: 'samuel_achebe_5190',
    name: 'Samuel Achebe',
    dob: '1981-11-11',
    membership: 'regular',
    city: 'Houston TX 77006',
    methods: 'mastercard 2716; cert 200 3106',
  },
  {
    user_id: 'ines_carvalho_3624',
    name: 'Ines Carvalho',
    dob: '1993-05-30',
    membership: 'regular',
    city: 'Newark NJ 07102',
    methods: 'visa 5509; gift 260 2208; gift 130 2209; gift 35 2210; gift 20 2211',
    saved: 'Rui Carvalho 1991-10-06',
  },
  {
    user_id: 'victor_lang_8847',
    name: 'Victor Lang',
    dob: '1970-03-03',
    membership: 'gold',
    city: 'San Francisco CA 94110',
    methods: 'visa 3001; mastercard 7420; cert 400 3107',
    saved: 'Ruth Lang 1972-04-15; Ada Lang 2006-01-09; Max Lang 2008-05-05',
  },
  {
    user_id: 'leila_haddad_4096',
    name: 'Leila Haddad',
    dob: '1989-08-14',
    membership: 'silver',
    city: 'Detroit MI 48226',
    methods: 'visa 6162; gift 150 2212',
  },
  {
    user_id: 'arthur_penrose_1573',
    name: 'Arthur Penrose',
    dob: '1958-12-20',
    membership: 'regular',
    city: 'Charlotte NC 28203',
    methods: 'mastercard 9310',
  },
  {
    user_id: 'mei_fong_6208',
    name: 'Mei Fong',
    dob: '1996-01-28',
    membership: 'regular',
    city: 'Las Vegas NV 89109',
    methods: 'visa 4820; gift 500 2213',
    saved: 'Lin Fong 1969-06-12',
  },
  {
    user_id: 'rosa_delgado_9431',
    name: 'Rosa Delgado',
    dob: '1984-07-07',
    membership: 'silver',
    city: 'Phoenix AZ 85004',
    methods: 'visa 2087; cert 250 3108',
    saved: 'Pablo Delgado 1982-02-02',
  },
  {
    user_id: 'peter_janssen_3859',
    name: 'Peter Janssen',
    dob: '1977-09-23',
    membership: 'regular',
    city: 'Orlando FL 32801',
    methods: 'mastercard 1446; gift 90 2214',
  },
  {
    user_id: 'zoe_whitaker_7082',
    name: 'Zoe Whitaker',
    dob: '2000-10-31',
    membership: 'regular',
    city: 'New York NY 10027',
    methods: 'visa 7719',
  },
  {
    // Has never booked.
    user_id: 'bram_vermeer_5086',
    name: 'Bram Vermeer',
    dob: '1996-02-18',
    membership: 'regular',
    city: 'Austin TX 78701',
    methods: 'visa 6630',
  },
]

/**
 * The invented reservations: `id user flights cabin others insurance bags booked`. Flights are `number@day` (days from today, `/` between the ways),
 * others are further passengers by their number among the saved ones (`+1,2`), booked is how many hours ago. The customer's first
 * method of the named kind paid. Comments name the rule that each is a case of.
 */
export const reservationRows: readonly string[] = [
  // Nora, gold: two days old with insurance; a family trip in business; delayed today; long landed.
  'NL4R7K nora_lindqvist_2041 KES101@6/KES102@10 economy +1,2 yes 2 51 visa',
  'NL8B2Q nora_lindqvist_2041 KES103@12 business - no 1 200 visa',
  'NL0D5X nora_lindqvist_2041 KES113@0 economy - no 1 130 gift',
  'NL6P1W nora_lindqvist_2041 KES115@-6/KES116@-3 economy - no 0 400 visa',
  // Tobias, regular: basic economy without anything (no cancelling, no changing); booked this morning; a flight that was cancelled.
  'TK2C9F tobias_okafor_7310 KES137@4/KES138@8 basic_economy - no 0 75 mastercard',
  'TK7M3H tobias_okafor_7310 KES117@5 basic_economy +1 no 0 5 mastercard',
  'TK5V8L tobias_okafor_7310 KES107@-1 economy - no 1 90 mastercard',
  // Priya, silver: insured basic economy; delayed; economy without insurance.
  'PM3A6T priya_menon_5528 KES129@3/KES130@7 basic_economy - yes 1 60 visa',
  'PM9Z4D priya_menon_5528 KES120@0 economy - no 2 100 visa',
  'PM1H7J priya_menon_5528 KES135@9 economy - no 1 44 visa',
  // Daniel, regular: economy, not insured (may be changed, not cancelled); partly flown.
  'DB6T2N daniel_brandt_9164 KES161@2/KES162@5 economy - no 1 72 mastercard',
  'DB4K8S daniel_brandt_9164 KES141@-2/KES142@3 economy - no 0 150 visa',
  // Hana, gold: one stop that could be nonstop; business; several on one day.
  'HS7Q1B hana_sato_3387 KES140@5,KES112@5 economy - yes 2 80 visa',
  'HS2E5G hana_sato_3387 KES107@8/KES108@11 business +1 yes 0 96 visa',
  'HS9L3C hana_sato_3387 KES108@5 economy - no 0 66 gift',
  // Owen, regular: only a trip of long ago, and one booked for another.
  'OM8F4R owen_mcallister_6642 KES144@-9/KES143@-7 economy - no 1 500 visa',
  'OM3W6Y owen_mcallister_6642 KES134@4 basic_economy - yes 0 30 visa',
  // Camila, silver: a family with a flight that the airline cancelled; an upgrade candidate.
  'CR5N9P camila_rivas_8015 KES148@1,KES149@1 economy +1,2 no 3 110 mastercard',
  'CR1T7V camila_rivas_8015 KES135@1 economy +1,2 no 2 140 mastercard',
  'CR6J2M camila_rivas_8015 KES150@6/KES149@9 basic_economy - no 0 48 gift',
  // Jonas, regular, insured economy.
  'JW2H8E jonas_weber_4471 KES153@3/KES154@6 economy - yes 1 99 visa',
  'JW9S5A jonas_weber_4471 KES149@11 basic_economy - no 0 12 visa',
  // Amara, gold: business over several days; economy.
  'AD4V1Z amara_diallo_1259 KES155@4/KES156@7 business +1 no 4 85 mastercard',
  'AD8G6U amara_diallo_1259 KES157@9/KES158@12 business - yes 0 140 visa',
  'AD3R7I amara_diallo_1259 KES159@10 economy - no 0 33 gift',
  // Felix, regular.
  'FH5P2O felix_harrington_2903 KES104@2 basic_economy - no 0 240 visa',
  'FH1Y9K felix_harrington_2903 KES156@7 economy - no 0 41 visa',
  // Greta, silver: three bags, one of them paid.
  'GN7D3L greta_novak_7736 KES146@5,KES143@5 economy +1 yes 5 64 visa',
  // Samuel, regular: cancelled by the airline in two days, not insured.
  'SA2X8B samuel_achebe_5190 KES151@2/KES152@6 basic_economy - no 0 120 mastercard',
  'SA6K4T samuel_achebe_5190 KES160@8 economy - no 1 15 mastercard',
  // Ines, regular, gift cards.
  'IC9M1W ines_carvalho_3624 KES117@3,KES137@3/KES138@10,KES118@10 economy +1 no 2 77 visa',
  'IC4F7Q ines_carvalho_3624 KES121@6 basic_economy - no 0 29 gift',
  // Victor, gold: five in a row, business.
  'VL3B6N victor_lang_8847 KES102@7/KES101@14 business +1,2,3 yes 6 133 visa',
  'VL8H5R victor_lang_8847 KES162@1 economy - no 1 55 mastercard',
  // Leila, silver; Arthur, regular; Mei, regular; Rosa, silver; Peter, regular; Zoe, regular.
  'LH1Z7C leila_haddad_4096 KES154@6/KES153@9 economy - no 0 88 visa',
  'AP6W2G arthur_penrose_1573 KES171@2/KES172@4 economy - no 1 160 mastercard',
  'MF9T4D mei_fong_6208 KES167@4 basic_economy +1 yes 0 37 visa',
  'RD5L8S rosa_delgado_9431 KES175@3/KES176@5 economy +1 no 2 70 visa',
  'PJ2Q6V peter_janssen_3859 KES172@5 basic_economy - no 0 190 mastercard',
  'ZW7E3M zoe_whitaker_7082 KES117@2/KES118@9 economy - no 1 20 visa',
]
