import type { Json } from '#domain/json.ts'
import { responseLimits } from './limits.ts'

/** What values are written with. */
export interface Manner {
  locale: string
  /** ISO 4217: `USD`. */
  currency: string
  /** IANA zone name, for moments; days (`2026-10-03`) have none. */
  timeZone: string
  nowMs: number
}

type Formatter = (value: Json, argument: string | null, manner: Manner) => string | null

const day = /^(\d{4})-(\d{2})-(\d{2})$/

interface Moment {
  at: Date
  /** A day without a time is read and written in UTC, so that no zone moves it. */
  zone: string
}

function momentOf(value: Json, manner: Manner): Moment | null {
  if (typeof value === 'string' && day.test(value)) {
    const at = new Date(`${value}T00:00:00Z`)
    return Number.isNaN(at.getTime()) ? null : { at, zone: 'UTC' }
  }
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? null : { at, zone: manner.timeZone }
}

const dated =
  (options: Intl.DateTimeFormatOptions): Formatter =>
  (value, _argument, manner) => {
    const moment = momentOf(value, manner)
    return moment && dateFormat(manner.locale, moment.zone, options).format(moment.at)
  }

const made = new Map<string, Intl.DateTimeFormat>()
/** Making a format costs a hundred times using it. There are few: locales × zones × the four below. */
function dateFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`
  const known = made.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
  made.set(key, format)
  return format
}

const dayNumber = (at: Date | number, zone: string): number => {
  const parts = dateFormat('en-CA', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / 86_400_000)
}

/** "today", "tomorrow", "Monday" within a week, else the date; with the time where there is one. */
const when: Formatter = (value, _argument, manner) => {
  const moment = momentOf(value, manner)
  if (!moment) return null
  const days = dayNumber(moment.at, moment.zone) - dayNumber(manner.nowMs, manner.timeZone)
  const relative = new Intl.RelativeTimeFormat(manner.locale, { numeric: 'auto' })
  const named =
    days === 0 || days === 1 || days === -1
      ? relative.format(days, 'day')
      : dateFormat(
          manner.locale,
          moment.zone,
          days > 1 && days < 7 ? { weekday: 'long' } : { weekday: 'long', month: 'long', day: 'numeric' },
        ).format(moment.at)
  if (moment.zone === 'UTC') return named
  const time = dateFormat(manner.locale, moment.zone, { hour: 'numeric', minute: '2-digit' }).format(moment.at)
  return manner.locale.startsWith('en') ? `${named} at ${time}` : `${named}, ${time}`
}

const numeric = (value: Json): number | null => {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : null
}

/** Quotation marks of languages that do not have the English ones (CLDR, delimiters). */
const quotes: Record<string, readonly [string, string]> = {
  de: ['„', '“'],
  es: ['«', '»'],
  fr: ['«\u202f', '\u202f»'],
  it: ['«', '»'],
}

function listed(
  value: Json,
  type: Intl.ListFormatType,
  manner: Manner,
  as: (item: string) => string = (item) => item,
): string | null {
  if (!Array.isArray(value)) return plain(value, manner)
  const items = value
    .slice(0, responseLimits.listItems)
    .map((item) => plain(item, manner))
    .filter((item) => item !== null)
    .map(as)
  const rest = value.length - responseLimits.listItems
  if (rest > 0) items.push(manner.locale.startsWith('en') ? `${rest} more` : `+${rest}`)
  return new Intl.ListFormat(manner.locale, { type }).format(items)
}

const formatters: Record<string, Formatter> = {
  money: (value, _argument, { locale, currency }) => {
    const amount = numeric(value)
    return amount === null ? null : new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount)
  },
  number: (value, _argument, { locale }) => {
    const number = numeric(value)
    return number === null ? null : new Intl.NumberFormat(locale).format(number)
  },
  date: dated({ year: 'numeric', month: 'long', day: 'numeric' }),
  'short-date': dated({ month: 'short', day: 'numeric' }),
  day: dated({ weekday: 'long', month: 'long', day: 'numeric' }),
  time: dated({ hour: 'numeric', minute: '2-digit' }),
  when,
  list: (value, argument, manner) => listed(value, argument === 'or' ? 'disjunction' : 'conjunction', manner),
  /** What buttons say, in the middle of a sentence: “Cancel an order” or “Return an item”. */
  choices: (value, _argument, manner) => {
    const [open, close] = quotes[manner.locale.split('-')[0] ?? ''] ?? ['“', '”']
    return listed(value, 'disjunction', manner, (item) => `${open}${item}${close}`)
  },
  lines: (value, _argument, manner) =>
    Array.isArray(value)
      ? value
          .slice(0, responseLimits.listItems)
          .map((item) => `• ${plain(item, manner) ?? ''}`)
          .join('\n')
      : plain(value, manner),
  /** `{count|plural:pair,pairs}` → "2 pairs". */
  plural: (value, argument, { locale }) => {
    const count = Array.isArray(value) ? value.length : numeric(value)
    const [one = '', many = one] = (argument ?? '').split(',').map((word) => word.trim())
    if (count === null) return null
    return `${new Intl.NumberFormat(locale).format(count)} ${new Intl.PluralRules(locale).select(count) === 'one' ? one : many}`
  },
  'upper-first': (value, _argument, manner) => {
    const text = plain(value, manner)
    return text === null ? null : text.charAt(0).toLocaleUpperCase(manner.locale) + text.slice(1)
  },
  lower: (value, _argument, manner) => plain(value, manner)?.toLocaleLowerCase(manner.locale) ?? null,
  upper: (value, _argument, manner) => plain(value, manner)?.toLocaleUpperCase(manner.locale) ?? null,
  /** `in-transit` → "in transit". */
  words: (value, _argument, manner) => plain(value, manner)?.replace(/[-_]+/g, ' ') ?? null,
  /** `+15035550199` → "(503) 555-0199"; numbers of elsewhere stay as they are. */
  phone: (value, _argument, manner) =>
    plain(value, manner)?.replace(/^\+?1?[\s.-]?\(?(\d{3})\)?[\s.-]?(\d{3})[\s.-]?(\d{4})$/, '($1) $2-$3') ?? null,
  /** "Jane" of "Jane Miller". */
  'first-word': (value, _argument, manner) => plain(value, manner)?.trim().split(/\s+/)[0] ?? null,
}

const withArgument = ['or', 'plural']
/** `or:text` stands in for a missing value; it is handled where values are looked up. */
export const formatterNames: readonly string[] = [...Object.keys(formatters), 'or']
export const takesArgument = (name: string): boolean => withArgument.includes(name)

/** A value as plain text; null where it has no readable form. Customers' and tools' text stays text: no control characters, bounded. */
export function plain(value: Json, manner: Manner): string | null {
  if (typeof value === 'string') {
    const text = value.replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' ? '\n' : '')).trim()
    if (text === '') return null
    return text.length > responseLimits.valueCharacters
      ? `${text.slice(0, responseLimits.valueCharacters - 1).toWellFormed()}…`
      : text
  }
  if (typeof value === 'number')
    return Number.isFinite(value)
      ? new Intl.NumberFormat(manner.locale, { useGrouping: false, maximumFractionDigits: 6 }).format(value)
      : null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return formatters['list']!(value, null, manner)
  return null
}

/** A value through its formats; null where it is missing or does not fit any of them. */
export function formatValue(
  value: Json,
  formats: readonly { name: string; argument: string | null }[],
  manner: Manner,
): string | null {
  let current: Json = value
  let written = false
  for (const { name, argument } of formats) {
    if (name === 'or') continue
    if (current === null) return null
    current = formatters[name]?.(current, argument, manner) ?? null
    written = true
  }
  if (current === null || current === '') return null
  return written && typeof current === 'string' ? current : plain(current, manner)
}
