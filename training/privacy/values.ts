import { firstNameSet, properNames } from '../../src/understanding/spelling/proper-names.ts'

/** Lists of our own; countries come from CLDR (Unicode licence) and cities from the zones of the tz database (public domain), both through Intl. */
const words = (text: string): string[] => text.trim().split(/\s*,\s*/)
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

export const countries: string[] = (() => {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const found: string[] = []
  for (let a = 65; a <= 90; a += 1)
    for (let b = 65; b <= 90; b += 1) {
      const code = String.fromCharCode(a, b)
      if (/^(?:EU|EZ|UN|XA|XB|ZZ|QO|X.|Q[M-Z]|A[A]|SU|YU|ZR|TP|DD|YD|VD|FX|NT|CS|BU|HV|RH|DY|NH|UK)$/.test(code))
        continue
      const name = names.of(code)
      if (name && !/\d|Outlying/.test(name)) found.push(name.replace(/ \(.*\)| SAR.*/g, '').replace('&', 'and'))
    }
  return [
    ...new Set([
      ...found,
      'USA',
      'UK',
      'U.S.',
      'America',
      'England',
      'Scotland',
      'Wales',
      'Holland',
      'Czech Republic',
      'The Netherlands',
      'UAE',
      'Turkey',
      'Ivory Coast',
      'Burma',
      'Macedonia',
      'Swaziland',
    ]),
  ]
})()

export const cities: string[] = [
  ...new Set([
    ...Intl.supportedValuesOf('timeZone')
      .filter((zone) => /^(?:Africa|America|Asia|Europe|Australia|Pacific)\//.test(zone))
      .map((zone) => (zone.split('/').at(-1) as string).replaceAll('_', ' ')),
    ...words(
      'London, Paris, Manchester, Birmingham, Leeds, Glasgow, Liverpool, Bristol, Cardiff, Oxford, Cambridge, York, Bath, Brighton, Boston, Seattle, Austin, Dallas, Houston, Miami, Atlanta, San Francisco, San Diego, San Jose, Las Vegas, Portland, Philadelphia, Washington, Baltimore, Charlotte, Nashville, Memphis, New Orleans, Salt Lake City, Kansas City, Minneapolis, Milwaukee, Cleveland, Columbus, Cincinnati, Pittsburgh, Buffalo, Albany, Sacramento, Fresno, Oakland, Tucson, Albuquerque, Omaha, Tulsa, Raleigh, Richmond, Tampa, Orlando, Quebec, Montreal, Ottawa, Calgary, Winnipeg, Halifax, Munich, Hamburg, Cologne, Frankfurt, Stuttgart, Leipzig, Dresden, Bremen, Hanover, Nuremberg, Lyon, Marseille, Toulouse, Nice, Bordeaux, Lille, Nantes, Strasbourg, Milan, Naples, Turin, Florence, Venice, Bologna, Genoa, Verona, Palermo, Barcelona, Seville, Valencia, Bilbao, Malaga, Porto, Coimbra, Braga, Rotterdam, The Hague, Utrecht, Eindhoven, Groningen, Antwerp, Ghent, Bruges, Liege, Geneva, Basel, Bern, Lausanne, Lucerne, Graz, Linz, Salzburg, Innsbruck, Krakow, Gdansk, Poznan, Lodz, Brno, Ostrava, Plzen, Kosice, Debrecen, Szeged, Pecs, Split, Rijeka, Osijek, Maribor, Koper, Gothenburg, Malmo, Uppsala, Bergen, Trondheim, Stavanger, Aarhus, Odense, Esbjerg, Tampere, Turku, Oulu, Reykjavik, Cork, Galway, Limerick, Thessaloniki, Patras, Izmir, Ankara, Antalya, Kyiv, Lviv, Odessa, Saint Petersburg, Kazan, Sochi, Mumbai, Delhi, New Delhi, Chennai, Bangalore, Hyderabad, Pune, Jaipur, Lahore, Osaka, Kyoto, Nagoya, Sapporo, Busan, Beijing, Shenzhen, Guangzhou, Wuhan, Chengdu, Hanoi, Cebu, Melaka, Penang, Surabaya, Bandung, Auckland, Wellington, Christchurch, Canberra, Newcastle, Geelong, Rio de Janeiro, Salvador, Recife, Curitiba, Porto Alegre, Rosario, Cordoba, Medellin, Cali, Cusco, Quito, Guayaquil, Valparaiso, Guadalajara, Puebla, Cape Town, Durban, Pretoria, Marrakesh, Fez, Alexandria, Mombasa, Kumasi',
    ),
  ]),
]
export const states = words(
  'Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming, Ontario, Quebec, Manitoba, Alberta, Bavaria, Saxony, Tyrol, Tuscany, Sicily, Catalonia, Andalusia, Normandy, Brittany, Queensland, Victoria, Tasmania',
)
export const stateCodes =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY NSW QLD VIC TAS WLG'.split(
    ' ',
  )
