import type { ParsedComponents, ParsedResult } from 'chrono-node'
import { casual } from 'chrono-node/en'
import type { Json } from '#domain/json.ts'
import type { ReadingContext, Span } from '#domain/understanding.ts'
import { tokenise } from '../../tokens.ts'
import { overlaps } from '../candidate.ts'
import type { BuiltInFinder, BuiltInFound, BuiltInInput } from './built-in.ts'
import { type Clock, readClocks } from './clock.ts'
import { addClocks, today } from './days-with-times.ts'
import { type DateLanguage, datesIn } from './foreign-dates.ts'
import { day, instant, isoDay, localTime, type Zone } from './moments.ts'
import { type Day, dayAfter, dayOfMonth, holidays, joinDays } from './named-days.ts'
import { offsetMinutes } from './time-zone.ts'

/** Words without which nothing is a date, so that the parser runs only where it may find something. */
const trigger =
  /\d{1,2}[:.h/-]\d|\d\s?(?:am|pm|a\.m|p\.m|st\b|nd\b|rd\b|th\b|days?|weeks?|months?|years?|hours?|hrs?|min)|\b(?:today|tod?morrow|tonight|yesterday|noon|midnight|morning|afternoon|evening|night|weekend|days?|weeks?|months?|years?|hours?|minutes?|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december|mon|tues?|wed|thurs?|thu|fri|sat|sun|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|now|noon|midday|o'?clock|half past|quarter (?:past|to)|(?:at|by|before|after|until|from|between) (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|the \d{1,2}(?:st|nd|rd|th)|boxing day|independence day|valentine|black friday|cyber monday|good friday|christmas|xmas|easter|halloween|thanksgiving|new year)\b/giu
/** UTF-16 units read around each trigger in a long message, and messages from which on that is done. */
const around = 80
const longText = 300
const mostWindows = 6

/** Also English words, or too little: alone they are none. "for a year" is how long, not when. */
const notAlone =
  /^(?:for\s.*|(?:at\s)?\d{1,2}|\d+\sin\s.*|(?:in the\s)?(?:morning|afternoon|evening|night)|may|march|sat|sun|mar|mon|wed|dec|now|second|this|last|at|sec|\d{1,4}|\d{1,2}[.]\d{1,2})$/i

/** "now" and "in an hour" are moments, too, but only these words say which zone is meant. */
const namesZone =
  /(?:\dz|\b(?:utc|gmt|[ecmp][sd]?t|ak[sd]t|hst|bst|ces?t|ees?t|wes?t|ist|jst|a[ew]s?[td]t)|[+-]\d{2}:?\d{2})$/i
/** Beside a time of day these are no day of their own. */
const notDay = /^(?:at|in the|by|before|after|around)?\s?(?:morning|afternoon|evening|night|\d{1,2}|\d{1,2}[.:]\d{2})$/i

const pastWords =
  /\b(?:was|were|had|did|bought|ordered|arrived|came|got|received|returned|sent|paid|charged|delivered|placed|purchased|picked|tried|called|shipped|made|ago|last|since)\b/i

/**
 * Value: an ISO date ("2026-11-23"); with a time of day an ISO date-time with the zone's offset; for a span of time `{ from, to }`. A
 * weekday or a day without year lies in the past or in the future as the sentence says; the other one is the alternative, as is the other
 * half of the day of an hour that was said without.
 */
export const findDates: BuiltInFinder = (input) => {
  const foreign = datesIn(input.context.language)
  const found = foreign === undefined ? [] : datesOf(input, foreign)
  // Short messages are easily taken for another language; English names of days are said in all of them.
  return found.length > 0 ? found : datesOf(input, english)
}

const english: DateLanguage = { trigger, past: pastWords, parse: (text, reference) => casual.parse(text, reference) }

function datesOf({ text, context, isExpected }: BuiltInInput, language: DateLanguage): BuiltInFound[] {
  return windows(text, language.trigger).flatMap(([from, to]) =>
    findInPart(text.slice(from, to), language, context, isExpected).map(({ start, end, ...rest }) => ({
      ...rest,
      start: start + from,
      end: end + from,
    })),
  )
}

function findInPart(
  part: string,
  { past, parse }: DateLanguage,
  context: ReadingContext,
  isExpected: boolean,
): BuiltInFound[] {
  const isPast = past.test(part)
  const reference = { instant: new Date(context.nowMs), timezone: offsetMinutes(context.timeZone, context.nowMs) }
  const parsed = parse(part, reference)
  const tokens = tokenise(part)
  // A time with a zone of its own is read whole by the parser.
  const zoned = parsed.filter(({ start, text }) => start.isCertain('timezoneOffset') && namesZone.test(text))
  const clocks = readClocks(part, tokens, isExpected).filter((clock) =>
    zoned.every((result) => !overlaps(clock, spanOf(result))),
  )
  const days: Day[] = [
    ...dayAfter(part, context),
    ...dayOfMonth(part, context, isPast, isExpected),
    ...holidays(part, context, isPast),
    ...parsed.flatMap((result): Day[] => {
      if (zoned.includes(result) || isTimeOnly(result, clocks)) return []
      const words = trimmed(result)
      const clock = clocks.find((other) => overlaps(other, spanOf(result)))
      if (
        clock === undefined &&
        notAlone.test(words.text) &&
        !(isExpected && /^(?:[a-z]{3,}|at\s.*)$/i.test(words.text))
      )
        return []
      if (clock !== undefined && notDay.test(words.text)) return []
      const value = notToday(words.text, readResult(result, context, isPast), context)
      const other = isMovable(result.start) ? readResult(result, context, !isPast) : undefined
      const isOpen = other !== undefined && JSON.stringify(other) !== JSON.stringify(value)
      return [
        {
          start: words.index,
          end: words.index + words.text.length,
          value,
          ...(isOpen ? { other } : {}),
          confidence: isOpen ? 0.75 : 0.9,
        },
      ]
    }),
  ]
  const withTimes = addClocks(part, joinDays(part, days), clocks, context)
  const lone = clocks
    .filter(
      (clock) =>
        clock.isSure &&
        (isExpected || isNamed(part.slice(clock.start, clock.end))) &&
        withTimes.every((found) => !overlaps(clock, found)),
    )
    .map((clock) => today(clock, part, context, isPast))
  return [...withTimes, ...lone, ...zoned.map((result) => atInstant(result, context))]
}

/** "Next Wednesday" said on a Wednesday is the one in a week. */
function notToday(words: string, value: Json, { timeZone, nowMs }: Zone): Json {
  if (!/^next\s+(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?$/i.test(words.trim())) return value
  const here = nowMs + offsetMinutes(timeZone, nowMs) * 60_000
  return value === isoDay(here) ? isoDay(here + 7 * day) : value
}

const spanOf = (result: ParsedResult): Span => ({ start: result.index, end: result.index + result.text.length })

/** A time of day without a day: clocks are read by our own rule, which knows opening hours and more words. */
const isTimeOnly = (result: ParsedResult, clocks: readonly Clock[]) =>
  !result.start.isCertain('day') &&
  !result.start.isCertain('weekday') &&
  !result.start.isCertain('month') &&
  (clocks.some((clock) => overlaps(clock, spanOf(result))) || bareNumbers.test(result.text))
/** Hours with nothing to say that they are: "between 4 and 6" is a time, but no day is meant unless one is asked for. */
const bareHours = /^(?:\d{1,2}|[a-z]+)(?:\s?(?:-|–|to|and|until|till)\s?(?:\d{1,2}|[a-z]+))?$/i
const namedHours = /^(?:noon|midday|midnight)$/i
const isNamed = (words: string) => namedHours.test(words) || !bareHours.test(words)
/** "3 to 5": two hours for the parser, but nothing says that they are. */
const bareNumbers = /^\d{1,2}(?:\s?(?:-|–|to|and|until)\s?\d{1,2})?$/i

function atInstant(result: ParsedResult, context: Zone): BuiltInFound {
  const words = trimmed(result)
  const from = instant(result.start.date().getTime(), context)
  const value = result.end == null ? from : { from, to: instant(result.end.date().getTime(), context) }
  return { start: words.index, end: words.index + words.text.length, value, confidence: 0.9 }
}

/** Without the preposition and the signs around it, and without a part of the day that gave no hour: "tomorrow morning" is a day. */
function trimmed(result: ParsedResult): { index: number; text: string } {
  const lead = /^(?:[\s,.]|(?:on|about|around|by|from)\s)*/i.exec(result.text)?.[0].length ?? 0
  const rest = result.text.slice(lead).replace(/[\s,.;]+$/, '')
  const text = result.start.isCertain('hour')
    ? rest
    : rest.replace(/(?<!^(?:last|this|to))\s(?:in the\s)?(?:morning|afternoon|evening|night)$/i, '')
  return { index: result.index + lead, text }
}

function windows(text: string, trigger: RegExp): [number, number][] {
  const first = text.search(trigger)
  if (first < 0) return []
  if (text.length <= longText) return [[0, text.length]]
  const result: [number, number][] = []
  for (const match of text.matchAll(trigger)) {
    const from = Math.max(0, match.index - around)
    const to = Math.min(text.length, match.index + match[0].length + around)
    const last = result.at(-1)
    if (last !== undefined && from <= last[1] && to - last[0] <= longText) last[1] = to
    else if (result.length === mostWindows) break
    else result.push([Math.max(from, last?.[1] ?? 0), to])
  }
  return result
}

/** Whether the words leave open which year or which week is meant. */
const isMovable = (start: ParsedComponents) =>
  (start.isCertain('weekday') && !start.isCertain('day')) || (start.isCertain('month') && !start.isCertain('year'))

function readResult(result: ParsedResult, zone: Zone, isPast: boolean): Json {
  const from = moment(result.start, zone, isPast)
  return result.end == null ? from : { from, to: moment(result.end, zone, isPast) }
}

function moment(parts: ParsedComponents, { timeZone, nowMs }: Zone, isPast: boolean): string {
  const today = Math.floor((nowMs + offsetMinutes(timeZone, nowMs) * 60_000) / day)
  let date = Math.floor(Date.UTC(parts.get('year') ?? 1970, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1) / day)
  if (parts.isCertain('weekday') && !parts.isCertain('day')) {
    // The nearest such day on the side that the sentence speaks of; today counts as coming.
    while (isPast && date >= today) date -= 7
    while (isPast && date < today - 7) date += 7
    while (!isPast && date < today) date += 7
    while (!isPast && date >= today + 7) date -= 7
  } else if (parts.isCertain('month') && !parts.isCertain('year')) {
    date = nearestYear(date, today, isPast, parts.isCertain('day'))
  }
  const iso = isoDay(date * day)
  return parts.isCertain('hour')
    ? localTime(iso, (parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0), { timeZone, nowMs })
    : iso
}

/** Days move by whole years; a month alone stands for its first day and may be the running one. */
function nearestYear(date: number, today: number, isPast: boolean, hasDay: boolean): number {
  const slack = hasDay ? 0 : 31
  const at = new Date(date * day)
  const inYear = (year: number) => Math.floor(Date.UTC(year, at.getUTCMonth(), at.getUTCDate()) / day)
  const year = new Date(today * day).getUTCFullYear()
  const years = isPast ? [year, year - 1] : [year, year + 1]
  return years.map(inYear).find((d) => (isPast ? d <= today : d >= today - slack)) ?? date
}
