import type { ParsedComponents, ParsedResult } from 'chrono-node'
import { casual } from 'chrono-node/en'
import type { Json } from '#domain/json.ts'
import type { ReadingContext, Span } from '#domain/understanding.ts'
import { tokenise } from '../../tokens.ts'
import type { BuiltInFinder, BuiltInFound, BuiltInInput } from './built-in.ts'
import { type Clock, dayParts, readClocks } from './clock.ts'
import { type DateLanguage, datesIn } from './foreign-dates.ts'
import { findHolidays } from './holidays.ts'
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
  const zoned = parsed.filter(({ start }) => start.isCertain('timezoneOffset'))
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
      const value = readResult(result, context, isPast)
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
    .filter((clock) => clock.isSure && withTimes.every((found) => !overlaps(clock, found)))
    .map((clock) => today(clock, part, context, isPast))
  return [...withTimes, ...lone, ...zoned.map((result) => atInstant(result, context))]
}

const spanOf = (result: ParsedResult): Span => ({ start: result.index, end: result.index + result.text.length })
const overlaps = (one: Span, other: Span) => one.start < other.end && one.end > other.start

/** A time of day without a day: clocks are read by our own rule, which knows opening hours and more words. */
const isTimeOnly = (result: ParsedResult, clocks: readonly Clock[]) =>
  !result.start.isCertain('day') &&
  !result.start.isCertain('weekday') &&
  !result.start.isCertain('month') &&
  (clocks.some((clock) => overlaps(clock, spanOf(result))) || bareNumbers.test(result.text))
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

interface Zone {
  timeZone: string
  nowMs: number
}

const day = 86_400_000
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const two = (n: number) => String(n).padStart(2, '0')

/** A day, or a span of days, before a time of day is added. */
interface Day extends Span {
  value: Json
  other?: Json
  confidence: number
}

/** "the day after tomorrow", which chrono reads as tomorrow. Overlaps: the longer stays. */
function dayAfter(part: string, { timeZone, nowMs }: Zone): Day[] {
  return [...part.matchAll(/\b(?:the )?day (after tomorrow|before yesterday)\b/giu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: isoDay(nowMs + offsetMinutes(timeZone, nowMs) * 60_000 + (match[1]?.startsWith('after') ? 2 : -2) * day),
    confidence: 0.95,
  }))
}

/**
 * "by the 20th", "Friday the 13th": the next or the last such day, as the sentence says. With nothing before it it may as well be a place
 * in a list, unless a day is expected.
 */
function dayOfMonth(part: string, { timeZone, nowMs }: Zone, isPast: boolean, isExpected: boolean): Day[] {
  const now = new Date(nowMs + offsetMinutes(timeZone, nowMs) * 60_000)
  const direction = isPast ? -1 : 1
  return [...part.matchAll(ordinalDay)].flatMap((match) => {
    const { before, weekday = '', day: written } = match.groups ?? {}
    if (before === undefined && weekday === '' && !isExpected) return []
    const wanted = Number(written)
    const weekdayNumber = weekday === '' ? undefined : weekdays.indexOf(weekday.slice(0, 3).toLowerCase())
    const start = match.index + (before?.length ?? 0)
    for (let months = 0; months < 14; months += 1) {
      const ms = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + direction * months, wanted)
      const isThatDay = new Date(ms).getUTCDate() === wanted
      const isThatSide = direction * (ms - Date.parse(isoDay(now.getTime()))) >= 0
      const isThatWeekday = weekdayNumber === undefined || new Date(ms).getUTCDay() === weekdayNumber
      if (isThatDay && isThatSide && isThatWeekday)
        return [{ start, end: match.index + match[0].length, value: isoDay(ms), confidence: 0.75 }]
    }
    return []
  })
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const ordinalDay =
  /(?<before>\b(?:on|by|until|till|to|from|before|after|since|for|around)\s)?\b(?<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day\s|)the\s(?<day>\d{1,2})(?:st|nd|rd|th)\b(?!\sof\b)/giu

