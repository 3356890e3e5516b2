import { z } from 'zod'
import { passenger, payment, reservation } from '../reservation-system/wire.ts'
import { writeTool } from './define.ts'
import {
  bags,
  cabin,
  flights,
  flightType,
  passengers,
  payments,
  place,
  reservationId,
  shortText,
  userId,
  yesNo,
} from './fields.ts'

const changed = z.object({ reservation })
const user_id = userId.optional().describe('The customer of this conversation; another one is refused')
const notBookable = ['flight_not_found', 'flight_not_available', 'not_enough_seats']
const notPayable = ['payment_method_not_found', 'balance_too_low']

/** Everything that changes the reservation system; each wants the customer's yes first. */
export const changeTools = [
  writeTool({
    name: 'book_reservation',
    description: 'Books flights for up to five passengers and takes the payment',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({
      user_id,
      origin: place,
      destination: place,
      flight_type: flightType,
      cabin,
      flights,
      passengers,
      payment_methods: payments,
      total_baggages: bags,
      nonfree_baggages: bags,
      insurance: yesNo,
    }),
    wire: changed,
    output: changed.extend({ total: z.number() }),
    refusals: [
      'user_not_found',
      'place_not_found',
      'too_many_passengers',
      'too_many_payment_methods',
      'payment_does_not_add_up',
      ...notBookable,
      ...notPayable,
    ],
    request: (input, { customerId }) => ({
      method: 'POST',
      path: '/reservations',
      body: { ...input, user_id: customerId },
    }),
    view: (answer) => ({ ...answer, total: answer.reservation.paid_total }),
    // A certificate that paid is gone: nothing gives it back.
    compensate: ({ payment_methods }, { reservation: { reservation_id } }) =>
      payment_methods.some(({ payment_id }) => payment_id.startsWith('certificate'))
        ? null
        : { tool: 'cancel_reservation', input: { reservation_id } },
  }),
  writeTool({
    name: 'update_reservation_flights',
    description:
      'Gives a reservation these flights and this cabin (all flights of it, also those that stay); charges or gives back the difference',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({ reservation_id: reservationId, cabin, flights, payment_id: shortText(60) }),
    wire: z.object({ reservation, price_difference: z.number() }),
    output: z.object({ reservation, price_difference: z.number(), paid: z.number(), refunded: z.number() }),
    refusals: ['reservation_not_found', 'already_cancelled', 'certificate_not_allowed', ...notBookable, ...notPayable],
    request: ({ reservation_id, ...body }) => ({
      method: 'PUT',
      path: `/reservations/${encodeURIComponent(reservation_id)}/flights`,
      body,
    }),
    view: (answer) => ({
      ...answer,
      paid: Math.max(0, answer.price_difference),
      refunded: Math.max(0, -answer.price_difference),
    }),
  }),
  writeTool({
    name: 'update_reservation_passengers',
    description: 'Replaces the passengers of a reservation by as many others',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({ reservation_id: reservationId, passengers }),
    wire: z.object({ reservation, previous_passengers: z.array(passenger) }),
    output: z.object({ reservation, previous_passengers: z.array(passenger) }),
    refusals: ['reservation_not_found', 'already_cancelled', 'passenger_count_differs'],
    request: ({ reservation_id, ...body }) => ({
      method: 'PUT',
      path: `/reservations/${encodeURIComponent(reservation_id)}/passengers`,
      body,
    }),
    view: (answer) => answer,
    compensate: ({ reservation_id }, { previous_passengers }) => ({
      tool: 'update_reservation_passengers',
      input: { reservation_id, passengers: previous_passengers },
    }),
  }),
  writeTool({
    name: 'update_reservation_baggages',
    description: 'Gives a reservation so many checked bags, of which so many are paid for',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({
      reservation_id: reservationId,
      total_baggages: bags,
      nonfree_baggages: bags,
      payment_id: shortText(60),
    }),
    wire: z.object({ reservation, price: z.number() }),
    output: z.object({ reservation, price: z.number() }),
    refusals: [
      'reservation_not_found',
      'already_cancelled',
      'bags_cannot_be_removed',
      'certificate_not_allowed',
      ...notPayable,
    ],
    request: ({ reservation_id, ...body }) => ({
      method: 'PUT',
      path: `/reservations/${encodeURIComponent(reservation_id)}/baggages`,
      body,
    }),
    view: (answer) => answer,
  }),
  writeTool({
    name: 'cancel_reservation',
    description: 'Cancels a whole reservation; every payment goes back to where it came from',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({ reservation_id: reservationId }),
    wire: z.object({ reservation, refunds: z.array(payment) }),
    output: z.object({ reservation, refunds: z.array(payment), refund_total: z.number() }),
    refusals: ['reservation_not_found', 'already_cancelled'],
    request: ({ reservation_id }) => ({
      method: 'POST',
      path: `/reservations/${encodeURIComponent(reservation_id)}/cancel`,
      body: {},
    }),
    view: (answer) => ({
      ...answer,
      refund_total: answer.refunds.reduce((sum, refund) => sum - refund.amount, 0),
    }),
  }),
  writeTool({
    name: 'send_certificate',
    description: 'Adds a travel certificate to the profile of the customer, as compensation',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({ user_id, amount: z.number().int().min(1).max(5_000) }),
    wire: z.object({ certificate_id: z.string(), amount: z.number() }),
    output: z.object({ certificate_id: z.string(), amount: z.number() }),
    refusals: ['user_not_found', 'too_many_certificates'],
    request: ({ amount }, { customerId }) => ({
      method: 'POST',
      path: `/users/${encodeURIComponent(customerId)}/certificates`,
      body: { amount },
    }),
    view: (answer) => answer,
  }),
]
