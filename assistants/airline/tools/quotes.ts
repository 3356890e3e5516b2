import { refused } from 'parley/tools'
import { z } from 'zod'
import {
  baggageQuote,
  bookingQuote,
  cabinQuotes,
  changeQuote,
  payment,
  paymentMethod,
} from '../reservation-system/wire.ts'
import { ownUser, readTool } from './define.ts'
import { bags, cabin, cabinOrAny, choice, flights, reservationId, shortText, yesNo } from './fields.ts'
import { choosePayments } from './payments.ts'

const changeInput = {
  cabin: cabin.optional().describe('Left out: as it is'),
  /** All flights of the reservation afterwards. Left out: as they are. */
  flights: flights.optional(),
  /** Only this direction is replaced; the other stays as it is. */
  outbound: flights.optional(),
  return: flights.optional(),
}

/** What something would cost, before it is done. */
export const quoteTools = [
  readTool({
    name: 'quote_booking',
    description: 'What a new reservation would cost, with bags and insurance',
    needs: 'verified',
    input: z.strictObject({
      flights,
      cabin,
      passengers: z.int().min(1).max(9),
      total_baggages: bags.default(0),
      insurance: yesNo.default('no'),
    }),
    output: bookingQuote,
    refusals: ['user_not_found', 'flight_not_found', 'flight_not_available', 'not_enough_seats', 'too_many_passengers'],
    run: (input, { ask, customerId }) =>
      ask({ method: 'POST', path: '/quotes/booking', body: { user_id: customerId, ...input } }, bookingQuote),
  }),
  readTool({
    name: 'quote_change',
    description:
      'What other flights or another cabin for a reservation would cost or give back; kept flights keep their price unless the cabin changes',
    needs: 'verified',
    input: z.strictObject({ reservation_id: reservationId, ...changeInput }),
    output: changeQuote,
    refusals: [
      'reservation_not_found',
      'already_cancelled',
      'flight_not_found',
      'flight_not_available',
      'not_enough_seats',
    ],
    run: ({ reservation_id, ...body }, { ask, customerId }) =>
      ask(
        { method: 'POST', path: `/quotes/change`, body: { user_id: customerId, reservation_id, ...body } },
        changeQuote,
      ),
  }),
  readTool({
    name: 'quote_cabin_changes',
    description: 'What another cabin would cost or give back for several reservations together',
    needs: 'verified',
    // The slot that asks for a cabin may hold "any" from a booking: no cabin to change to.
    input: z.strictObject({ reservation_ids: z.array(reservationId).min(1).max(20), cabin: cabinOrAny }),
    output: cabinQuotes,
    refusals: ['reservation_not_found', 'cabin_not_chosen'],
    run: async (body, { ask, customerId }) =>
      body.cabin === 'any'
        ? refused('cabin_not_chosen')
        : ask({ method: 'POST', path: '/quotes/cabin-changes', body: { user_id: customerId, ...body } }, cabinQuotes),
  }),
  readTool({
    name: 'quote_baggage',
    description: 'What checked bags would cost: `add` so many to those there are, or `total_baggages` afterwards',
    needs: 'verified',
    input: z.strictObject({ reservation_id: reservationId, add: bags.optional(), total_baggages: bags.optional() }),
    output: baggageQuote,
    refusals: ['reservation_not_found', 'already_cancelled', 'bags_cannot_be_removed'],
    run: (body, { ask, customerId }) =>
      ask({ method: 'POST', path: '/quotes/baggage', body: { user_id: customerId, ...body } }, baggageQuote),
  }),
  readTool({
    name: 'choose_payments',
    description:
      'Divides an amount among the payment methods that the customer\'s words name, in their order ("my certificate, then gift cards, the rest on my Mastercard")',
    needs: 'verified',
    input: z.strictObject({
      words: shortText(500),
      total: z.number().describe('Dollars; may be 0 or negative (a refund) for a change'),
      /** A change takes one gift card or credit card; a booking one certificate, three gift cards and one credit card at most. */
      purpose: choice(['booking', 'change']).default('booking'),
      /** What "the original payment method" means. */
      original: shortText(60).optional(),
    }),
    output: z.object({
      payments: z.array(payment),
      /** Of the first, for changes. */
      payment_id: z.string().nullable(),
      methods: z.array(paymentMethod),
      /** "$250 from the certificate of $250 and $5 from Visa ending in 7447" */
      payments_text: z.string(),
      covered: z.boolean(),
      missing: z.number(),
      certificate_amount: z.number(),
      gift_card_amount: z.number(),
      credit_card_amount: z.number(),
      /** More were named than one reservation may take; the rest was left out. */
      left_out: z.array(paymentMethod),
      left_out_text: z.string(),
      /** Several fit and the words do not tell which; then `payments` is empty and these are to choose from. */
      choices: z.array(paymentMethod),
    }),
    refusals: ['user_not_found', 'payment_method_not_found', 'certificate_not_allowed'],
    run: async (input, hands) => {
      const found = await ownUser(hands)
      return found.kind === 'ok' ? choosePayments(input, found.value) : found
    },
  }),
]
