/** Days and times as the timetable has them: EST the whole year (five hours behind UTC), days YYYY-MM-DD, times HH:MM. */
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const estBehindMs = 5 * hourMs

/** `2024-05-15T15:00:00` EST of an instant. */
export const estOf = (instant: string): string => new Date(Date.parse(instant) - estBehindMs).toISOString().slice(0, 19)
/** Milliseconds since the epoch of an EST date and time. */
export const msOfEst = (est: string): number => Date.parse(`${est.slice(0, 19)}Z`) + estBehindMs

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)

/** Minutes of `21:30:00`, or of `01:30:00+1` with the day after counted in. */
export function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes) + daysLater(time) * 1_440
}
export const daysLater = (time: string): number => Number(/\+(\d)$/.exec(time)?.[1] ?? 0)
export const shortTime = (time: string): string => time.slice(0, 5)

/** "4 h 30 min" */
export function durationText(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`]
    .filter((part) => part !== false)
    .join(' ')
}

const months = 'January February March April May June July August September October November December'.split(' ')
/** "May 26" */
export const dayText = (day: string): string =>
  `${months[Number(day.slice(5, 7)) - 1] ?? ''} ${Number(day.slice(8, 10))}`

/** Minutes after midnight of "11:00", "11am", "9 pm", "noon"; null where it is no time. */
export function clockMinutes(words: string): number | null {
  const text = words.trim().toLowerCase()
  if (text === 'noon' || text === 'midday') return 720
  if (text === 'midnight') return 0
  const [, hour, minute = '0', half] =
    /^(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap])?\.?\s*(?:m\.?)?(?:\s*est)?$/.exec(text) ?? []
  if (hour === undefined) return null
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' ? 12 : 0)
  return hours > 24 ? null : hours * 60 + Number(minute)
}
