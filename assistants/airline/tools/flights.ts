import { z } from 'zod'
import { cabins, flightOption, flightStatus, foundFlight, roundTripOption } from '../reservation-system/wire.ts'
import { readTool } from './define.ts'
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
      'Ways to get from one place to another on a day, nonstop and with one stop, sorted, with prices per cabin',
    needs: 'anonymous',
    input: z.strictObject({ origin: place, destination: place, date: day, ...wishes }),
    output: z.object({
      options: z.array(flightOption),
      /** How many there are; `options` has the first of them. */
      count: z.int(),
      best: flightOption.nullable(),
      options_text: z.string(),
    }),
    refusals: ['place_not_found'],
    run: (query, { ask }) =>
      ask(
        { method: 'GET', path: '/options', query: timed(query) },
        z.object({
          options: z.array(flightOption),
          count: z.int(),
          best: flightOption.nullable(),
          options_text: z.string(),
        }),
      ),
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
