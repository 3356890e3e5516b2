/** Days that have a name: month and day, or a rule. US ones where they differ. */
const fixed = new Map<string, readonly [month: number, day: number]>([
  ['christmas', [12, 25]],
  ['christmas day', [12, 25]],
  ['xmas', [12, 25]],
  ['christmas eve', [12, 24]],
  ['boxing day', [12, 26]],
  ["new year's eve", [12, 31]],
  ['new years eve', [12, 31]],
  ["new year's day", [1, 1]],
  ['new years day', [1, 1]],
  ["new year's", [1, 1]],
  ["valentine's day", [2, 14]],
  ['valentines day', [2, 14]],
  ['halloween', [10, 31]],
  ['independence day', [7, 4]],
])

const day = 86_400_000

/** The fourth Thursday of November. */
function thanksgiving(year: number): number {
  const first = Date.UTC(year, 10, 1)
  const toThursday = (4 - new Date(first).getUTCDay() + 7) % 7
  return first + (toThursday + 21) * day
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easter(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1)
}

const moving = new Map<string, (year: number) => number>([
  ['thanksgiving', thanksgiving],
  ['thanksgiving day', thanksgiving],
  ['black friday', (year) => thanksgiving(year) + day],
  ['cyber monday', (year) => thanksgiving(year) + 4 * day],
  ['easter', easter],
  ['easter sunday', easter],
  ['easter monday', (year) => easter(year) + day],
  ['good friday', (year) => easter(year) - 2 * day],
])

const names = [...fixed.keys(), ...moving.keys()].sort((a, b) => b.length - a.length)
const shape = new RegExp(String.raw`\b(?:${names.join('|')})\b`, 'giu')

export interface Holiday {
  start: number
  end: number
  /** Milliseconds of its midnight, UTC, in a year. */
  inYear: (year: number) => number
}

export function findHolidays(text: string): Holiday[] {
  return [...text.replaceAll('’', "'").matchAll(shape)].map((match) => {
    const name = match[0].toLowerCase()
    const date = fixed.get(name)
    const rule = moving.get(name)
    return {
      start: match.index,
      end: match.index + match[0].length,
      inYear: rule ?? ((year: number) => Date.UTC(year, (date?.[0] ?? 1) - 1, date?.[1] ?? 1)),
    }
  })
}
