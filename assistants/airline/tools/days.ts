const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const dayMs = 86_400_000
const named = new RegExp(
  String.raw`\b(?:(?<month>${months.join('|')})[a-z]*\.?\s)?(?:the\s)?(?<number>\d{1,2})(?:st|nd|rd|th)?\b(?:\s(?:of\s)?(?<after>${months.join('|')})[a-z]*\b)?|\b(?<weekday>${weekdays.join('|')})(?:s|nes|rs|ur)?(?:day)?\b`,
  'gi',
)
/** More days are no choice but a span. */
const mostDays = 5

/**
 * The days that are open in "the 20th or 21st", "May 18 or May 19", "Monday or Tuesday", as YYYY-MM-DD in their order; `near` is the one
 * that was understood, and always among them. What is no day is passed over.
 */
export function readDays(words: string, near: string): string[] {
  const days = new Set([near])
  let month = Number(near.slice(5, 7))
  for (const match of words.matchAll(named)) {
    const { month: before, number, after, weekday } = match.groups ?? {}
    if (weekday !== undefined) {
      const wanted = weekdays.indexOf(weekday.toLowerCase())
      const from = Date.parse(`${near}T00:00:00Z`)
      const shift = (wanted - new Date(from).getUTCDay() + 7) % 7
      days.add(new Date(from + shift * dayMs).toISOString().slice(0, 10))
      continue
    }
    const name = (before ?? after)?.slice(0, 3).toLowerCase()
    if (name !== undefined) month = months.indexOf(name) + 1
    const day = `${near.slice(0, 4)}-${String(month).padStart(2, '0')}-${String(number).padStart(2, '0')}`
    const read = new Date(`${day}T00:00:00Z`)
    // "May 31 or June 32": a day that there is not.
    if (!Number.isNaN(read.getTime()) && read.toISOString().startsWith(day)) days.add(day)
  }
  return [...days].sort().slice(0, mostDays)
}

const monthNames = 'January February March April May June July August September October November December'.split(' ')
/** "May 26" */
export const dayText = (day: string): string =>
  `${monthNames[Number(day.slice(5, 7)) - 1] ?? ''} ${Number(day.slice(8, 10))}`
