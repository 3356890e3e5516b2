/** The airports that are flown to. Codes and cities are facts of the world; the flights between them are made up. */
type Airport = { iata: string; city: string; state: string; stateName: string; also?: readonly string[] }

export const airports: readonly Airport[] = [
  { iata: 'ATL', city: 'Atlanta', state: 'GA', stateName: 'Georgia' },
  { iata: 'BOS', city: 'Boston', state: 'MA', stateName: 'Massachusetts', also: ['logan'] },
  { iata: 'CLT', city: 'Charlotte', state: 'NC', stateName: 'North Carolina' },
  { iata: 'DEN', city: 'Denver', state: 'CO', stateName: 'Colorado' },
  { iata: 'DFW', city: 'Dallas', state: 'TX', stateName: 'Texas', also: ['fort worth'] },
  { iata: 'DTW', city: 'Detroit', state: 'MI', stateName: 'Michigan' },
  { iata: 'EWR', city: 'Newark', state: 'NJ', stateName: 'New Jersey' },
  { iata: 'IAH', city: 'Houston', state: 'TX', stateName: 'Texas' },
  {
    iata: 'JFK',
    city: 'New York',
    state: 'NY',
    stateName: 'New York',
    also: ['new york city', 'nyc', 'kennedy', 'ny'],
  },
  { iata: 'LAS', city: 'Las Vegas', state: 'NV', stateName: 'Nevada', also: ['vegas'] },
  { iata: 'LAX', city: 'Los Angeles', state: 'CA', stateName: 'California', also: ['la', 'l.a.'] },
  {
    iata: 'LGA',
    city: 'New York',
    state: 'NY',
    stateName: 'New York',
    also: ['new york city', 'nyc', 'laguardia', 'la guardia', 'ny'],
  },
  { iata: 'MCO', city: 'Orlando', state: 'FL', stateName: 'Florida' },
  { iata: 'MIA', city: 'Miami', state: 'FL', stateName: 'Florida' },
  { iata: 'MSP', city: 'Minneapolis', state: 'MN', stateName: 'Minnesota', also: ['st paul', 'saint paul'] },
  { iata: 'ORD', city: 'Chicago', state: 'IL', stateName: 'Illinois', also: ["o'hare", 'ohare'] },
  { iata: 'PHL', city: 'Philadelphia', state: 'PA', stateName: 'Pennsylvania', also: ['philly'] },
  { iata: 'PHX', city: 'Phoenix', state: 'AZ', stateName: 'Arizona' },
  { iata: 'SEA', city: 'Seattle', state: 'WA', stateName: 'Washington' },
  { iata: 'SFO', city: 'San Francisco', state: 'CA', stateName: 'California', also: ['sf', 'san fran', 's.f.'] },
]

/** Areas that people name; "New York" alone is its own two airports, the area has Newark too. */
const areas: Record<string, readonly string[]> = {
  'west coast': ['LAX', 'SEA', 'SFO'],
  'pacific coast': ['LAX', 'SEA', 'SFO'],
  'east coast': ['ATL', 'BOS', 'CLT', 'EWR', 'JFK', 'LGA', 'MCO', 'MIA', 'PHL'],
  'new york area': ['JFK', 'LGA', 'EWR'],
  'new york metro': ['JFK', 'LGA', 'EWR'],
  'bay area': ['SFO'],
  texas: ['DFW', 'IAH'],
}

export const cityOf = (iata: string): string => airports.find((airport) => airport.iata === iata)?.city ?? iata

/** Everything a place can be called, the longest first, so that "New York area" is not read as "New York". */
const names: readonly (readonly [string, readonly string[]])[] = [
  ...Object.entries(areas),
  ...[...new Set(airports.flatMap(({ city, stateName, also = [] }) => [city, stateName, ...also]))].map(
    (name) =>
      [
        name.toLowerCase(),
        airports
          .filter(({ city, stateName, also = [] }) =>
            [city, stateName, ...also].some((one) => one.toLowerCase() === name.toLowerCase()),
          )
          .map(({ iata }) => iata),
      ] as const,
  ),
  ...airports.map(({ iata }) => [iata.toLowerCase(), [iata]] as const),
].sort(([a], [b]) => b.length - a.length)

/** The airports that are meant, in the order of the words; none where no name is known. A named airport is meant rather than its city: "New York (JFK)". */
export function placesIn(words: string): string[] {
  let text = ` ${words.toLowerCase().replace(/[^a-z.']+/g, ' ')} `
  const found: { at: number; airports: readonly string[]; isCode: boolean }[] = []
  for (const [name, meant] of names) {
    const at = text.indexOf(` ${name} `)
    if (at < 0) continue
    found.push({
      at,
      airports: meant,
      isCode: name.length === 3 && meant.length === 1 && meant[0]?.toLowerCase() === name,
    })
    text = text.replace(` ${name} `, ` ${'_'.repeat(name.length)} `)
  }
  const codes = new Set(found.filter(({ isCode }) => isCode).flatMap(({ airports: meant }) => meant))
  const kept = found.filter(
    ({ airports: meant, isCode }) =>
      isCode || !meant.some((iata) => codes.has(iata) || [...codes].some((code) => isNear(code, iata))),
  )
  return [...new Set(kept.sort((a, b) => a.at - b.at).flatMap(({ airports: meant }) => meant))]
}

/** "New York (either EWR or JFK)" means these two and no third. */
const isNear = (one: string, other: string): boolean => {
  const area = areas['new york area'] ?? []
  return area.includes(one) && area.includes(other)
}

/** "New York (JFK or LGA)" */
export function placeLabel(codes: readonly string[]): string {
  const [first = '', ...others] = codes
  if (others.length === 0) return `${cityOf(first)} (${first})`
  return codes.every((code) => cityOf(code) === cityOf(first))
    ? `${cityOf(first)} (${codes.join(' or ')})`
    : codes.map((code) => `${cityOf(code)} (${code})`).join(' or ')
}
