import type { ParsedComponents, ParsedResult } from 'chrono-node'
import { casual } from 'chrono-node/en'
import type { Json } from '#domain/json.ts'
import type { BuiltInFinder, BuiltInFound } from './built-in.ts'
import { offsetMinutes } from './time-zone.ts'

/** Words without which nothing is a date, so that the parser runs only where it may find something. */
const trigger =
  /\d{1,2}[:./-]\d|\d\s?(?:am|pm|a\.m|p\.m|st\b|nd\b|rd\b|th\b|days?|weeks?|months?|years?|hours?|hrs?|min)|\b(?:today|tod?morrow|tonight|yesterday|noon|midnight|morning|afternoon|evening|night|weekend|days?|weeks?|months?|years?|hours?|minutes?|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december|mon|tues?|wed|thurs?|thu|fri|sat|sun|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|now|christmas|xmas|easter|halloween|thanksgiving|new year)\b/giu
/** UTF-16 units read around each trigger in a long message, and messages from which on that is done. */
const around = 80
const longText = 300
const mostWindows = 6

/** Also English words, or too little: alone they are none. "for a year" is how long, not when. */
const notAlone =
  /^(?:for\s.*|(?:at\s)?\d{1,2}|\d+\sin\s.*|(?:in the\s)?(?:morning|afternoon|evening|night)|may|march|sat|sun|mar|mon|wed|dec|now|second|this|last|at|sec|\d{1,4}|\d{1,2}[.]\d{1,2})$/i

const pastWords =
  /\b(?:was|were|had|did|bought|ordered|arrived|came|got|received|returned|sent|paid|charged|delivered|placed|purchased|picked|tried|called|shipped|made|ago|last|since)\b/i

/**
 * Value: an ISO date ("2026-11-23"); with a time of day an ISO date-time with the zone's offset; for a span of time `{ from, to }`. A
 * weekday or a day without year lies in the past or in the future as the sentence says; the other reading is the alternative.
 */
export const findDates: BuiltInFinder = ({ text, context, isExpected }) => {
  const found: BuiltInFound[] = []
  for (const [from, to] of windows(text)) {
    const part = text.slice(from, to)
    found.push(...dayAfter(part, from, context), ...dayOfMonth(part, from, context))
    const reference = { instant: new Date(context.nowMs), timezone: offsetMinutes(context.timeZone, context.nowMs) }
    for (const result of casual.parse(part, reference)) {
      const words = trimmed(result)
      if (notAlone.test(words.text) && !(isExpected && /^(?:[a-z]{3,}|at\s.*)$/i.test(words.text))) continue
      const isPast = pastWords.test(part)
      const value = readResult(result, context, isPast)
      const other = isMovable(result.start) ? readResult(result, context, !isPast) : undefined
      const alternative =
        other === undefined || JSON.stringify(other) === JSON.stringify(value)
          ? []
          : [{ value: other, confidence: 0.3 }]
      found.push({
        start: from + words.index,
        end: from + words.index + words.text.length,
        value,
        confidence: alternative.length > 0 ? 0.75 : 0.9,
        ...(alternative.length > 0 ? { alternatives: alternative } : {}),
      })
    }
  }
  return found
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

/** "the day after tomorrow", which chrono reads as tomorrow. Overlaps: the longer stays. */
function dayAfter(part: string, from: number, { timeZone, nowMs }: Zone): BuiltInFound[] {
  return [...part.matchAll(/\b(?:the )?day (after tomorrow|before yesterday)\b/giu)].map((match) => ({
    start: from + match.index,
    end: from + match.index + match[0].length,
    value: isoDay(nowMs + offsetMinutes(timeZone, nowMs) * 60_000 + (match[1]?.startsWith('after') ? 2 : -2) * day),
    confidence: 0.95,
  }))
}

/** "by the 20th": the next or the last such day, as the sentence says. Without a preposition it may as well be a place in a list. */
function dayOfMonth(part: string, from: number, { timeZone, nowMs }: Zone): BuiltInFound[] {
  const today = new Date(nowMs + offsetMinutes(timeZone, nowMs) * 60_000)
  const direction = pastWords.test(part) ? -1 : 1
  return [
    ...part.matchAll(
      /\b(?:on|by|until|till|to|from|before|after|since|for|around)\s(the\s(\d{1,2})(?:st|nd|rd|th))\b/giu,
    ),
  ].flatMap((match) => {
    const wanted = Number(match[2])
    const start = from + match.index + match[0].length - (match[1] as string).length
    for (let months = 0; months < 4; months += 1) {
      const ms = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + direction * months, wanted)
      const isThatDay = new Date(ms).getUTCDate() === wanted
      const isThatSide = direction * (ms - Date.parse(isoDay(today.getTime()))) >= 0
      if (isThatDay && isThatSide)
        return [{ start, end: from + match.index + match[0].length, value: isoDay(ms), confidence: 0.75 }]
    }
    return []
  })
}

function windows(text: string): [number, number][] {
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
  if (!parts.isCertain('hour')) return iso
  const local = `${iso}T${two(parts.get('hour') ?? 0)}:${two(parts.get('minute') ?? 0)}:00`
  const offset = offsetMinutes(timeZone, Date.parse(`${local}Z`) - offsetMinutes(timeZone, nowMs) * 60_000)
  const sign = offset < 0 ? '-' : '+'
  return `${local}${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`
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
