import { z } from 'zod'
import { addCertificate } from '../operations.ts'
import { placesIn } from '../places.ts'
import { type Route, read, write } from '../route.ts'
import { type ReservationView, reservationOf, reservationView, type Sight, userOf, userView } from '../views.ts'
import * as wire from '../wire.ts'
import { cabin, day, id, place } from './fields.ts'

const userParams = z.strictObject({ user_id: id })

/** The last booked first; of two booked in the same second the one the profile has later. */
const ownReservations = (sight: Sight, user_id: string): ReservationView[] =>
  [...userOf(sight, user_id).reservations]
    .reverse()
    .map((each) => reservationView(sight, reservationOf(sight, each)))
    .sort((a, b) => b.created_at.localeCompare(a.created_at))

export const userRoutes: readonly Route[] = [
  read({
    operationId: 'get_user_details',
    method: 'GET',
    path: '/users/{user_id}',
    tag: 'users',
    summary: 'A profile',
    params: userParams,
    response: wire.user,
    problems: ['user_not_found'],
    handle: ({ params, sight }) => userView(sight, params.user_id),
  }),
  read({
    operationId: 'list_reservations',
    method: 'GET',
    path: '/users/{user_id}/reservations',
    tag: 'users',
    summary: 'The reservations of a profile, the last booked first',
    params: userParams,
    query: z.strictObject({
      origin: place.optional(),
      destination: place.optional(),
      date: day.optional(),
      cabin: cabin.optional(),
      passenger: z.string().max(80).optional(),
      flight_number: z.string().max(12).optional(),
      which: z.enum(['upcoming', 'past', 'cancelled', 'active', 'all']).default('active'),
    }),
    response: z.object({
      reservations: z.array(wire.reservation),
      count: z.int(),
      latest: wire.reservation.nullable(),
    }),
    problems: ['user_not_found'],
    handle: ({ params, query, sight }) => {
      const from = query.origin === undefined ? null : placesIn(query.origin)
      const to = query.destination === undefined ? null : placesIn(query.destination)
      const reservations = ownReservations(sight, params.user_id).filter(
        (each) =>
          isOfKind(each, query.which) &&
          (query.cabin === undefined || each.cabin === query.cabin) &&
          (query.date === undefined || each.flights.some(({ date }) => date === query.date)) &&
          (query.flight_number === undefined ||
            each.flights.some(({ flight_number }) => flight_number === query.flight_number?.toUpperCase())) &&
          (query.passenger === undefined ||
            each.passengers.some(({ full_name }) =>
              full_name.toLowerCase().includes(query.passenger?.toLowerCase() ?? ''),
            )) &&
          goes(each, from, to),
      )
      return { reservations, count: reservations.length, latest: reservations[0] ?? null }
    },
  }),
  read({
    operationId: 'find_overlaps',
    method: 'GET',
    path: '/users/{user_id}/overlaps',
    tag: 'users',
    summary: 'Days to come on which the user is a passenger of more than one reservation',
    params: userParams,
    response: z.object({
      days: z.array(z.object({ date: day, reservations: z.array(wire.reservation), reservations_text: z.string() })),
      count: z.int(),
    }),
    problems: ['user_not_found'],
    handle: ({ params, sight }) => {
      const { full_name } = userView(sight, params.user_id)
      const own = ownReservations(sight, params.user_id).filter(
        ({ status, passengers: who }) => status === 'active' && who.some((one) => one.full_name === full_name),
      )
      const today = sight.now.slice(0, 10)
      const dates = [...new Set(own.flatMap((each) => each.flights.map(({ date }) => date)))].filter(
        (date) => date > today,
      )
      const days = dates.sort().flatMap((date) => {
        const there = own.filter((each) => each.flights.some((flight) => flight.date === date))
        return there.length < 2
          ? []
          : [{ date, reservations: there, reservations_text: there.map(({ label }) => label).join('\n') }]
      })
      return { days, count: days.length }
    },
  }),
  write({
    operationId: 'send_certificate',
    method: 'POST',
    path: '/users/{user_id}/certificates',
    tag: 'users',
    summary: 'Adds a travel certificate to a profile',
    status: 201,
    params: userParams,
    body: z.strictObject({ amount: z.number().positive().max(10_000) }),
    response: z.object({ certificate_id: z.string(), amount: z.number() }),
    problems: ['user_not_found', 'too_many_certificates'],
    handle: ({ params, body, draft }) => {
      const certificate_id = addCertificate(draft, params.user_id, body.amount)
      return () => ({ certificate_id, amount: body.amount })
    },
  }),
]

function isOfKind(each: ReservationView, which: 'upcoming' | 'past' | 'cancelled' | 'active' | 'all'): boolean {
  if (which === 'all') return true
  if (which === 'cancelled') return each.status === 'cancelled'
  if (each.status === 'cancelled') return false
  return which === 'active' || (which === 'upcoming' ? each.is_upcoming : !each.is_upcoming)
}

/** Whether some way of it, or one of its flights, goes so. */
const goes = (each: ReservationView, from: readonly string[] | null, to: readonly string[] | null): boolean =>
  [each.outbound, ...(each.return ? [each.return] : []), ...each.flights].some(
    ({ origin, destination }) => (from === null || from.includes(origin)) && (to === null || to.includes(destination)),
  )
