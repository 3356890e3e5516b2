import { mapResult, ok, type ToolResult } from 'parley/tools'
import { z } from 'zod'
import { cabins, flightOption, flightStatus, foundFlight, roundTripOption } from '../reservation-system/wire.ts'
import { dayText, readDays } from './days.ts'
import { type Hands, readTool } from './define.ts'
import { cabinOrAny, choice, day, flightNumber, place, shortText } from './fields.ts'
import { readTimes, timeText } from './times.ts'

const wishes = {
  cabin: cabinOrAny.optional().describe('Left out or any: prices are for the cheapest cabin with seats'),
  passengers: z.int().min(1).max(9).default(1).describe('Only what has seats for so many'),
  stops: choice(['nonstop', 'one_stop', 'any']).default('any'),
  times: shortText(400)
    .optional()
    .describe(
      'When it may leave and arrive, in the customer\'s words: "after 8 am", "there by 9pm", "between noon and 6"',
    ),
  sort: choice(['price', 'duration', 'departure']).default('price'),
  limit: z.int().min(1).max(20).default(5),
}

/** The times in the customer's words as the reservation system takes them. */
function timed<Query extends { times?: string | undefined }>({ times, ...query }: Query) {
  const { departAfter, departBefore, arriveAfter, arriveBefore } = readTimes(times ?? '')
  const text = (minutes: number | null) => (minutes === null ? undefined : timeText(minutes))
  return {
    ...query,
    depart_after: text(departAfter),
    depart_before: text(departBefore),
    arrive_after: text(arriveAfter),
    arrive_before: text(arriveBefore),
  }
}

const foundOptions = z.object({ options: z.array(flightOption), count: z.int() })
type Search = z.output<typeof searchInput>
const searchInput = z.object({ origin: place, destination: place, date: day, via: z.string().optional(), ...wishes })
type Found = { options: FlightOption[]; count: number; relaxed: 'via' | 'stops' | 'times' | 'both' | null }
type FlightOption = z.output<typeof flightOption>

/** As many as there are to be looked through for a stop. */
const mostLookedThrough = 50

/** What goes by the place that is wanted, or not by the one that is not; all of it where there is no such way. */
async function findVia(hands: Hands, { via, ...query }: Search): Promise<ToolResult<Found>> {
  const places =
    via === undefined ? null : await hands.ask({ method: 'GET', path: '/places', query: { words: via } }, placesFound)
  if (via === undefined || places?.kind !== 'ok') return findOn(hands, query)
  const found = await findOn(hands, { ...query, limit: mostLookedThrough })
  const isAvoided = /^(?:not|no|without|avoid|anything but|except|never)/i.test(via)
  return mapResult(found, (value): Found => {
    const options = value.options.filter((option) => places.value.airports.includes(option.via ?? '') !== isAvoided)
    if (options.length === 0) return { ...value, options: value.options.slice(0, query.limit), relaxed: 'via' }
    return { ...value, options: options.slice(0, query.limit), count: options.length }
  })
}

const placesFound = z.object({ airports: z.array(z.string()) })

/** What fits all wishes; else what is there with a stop, at another time, or both. */
async function findOn({ ask }: Hands, query: Omit<Search, 'via'>): Promise<ToolResult<Found>> {
  const { times, stops, ...plain } = query
  const tries: { relaxed: Found['relaxed']; query: Partial<Search> }[] = [
    { relaxed: null, query },
    ...(stops !== 'any' && times !== undefined ? [{ relaxed: 'stops' as const, query: { ...plain, times } }] : []),
    ...(stops !== 'any' && times === undefined ? [{ relaxed: 'stops' as const, query: plain }] : []),
    ...(times === undefined ? [] : [{ relaxed: 'times' as const, query: { ...plain, stops } }]),
    ...(stops !== 'any' && times !== undefined ? [{ relaxed: 'both' as const, query: plain }] : []),
  ]
  let none: ToolResult<Found> = ok({ options: [], count: 0, relaxed: null })
  for (const { relaxed, query: wished } of tries) {
    const found = await ask({ method: 'GET', path: '/options', query: timed(wished) }, foundOptions)
    none = mapResult(found, (value) => ({ ...value, relaxed }))
    if (found.kind !== 'ok' || found.value.count > 0) return none
  }
  return mapResult(none, (value) => ({ ...value, relaxed: null }))
}

/** The same on each of the days, as one list. */
async function findOnDays(hands: Hands, query: Search, days: readonly string[]) {
  const found: { date: string; value: Found }[] = []
  for (const date of days) {
    const result = await findVia(hands, { ...query, date })
    if (result.kind !== 'ok') return result
    found.push({ date, value: result.value })
  }
  // A day on which all wishes are met goes before one where they are not.
  const fits = found.filter(({ value }) => value.count > 0 && value.relaxed === null)
  const shown = fits.length > 0 ? fits : found.filter(({ value }) => value.count > 0)
  const several = days.length > 1
  const options = shown
    .flatMap(({ date, value }) =>
      value.options.map((option) => (several ? { ...option, label: `${dayText(date)}, ${option.label}` } : option)),
    )
    .sort(several && query.sort === 'price' ? (a, b) => a.price - b.price : () => 0)
    .slice(0, query.limit)
  const line = ({ date, value: { options: ofDay } }: (typeof found)[number]) => {
    const [best] = ofDay
    return `${dayText(date)}: ${best === undefined ? 'nothing with enough seats' : `from $${best.price} (${best.flight_numbers})`}`
  }
  return ok({
    options,
    count: shown.reduce((sum, { value }) => sum + value.count, 0),
    best: options[0] ?? null,
    options_text: options.map(({ label }) => label).join('\n'),
    relaxed: shown[0]?.value.relaxed ?? null,
    days_text: several ? found.map(line).join('; ') : null,
  })
}

