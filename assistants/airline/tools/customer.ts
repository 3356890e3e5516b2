import { z } from 'zod'
import { passenger, reservation, user } from '../reservation-system/wire.ts'
import { ownUser, readTool } from './define.ts'
import { cabin, choice, day, place, reservationId, shortText, userId } from './fields.ts'
import { readPassengers } from './passengers.ts'

/** Who it is, and what they have booked. */
export const customerTools = [
  readTool({
    name: 'get_user_details',
    description: 'The profile of a customer by user id: membership, payment methods, saved passengers, reservations',
    needs: 'anonymous',
    input: z.strictObject({ user_id: userId }),
    output: user,
    refusals: ['user_not_found'],
    run: ({ user_id }, { ask }) => ask({ method: 'GET', path: `/users/${encodeURIComponent(user_id)}` }, user),
  }),
  readTool({
    name: 'get_reservation_details',
    description: 'A reservation of the customer, with the facts that rules ask for',
    needs: 'verified',
    input: z.strictObject({ reservation_id: reservationId }),
    output: reservation,
    refusals: ['reservation_not_found'],
    run: ({ reservation_id }, { ownReservation }) => ownReservation(reservation_id),
  }),
  readTool({
    name: 'list_reservations',
    description:
      "The customer's reservations, the last booked first; what is given narrows them (a day: some leg of it; a passenger: by first or full name)",
    needs: 'verified',
    input: z.strictObject({
      origin: place.optional(),
      destination: place.optional(),
      date: day.optional(),
      cabin: cabin.optional(),
      passenger: shortText(80).optional(),
      flight_number: shortText(12).optional(),
      /** `upcoming`: nothing has departed; `past`: something has. Cancelled ones are left out unless asked for. */
      which: choice(['upcoming', 'past', 'cancelled', 'active', 'all']).default('active'),
    }),
    output: z.object({ reservations: z.array(reservation), count: z.int(), latest: reservation.nullable() }),
    refusals: ['user_not_found'],
    run: (input, { ask, customerId }) =>
      ask(
        { method: 'GET', path: `/users/${encodeURIComponent(customerId)}/reservations`, query: input },
        z.object({ reservations: z.array(reservation), count: z.int(), latest: reservation.nullable() }),
      ),
  }),
  readTool({
    name: 'find_overlaps',
    description:
      "The customer's own upcoming flights on days on which they are booked more than once, day by day; other passengers' bookings do not count",
    needs: 'verified',
    input: z.strictObject({}),
    output: z.object({
      days: z.array(z.object({ date: day, reservations: z.array(reservation), reservations_text: z.string() })),
      count: z.int(),
    }),
    refusals: ['user_not_found'],
    run: (_input, { ask, customerId }) =>
      ask(
        { method: 'GET', path: `/users/${encodeURIComponent(customerId)}/overlaps` },
        z.object({
          days: z.array(
            z.object({ date: z.string(), reservations: z.array(reservation), reservations_text: z.string() }),
          ),
          count: z.int(),
        }),
      ),
  }),
  readTool({
    name: 'read_passengers',
    description:
      'Passengers from the customer\'s words ("me and Kevin Smith, born 2001-04-12"): the customer and saved passengers are known, others need a date of birth',
    needs: 'verified',
    input: z.strictObject({ words: shortText(500) }),
    output: z.object({
      passengers: z.array(passenger),
      count: z.int(),
      passenger_names: z.string(),
      /** Names without a date of birth: not among `passengers`. */
      missing_dob: z.array(z.string()),
      missing_dob_text: z.string(),
    }),
    refusals: ['user_not_found', 'no_passengers'],
    run: async ({ words }, hands) => {
      const found = await ownUser(hands)
      return found.kind === 'ok' ? readPassengers(words, found.value) : found
    },
  }),
]