export const nationalities = words(
  'Afghan, African, Albanian, Algerian, American, Andorran, Angolan, Arab, Argentine, Argentinian, Armenian, Asian, Australian, Austrian, Azerbaijani, Bahamian, Bangladeshi, Barbadian, Belarusian, Belgian, Belizean, Bengali, Bolivian, Bosnian, Brazilian, British, Bruneian, Bulgarian, Burmese, Cambodian, Cameroonian, Canadian, Catalan, Chilean, Chinese, Colombian, Congolese, Costa Rican, Croatian, Cuban, Cypriot, Czech, Danish, Dominican, Dutch, Ecuadorean, Ecuadorian, Egyptian, English, Eritrean, Estonian, Ethiopian, European, Fijian, Filipino, Finnish, French, Gambian, Georgian, German, Ghanaian, Greek, Greenlander, Guatemalan, Guinean, Haitian, Hispanic, Honduran, Hungarian, Icelandic, Indian, Indonesian, Iranian, Iraqi, Irish, Israeli, Italian, Ivorian, Jamaican, Japanese, Jewish, Jordanian, Kazakh, Kenyan, Korean, Kosovar, Kurdish, Kuwaiti, Latin, Latvian, Lebanese, Liberian, Libyan, Lithuanian, Luxembourgish, Macedonian, Malagasy, Malawian, Malaysian, Malian, Maltese, Mexican, Moldovan, Mongolian, Moroccan, Mozambican, Muslim, Namibian, Nepalese, New Zealander, Nicaraguan, Nigerian, Norwegian, Omani, Pakistani, Palestinian, Panamanian, Paraguayan, Persian, Peruvian, Polish, Portuguese, Puerto Rican, Qatari, Romanian, Russian, Rwandan, Salvadoran, Samoan, Saudi, Scottish, Senegalese, Serbian, Singaporean, Slovak, Slovakian, Slovene, Slovenian, Somali, South African, Spanish, Sri Lankan, Sudanese, Swedish, Swiss, Syrian, Taiwanese, Tanzanian, Thai, Tibetan, Tunisian, Turkish, Ugandan, Ukrainian, Uruguayan, Uzbek, Venezuelan, Vietnamese, Welsh, Yemeni, Zambian, Zimbabwean, Catholic, Buddhist, Hindu, Christian, Englishman, Scot, Swede, Dane, Pole, Finn, Turk, Spaniard',
)
export const prefixes = [
  'Mr.',
  'Mrs.',
  'Ms.',
  'Miss',
  'Dr.',
  'Mr',
  'Mrs',
  'Ms',
  'Dr',
  'Professor',
  'Prof.',
  'Sir',
  'Madam',
]
export const jobs = words(
  'accountant, actor, actuary, air traffic controller, animal trainer, architect, art director, auditor, baker, bank teller, barber, biologist, boilermaker, bookkeeper, bricklayer, budget analyst, bus driver, butcher, cabinetmaker, carpenter, cartographer, cashier, chef, chemical engineer, chemist, chief executive, civil engineer, claims adjuster, clinical psychologist, coach, coal miner, company director, compliance officer, computer programmer, concierge, construction manager, copywriter, court reporter, crane operator, credit analyst, curator, customer service representative, dancer, data analyst, database administrator, dental hygienist, dentist, dietitian, dispatcher, drama teacher, drilling engineer, economist, editor, electrical technician, electrician, elevator mechanic, event planner, executive assistant, farm worker, fashion designer, file clerk, film director, finance manager, firefighter, fish farmer, flight attendant, florist, forest ranger, furniture maker, garbage collector, general manager, geologist, glazier, graphic designer, hairdresser, hotel receptionist, human resources manager, industrial designer, insurance agent, interpreter, janitor, jeweller, journalist, judge, kitchen helper, laboratory technician, land surveyor, lawyer, legal secretary, librarian, loan officer, locksmith, machine operator, maintenance supervisor, marine biologist, market research analyst, marketing director, massage therapist, mechanical engineer, medical secretary, metal worker, model maker, musician, nurse, occupational therapist, office manager, optician, painter, paralegal, park ranger, payroll clerk, pharmacist, photographer, physicist, pilot, pipe fitter, plumber, police officer, postal worker, printing press operator, probation officer, product manager, proofreader, property manager, psychiatrist, public relations officer, quality inspector, radio announcer, real estate broker, receptionist, roofer, sales manager, school principal, security guard, sheet metal worker, ship captain, social worker, software developer, sound engineer, statistician, stonemason, surgeon, tailor, tax adviser, taxi driver, teacher, telephone operator, textile worker, tour guide, translator, travel agent, truck driver, upholsterer, urban planner, veterinarian, waiter, warehouse manager, watch repairer, web designer, welder, window cleaner, wood machinist, writer, zoologist, CEO, CFO, manager, engineer, supervisor, technician, assistant manager',
)
export const organisations = words(
  'Google, Microsoft, Amazon, Apple, Siemens, Bosch, Nestle, Unilever, Toyota, Honda, Sony, Samsung, IBM, Intel, Oracle, Cisco, Deloitte, Walmart, Target, Tesco, Ikea, Vodafone, Orange, Shell, Barclays, HSBC, Citibank, Visa, Netflix, Spotify, the BBC, CNN, NASA, the World Bank, the Red Cross, Stanford University, the University of Oxford, Harvard, the Royal Opera, Blue Harbor Logistics, Northwind Traders, Bright Path Consulting, Openfield, Datalane, Gridworks, Carewell, Nuvostar, Solvix, Metrical, Urbanly, Clearview Analytics, First Meridian Bank, Pine Street Health, Golden Gate Foods, Silver Creek Systems, Redwood Data Services, Public Ledger, Cityline, Mapstory, Weatherwise, Patientpoint, Farmlogic, Legalbase, Propertynest, Edumetrics, Energy Atlas, Green Button Labs, Open Transit Exchange, Allied Data Partners, Housing Insight, Junar Systems, Trustwell Mutual, Panther Records, Capital Records, Columbia Pictures, the Chicago Symphony, the Metropolitan Museum',
)
const organisationEnds = words(
  'Inc, Inc., Ltd, Ltd., LLC, Corp, Corporation, Group, GmbH, AG, PLC, and Sons, & Co., Holdings, Technologies, Systems, Solutions, Partners, Consulting, Analytics, Services, Labs, Data, Media, Health, Software, Networks, Bank, Insurance, Energy, International, Global, Foundation, Incorporated, University, Institute, Company, Industries',
)
export const lastNames = [
  ...[...properNames].filter((name) => !firstNameSet.has(name)).map(capital),
  ...words(
    'Nowak, Kowalski, Wisniewski, Novak, Svoboda, Dvorak, Horvat, Kovac, Babic, Maric, Juric, Nagy, Kovacs, Toth, Szabo, Horvath, Popescu, Ionescu, Dimitrov, Ivanov, Petrov, Smirnov, Kuznetsov, Sokolov, Volkov, Morozov, Ivanova, Petrova, Andersen, Nielsen, Hansen, Pedersen, Larsen, Olsen, Johansen, Johansson, Lindqvist, Bergström, Lundgren, Nyström, Virtanen, Korhonen, Mäkinen, Nieminen, Jónsson, Sigurðsson, Müller, Schmidt, Schneider, Fischer, Weber, Wagner, Becker, Hoffmann, Schäfer, Bauer, Dubois, Lefebvre, Moreau, Laurent, Girard, Bonnet, Rousseau, Fontaine, Chevalier, Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, García, Fernández, González, Rodríguez, López, Martínez, Sánchez, Pérez, Gómez, Silva, Santos, Oliveira, Souza, Pereira, Costa, Almeida, Carvalho, van Dijk, de Vries, de Jong, Jansen, Bakker, Visser, Smit, Peeters, Maes, Papadopoulos, Georgiou, Yilmaz, Kaya, Demir, Öztürk, Haddad, Hussain, Rahman, Khan, Ahmed, Okafor, Adeyemi, Mwangi, Ndlovu, Diallo, Traoré, Sato, Suzuki, Takahashi, Tanaka, Watanabe, Ito, Yamamoto, Kim, Park, Choi, Wang, Zhang, Chen, Liu, Huang, Nguyen, Tran, Pham, Singh, Sharma, Patel, Gupta, Iyer, Reddy',
  ),
]
export const firstNames = [
  ...[...firstNameSet].map(capital),
  ...words(
    'Ivan, Petra, Marko, Luka, Ana, Jelena, Zoran, Dragan, Milica, Vesna, Bojan, Katarina, Jan, Piotr, Agnieszka, Katarzyna, Krzysztof, Zofia, Jiří, Tomáš, Eliška, László, Zoltán, Ágnes, Ilona, Andrei, Ioana, Dmitri, Sergei, Olga, Svetlana, Natasha, Boris, Lars, Mette, Søren, Kirsten, Henrik, Ingrid, Astrid, Björn, Åsa, Mikael, Sofie, Aino, Jukka, Eero, Sigrún, Gunnar, Hans, Jürgen, Uwe, Heike, Ulrike, Matthias, Wolfgang, Pierre, Jean-Luc, Amélie, Benoît, Chloé, Giulia, Marco, Luca, Francesca, Alessandro, Chiara, José, María, Carlos, Lucía, Javier, João, Inês, Thiago, Beatriz, Pieter, Sanne, Joost, Femke, Yiannis, Eleni, Mehmet, Ayşe, Emre, Mohammed, Fatima, Omar, Layla, Youssef, Amina, Chinedu, Kwame, Thabo, Hiroshi, Yuki, Kenji, Sakura, Min-jun, Wei, Xiaoming, Li, Linh, Priya, Arjun, Rahul, Ananya, Deepak',
  ),
]

