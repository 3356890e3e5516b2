import type { Json } from '#domain/json.ts'
import { limits } from '../limits.ts'

/** Times in a zone: what flows see as `today` and `now`, and what they schedule at. */

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes longer than a turn, so they are kept; there are as many as zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** `YYYY-MM-DDTHH:MM` in that zone. */
export const localTime = (timeZone: string, atMs: number): string => formatOf(timeZone).format(atMs).replace(' ', 'T')

const written = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/

/**
 * Milliseconds since the epoch of a date or date and time; what has no offset is in the given zone, and a date alone is in the morning. Null
 * where it is none. In the hour that a clock change leaves out, or has twice, the one or the other is taken.
 */
export function timeOf(value: Json, timeZone: string): number | null {
  const match = typeof value === 'string' ? written.exec(value.trim()) : null
  if (match === null) return null
  const [whole, day, time, offset] = match
  if (offset !== undefined) return valid(Date.parse(whole.replace(' ', 'T')))
  const clock = time ?? `${String(limits.scheduledHour).padStart(2, '0')}:00`
  const asUtc = valid(Date.parse(`${day}T${clock}:00Z`))
  if (asUtc === null) return null
  // The zone's offset there: twice, since the first guess may lie on the other side of a clock change.
  let atMs = asUtc
  for (let guess = 0; guess < 2; guess += 1) atMs += asUtc - Date.parse(`${localTime(timeZone, atMs)}:00Z`)
  return atMs
}

const valid = (ms: number): number | null => (Number.isNaN(ms) ? null : ms)
