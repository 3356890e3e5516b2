/** Invented people and places for the seeded customers. Phones use the 555-01xx range and e-mails example domains: nobody is reached. */
export const firstNames: readonly string[] =
  `Aaron Abigail Adrian Alice Amara Andre Anita Anna Arjun Ava Beatrice Boris Brianna Caleb Camila Carlos Cecilia Charles Chloe Clara
  Damian Dana David Deborah Derek Diego Dmitri Dora Edgar Elena Elijah Ella Emeka Eric Esther Ethan Eva Fatima Felix Fiona Frank Gabriel Gina
  Greta Hana Harold Hector Helen Henry Ida Imani Ingrid Isaac Isabel Ivan Jack Jamal Jana Jasper Joan Joel Jonas Judith Julia Kai Karen Keiko
  Kevin Kofi Lara Laura Leo Lena Liam Lila Lucas Lucy Maeve Malik Marco Margot Maria Martin Maya Mei Mila Miriam Mona Nadia Naomi Nathan Nina
  Nora Omar Oscar Owen Paula Peter Petra Quinn Rachel Rafael Ravi Rita Robin Rosa Ruth Samir Sara Sean Selma Silas Simon Stella Tara Theo Uma
  Vera Victor Wanda Walter Wei Xavier Yara Yusuf Zoe`.split(/\s+/)

export const lastNames: readonly string[] =
  `Abbott Adeyemi Alvarez Andersen Archer Baker Banerjee Barnes Becker Bennett Bishop Blake Boateng Brennan Brooks Bryant Byrne Campbell Castillo
  Chambers Chandra Clarke Coleman Cooper Costa Cruz Dalton Davies Delgado Diaz Dixon Doyle Dubois Duncan Eriksen Evans Farrell Ferreira Fleming
  Fletcher Foster Fraser Garcia Gibson Goldberg Gomez Griffin Gupta Haddad Hale Hansen Harding Harper Hayes Henderson Herrera Hoffman Holt Hughes
  Ibrahim Ito Jansen Jenkins Jensen Kapoor Kaur Keller Kelly Khan Kovac Kumar Lambert Larsen Lawson Leclerc Lindgren Lopez Lowe Lynch Malone
  Mbeki Mendes Mercer Molina Moreau Morgan Murphy Nakamura Navarro Nguyen Novak Okafor Olsen Owens Palmer Park Patel Pearce Perez Petrov Pham
  Quinn Ramos Reid Reyes Rhodes Romero Rossi Russo Saito Salazar Sanchez Sato Schmidt Sharma Shaw Silva Singh Soto Stone Suarez Tanaka Torres
  Tran Turner Vargas Vega Wagner Walsh Warren Weber Webb Winter Wong Wright Yang Young Zimmer`.split(/\s+/)

export const streets: readonly string[] =
  `Ash Street|Bay Road|Beacon Street|Birch Lane|Bridge Street|Canal Street|Cedar Avenue|Chapel Hill Road|Cherry Lane|Church Street|Clifton Avenue|
  Dover Street|Elm Street|Fern Road|Field Lane|Garden Street|Grove Avenue|Harbor View|Hawthorne Road|Hill Street|Juniper Court|King Street|Lake Drive|
  Laurel Avenue|Linden Street|Maple Avenue|Market Street|Meadow Lane|Mill Road|North Street|Oak Street|Orchard Road|Park Avenue|Pearl Street|Pine Street|
  Quarry Road|Ridge Road|River Street|School Street|Spring Street|Summit Avenue|Valley Road|Vine Street|Walnut Street|Water Street|Willow Lane`
    .split('|')
    .map((street) => street.trim())

export type City = {
  city: string
  region: string
  country: 'US' | 'CA'
  postalCodes: readonly string[]
  areaCode: string
}

export const cities: readonly City[] = [
  { city: 'Boston', region: 'MA', country: 'US', postalCodes: ['02108', '02116', '02130'], areaCode: '617' },
  { city: 'Chicago', region: 'IL', country: 'US', postalCodes: ['60601', '60614', '60647'], areaCode: '312' },
  { city: 'Portland', region: 'OR', country: 'US', postalCodes: ['97201', '97210', '97214'], areaCode: '503' },
  { city: 'Denver', region: 'CO', country: 'US', postalCodes: ['80202', '80206', '80211'], areaCode: '303' },
  { city: 'Austin', region: 'TX', country: 'US', postalCodes: ['78701', '78704', '78745'], areaCode: '512' },
  { city: 'Atlanta', region: 'GA', country: 'US', postalCodes: ['30303', '30309', '30312'], areaCode: '404' },
  { city: 'Seattle', region: 'WA', country: 'US', postalCodes: ['98101', '98103', '98115'], areaCode: '206' },
  { city: 'Madison', region: 'WI', country: 'US', postalCodes: ['53703', '53711', '53715'], areaCode: '608' },
  { city: 'Raleigh', region: 'NC', country: 'US', postalCodes: ['27601', '27605', '27609'], areaCode: '919' },
  { city: 'Phoenix', region: 'AZ', country: 'US', postalCodes: ['85004', '85014', '85018'], areaCode: '602' },
  { city: 'Toronto', region: 'ON', country: 'CA', postalCodes: ['M5V 2T6', 'M4C 1B5', 'M6G 1L5'], areaCode: '416' },
  { city: 'Vancouver', region: 'BC', country: 'CA', postalCodes: ['V5K 0A1', 'V6B 1A9'], areaCode: '604' },
]

export const securityQuestions: readonly { question: string; answers: readonly string[] }[] = [
  {
    question: "What was your mother's maiden name?",
    answers: ['Hartley', 'Nilsson', 'Okoye', 'Santos', 'Whitaker', 'Yamada'],
  },
  {
    question: 'What was the name of your first pet?',
    answers: ['Biscuit', 'Luna', 'Pepper', 'Rex', 'Tiger', 'Waffles'],
  },
  { question: 'In which city were you born?', answers: ['Albany', 'Boise', 'Dayton', 'Lisbon', 'Mobile', 'Tampa'] },
]