/** Looking for flights. */
export const flightTools = [
  readTool({
    name: 'list_all_airports',
    description: 'Airports and their cities',
    needs: 'anonymous',
    input: z.strictObject({}),
    output: z.object({
      airports: z.array(z.object({ iata: z.string(), city: z.string() })),
      airports_text: z.string(),
    }),
    run: (_input, { ask }) =>
      ask(
        { method: 'GET', path: '/airports' },
        z.object({ airports: z.array(z.object({ iata: z.string(), city: z.string() })), airports_text: z.string() }),
      ),
  }),
  readTool({
    name: 'find_places',
    description: 'The airports that are meant by a code, city, state or region',
    needs: 'anonymous',
    input: z.strictObject({ words: place }),
    output: z.object({ airports: z.array(z.string()), label: z.string() }),
    refusals: ['place_not_found'],
    run: ({ words }, { ask }) =>
      ask(
        { method: 'GET', path: '/places', query: { words } },
        z.object({ airports: z.array(z.string()), label: z.string() }),
      ),
  }),
  readTool({
    name: 'search_direct_flight',
    description: 'Flights without a stop between two airports on a day',
    needs: 'anonymous',
    input: z.strictObject({ origin: place, destination: place, date: day }),
    output: z.object({ flights: z.array(foundFlight), count: z.int() }),
    refusals: ['place_not_found'],
    run: (query, { ask }) =>
      ask(
        { method: 'GET', path: '/flights/direct', query },
        z.object({ flights: z.array(foundFlight), count: z.int() }),
      ),
  }),
  readTool({
    name: 'search_onestop_flight',
    description: 'Pairs of flights with one stop between two airports on a day',
    needs: 'anonymous',
    input: z.strictObject({ origin: place, destination: place, date: day }),
    output: z.object({ connections: z.array(z.array(foundFlight)), count: z.int() }),
    refusals: ['place_not_found'],
    run: (query, { ask }) =>
      ask(
        { method: 'GET', path: '/flights/onestop', query },
        z.object({ connections: z.array(z.array(foundFlight)), count: z.int() }),
      ),
  }),
  readTool({
    name: 'find_flights',
    description:
      'Ways to get from one place to another on a day, nonstop and with one stop, sorted, with prices per cabin; where none fits the wishes, those that fit most of them',
    needs: 'anonymous',
    input: z.strictObject({
      origin: place,
      destination: place,
      date: day,
      days: shortText(400)
        .optional()
        .describe('Words that leave several days open ("the 20th or 21st"): all are looked up, `date` among them'),
      via: shortText(80)
        .optional()
        .describe('Where planes are to be changed, in words: "via Detroit", "not via Seattle"'),
      ...wishes,
    }),
    output: z.object({
      options: z.array(flightOption),
      /** How many there are; `options` has the first of them. */
      count: z.int(),
      best: flightOption.nullable(),
      options_text: z.string(),
      /** Which wish nothing fits, so that it was left out; null where all are met. */
      relaxed: z.enum(['via', 'stops', 'times', 'both']).nullable(),
      /** Of several days the best of each; null where there was one. */
      days_text: z.string().nullable(),
    }),
    refusals: ['place_not_found'],
    run: ({ days, ...query }, hands) => findOnDays(hands, query, readDays(days ?? '', query.date)),
  }),
  readTool({
    name: 'find_round_trips',
    description:
      'Ways there and back between two places on two days, cheapest (or shortest) first; both ways between the same airports',
    needs: 'anonymous',
    input: z.strictObject({ origin: place, destination: place, date: day, return_date: day, ...wishes }),
    output: z.object({
      options: z.array(roundTripOption),
      count: z.int(),
      best: roundTripOption.nullable(),
      options_text: z.string(),
    }),
    refusals: ['place_not_found'],
    run: (query, { ask }) =>
      ask(
        { method: 'GET', path: '/round-trips', query: timed(query) },
        z.object({
          options: z.array(roundTripOption),
          count: z.int(),
          best: roundTripOption.nullable(),
          options_text: z.string(),
        }),
      ),
  }),
  readTool({
    name: 'get_flight_status',
    description: 'Whether a flight on a day is on time, delayed, flying, landed, cancelled, or still open for booking',
    needs: 'anonymous',
    input: z.strictObject({ flight_number: flightNumber, date: day }),
    output: z.object({
      flight_number: z.string(),
      date: z.string(),
      status: flightStatus,
      origin: z.string(),
      destination: z.string(),
      departure_time: z.string(),
      arrival_time: z.string(),
      cabins: z.array(z.enum(cabins)),
    }),
    refusals: ['flight_not_found'],
    run: ({ flight_number, date }, { ask }) =>
      ask(
        { method: 'GET', path: `/flights/${encodeURIComponent(flight_number)}/status`, query: { date } },
        z.object({
          flight_number: z.string(),
          date: z.string(),
          status: flightStatus,
          origin: z.string(),
          destination: z.string(),
          departure_time: z.string(),
          arrival_time: z.string(),
          cabins: z.array(z.enum(cabins)),
        }),
      ),
  }),
]
