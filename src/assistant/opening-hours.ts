import { type Hours, isOpen } from './config.ts'

const hourMs = 3_600_000
const lookAheadHours = 14 * 24

/** When people are back, in words of the desk's own zone ("Monday 08:00"); null where they are there or never come. */
export function nextOpening(hours: Hours | undefined, atMs: number): string | null {
  if (hours === undefined || isOpen(hours, atMs)) return null
  const quarter = hourMs / 4
  let at = Math.ceil(atMs / quarter) * quarter
  const until = atMs + lookAheadHours * hourMs
  while (at < until && !isOpen(hours, at)) at += quarter
  if (at >= until) return null
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: hours.time_zone,
    weekday: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${part.weekday} at ${part.hour}:${part.minute} ${part.dayPeriod ?? ''} ${part.timeZoneName}`.replace(
    /\s+/g,
    ' ',
  )
}
