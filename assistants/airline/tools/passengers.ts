import { ok, refused, type ToolResult } from 'parley/tools'
import type { User } from './define.ts'

type Passenger = User['travellers'][number]
export type ReadPassengers = {
  passengers: Passenger[]
  count: number
  passenger_names: string
  missing_dob: string[]
  missing_dob_text: string
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName = `(${months.join('|')})[a-z]*\\.?`
const dateForms: [RegExp, (parts: string[]) => [string, string, string]][] = [
  [/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/i, ([y = '', m = '', d = '']) => [y, m, d]],
  [/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/i, ([m = '', d = '', y = '']) => [y, m, d]],
  [
    new RegExp(`\\b${monthName}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'i'),
    ([m = '', d = '', y = '']) => [y, monthNumber(m), d],
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)?\\s+${monthName},?\\s+(\\d{4})\\b`, 'i'),
    ([d = '', m = '', y = '']) => [y, monthNumber(m), d],
  ],
]
const monthNumber = (name: string): string => String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1)

/** The first date in a text as YYYY-MM-DD, and the text without it; US order where it is written with slashes. */
export function takeDate(text: string): { day: string | null; rest: string } {
  for (const [form, order] of dateForms) {
    const found = form.exec(text)
    if (!found) continue
    const [year, month, dayOfMonth] = order(found.slice(1))
    const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
    if (!Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return { day, rest: text.replace(found[0], ' ') }
  }
  return { day: null, rest: text }
}

const savedOnes = /\bsaved (?:passengers|travell?ers|people|companions)\b/i
/** "Me", "I'm flying alone", a bare "I"; no "I think". */
const self = /\b(?:me|myself|my self)\b|^\W*i\W*$|\bi(?:'m|'ll| am| will| would)\b|\bi(?: and|,)|\band i\b/i
/** Two words or three with capitals (or all that is left of a part with a date of birth). */
const fullName = /\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+\p{Lu}[\p{L}\p{M}'’.-]*){1,2}/u
const noName = new Set([
  'date',
  'birth',
  'dob',
  'born',
  'passenger',
  'passengers',
  'and',
  'my',
  'the',
  'mr',
  'mrs',
  'ms',
  'name',
  'names',
  'is',
  'on',
  'of',
  'called',
  'wife',
  'husband',
  'friend',
  'son',
  'daughter',
  'brother',
  'sister',
  'mother',
  'father',
])

/** Words of short answers that name nobody. */
const noFirstName = new Set(
  'yes no not same only just two three four five one people person persons adults children us we them they as last before all everyone nobody please thanks ok okay wait stop never mind do dont what who how why cheapest flight'.split(
    ' ',
  ),
)

/** Who is meant by the customer's words: see the tool `read_passengers`. */
export function readPassengers(words: string, user: User): ToolResult<ReadPassengers> {
  const found: Passenger[] = []
  const missing: string[] = []
  const add = (passenger: Passenger) => {
    if (!found.some(({ full_name }) => full_name.toLowerCase() === passenger.full_name.toLowerCase()))
      found.push(passenger)
  }
  for (const part of partsOf(words)) {
    const { day, rest } = takeDate(part)
    if (savedOnes.test(rest)) for (const saved of user.saved_passengers) add(saved)
    const known = day === null ? user.travellers.filter((traveller) => named(rest, traveller)) : []
    const [me] = user.travellers
    if (me && self.test(rest) && !fullName.test(rest.replace(self, ''))) add(me)
    for (const traveller of known) add(traveller)
    if (known.length > 0) continue
    const name = nameIn(rest) ?? (day === null ? null : smallNameIn(rest))
    if (name === null) continue
    const [first_name = '', ...others] = name.split(/\s+/)
    if (day === null) missing.push(name)
    else add({ first_name, last_name: others.join(' '), dob: day, full_name: name })
  }
  // "mia martin" and nothing else is a name, too.
  if (found.length === 0 && missing.length === 0) {
    const name = /^[\p{L}\p{M}'’\s-]+$/u.test(words.trim()) ? smallNameIn(words) : null
    if (name !== null && !name.split(' ').some((word) => noFirstName.has(word.toLowerCase()))) missing.push(name)
  }
  // Named first, and again with the date of birth.
  const unknown = missing.filter(
    (name) => !found.some(({ full_name }) => full_name.toLowerCase() === name.toLowerCase()),
  )
  if (found.length === 0 && missing.length === 0)
    return refused('no_passengers', 'No passenger was recognised in these words.')
  return ok({
    passengers: found,
    count: found.length,
    passenger_names: found.map(({ full_name }) => full_name).join(', '),
    missing_dob: unknown,
    missing_dob_text: unknown.join(', '),
  })
}

/** "me and Kevin Smith, DOB 2001-04-12; Ana Roy" → "me", "Kevin Smith DOB 2001-04-12", "Ana Roy": a date belongs to the name before it. */
function partsOf(words: string): string[] {
  const parts = words
    .replace(/\b(\d{1,2}),\s+(\d{4})\b/g, '$1 $2')
    .split(/\s*(?:,|;|\n|&|\+|\band\b|\bplus\b|\bwith\b)\s*/i)
    .filter((part) => part.trim() !== '')
  const joined: string[] = []
  for (const part of parts) {
    const { day, rest } = takeDate(part)
    const last = joined.at(-1)
    if (day !== null && nameIn(rest) === null && last !== undefined && takeDate(last).day === null)
      joined[joined.length - 1] = `${last} ${part}`
    else joined.push(part)
  }
  return joined
}

const named = (text: string, { first_name, last_name }: Passenger): boolean => {
  const lower = ` ${text.toLowerCase().replace(/[^\p{L}\p{M}'-]+/gu, ' ')} `
  return (
    lower.includes(` ${first_name.toLowerCase()} `) &&
    (!fullName.test(text) || lower.includes(` ${last_name.toLowerCase()} `))
  )
}

/** "kevin smith, born april 12 2001": beside a date of birth words without capitals are a name, too. */
function smallNameIn(text: string): string | null {
  const words = text.split(/[^\p{L}\p{M}'’-]+/u).filter((word) => word.length > 1 && !noName.has(word.toLowerCase()))
  if (words.length < 2 || words.length > 3) return null
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
}

function nameIn(text: string): string | null {
  const cleaned = text
    .split(/[^\p{L}\p{M}'’.-]+/u)
    .filter((word) => word !== '' && !noName.has(word.toLowerCase()))
    .join(' ')
  return fullName.exec(cleaned)?.[0]?.trim() ?? null
}