function holidays(part: string, { timeZone, nowMs }: Zone, isPast: boolean): Day[] {
  const today = Math.floor((nowMs + offsetMinutes(timeZone, nowMs) * 60_000) / day)
  return findHolidays(part).map(({ start, end, inYear }) => {
    const year = new Date(today * day).getUTCFullYear()
    const dates = [year - 1, year, year + 1].map((one) => Math.floor(inYear(one) / day))
    const date = isPast ? dates.findLast((one) => one <= today) : dates.find((one) => one >= today)
    return { start, end, value: isoDay((date ?? today) * day), confidence: 0.9 }
  })
}

/** "between Monday and Wednesday" is a span. */
function joinDays(part: string, days: readonly Day[]): Day[] {
  const sorted = [...days].sort((a, b) => a.start - b.start || b.end - a.end)
  return sorted.map((one, at) => {
    const next = sorted.find((other, place) => place > at && other.start >= one.end)
    const isJoined =
      next !== undefined &&
      /\bbetween\s(?:the\s)?$/i.test(part.slice(0, one.start)) &&
      /^\sand\s(?:the\s)?$/i.test(part.slice(one.end, next.start)) &&
      typeof one.value === 'string' &&
      typeof next.value === 'string' &&
      one.value < next.value
    return isJoined
      ? { start: one.start, end: next.end, value: { from: one.value, to: next.value }, confidence: 0.85 }
      : one
  })
}

/** What stands between a day and its time: "Monday, at 3", "3pm on Monday". */
const beside = /^[\s,]{0,3}(?:(?:at|around|about|by|before|after|from|between|on|in the)\s)?$/i

/** "tomorrow at 3": the day with the time that is said in it or beside it. */
function addClocks(part: string, days: readonly Day[], clocks: readonly Clock[], zone: Zone): BuiltInFound[] {
  return days.map(({ start, end, value, other, confidence }): BuiltInFound => {
    const within = clocks.find((clock) => overlaps(clock, { start, end }))
    const next = clocks.find(
      (clock) =>
        (clock.start >= end && beside.test(part.slice(end, clock.start))) ||
        (clock.end <= start && beside.test(part.slice(clock.end, start)) && clock.isSure),
    )
    const clock = within ?? next
    const dayOf = (one: Json | undefined) =>
      typeof one === 'string'
        ? one.slice(0, 10)
        : isSpan(one) && within !== undefined
          ? one.from.slice(0, 10)
          : undefined
    const date = dayOf(value)
    if (clock === undefined || date === undefined) {
      const time =
        typeof value === 'string' && value.length === 10
          ? dayPartAt(part.slice(start, end + 24), end - start)
          : undefined
      const alternatives = [
        ...(other === undefined ? [] : [{ value: other, confidence: 0.3 }]),
        ...(time === undefined || date === undefined ? [] : [{ value: spanOn(date, time, zone), confidence: 0.3 }]),
      ]
      return { start, end, value, confidence, ...(alternatives.length > 0 ? { alternatives } : {}) }
    }
    const otherDate = dayOf(other)
    const alternatives = [
      ...(otherDate === undefined ? [] : [{ value: timeOn(otherDate, clock, zone), confidence: 0.3 }]),
      ...(clock.other === undefined ? [] : [{ value: localTime(date, clock.other, zone), confidence: 0.2 }]),
    ]
    return {
      start: Math.min(start, clock.start),
      end: Math.max(end, clock.end),
      value: timeOn(date, clock, zone),
      confidence: alternatives.length > 0 ? 0.75 : 0.9,
      ...(alternatives.length > 0 ? { alternatives } : {}),
    }
  })
}

/** "Friday evening", "tonight": what of the day is meant; `length` is that of the day's own words. */
function dayPartAt(words: string, length: number): readonly [number, number] | undefined {
  const name = /^tonight$/i.test(words.slice(0, length))
    ? 'tonight'
    : (/\b(morning|afternoon|evening|night)$/i.exec(words.slice(0, length)) ??
        /^\s(?:in the\s)?(morning|afternoon|evening|night)\b/i.exec(words.slice(length)))?.[1]
  return dayParts.get(name?.toLowerCase() ?? '')
}

const spanOn = (date: string, [from, to]: readonly [number, number], zone: Zone): Json => ({
  from: localTime(date, from, zone),
  to: localTime(date, to, zone),
})

const isSpan = (value: Json | undefined): value is { from: string; to: string } =>
  typeof value === 'object' && value !== null && 'from' in value && typeof value['from'] === 'string'