export type Random = () => number
const one = <T>(of: readonly T[], random: Random): T => of[Math.floor(random() * of.length)] as T
const digits = (count: number, random: Random): string =>
  Array.from({ length: count }, (_, i) => String(Math.floor(random() * (i === 0 ? 9 : 10)) + (i === 0 ? 1 : 0))).join(
    '',
  )

const streetNames = words(
  'Oak, Maple, Cedar, Hill, Station, Church, Mill, Victoria, Park, King, Queen, Market, High, Spring, Lake, River, Bridge, Garden, Elm, Main, Washington, Lincoln, Bond, Northern, Glen, Passauer, Schiller, Goethe, Linden, Bahnhof, Haupt, Kirch, Søndre, Nordre, Vester, Strand, Dorp, Molen, Kerk, Garibaldi, Cavour, Nazionale, Libertad, Mayor, Nueva, Narewska, Lipowa, Polna, Petőfi, Rákóczi, Nádor, Kolodvorska, Ilica, Zvonarska, Lenin, Makarios, Eleftherias, Voltaire, Victor Hugo, Pasteur',
)
export function street(random: Random): string {
  const name = one([...streetNames, ...lastNames], random)
  return one(
    [
      () =>
        `${digits(1 + Math.floor(random() * 3), random)} ${name} ${one(['Street', 'St', 'Road', 'Rd', 'Avenue', 'Ave', 'Lane', 'Drive', 'Dr', 'Way', 'Court', 'Place', 'Crescent', 'Boulevard', 'Terrace', 'Close', 'Square', 'Union', 'Parkway', 'Circle', 'Row', 'Hill', 'Grove'], random)}`,
      () =>
        `${name}${one(['straße', 'strasse', 'gasse', 'weg', 'gade', 'gatan', 'vägen', 'vej', 'straat', 'laan', 'plein', 'veien', 'katu', 'tie', 'allee', 'platz'], random)} ${digits(1 + Math.floor(random() * 2), random)}`,
      () =>
        `${one(['Rue', 'rue de', 'Rue du', 'Avenue', 'Place', 'Via', 'Viale', 'Corso', 'Piazza', 'Calle', 'C/', 'Avenida', 'Rua', 'R', 'Travessa', 'ul.', 'Ulica', 'Strada', 'Quai'], random)} ${name} ${digits(2, random)}`,
      () =>
        `${digits(2, random)}, ${one(['rue', 'avenue', 'place', 'boulevard', 'quai', 'chemin'], random)} ${one(['de', 'du', 'de la', 'des', ''], random)} ${name}`.replace(
          / +/g,
          ' ',
        ),
      () =>
        `${name} ${one(['utca', 'u.', 'út', 'tér', 'cesta', 'ulica', 'sok.', 'str', 'Caddesi', 'náměstí'], random)} ${digits(2, random)}${one(['', '', '.', 'a'], random)}`,
      () => `${one(['P.O. Box', 'PO Box', 'Postbox', 'Postboks'], random)} ${digits(3, random)}`,
      () => `${one([...cities, ...lastNames], random)} ${digits(1 + Math.floor(random() * 4), random)}`,
    ],
    random,
  )()
}
const unit = (random: Random): string =>
  `${one(['Apt.', 'Suite', 'Unit', 'Floor', 'Apt'], random)} ${digits(3, random)}`
