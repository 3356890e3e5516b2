import { z } from 'zod'
import { book, cancel, updateBaggages, updateFlights, updatePassengers } from '../operations.ts'
import { type Route, read, write } from '../route.ts'
import { airportsFor } from '../search.ts'
import { reservationOf, reservationView, type Sight } from '../views.ts'
import * as wire from '../wire.ts'
import { bags, cabin, flights, id, notBookable, passengers, place, yesNo } from './fields.ts'

const reservationParams = z.strictObject({ reservation_id: id })
const changed = z.object({ reservation: wire.reservation })
const viewOf = (reservation_id: string) => (sight: Sight) =>
  reservationView(sight, reservationOf(sight, reservation_id))

export const reservationRoutes: readonly Route[] = [
  read({
    operationId: 'get_reservation_details',
    method: 'GET',
    path: '/reservations/{reservation_id}',
    tag: 'reservations',
    summary: 'A reservation with the facts that rules ask for',
    params: reservationParams,
    response: wire.reservation,
    problems: ['reservation_not_found'],
    handle: ({ params, sight }) => viewOf(params.reservation_id)(sight),
  }),
  write({
    operationId: 'book_reservation',
    method: 'POST',
    path: '/reservations',
    tag: 'reservations',
    summary: 'Books flights and takes the payment',
    status: 201,
    body: z.strictObject({
      user_id: id,
      origin: place,
      destination: place,
      flight_type: z.enum(['one_way', 'round_trip']),
      cabin,
      flights,
      passengers,
      payment_methods: z.array(wire.payment).min(1).max(9),
      total_baggages: bags,
      nonfree_baggages: bags,
      insurance: yesNo,
    }),
    response: changed,
    problems: [
      'user_not_found',
      'place_not_found',
      'too_many_passengers',
      'too_many_payment_methods',
      'payment_method_not_found',
      'balance_too_low',
      'payment_does_not_add_up',
      ...notBookable,
    ],
    handle: ({ body, draft, sight }) => {
      // "New York" is fine: the first flight tells which airport is meant.
      const origin = oneOf(
        airportsFor(body.origin),
        sight.database.flights[body.flights[0]?.flight_number ?? '']?.origin,
      )
      const ends = body.flights.map(({ flight_number }) => sight.database.flights[flight_number]?.destination)
      const meant = airportsFor(body.destination)
      const destination = meant.length === 1 ? meant[0] : meant.find((airport) => ends.includes(airport))
      const record = book(draft, { ...body, origin, destination: destination ?? meant[0] ?? '' }, sight.now, (taken) =>
        Object.hasOwn(sight.database.reservations, taken),
      )
      const view = viewOf(record.reservation_id)
      return (after) => ({ reservation: view(after) })
    },
  }),
  write({
    operationId: 'update_reservation_flights',
    method: 'PUT',
    path: '/reservations/{reservation_id}/flights',
    tag: 'reservations',
    summary: 'Other flights or another cabin; charges or gives back the difference',
    params: reservationParams,
    body: z.strictObject({ cabin, flights, payment_id: id }),
    response: changed.extend({ previous_flights: z.array(wire.bookedFlight), price_difference: z.number() }),
    problems: [
      'reservation_not_found',
      'already_cancelled',
      'payment_method_not_found',
      'certificate_not_allowed',
      'balance_too_low',
      ...notBookable,
    ],
    handle: ({ params, body, draft }) => {
      const { previous, price_difference } = updateFlights(draft, { ...params, ...body })
      return (after) => ({
        reservation: viewOf(params.reservation_id)(after),
        previous_flights: previous,
        price_difference,
      })
    },
  }),
  write({
    operationId: 'update_reservation_passengers',
    method: 'PUT',
    path: '/reservations/{reservation_id}/passengers',
    tag: 'reservations',
    summary: 'Other passengers, as many as before',
    params: reservationParams,
    body: z.strictObject({ passengers }),
    response: changed.extend({ previous_passengers: z.array(wire.passenger) }),
    problems: ['reservation_not_found', 'already_cancelled', 'passenger_count_differs'],
    handle: ({ params, body, draft }) => {
      const { previous } = updatePassengers(draft, params.reservation_id, body.passengers)
      return (after) => ({
        reservation: viewOf(params.reservation_id)(after),
        previous_passengers: previous.map((one) => ({ ...one, full_name: `${one.first_name} ${one.last_name}` })),
      })
    },
  }),
  write({
    operationId: 'update_reservation_baggages',
    method: 'PUT',
    path: '/reservations/{reservation_id}/baggages',
    tag: 'reservations',
    summary: 'More checked bags; charges those beyond the free ones',
    params: reservationParams,
    body: z.strictObject({ total_baggages: bags, nonfree_baggages: bags, payment_id: id }),
    response: changed.extend({ price: z.number() }),
    problems: [
      'reservation_not_found',
      'already_cancelled',
      'bags_cannot_be_removed',
      'payment_method_not_found',
      'certificate_not_allowed',
      'balance_too_low',
    ],
    handle: ({ params, body, draft }) => {
      const { price } = updateBaggages(draft, { ...params, ...body })
      return (after) => ({ reservation: viewOf(params.reservation_id)(after), price })
    },
  }),
  write({
    operationId: 'cancel_reservation',
    method: 'POST',
    path: '/reservations/{reservation_id}/cancel',
    tag: 'reservations',
    summary: 'Cancels a reservation; every payment goes back to where it came from',
    params: reservationParams,
    body: z.strictObject({}),
    response: changed.extend({ refunds: z.array(wire.payment) }),
    problems: ['reservation_not_found', 'already_cancelled'],
    handle: ({ params, draft }) => {
      const { refunds } = cancel(draft, params.reservation_id)
      return (after) => ({ reservation: viewOf(params.reservation_id)(after), refunds })
    },
  }),
]

const oneOf = (meant: readonly string[], actual: string | undefined): string =>
  meant.find((airport) => airport === actual) ?? meant[0] ?? ''
