import { ok, refused } from 'parley/tools'
import { z } from 'zod'
import { reservation } from '../reservation-system/wire.ts'
import { type Reservation, readTool } from './define.ts'
import { day, flights, shortText } from './fields.ts'

const dayMs = 86_400_000
const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const none = /^(?:no|none|zero|without|nothing|don'?t|do not|not)\b/
const single = /^(?:an?|another|just me|only me|just myself|only myself|by myself|for myself|myself|me|i)\b/

/** "two more bags" is 2, "no bags" 0, "another suitcase" 1; null where no number is in it. */
export function countIn(words: string): number | null {
  const text = words.trim().toLowerCase()
  const digits = /\d{1,2}/.exec(text)
  if (digits) return Number(digits[0])
  const spelt = text.split(/[^a-z']+/).find((word) => numberWords.includes(word))
  if (spelt !== undefined) return numberWords.indexOf(spelt)
  if (/\b(?:a )?couple\b|\bboth\b/.test(text)) return 2
  if (none.test(text)) return 0
  return single.test(text) ? 1 : null
}

/** A day moved by what was said: "the next day", "two days earlier", "back a week", "same day", "+1"; or the day that was named. */
export function movedDay(from: string, to: string): string | null {
  const words = to.trim().toLowerCase()
  const named = /^\d{4}-\d{2}-\d{2}/.exec(words)
  if (named) return named[0]
  const shift = shiftOf(words)
  if (shift === null) return null
  return new Date(Date.parse(`${from}T00:00:00Z`) + shift * dayMs).toISOString().slice(0, 10)
}

/** Days that words move a day by; earlier is negative. */
function shiftOf(words: string): number | null {
  if (/^[+-]?\d{1,3}$/.test(words)) return Number(words)
  if (/\bsame\b|\bkeep/.test(words)) return 0
  const amount = /\bcouple\b/.test(words) ? 2 : (countIn(words) ?? 1)
  const days = /\bweeks?\b/.test(words) ? amount * 7 : /\bdays?\b/.test(words) ? amount : null
  if (days === null) return null
  return /\b(?:earlier|sooner|before|prior|previous|forward|forwards|ahead)\b/.test(words) ? -days : days
}

type Clash = { date: string; reservations: Reservation[] }

/** Which of the reservations of each day are not wanted, by what the customer says: numbers to cancel or keep, or from where to where they go. */
export function sortOverlaps(words: string, days: readonly Clash[]): Reservation[] {
  const said = ` ${words.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `
  const named = (number: string) => said.includes(` ${number.toLowerCase()} `)
  return days.flatMap(({ date, reservations }) => {
    const byNumber = reservations.filter(({ reservation_id }) => named(reservation_id))
    if (byNumber.length > 0 && byNumber.length < reservations.length)
      return /\b(?:keep|take|taking|stay|want to fly|need)\b/.test(said) && !/\bcancel\b/.test(said)
        ? reservations.filter((one) => !byNumber.includes(one))
        : byNumber
    const scores = reservations.map((one) => routeScore(said, one, date))
    const best = Math.max(...scores)
    const first = scores.indexOf(best)
    const isClear = best > 0 && scores.filter((score) => score === best).length === 1
    return isClear ? reservations.filter((_, index) => index !== first) : []
  })
}

/** How many ends of the flights of that day the words name, each in its direction. */
function routeScore(said: string, { flights, label }: Reservation, date: string): number {
  const cities = new Map(
    [...label.matchAll(/([A-Z][A-Za-z .]+?) \(([A-Z]{3})\)/g)].map(([, city, code]) => [code, city]),
  )
  const names = (code: string) =>
    [code, cities.get(code), ['JFK', 'LGA', 'EWR'].includes(code) ? 'new york' : undefined]
      .filter((name) => name !== undefined)
      .map((name) => name.toLowerCase())
  const goes = (cues: string, code: string) =>
    names(code).some((name) => new RegExp(` (?:${cues}) (?:the )?${name.replaceAll('.', ' ')} `).test(said))
  return flights
    .filter((flight) => flight.date === date)
    .reduce(
      (score, { origin, destination }) =>
        score +
        Number(goes('from|leave|leaving|depart|departing|out of|start in', origin)) +
        Number(goes('to|in|into|reach|arrive|arriving|arrive at|arriving at|for', destination)),
      0,
    )
}

/** Reading what customers write, where an expression of a flow is not enough. Asks nobody. */
export const readingTools = [
  readTool({
    name: 'read_count',
    description: 'The number in words such as "two more bags", "no bags", "just me"',
    needs: 'anonymous',
    input: z.strictObject({ words: shortText(200) }),
    output: z.object({ count: z.int() }),
    refusals: ['no_number'],
    run: async ({ words }) => {
      const count = countIn(words)
      return count === null ? refused('no_number', 'There is no number in these words.') : ok({ count })
    },
  }),
  readTool({
    name: 'move_day',
    description:
      'A day that was named (YYYY-MM-DD), or a day moved by words: "the next day", "two days earlier", "same day", "+1"',
    needs: 'anonymous',
    input: z.strictObject({ from: day, to: shortText(80) }),
    output: z.object({ day: z.string(), moved_days: z.int() }),
    refusals: ['no_day'],
    run: async ({ from, to }) => {
      const moved = movedDay(from, to)
      if (moved === null) return refused('no_day', 'There is no day in these words.')
      return ok({ day: moved, moved_days: Math.round((Date.parse(moved) - Date.parse(from)) / dayMs) })
    },
  }),
  readTool({
    name: 'trip_flights',
    description: 'The flights there and back as one list, as a booking takes them',
    needs: 'anonymous',
    input: z.strictObject({ outbound: flights, return: flights.optional() }),
    output: z.object({ flights: z.array(z.object({ flight_number: z.string(), date: z.string() })) }),
    run: async ({ outbound, return: home }) => ok({ flights: [...outbound, ...(home ?? [])] }),
  }),
  readTool({
    name: 'sort_overlaps',
    description:
      'Which of double bookings are not wanted, from words such as "cancel K1NW8N" or "I arrive in New York from Dallas and leave Boston"',
    needs: 'anonymous',
    input: z.strictObject({
      words: shortText(1000),
      days: z.array(z.object({ date: day, reservations: z.array(reservation) })),
    }),
    output: z.object({ unwanted: z.array(reservation), unwanted_text: z.string() }),
    refusals: ['not_clear'],
    run: async ({ words, days }) => {
      const unwanted = sortOverlaps(words, days)
      if (unwanted.length === 0) return refused('not_clear', 'The words do not tell which of them are not wanted.')
      return ok({ unwanted, unwanted_text: unwanted.map(({ label }) => label).join('; ') })
    },
  }),
]