const town = (random: Random): string => (random() < 0.3 ? madeTown(random) : one(cities, random))
const post = (random: Random): string =>
  one(
    [
      () => digits(5, random),
      () => digits(5, random),
      () => digits(5, random),
      () => digits(4, random),
      () => `${digits(3, random)} ${digits(2, random)}`,
      () => `${digits(5, random)}-${digits(3 + Math.floor(random() * 2), random)}`,
      () =>
        `${one(['SW', 'N', 'EC', 'M', 'LS', 'BS'], random)}${digits(1, random)} ${digits(1, random)}${one(['AB', 'QT', 'LE', 'XY'], random)}`,
      () => `${digits(4, random)} ${one(['AB', 'SL', 'XK'], random)}`,
      () => `${digits(4, random)}-${digits(3, random)}`,
    ],
    random,
  )()
const phone = (random: Random): string => {
  const d = (count: number) => digits(count, random)
  return one(
    [
      () => `${d(3)}-${d(3)}-${d(4)}`,
      () => `(${d(3)}) ${d(3)}-${d(4)}`,
      () => `(${d(3)})${d(3)}-${d(4)}${one(['', `x${d(4)}`], random)}`,
      () => `${d(3)}.${d(3)}.${d(4)}${one(['', `x${d(3)}`], random)}`,
      () => `+1-${d(3)}-${d(3)}-${d(4)}`,
      () => `001-${d(3)}-${d(3)}-${d(4)}x${d(4)}`,
      () => d(10),
      () => `0${d(3)} ${d(7)}`,
      () => `0${d(3)} ${d(2)} ${d(2)} ${d(2)}`,
      () => `0${d(3)}-${d(7)}`,
      () => `0${d(1)}.${d(2)}.${d(2)}.${d(2)}.${d(2)}`,
      () => `0${d(2)} ${d(3)} ${d(4)}`,
      () => `+${d(2)} (0)${d(2)} ${d(3)} ${d(2)} ${d(2)}`,
      () => `+44${d(4)} ${d(3)} ${d(3)}`,
      () => `+${d(2)} ${d(2)} ${d(3)} ${d(4)}`,
      () => `${d(3)} ${d(3)} ${d(3)}`,
      () => `${d(3)} ${d(4)}`,
      () => `${d(2)} ${d(3)} ${d(3)}`,
      () => `${d(2)} ${d(6)}`,
      () => `${d(3)} ${d(2)} ${d(3)}`,
      () => `(${d(2)}) ${d(3)}-${d(3)}`,
      () => `(${d(2)}) ${d(4)}-${d(4)}`,
    ],
    random,
  )()
}
const licence = (random: Random): string =>
  one(
    [
      () => digits(7 + Math.floor(random() * 3), random),
      () => `${one(['A', 'D', 'F', 'H', 'K', 'S', 'U', 'W'], random)}${digits(one([7, 8, 12, 14], random), random)}`,
      () => `${digits(4, random)}-${digits(2, random)}-${digits(4, random)}`,
      () => `${digits(3, random)}${one(['AB', 'KN', 'XR'], random)}${digits(4, random)}`,
    ],
    random,
  )()
