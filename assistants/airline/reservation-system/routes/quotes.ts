import { z } from 'zod'
import { Refusal } from '../problem.ts'
import { baggageQuote, bookingQuote, changeQuote } from '../quotes.ts'
import { type Route, read } from '../route.ts'
import { reservationOf, type Sight } from '../views.ts'
import * as wire from '../wire.ts'
import { bags, cabin, flights, id, notBookable, yesNo } from './fields.ts'

/** The customer's reservation: with a `user_id` only theirs is found. */
function owned(sight: Sight, reservation_id: string, user_id: string | undefined) {
  const record = reservationOf(sight, reservation_id)
  if (user_id !== undefined && record.user_id !== user_id) throw new Refusal('reservation_not_found')
  return record
}

const ofCustomer = { user_id: id.optional(), reservation_id: id }
export const quoteRoutes: readonly Route[] = [
  read({
    operationId: 'quote_booking',
    method: 'POST',
    path: '/quotes/booking',
    tag: 'quotes',
    summary: 'What a reservation would cost',
    body: z.strictObject({
      user_id: id,
      flights,
      cabin,
      passengers: z.int().min(1).max(9),
      total_baggages: bags.default(0),
      insurance: yesNo.default('no'),
    }),
    response: wire.bookingQuote,
    problems: ['user_not_found', 'too_many_passengers', ...notBookable],
    handle: ({ body, sight }) => bookingQuote(sight, body),
  }),
  read({
    operationId: 'quote_change',
    method: 'POST',
    path: '/quotes/change',
    tag: 'quotes',
    summary: 'What other flights or another cabin would cost or give back',
    body: z.strictObject({
      ...ofCustomer,
      cabin: cabin.optional(),
      flights: flights.optional(),
      outbound: flights.optional(),
      return: flights.optional(),
    }),
    response: wire.changeQuote,
    problems: ['reservation_not_found', 'already_cancelled', ...notBookable],
    handle: ({ body, sight }) => changeQuote(sight, owned(sight, body.reservation_id, body.user_id), body),
  }),
  read({
    operationId: 'quote_cabin_changes',
    method: 'POST',
    path: '/quotes/cabin-changes',
    tag: 'quotes',
    summary: 'What another cabin would cost or give back for several reservations together',
    body: z.strictObject({ user_id: id.optional(), reservation_ids: z.array(id).min(1).max(20), cabin }),
    response: wire.cabinQuotes,
    problems: ['reservation_not_found'],
    handle: ({ body, sight }) => {
      const notPossible: string[] = []
      const quotes = body.reservation_ids.flatMap((each) => {
        const record = owned(sight, each, body.user_id)
        try {
          return [changeQuote(sight, record, { cabin: body.cabin })]
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          notPossible.push(each)
          return []
        }
      })
      const sum = (of: (quote: (typeof quotes)[number]) => number) =>
        quotes.reduce((total, quote) => total + of(quote), 0)
      return {
        quotes,
        count: quotes.length,
        to_pay: sum(({ to_pay }) => to_pay),
        to_refund: sum(({ to_refund }) => to_refund),
        price_difference: sum(({ price_difference }) => price_difference),
        quotes_text: quotes
          .map(
            ({ reservation_id, cabin_text, to_pay, to_refund }) =>
              `${reservation_id} to ${cabin_text}: ${to_refund > 0 ? `$${to_refund} back` : `$${to_pay} to pay`}`,
          )
          .join('\n'),
        not_possible: notPossible,
      }
    },
  }),
  read({
    operationId: 'quote_baggage',
    method: 'POST',
    path: '/quotes/baggage',
    tag: 'quotes',
    summary: 'What more checked bags would cost',
    body: z.strictObject({ ...ofCustomer, add: bags.optional(), total_baggages: bags.optional() }),
    response: wire.baggageQuote,
    problems: ['reservation_not_found', 'already_cancelled', 'bags_cannot_be_removed'],
    handle: ({ body, sight }) => baggageQuote(sight, owned(sight, body.reservation_id, body.user_id), body),
  }),
]
