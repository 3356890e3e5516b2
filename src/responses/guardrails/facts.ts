import type { Json } from '#domain/json.ts'

/** What of a text can be true or false of a customer's case and must not be made up. */
export interface Facts {
  /** Money and percentages, as numbers. */
  amounts: { text: string; value: number }[]
  dates: { text: string; key: DateKey }[]
  /** Order, account, return numbers: `MF-104233`. */
  references: string[]
}

interface DateKey {
  month: number
  day: number
  year: number | null
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const monthName =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

const money =
  /(?:[$€£]|\b(?:USD|EUR|GBP|CAD)\s?)\s?(\d[\d,]*(?:\.\d+)?)|\b(\d[\d,]*(?:\.\d+)?)\s?(?:dollars?|USD|€|euros?)(?!\w)/gi
const percent = /(?<![\w.])(\d+(?:\.\d+)?)\s?(?:%|percent\b)/gi
const isoDate = /\b(\d{4})-(\d{2})-(\d{2})\b/g
const monthFirst = new RegExp(`\\b(${monthName})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b`, 'gi')
const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${monthName})\\.?(?:,? (\\d{4}))?\\b`, 'gi')
const slashed = /\b(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})\b/g
const reference = /\b[A-Z]{2,4}-\d{4,10}\b/gi

const monthOf = (name: string): number =>
  months.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1

export function factsIn(text: string): Facts {
  const amounts: Facts['amounts'] = []
  for (const pattern of [money, percent])
    for (const match of text.matchAll(pattern))
      amounts.push({ text: match[0].trim(), value: Number((match[1] ?? match[2] ?? '').replaceAll(',', '')) })
  const dates: Facts['dates'] = []
  const date = (found: string, year: string | undefined, month: number, day: string | undefined) => {
    if (month >= 1 && month <= 12 && Number(day) >= 1 && Number(day) <= 31)
      dates.push({
        text: found,
        key: {
          month,
          day: Number(day),
          year: year === undefined ? null : year.length === 2 ? 2000 + Number(year) : Number(year),
        },
      })
  }
  for (const match of text.matchAll(isoDate)) date(match[0], match[1], Number(match[2]), match[3])
  for (const match of text.matchAll(monthFirst)) date(match[0], match[3], monthOf(match[1] ?? ''), match[2])
  for (const match of text.matchAll(dayFirst)) date(match[0], match[3], monthOf(match[2] ?? ''), match[1])
  for (const match of text.matchAll(slashed)) date(match[0], match[3], Number(match[1]), match[2])
  return { amounts, dates, references: [...text.matchAll(reference)].map((match) => match[0].toUpperCase()) }
}

/** Everything that facts may rest on, gathered from values of tools, slots, variables and authors. */
export interface Ground {
  supports(facts: Facts): { unsupported: string[] }
}

/** Values that are looked at: a tool's answer has tens, not millions. */
const valueLimit = 20_000
/** A number this large is a moment in milliseconds (from 2001 on), not money. */
const firstMoment = 1e12
const dayMs = 86_400_000

export function gatherGround(values: readonly Json[]): Ground {
  const numbers = new Set<number>()
  const dates: DateKey[] = []
  const references = new Set<string>()
  let left = valueLimit
  const dateOf = (ms: number) => {
    // The zone it is told in may be a day ahead or behind.
    for (const shift of [-dayMs, 0, dayMs]) {
      const at = new Date(ms + shift)
      if (!Number.isNaN(at.getTime()))
        dates.push({ month: at.getUTCMonth() + 1, day: at.getUTCDate(), year: at.getUTCFullYear() })
    }
  }
  const take = (value: Json): void => {
    left -= 1
    if (left < 0) return
    if (typeof value === 'number') {
      numbers.add(cents(value))
      if (value >= firstMoment) dateOf(value)
    } else if (typeof value === 'string') {
      const facts = factsIn(value)
      for (const amount of facts.amounts) numbers.add(cents(amount.value))
      for (const match of value.matchAll(/\d+(?:\.\d+)?/g)) numbers.add(cents(Number(match[0])))
      for (const { key } of facts.dates) dates.push(key)
      for (const found of facts.references) references.add(found)
      if (/^\d{4}-\d{2}-\d{2}T/.test(value)) dateOf(Date.parse(value))
    } else if (Array.isArray(value)) for (const item of value) take(item)
    else if (value !== null) for (const inner of Object.values(value)) take(inner)
  }
  for (const value of values) take(value)
  return {
    supports({ amounts, dates: said, references: named }) {
      const unsupported = [
        ...amounts.filter(({ value }) => !numbers.has(cents(value))).map(({ text }) => text),
        ...said
          .filter(
            ({ key }) =>
              !dates.some(
                (one) =>
                  one.month === key.month &&
                  one.day === key.day &&
                  (one.year === null || key.year === null || one.year === key.year),
              ),
          )
          .map(({ text }) => text),
        ...named.filter((one) => !references.has(one)),
      ]
      return { unsupported }
    },
  }
}

const cents = (value: number): number => Math.round(Math.abs(value) * 100)