const year = (random: Random): string => String(1940 + Math.floor(random() * 85))
const months = 'January February March April May June July August September October November December'.split(' ')
const two = (n: number): string => String(n).padStart(2, '0')
const date = (random: Random): string => {
  const day = 1 + Math.floor(random() * 28)
  const month = Math.floor(random() * 12)
  return one(
    [
      () => `${year(random)}-${two(month + 1)}-${two(day)}`,
      () => `${year(random)}-${two(month + 1)}-${two(day)} ${two(Math.floor(random() * 24))}:${two(day)}:${two(day)}`,
      () => `${months[month]} ${day}, ${year(random)}`,
      () => `${day} ${months[month]} ${year(random)}`,
      () => `${two(month + 1)}/${two(day)}/${year(random)}`,
      () => `${months[month]} ${day}`,
      () => year(random),
    ],
    random,
  )()
}
const person = (random: Random): string => {
  const first = one(firstNames, random)
  const last = random() < 0.15 ? madeName(random) : one(lastNames, random)
  const initial = String.fromCharCode(65 + Math.floor(random() * 26))
  return one(
    [
      () => `${first} ${last}`,
      () => `${first} ${last}`,
      () => `${first} ${last}`,
      () => `${first} ${initial}. ${last}`,
      () => `${first} ${initial} ${last}`,
      () => `${first} ${one(lastNames, random)}-${last}`,
      () => first,
      () => last,
      () => `${first} ${last} ${one(['MD', 'Jr.', 'PhD', 'II'], random)}`,
    ],
    random,
  )()
}
export const organisation = (random: Random): string =>
  one(
    [
      () => madeFirm(random),
      () => madeFirm(random),
      () => madeFirm(random),
      () => madeFirm(random),
      () => one(organisations, random).replace(/^the /, ''),
      () => one(organisations, random).replace(/^the /, ''),
      () => `${one(lastNames, random)} ${one(organisationEnds, random)}`,
      () => `${one(lastNames, random)}, ${one(lastNames, random)} and ${one(lastNames, random)}`,
      () => `${one(lastNames, random)}-${one(lastNames, random)}`,
      () => `${one(lastNames, random)} and ${one(lastNames, random)}`,
      () => `${one(organisations, random).replace(/^the /, '')} ${one(organisationEnds, random)}`,
    ],
    random,
  )()

