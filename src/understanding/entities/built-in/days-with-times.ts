import type { Json } from '#domain/json.ts'
import { overlaps } from '../candidate.ts'
import type { BuiltInFound } from './built-in.ts'
import { type Clock, dayParts } from './clock.ts'
import { day, instant, isoDay, localTime, type Zone } from './moments.ts'
import type { Day } from './named-days.ts'
import { offsetMinutes } from './time-zone.ts'

/** What stands between a day and its time: "Monday, at 3", "3pm on Monday". */
const beside = /^[\s,]{0,3}(?:(?:at|around|about|by|before|after|from|between|on|in the)\s)?$/i

/** "tomorrow at 3": the day with the time that is said in it or beside it. */
export function addClocks(part: string, days: readonly Day[], clocks: readonly Clock[], zone: Zone): BuiltInFound[] {
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
export function today(clock: Clock, part: string, zone: Zone & { nowMs: number }, isPast: boolean): BuiltInFound {
  const city = zoneBehind(part, clock.end)
  const own = city === undefined ? zone : { ...zone, timeZone: city.timeZone }
  const date = (days: number) => isoDay(zone.nowMs + offsetMinutes(own.timeZone, zone.nowMs) * 60_000 + days * day)
  const lies = (minutes: number, days: number) => Date.parse(localTime(date(days), minutes, own)) - zone.nowMs
  const halves = clock.other === undefined ? [clock.minutes] : [clock.minutes, clock.other]
  const minutes = halves.find((half) => (isPast ? lies(half, 0) <= 0 : lies(half, 0) >= 0)) ?? clock.minutes
  const isGone = !isPast && clock.until === undefined && lies(minutes, 0) < -12 * 3_600_000
  const chosen = { ...clock, minutes }
  const value = timeOn(date(isGone ? 1 : 0), chosen, own)
  // The part of the day may be a value of its own: which of the shop's delivery times.
  const words = part.slice(clock.start, clock.end)
  const end =
    city?.end ?? clock.start + words.replace(/\s(?:in the|this|at)?\s?(?:morning|afternoon|evening|night)$/i, '').length
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
