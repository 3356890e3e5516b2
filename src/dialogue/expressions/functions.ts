import type { Json } from '#domain/json.ts'
import { expressionLimits } from '../limits.ts'

/** What a function may know beside its arguments. */
export interface FunctionContext {
  /** `YYYY-MM-DD`, the day by which the business counts. */
  today: string
}

export interface ExpressionFunction {
  min: number
  max: number
  /** How it is written, for problems and for the reference page. */
  usage: string
  /** One line for the reference page. */
  gives: string
  run(args: Json[], context: FunctionContext): Json
}

/** Functions whose second argument is evaluated once per element, with the element as `item`. */
export const itemFunctions = ['filter', 'map', 'find', 'any', 'all', 'sort_by'] as const
export type ItemFunction = (typeof itemFunctions)[number]
export const isItemFunction = (name: string): name is ItemFunction =>
  (itemFunctions as readonly string[]).includes(name)

export const truthy = (value: Json): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== false && value !== 0 && value !== ''

const isText = (value: Json | undefined): value is string => typeof value === 'string'
const isNumber = (value: Json | undefined): value is number => typeof value === 'number'
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])
const clipped = (text: string): string => text.slice(0, expressionLimits.textLength)

/** Numbers in a text may carry a currency sign and thousands separators: "$1,299.50". Not a number: null. */
export function numberOf(value: Json | undefined): number | null {
  if (isNumber(value)) return Number.isFinite(value) ? value : null
  if (!isText(value)) return null
  const plain = value
    .trim()
    .replace(/^\$\s*/, '')
    .replaceAll(',', '')
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return clipped(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

/** The day of an ISO date or date-time as `YYYY-MM-DD`; anything else, and days that do not exist: null. */
function dayOf(value: Json | undefined): string | null {
  if (!isText(value)) return null
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(value)
  if (match === null) return null
  const day = value.slice(0, 10)
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? null : day
}

const dayMs = 86_400_000

/** Whole days from `from` to `to`, both dates; null where one is no date. */
function daysBetween(from: Json | undefined, to: Json | undefined): number | null {
  const [a, b] = [dayOf(from), dayOf(to)]
  if (a === null || b === null) return null
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / dayMs)
}

function rounded(value: number, digits: number): number {
  const places = Math.min(6, Math.max(0, Math.trunc(digits)))
  const factor = 10 ** places
  // The small nudge keeps 1.005 from becoming 1.00: amounts are decimal to people.
  return Math.round((value + Math.sign(value) * Number.EPSILON * Math.abs(value)) * factor) / factor
}

const numbersIn = (args: Json[]): number[] =>
  (args.length === 1 && Array.isArray(args[0]) ? args[0] : args).map(numberOf).filter((value) => value !== null)

/** Run by the evaluator itself, which binds `item`. */
const byEvaluator = (): Json => null

export const functions: Record<string, ExpressionFunction> = {
  length: {
    min: 1,
    max: 1,
    usage: 'length(text or list)',
    gives: 'how many characters or elements; 0 for null',
    run: ([value]) => (isText(value) || Array.isArray(value) ? value.length : 0),
  },
  lower: {
    min: 1,
    max: 1,
    usage: 'lower(text)',
    gives: 'the text in small letters',
    run: ([value]) => textOf(value).toLowerCase(),
  },
  upper: {
    min: 1,
    max: 1,
    usage: 'upper(text)',
    gives: 'the text in capitals',
    run: ([value]) => textOf(value).toUpperCase(),
  },
  trim: {
    min: 1,
    max: 1,
    usage: 'trim(text)',
    gives: 'the text without spaces around it',
    run: ([value]) => textOf(value).trim(),
  },
  text: {
    min: 1,
    max: 1,
    usage: 'text(value)',
    gives: 'the value as text; null is empty',
    run: ([value]) => textOf(value),
  },
  number: {
    min: 1,
    max: 1,
    usage: "number('$1,299.50')",
    gives: 'the number in a text, or null',
    run: ([value]) => numberOf(value),
  },
  money: {
    min: 1,
    max: 1,
    usage: 'money(amount)',
    gives: 'the amount rounded to cents (a number)',
    run: ([value]) => {
      const amount = numberOf(value)
      return amount === null ? null : rounded(amount, 2)
    },
  },
  round: {
    min: 1,
    max: 2,
    usage: 'round(number, digits)',
    gives: 'the number rounded (0 digits unless said)',
    run: ([value, digits]) => {
      const amount = numberOf(value)
      return amount === null ? null : rounded(amount, numberOf(digits) ?? 0)
    },
  },
  min: {
    min: 1,
    max: 8,
    usage: 'min(a, b, …) or min(list)',
    gives: 'the smallest number, or null',
    run: (args) => numbersIn(args).reduce<number | null>((a, b) => (a === null || b < a ? b : a), null),
  },
  max: {
    min: 1,
    max: 8,
    usage: 'max(a, b, …) or max(list)',
    gives: 'the largest number, or null',
    run: (args) => numbersIn(args).reduce<number | null>((a, b) => (a === null || b > a ? b : a), null),
  },
  sum: {
    min: 1,
    max: 1,
    usage: 'sum(list)',
    gives: 'the sum of the numbers in the list',
    run: (args) =>
      rounded(
        numbersIn(args).reduce((a, b) => a + b, 0),
        6,
      ),
  },
  date: {
    min: 1,
    max: 1,
    usage: 'date(value)',
    gives: 'the day as YYYY-MM-DD, or null',
    run: ([value]) => dayOf(value),
  },
  time: {
    min: 1,
    max: 1,
    usage: 'time(value)',
    gives: "the time of day as HH:MM, or null; compares as it is: time(now) < '17:00'",
    run: ([value]) => (dayOf(value) === null ? null : (/[T ](\d{2}:\d{2})/.exec(textOf(value))?.[1] ?? null)),
  },
  weekday: {
    min: 1,
    max: 1,
    usage: 'weekday(date)',
    gives: 'the day of the week, 1 for Monday to 7 for Sunday, or null',
    run: ([value]) => {
      const day = dayOf(value)
      return day === null ? null : new Date(`${day}T00:00:00Z`).getUTCDay() || 7
    },
  },
  add_days: {
    min: 2,
    max: 2,
    usage: 'add_days(date, number)',
    gives: 'the day so many days later (earlier where negative) as YYYY-MM-DD, or null',
    run: ([value, days]) => {
      const [day, count] = [dayOf(value), numberOf(days)]
      if (day === null || count === null || Math.abs(count) > 100_000) return null
      return new Date(Date.parse(`${day}T00:00:00Z`) + Math.trunc(count) * dayMs).toISOString().slice(0, 10)
    },
  },
  days_since: {
    min: 1,
    max: 1,
    usage: 'days_since(date)',
    gives: 'whole days from the date to today; negative when it is still to come; null where it is no date',
    run: ([value], { today }) => daysBetween(value, today),
  },
  days_until: {
    min: 1,
    max: 1,
    usage: 'days_until(date)',
    gives: 'whole days from today to the date',
    run: ([value], { today }) => daysBetween(today, value),
  },
  days_between: {
    min: 2,
    max: 2,
    usage: 'days_between(from, to)',
    gives: 'whole days from one date to another',
    run: ([from, to]) => daysBetween(from, to),
  },
  first: {
    min: 1,
    max: 1,
    usage: 'first(list)',
    gives: 'the first element, or null',
    run: ([list]) => listOf(list)[0] ?? null,
  },
  last: {
    min: 1,
    max: 1,
    usage: 'last(list)',
    gives: 'the last element, or null',
    run: ([list]) => listOf(list).at(-1) ?? null,
  },
  join: {
    min: 1,
    max: 2,
    usage: "join(list, ', ')",
    gives: 'the elements as one text',
    run: ([list, between]) =>
      clipped(
        listOf(list)
          .map(textOf)
          .join(between === undefined ? ', ' : textOf(between)),
      ),
  },
  starts_with: {
    min: 2,
    max: 2,
    usage: 'starts_with(text, start)',
    gives: 'whether the text begins so, capitals aside',
    run: ([text, start]) => textOf(text).toLowerCase().startsWith(textOf(start).toLowerCase()),
  },
  contains: {
    min: 2,
    max: 2,
    usage: 'contains(text, part)',
    gives: 'whether the part is in the text, capitals aside',
    run: ([text, part]) => textOf(text).toLowerCase().includes(textOf(part).toLowerCase()),
  },
  has: {
    min: 1,
    max: 1,
    usage: 'has(value)',
    gives: 'whether there is a value (not null, not an empty text)',
    run: ([value]) => value !== null && value !== undefined && value !== '',
  },
  default: {
    min: 2,
    max: 8,
    usage: 'default(value, other, …)',
    gives: 'the first that is not null',
    run: (args) => args.find((value) => value !== null) ?? null,
  },
  if: { min: 3, max: 3, usage: 'if(condition, then, else)', gives: 'one of the two', run: byEvaluator },
  filter: {
    min: 2,
    max: 2,
    usage: "filter(list, item.state == 'open')",
    gives: 'the elements that fit',
    run: byEvaluator,
  },
  map: { min: 2, max: 2, usage: 'map(list, item.name)', gives: 'something of each element', run: byEvaluator },
  find: {
    min: 2,
    max: 2,
    usage: 'find(list, condition on item)',
    gives: 'the first that fits, or null',
    run: byEvaluator,
  },
  any: { min: 2, max: 2, usage: 'any(list, condition on item)', gives: 'whether one fits', run: byEvaluator },
  all: { min: 2, max: 2, usage: 'all(list, condition on item)', gives: 'whether all fit', run: byEvaluator },
  sort_by: { min: 2, max: 2, usage: 'sort_by(list, item.price)', gives: 'the list, smallest first', run: byEvaluator },
}