const workFirst = words(
  'Strange, Silent, Cautious, Cautionary, Wicked, Broken, Golden, Crooked, Endless, Lonely, Winter, Summer, Midnight, Paper, Velvet, Burning, Hidden, Forgotten, Second, Last, Electric, Little, Big, Wild, Weekly, Daily, Modern, Popular, Secret, Perfect, Ordinary, Gentle, Distant, Hungry, Invisible, Savage',
)
const workSecond = words(
  'Tales, Stories, Songs, Letters, Dreams, River, Garden, Shadow, Clouds, Morning, Train, House, Mirror, Ocean, Heart, Fire, Road, Window, Stranger, Daughter, Soldier, Empire, Harvest, Journey, Island, Night, Rain, Wolves, Birds, Machine, Game, Review, Magazine, Times, Gazette, Science, Entertainment, Mechanics, Poems, Fables, Sketches, Confessions, Memories, Adventures, Guide, Handbook',
)
const shorts = words(
  'PIN, SIM, VAT, IBAN, SMS, USB, FAQ, PDF, TV, GPS, ATM, CEO, HR, ID, SSN, CV, DVD, CD, APP, QR, ISBN, SWIFT, BIC, NFC, LED, VIP, ETA, RSVP, ASAP, FYI, URL, HTML, WIFI, VPN, CCTV',
)
const languages = words(
  'English, French, Spanish, German, Italian, Portuguese, Dutch, Russian, Polish, Greek, Latin, Arabic, Hebrew, Chinese, Japanese, Korean, Turkish, Hindi, Welsh, Swedish',
)
const faiths = words(
  'Christians, Muslims, Jews, Hindus, Buddhists, Sikhs, Catholics, Protestants, Sunnis, Shias, Kurds, Basques, Catalans, Tamils, Arabs, Berbers, Roma, Sami',
)
const trades = words(
  'machine, crane, forklift, press, kiln, boiler, pipe, cable, tile, carpet, roof, glass, metal, wood, textile, paper, leather, stone, water, gas, oil, rail, dental, medical, hospital, surgical, laboratory, pharmacy, radio, broadcast, stage, film, photo, fashion, jewellery, graphic, interior, claims, payroll, billing, tax, loan, credit, insurance, travel, ticket, postal, parking, customs, fire, safety, security, school, library, museum, sports, fitness, food, kitchen, bakery, meat, fish, dairy, farm, forest, garden, wind turbine, solar panel, network, systems, software, database, computer, industrial, civil, mechanical, electrical, marine, aerospace, elementary, special education, human resources, public relations, real estate, real-time captions, quality, production, logistics',
)
export const agents = words(
  'operator, technician, installer, repairer, inspector, assembler, setter, cutter, finisher, grinder, polisher, welder, driver, loader, cleaner, clerk, assistant, secretary, manager, supervisor, director, coordinator, officer, agent, broker, adviser, analyst, consultant, engineer, designer, planner, developer, administrator, specialist, teacher, instructor, trainer, therapist, nurse, aide, attendant, host, guard, worker, labourer, helper, apprentice, buyer, seller, representative, examiner, appraiser, drafter, editor, reporter, announcer, scientist, researcher',
)
export const soloJobs = words(
  'singer, dancer, drummer, sculptor, upholsterer, locksmith, blacksmith, glazier, roofer, milliner, cobbler, saddler, weaver, potter, gilder, printer, bookbinder, typist, stenographer, proofreader, lexicographer, interpreter, curator, archivist, historian, sociologist, criminologist, audiologist, podiatrist, chiropractor, optician, orthodontist, radiographer, sonographer, phlebotomist, paramedic, masseuse, beautician, manicurist, valet, butler, nanny, governess, bartender, barista, sommelier, dishwasher, fishmonger, greengrocer, florist, brewer, winemaker, beekeeper, shepherd, lumberjack, logger, miner, driller, diver, sailor, boatswain, ferryman, stevedore, porter, courier, dispatcher, conductor, signalman, aviator, navigator, astronomer, geologist, botanist, zoologist, taxidermist, mathematician, statistician, underwriter, treasurer, comptroller, notary, bailiff, magistrate, probation officer, coroner, detective, warden, lifeguard, referee, umpire, jockey, gymnast, choreographer, playwright, screenwriter, puppeteer, juggler, acrobat, ventriloquist, disc jockey, composer, lyricist, luthier',
)
const job = (random: Random): string => {
  const draw = random()
  const trade = one(trades, random)
  const name =
    draw < 0.3
      ? one(jobs, random)
      : draw < 0.55
        ? one(soloJobs, random)
        : draw < 0.92
          ? `${trade} ${one(agents, random)}`
          : draw < 0.97
            ? `${one(trades, random)} and ${trade} ${one(agents, random)}`
            : `${one(agents, random)} of ${trade} ${one(['services', 'works', 'affairs'], random)}`
  return random() < 0.5 ? name : capital(name)
}

const onsets = 'b,br,c,ch,d,dr,f,fl,g,gr,h,j,k,kl,l,m,n,p,pr,qu,r,s,sh,sk,sl,st,t,tr,v,w,z,'.split(',')
const vowels = 'a,a,e,e,i,i,o,o,u,ai,ea,ie,oo,ou,á,é,ö,ü,å,ä,y'.split(',')
const codas = 'n,n,r,l,s,,,,,t,m,k,nd,rt,st,ck,ng,x'.split(',')
const syllables = (count: number, random: Random): string =>
  capital(Array.from({ length: count }, () => one(onsets, random) + one(vowels, random) + one(codas, random)).join(''))
/** A surname that no list has. */
const madeName = (random: Random): string =>
  syllables(1 + Math.floor(random() * 2), random) +
  one(
    words(
      'ski, ska, ov, ova, ev, eva, sen, son, sson, dóttir, ez, es, ić, vić, escu, nen, la, man, mann, er, ley, ton, ini, etti, elli, ard, eau, ák, ek, ková, yan, idze, enko, uk, aite, os, akis, wala, moto, yama, da, ra',
    ),
    random,
  )
