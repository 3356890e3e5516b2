import { z } from 'zod'
import { shortTime } from '../calendar.ts'
import { airports, placeLabel } from '../places.ts'
import { Refusal } from '../problem.ts'
import { type Cabin, cabins } from '../records.ts'
import { type Route, read } from '../route.ts'
import { airportsFor, directFlights, isOpen, oneStopFlights, options, roundTrips } from '../search.ts'
import * as wire from '../wire.ts'
import { cabin, day, id, place } from './fields.ts'

const count = z.coerce.number().int()
const between = { origin: place, destination: place, date: day }
const wishes = {
  cabin: z.enum([...cabins, 'any']).optional(),
  passengers: count.min(1).max(9).default(1),
  stops: z.enum(['nonstop', 'one_stop', 'any']).default('any'),
  depart_after: z.string().max(20).optional(),
  depart_before: z.string().max(20).optional(),
  arrive_after: z.string().max(20).optional(),
  /** Minutes are counted from the day of departure: 24:00 is still that day. */
  arrive_before: z.string().max(20).optional(),
  sort: z.enum(['price', 'duration', 'departure']).default('price'),
  limit: count.min(1).max(50).default(5),
}

/** "any" cabin is none in particular. */
const wishesOf = <Query extends { cabin?: Cabin | 'any' | undefined }>(query: Query) => ({
  ...query,
  cabin: query.cabin === 'any' ? undefined : query.cabin,
})

export const flightRoutes: readonly Route[] = [
  read({
    operationId: 'list_all_airports',
    method: 'GET',
    path: '/airports',
    tag: 'flights',
    summary: 'Airports and their cities',
    response: z.object({
      airports: z.array(z.object({ iata: z.string(), city: z.string() })),
      airports_text: z.string(),
    }),
    handle: () => ({
      airports: airports.map(({ iata, city }) => ({ iata, city })),
      airports_text: airports.map(({ iata, city }) => `${city} (${iata})`).join(', '),
    }),
  }),
  read({
    operationId: 'find_places',
    method: 'GET',
    path: '/places',
    tag: 'flights',
    summary: 'The airports that are meant by a code, city, state or region',
    query: z.strictObject({ words: place }),
    response: z.object({ airports: z.array(z.string()), label: z.string() }),
    problems: ['place_not_found'],
    handle: ({ query }) => {
      const found = airportsFor(query.words)
      return { airports: found, label: placeLabel(found) }
    },
  }),
  read({
    operationId: 'search_direct_flight',
    method: 'GET',
    path: '/flights/direct',
    tag: 'flights',
    summary: 'Flights without a stop that can be booked',
    query: z.strictObject(between),
    response: z.object({ flights: z.array(wire.foundFlight), count: z.int() }),
    problems: ['place_not_found'],
    handle: ({ query, sight }) => {
      const found = directFlights(sight, airportsFor(query.origin), airportsFor(query.destination), query.date)
      return { flights: found, count: found.length }
    },
  }),
  read({
    operationId: 'search_onestop_flight',
    method: 'GET',
    path: '/flights/onestop',
    tag: 'flights',
    summary: 'Pairs of flights with one stop that can be booked',
    query: z.strictObject(between),
    response: z.object({ connections: z.array(z.array(wire.foundFlight)), count: z.int() }),
    problems: ['place_not_found'],
    handle: ({ query, sight }) => {
      const found = oneStopFlights(sight, airportsFor(query.origin), airportsFor(query.destination), query.date)
      return { connections: found, count: found.length }
    },
  }),
  read({
    operationId: 'find_flights',
    method: 'GET',
    path: '/options',
    tag: 'flights',
    summary: 'Ways to get from one place to another on a day, sorted',
    query: z.strictObject({ ...between, ...wishes }),
    response: z.object({
      options: z.array(wire.flightOption),
      count: z.int(),
      best: wire.flightOption.nullable(),
      options_text: z.string(),
    }),
    problems: ['place_not_found'],
    handle: ({ query, sight }) => {
      const all = options(sight, airportsFor(query.origin), airportsFor(query.destination), query.date, wishesOf(query))
      return firstOf(all, query.limit)
    },
  }),
  read({
    operationId: 'find_round_trips',
    method: 'GET',
    path: '/round-trips',
    tag: 'flights',
    summary: 'Ways there and back between the same airports, sorted',
    query: z.strictObject({ ...between, return_date: day, ...wishes }),
    response: z.object({
      options: z.array(wire.roundTripOption),
      count: z.int(),
      best: wire.roundTripOption.nullable(),
      options_text: z.string(),
    }),
    problems: ['place_not_found'],
    handle: ({ query, sight }) => {
      const days = { out: query.date, back: query.return_date }
      return firstOf(
        roundTrips(sight, airportsFor(query.origin), airportsFor(query.destination), days, wishesOf(query)),
        query.limit,
      )
    },
  }),
  read({
    operationId: 'get_flight_status',
    method: 'GET',
    path: '/flights/{flight_number}/status',
    tag: 'flights',
    summary: 'How a flight is on a day',
    params: z.strictObject({ flight_number: id }),
    query: z.strictObject({ date: day }),
    response: z.object({
      flight_number: z.string(),
      date: day,
      status: wire.flightStatus,
      origin: z.string(),
      destination: z.string(),
      departure_time: z.string(),
      arrival_time: z.string(),
      cabins: z.array(cabin),
    }),
    problems: ['flight_not_found'],
    handle: ({ params, query, sight }) => {
      const flight = sight.database.flights[params.flight_number.toUpperCase()]
      const found = flight?.dates[query.date]
      if (!flight || !found) throw new Refusal('flight_not_found')
      return {
        flight_number: flight.flight_number,
        date: query.date,
        status: found.status,
        origin: flight.origin,
        destination: flight.destination,
        departure_time: shortTime(flight.scheduled_departure_time_est),
        arrival_time: shortTime(flight.scheduled_arrival_time_est),
        cabins: isOpen(found) ? cabins.filter((each) => found.available_seats[each] > 0) : [],
      }
    },
  }),
]

const firstOf = <Option extends { label: string }>(all: Option[], limit: number) => {
  const first = all.slice(0, limit)
  return {
    options: first,
    count: all.length,
    best: first[0] ?? null,
    options_text: first.map(({ label }) => label).join('\n'),
  }
}
