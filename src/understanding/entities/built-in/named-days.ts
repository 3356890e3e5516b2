import type { Json } from '#domain/json.ts'
import type { Span } from '#domain/understanding.ts'
import { findHolidays } from './holidays.ts'
import { day, isoDay, type Zone } from './moments.ts'
import { offsetMinutes } from './time-zone.ts'

/** A day, or a span of days, before a time of day is added. */
export interface Day extends Span {
  value: Json
  other?: Json
  confidence: number
}

/** "the day after tomorrow", which chrono reads as tomorrow. Overlaps: the longer stays. */
export function dayAfter(part: string, { timeZone, nowMs }: Zone): Day[] {
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
export function dayOfMonth(part: string, { timeZone, nowMs }: Zone, isPast: boolean, isExpected: boolean): Day[] {
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

export function holidays(part: string, { timeZone, nowMs }: Zone, isPast: boolean): Day[] {
  const today = Math.floor((nowMs + offsetMinutes(timeZone, nowMs) * 60_000) / day)
  return findHolidays(part).map(({ start, end, inYear }) => {
    const year = new Date(today * day).getUTCFullYear()
    const dates = [year - 1, year, year + 1].map((one) => Math.floor(inYear(one) / day))
    // "the last day to order for Christmas" speaks of the coming one.
    const isBehind = isPast && !/\blast day\b/i.test(part)
    const date = isBehind ? dates.findLast((one) => one <= today) : dates.find((one) => one >= today)
    return { start, end, value: isoDay((date ?? today) * day), confidence: 0.9 }
  })
}

/** "between Monday and Wednesday" is a span. */
export function joinDays(part: string, days: readonly Day[]): Day[] {
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
