import { offsetMinutes } from './time-zone.ts'

export interface Zone {
  timeZone: string
  nowMs: number
}

export const day = 86_400_000
export const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const two = (n: number) => String(n).padStart(2, '0')

/** Minutes after midnight of a day, as the clocks of the zone go. */
export function localTime(date: string, minutes: number, { timeZone, nowMs }: Zone): string {
  const iso = minutes >= 1440 ? isoDay(Date.parse(date) + day) : date
  const local = `${iso}T${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}:00`
  const offset = offsetMinutes(timeZone, Date.parse(`${local}Z`) - offsetMinutes(timeZone, nowMs) * 60_000)
  return `${local}${offsetText(offset)}`
}

/** A moment as the clocks of the zone show it. */
export function instant(ms: number, { timeZone }: Zone): string {
  const offset = offsetMinutes(timeZone, ms)
  return `${new Date(ms + offset * 60_000).toISOString().slice(0, 19)}${offsetText(offset)}`
}

const offsetText = (minutes: number) =>
  `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
