/**
 * The shop's calendar. Days are UTC days: an order placed at any hour of a day is one day old on the next.
 * Instants are ISO 8601 with milliseconds, days `YYYY-MM-DD`; both sort as text.
 */
const dayMs = 86_400_000

export const dayOf = (instant: string): string => instant.slice(0, 10)

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${dayOf(to)}T00:00:00Z`) - Date.parse(`${dayOf(from)}T00:00:00Z`)) / dayMs)
}

/** The day that is `days` after `from` (a day or an instant). */
export function addDays(from: string, days: number): string {
  return new Date(Date.parse(`${dayOf(from)}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** The same day a year later; 29 February becomes 1 March. */
export function addYear(from: string): string {
  const date = new Date(`${dayOf(from)}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() + 1)
  return date.toISOString().slice(0, 10)
}

/** An instant `days` before `now`, at a share (0 to 1) of that day; on the day of `now` itself never later than `now`. */
export function instantDaysAgo(now: string, days: number, shareOfDay: number): string {
  const startOfDay = Date.parse(`${dayOf(now)}T00:00:00Z`)
  const share = days === 0 ? shareOfDay * (Date.parse(now) - startOfDay) : shareOfDay * (dayMs - 1)
  return new Date(startOfDay - days * dayMs + Math.floor(share)).toISOString()
}