const timeOn = (date: string, clock: Clock, zone: Zone): Json =>
  clock.until === undefined
    ? localTime(date, clock.minutes, zone)
    : { from: localTime(date, clock.minutes, zone), to: localTime(date, clock.until, zone) }

/** A lone time of day is today's, or tomorrow's where today's has gone by and nothing speaks of the past. */
function today(clock: Clock, part: string, zone: Zone & { nowMs: number }, isPast: boolean): BuiltInFound {
  const city = zoneBehind(part, clock.end)
  const own = city === undefined ? zone : { ...zone, timeZone: city.timeZone }
  const date = (days: number) => isoDay(zone.nowMs + offsetMinutes(own.timeZone, zone.nowMs) * 60_000 + days * day)
  const lies = (minutes: number, days: number) => Date.parse(localTime(date(days), minutes, own)) - zone.nowMs
  const halves = clock.other === undefined ? [clock.minutes] : [clock.minutes, clock.other]
  const minutes = halves.find((half) => (isPast ? lies(half, 0) <= 0 : lies(half, 0) >= 0)) ?? clock.minutes
  const isGone = !isPast && clock.until === undefined && lies(minutes, 0) < -12 * 3_600_000
  const chosen = { ...clock, minutes }
  const value = timeOn(date(isGone ? 1 : 0), chosen, own)
  const end = city?.end ?? clock.end
  const open = halves.find((half) => half !== minutes)
  return {
    start: clock.start,
    end,
    value: city === undefined ? value : (inZone(value, zone) ?? value),
    confidence: open === undefined ? 0.85 : 0.7,
    ...(open === undefined ? {} : { alternatives: [{ value: localTime(date(0), open, own), confidence: 0.2 }] }),
  }
}

const inZone = (value: Json, zone: Zone): Json | undefined =>
  typeof value === 'string' ? instant(Date.parse(value), zone) : undefined

/** "3pm London time". */
const zoneNames = new Map([
  ['london', 'Europe/London'],
  ['uk', 'Europe/London'],
  ['berlin', 'Europe/Berlin'],
  ['paris', 'Europe/Paris'],
  ['new york', 'America/New_York'],
  ['eastern', 'America/New_York'],
  ['central', 'America/Chicago'],
  ['mountain', 'America/Denver'],
  ['pacific', 'America/Los_Angeles'],
  ['tokyo', 'Asia/Tokyo'],
  ['sydney', 'Australia/Sydney'],
])
function zoneBehind(part: string, at: number): { timeZone: string; end: number } | undefined {
  const match = /^\s(uk|london|berlin|paris|new york|eastern|central|mountain|pacific|tokyo|sydney)\stime\b/i.exec(
    part.slice(at),
  )
  const timeZone = zoneNames.get(match?.[1]?.toLowerCase() ?? '')
  return match === null || timeZone === undefined ? undefined : { timeZone, end: at + match[0].length }
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

/** Minutes after midnight of a day, as the clocks of the zone go. */
function localTime(date: string, minutes: number, { timeZone, nowMs }: Zone): string {
  const iso = minutes >= 1440 ? isoDay(Date.parse(date) + day) : date
  const local = `${iso}T${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}:00`
  const offset = offsetMinutes(timeZone, Date.parse(`${local}Z`) - offsetMinutes(timeZone, nowMs) * 60_000)
  return `${local}${offsetText(offset)}`
}

/** A moment as the clocks of the zone show it. */
function instant(ms: number, { timeZone }: Zone): string {
  const offset = offsetMinutes(timeZone, ms)
  return `${new Date(ms + offset * 60_000).toISOString().slice(0, 19)}${offsetText(offset)}`
}

const offsetText = (minutes: number) =>
  `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`

/** Days move by whole years; a month alone stands for its first day and may be the running one. */
function nearestYear(date: number, today: number, isPast: boolean, hasDay: boolean): number {
  const slack = hasDay ? 0 : 31
  const at = new Date(date * day)
  const inYear = (year: number) => Math.floor(Date.UTC(year, at.getUTCMonth(), at.getUTCDate()) / day)
  const year = new Date(today * day).getUTCFullYear()
  const years = isPast ? [year, year - 1] : [year, year + 1]
  return years.map(inYear).find((d) => (isPast ? d <= today : d >= today - slack)) ?? date
}