/** A town that nobody knows: only its place in the sentence tells what it is. */
const madeTown = (random: Random): string => {
  const stem = syllables(1 + Math.floor(random() * 2), random)
  const end = one(
    words(
      'burg, ville, stad, vik, ovo, ice, ham, ton, field, bury, berg, dorf, au, by, lund, sund, fjord, nes, heim, hausen, feld, bach, bruck, wijk, dijk, koski, järvi, ow, in, ec, any, háza, falva, ac, ello, ara, iano, etta, polis, abad, pur, grad, mouth, ford, ley, wick, kirk',
    ),
    random,
  )
  const town = one(
    [
      () => stem + end,
      () => stem + end,
      () => stem + end,
      () =>
        `${one(['San', 'Santa', 'Saint', 'St', 'Bad', 'Port', 'New', 'El', 'La', 'Le', 'Los', 'Nové', 'Veliki', 'Upper', 'Great'], random)} ${stem}`,
      () =>
        `${stem} ${one(['de la', 'di', 'del', 'am', 'an der', 'pod', 'nad', 'sur', 'de', 'do'], random)} ${syllables(2, random)}`,
      () =>
        `${stem} ${one(['Bay', 'Green', 'Hill', 'Creek', 'Beach', 'Park', 'Falls', 'Heights', 'Town', 'End', 'Cross'], random)}`,
      () => `${stem}-${one(['sur', 'en', 'les', 'am'], random)}-${syllables(1, random)}`,
    ],
    random,
  )()
  return random() < 0.15 ? town.toUpperCase() : town
}
const business = words(
  'Credit, Collective, Liquid, Robotics, Rapid, Cycle, Open, Data, Counter, Smart, Market, Public, Health, Pocket, Earth, Network, Solar, List, Code, Bright, Green, Blue, Cloud, Civic, Urban, Farm, Logic, Mind, Water, Power, Fund, Loan, Trust, Capital, Street, Map, Quest, Route, Road, Transit, Fleet, Cargo, Harbor, North, Summit, Peak, River, Stone, Iron, Silver, Golden, Fox, Bear, Eagle, Lion, Spark, Signal, Sense, Vision, Insight, Metric, Factor, Score, Rate, Price, Trade, Exchange, Media, Press, Story, Voice, Digital, Mobile, Micro, Nano, Bio, Gene, Cell, Medic, Care, Life, Home, House, Rental, Estate, Legal, Law, Policy, Risk, Shield, Guard, Safe, Lock, Key, Bridge, Link, Connect, Social, People, Talent, Work, Task, Engine, Motor, Wheel, Air, Sky, Space, Star, Nova, Pulse, Wave, Stream, Flow, Grid, Volt, Energy, Fuel, Food, Kitchen, Garden, Aunt, Uncle, Captain, Doctor, Panda, Turbine, Compass, Beacon, Ledger, Abacus, Atlas, Apollo',
)
/** A firm that nobody knows, as young firms are called. */
const madeFirm = (random: Random): string => {
  const name = one(
    [
      () => syllables(2 + Math.floor(random() * 2), random),
      () =>
        syllables(2, random) +
        one(['io', 'ly', 'ify', 'fero', 'ware', 'soft', 'tech', 'hub', 'com', 'us', 'ora', 'ix'], random),
      () => one(business, random) + one(business, random).toLowerCase(),
      () => one(business, random) + one(business, random),
      () => `${one(business, random)} ${one(business, random)}`,
      () => `${one(business, random)} ${one(business, random)}`,
      () => `${syllables(2, random)} ${one(business, random)}`,
      () => `${one(business, random)} ${one(business, random)} ${one(business, random)}`,
      () => `${syllables(2, random)} ${one(['And', '&', 'and'], random)} ${syllables(2, random)}`,
      () => one(business, random),
      () =>
        `${one(['Bureau', 'Department', 'Center', 'Institute', 'Office', 'Council'], random)} ${one(['of', 'for', 'Of'], random)} ${one(business, random)} ${one(business, random)}`,
      () =>
        [0, 1, 2].map(() => String.fromCharCode(65 + Math.floor(random() * 26))).join(one(['', '.'], random)) +
        (random() < 0.5 ? ` ${one(business, random)}` : ''),
      () => `${Math.floor(random() * 400)} ${one(business, random)}`,
    ],
    random,
  )()
  return random() < 0.3 ? `${name} ${one(organisationEnds, random)}` : name
}
const luhn = (prefix: string, length: number, random: Random): string => {
  const body = prefix + digits(length - prefix.length - 1, random)
  for (let check = 0; check < 10; check += 1) {
    let sum = 0
    const all = `${body}${check}`
    for (let i = 0; i < all.length; i += 1) {
      let digit = Number(all[all.length - 1 - i])
      if (i % 2 === 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2
      sum += digit
    }
    if (sum % 10 === 0) return all
  }
  return body
}

/** Makes a value of our own for a place of a template; its label is what the set calls it. */
export const makers: Record<string, { label: string | null; make(random: Random): string }> = {
  PERSON: { label: 'PERSON', make: person },
  FIRST: { label: 'PERSON', make: (random) => one(firstNames, random) },
  LAST: { label: 'PERSON', make: (random) => (random() < 0.15 ? madeName(random) : one(lastNames, random)) },
  CITY: { label: 'GPE', make: town },
  COUNTRY: { label: 'GPE', make: (random) => one(countries, random) },
  STATE: {
    label: 'GPE', // The set writes "nan" where it knows no state.
    make: (random) => one(random() < 0.15 ? ['nan'] : random() < 0.5 ? stateCodes : states, random),
  },
  NRP: { label: 'NRP', make: (random) => one(nationalities, random) },
  NRPS: {
    label: 'NRP',
    make: (random) => {
      const people = random() < 0.75 ? `${one(nationalities, random)}s` : one(faiths, random)
      return random() < 0.3 ? people.toLowerCase() : people
    },
  },
  /** A book, song or film: capitals, and nobody's name. */
  WORK: {
    label: null,
    make: (random) =>
      `${one(['The ', '', '', 'A '], random)}${one(workFirst, random)} ${one(workSecond, random)}${random() < 0.2 ? ` of the ${one(workSecond, random)}` : ''}`,
  },
  SHORT: { label: null, make: (random) => one(shorts, random) },
  LANGUAGE: { label: null, make: (random) => one(languages, random) },
  ORG: { label: 'ORGANIZATION', make: organisation },
  TITLE: { label: 'TITLE', make: (random) => one(prefixes, random) },
  JOB: { label: 'TITLE', make: job },
  AGE: { label: 'AGE', make: (random) => String(1 + Math.floor(random() * 98)) },
  DATE: { label: 'DATE_TIME', make: date },
  YEAR: { label: 'DATE_TIME', make: year },
  DECADE: { label: 'DATE_TIME', make: (random) => `${year(random).slice(0, 3)}0s` },
  WEEKDAY: {
    label: 'DATE_TIME',
    make: (random) => one(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], random),
  },
  PHONE: { label: 'PHONE_NUMBER', make: phone },
  ZIP: { label: 'ZIP_CODE', make: post },
  POST: { label: 'STREET_ADDRESS', make: (random) => digits(5, random) },
  NUMBER: { label: 'STREET_ADDRESS', make: (random) => digits(1 + Math.floor(random() * 4), random) },
  STREET: { label: 'STREET_ADDRESS', make: street },
  UNIT: { label: 'STREET_ADDRESS', make: unit },
  STREETLINE: {
    label: 'STREET_ADDRESS',
    make: street,
  },
  ADDRESS: {
    label: 'STREET_ADDRESS',
    make: (random) => {
      const line = `${digits(1 + Math.floor(random() * 5), random)} ${street(random)}`
      const land = one(countries, random)
      const area = one([...stateCodes, 'nan', ...states.slice(0, 12)], random)
      const code = digits(5, random)
      return one(
        [
          () => `${line}, ${town(random)}, ${land}`,
          () => `${line}, ${town(random)}, ${land} ${code}`,
          () => `${line} ${unit(random)}, ${town(random)}, ${land} ${code}`,
          () => `${line} ${unit(random)} ${unit(random)}, ${town(random)}, ${land} ${code}`,
          () => `${line} ${unit(random)}, ${town(random)}, ${land}`,
          () => `${line}\n ${unit(random)}\n ${town(random)}\n ${land}`,
          () => `${line}\n ${unit(random)}\n ${town(random)}\n ${land} ${code}`,
          () => `${line} ${unit(random)}\n${town(random)}, ${area} ${code}`,
          () => `${line} ${unit(random)}\n${town(random)}\n, ${area}\n ${land} ${code}`,
          () => `${line}\n${town(random)}\n, ${area}\n ${random() < 0.5 ? `${land} ` : ''}${code}`,
          () => `${line} ${unit(random)} ${town(random)} ${random() < 0.5 ? land : area}`,
          () => `${line} ${unit(random)} ${town(random)} ${random() < 0.5 ? land : area}`,
          () => street(random),
          () => street(random),
          () => `${one([...firstNames, ...lastNames], random)} and ${street(random)}`,
          () =>
            `the corner of ${street(random)} and ${one([...firstNames, ...lastNames], random)} ${one(['Club', 'Flat', 'Union', 'Pass', 'Coves', 'Courts', 'Forges', 'Mills', 'Ridge', 'Stream', 'Track', 'Wells', 'Isle', 'Plaza'], random)}`,
          () => `PO Box ${digits(4, random)}, ${town(random)}`,
          () => `Unit ${digits(4, random)} Box ${digits(4, random)}\nDPO ${one(['AE', 'AP', 'AA'], random)} ${code}`,
          () => `PSC ${digits(4, random)}, Box ${digits(4, random)}\nAPO ${one(['AE', 'AP', 'AA'], random)} ${code}`,
          () =>
            `${one(['USS', 'USNS', 'USCGC'], random)} ${one(lastNames, random)}\nFPO ${one(['AE', 'AP', 'AA'], random)} ${code}`,
        ],
        random,
      )()
    },
  },
  EMAIL: {
    label: 'EMAIL_ADDRESS',
    make: (random) =>
      `${one(firstNames, random).toLowerCase().replace(/\W/g, '')}.${digits(2, random)}@mail${digits(1, random)}.example.com`,
  },
  CARD: { label: 'CREDIT_CARD', make: (random) => luhn(one(['4', '51', '37', '6011'], random), 16, random) },
  IBAN: { label: 'IBAN_CODE', make: () => 'GB82WEST12345698765432' },
  URL: {
    label: 'DOMAIN_NAME',
    make: (random) => `https://www.${one(lastNames, random).replace(/[^a-z]/gi, '')}Works.com/`,
  },
  LICENCE: { label: 'US_DRIVER_LICENSE', make: licence },
}
