import { z } from 'zod'
import { addDays } from '../calendar.ts'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import { write } from '../route.ts'
import type { FeeRow, NoticeRow, OrderRow, ShippingOption } from '../rows.ts'
import { customerRow } from '../store/customers.ts'
import { itemsOf, orderRow, orderView, refuseUnless, shippingFee, updateOrder } from '../store/orders.ts'
import { addRefund, refundableCents, refundView, shippingGivenBack } from '../store/refunds.ts'
import { type Carriage, quote } from '../tariff.ts'
import {
  address,
  cents,
  day,
  deliverySlot,
  orderNumber,
  paymentMethod,
  reason,
  shippingOption,
} from '../wire/common.ts'
import { changedOrder, notice, order } from '../wire/orders.ts'

const byNumber = z.strictObject({ number: orderNumber })
/** How far ahead a delivery can be put off. */
const latestDeliveryDays = 30

/** Gives back part of an order's price, as far as there is anything left of it; null where there is not. */
function giveBack(
  database: ShopDatabase,
  now: string,
  row: OrderRow,
  amountCents: number,
  kind: 'fee' | 'shipping' | 'price-difference',
  why: string | undefined,
) {
  const possible = Math.min(amountCents, refundableCents(database, row))
  return possible > 0
    ? addRefund(database, now, { customerId: row.customerId, order: row, amountCents: possible, kind, reason: why })
    : null
}

/** Changes of an order's delivery, payment and fees. Items are in order-items.ts. */
export const orderChangeRoutes = [
  write({
    operationId: 'changeOrderAddress',
    method: 'PUT',
    path: '/orders/{number}/address',
    tag: 'orders',
    summary: 'Sends an order elsewhere in the same country, until it is out for delivery',
    params: byNumber,
    body: z.strictObject({ address }),
    response: order,
    problems: [
      'order_not_found',
      'already_cancelled',
      'already_out_for_delivery',
      'already_delivered',
      'country_not_served',
    ],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      refuseUnless(row, ['received', 'in-transit'])
      if (body.address.country !== row.country)
        throw new ShopProblem('country_not_served', `This order can only go within ${row.country}.`)
      return { subject: row.number, body: orderView(database, updateOrder(database, row, body.address), now) }
    },
  }),
  write({
    operationId: 'changeShippingOption',
    method: 'PUT',
    path: '/orders/{number}/shipping',
    tag: 'orders',
    summary:
      'Makes the delivery faster or slower before it is sent; an upgrade costs its full fee unless `chargeFee` is false, a cheaper one gives the difference back',
    params: byNumber,
    body: z.strictObject({ option: shippingOption, chargeFee: z.boolean() }),
    response: changedOrder.extend({ chargedCents: cents }),
    problems: ['order_not_found', 'already_cancelled', 'already_shipped', 'same_option', 'country_not_served'],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      refuseUnless(row, ['received'])
      if (row.shippingOption === body.option) throw new ShopProblem('same_option')
      const subtotal = itemsOf(database, row.number).reduce((sum, item) => sum + item.priceCents * item.quantity, 0)
      const carriage = quote(body.option, row.country, subtotal, customerRow(database, row.customerId).level)
      if (!carriage) throw new ShopProblem('country_not_served')
      const isFaster = body.option === 'overnight' || (body.option === 'express' && row.shippingOption !== 'overnight')
      const chargedCents = isFaster && body.chargeFee ? carriage.feeCents : 0
      const saved = isFaster ? 0 : Math.max(0, shippingFee(row) - carriage.feeCents)
      const given = giveBack(database, now, row, saved, 'price-difference', `changed to ${body.option}`)
      const changed = updateOrder(database, row, {
        shippingOption: body.option,
        shippingFeeCents: row.shippingFeeCents + chargedCents - saved,
        paidCents: row.paidCents + chargedCents,
        expectedOn: expectedWith(row, body.option, carriage, now),
      })
      return {
        subject: row.number,
        body: {
          order: orderView(database, changed, now),
          refund: given && refundView(database, given, now),
          chargedCents,
        },
      }
    },
  }),
  write({
    operationId: 'changeDeliveryTime',
    method: 'PUT',
    path: '/orders/{number}/delivery-time',
    tag: 'orders',
    summary: 'Moves the delivery to another part of the day, or to a later day within 30 days',
    params: byNumber,
    body: z.strictObject({ slot: deliverySlot, date: day.optional() }),
    response: order,
    problems: [
      'order_not_found',
      'already_cancelled',
      'already_out_for_delivery',
      'already_delivered',
      'date_not_possible',
    ],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      refuseUnless(row, ['received', 'in-transit'])
      const earliest = [row.expectedOn ?? '', addDays(now, 1)].sort().at(-1) ?? ''
      if (body.date !== undefined && (body.date < earliest || body.date > addDays(now, latestDeliveryDays))) {
        throw new ShopProblem('date_not_possible', `Possible from ${earliest} to ${addDays(now, latestDeliveryDays)}.`)
      }
      const changed = updateOrder(database, row, {
        deliverySlot: body.slot,
        expectedOn: body.date ?? row.expectedOn,
        deliveryTimeIsOurMistake: 0,
      })
      return { subject: row.number, body: orderView(database, changed, now) }
    },
  }),
  write({
    operationId: 'changeOrderPaymentMethod',
    method: 'PUT',
    path: '/orders/{number}/payment-method',
    tag: 'orders',
    summary: 'Charges the order to another method, until it is out for delivery',
    params: byNumber,
    body: z.strictObject({ paymentMethod }),
    response: order,
    problems: [
      'order_not_found',
      'already_cancelled',
      'already_out_for_delivery',
      'already_delivered',
      'same_payment_method',
    ],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      refuseUnless(row, ['received', 'in-transit'])
      if (row.paymentMethod === body.paymentMethod) throw new ShopProblem('same_payment_method')
      return { subject: row.number, body: orderView(database, updateOrder(database, row, body), now) }
    },
  }),
  write({
    operationId: 'waiveFee',
    method: 'POST',
    path: '/orders/{number}/fees/waive',
    tag: 'orders',
    summary: 'Waives a fee, or the shipping fee, and gives it back',
    params: byNumber,
    body: z.union([
      z.strictObject({ feeId: z.string().max(20), reason: reason.optional() }),
      z.strictObject({ fee: z.literal('shipping'), reason: reason.optional() }),
    ]),
    response: changedOrder,
    problems: ['order_not_found', 'already_cancelled', 'fee_not_found', 'fee_already_waived'],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      if (row.state === 'cancelled') throw new ShopProblem('already_cancelled')
      const waived = 'feeId' in body ? waiveFee(database, row, body.feeId) : waiveShipping(database, row)
      const given = giveBack(database, now, row, waived.amountCents, waived.kind, body.reason)
      return {
        subject: row.number,
        body: {
          order: orderView(database, orderRow(database, row.number), now),
          refund: given && refundView(database, given, now),
        },
      }
    },
  }),
  write({
    operationId: 'correctNotice',
    method: 'POST',
    path: '/orders/{number}/notices/{noticeId}/correct',
    tag: 'orders',
    summary: 'Takes back a wrong e-mail about an order: what the record says holds',
    params: z.strictObject({ number: orderNumber, noticeId: z.string().max(20) }),
    body: z.strictObject({}),
    response: z.object({ order, notice }),
    problems: ['order_not_found', 'notice_not_found', 'notice_already_corrected'],
    handle: ({ database, now, params }) => {
      const row = orderRow(database, params.number)
      const found = database.get<NoticeRow>(
        'SELECT * FROM notices WHERE id = ? AND orderNumber = ?',
        params.noticeId,
        row.number,
      )
      if (!found) throw new ShopProblem('notice_not_found')
      if (found.correctedAt !== null) throw new ShopProblem('notice_already_corrected')
      database.run('UPDATE notices SET correctedAt = ? WHERE id = ?', now, found.id)
      const view = orderView(database, row, now)
      const corrected = view.notices.find((each) => each.noticeId === found.id)
      if (!corrected) throw new ShopProblem('notice_not_found')
      return { subject: row.number, body: { order: view, notice: corrected } }
    },
  }),
]

/** Counted from today; what is on back order leaves when its stock is there, so there only the time on the way changes. */
function expectedWith(row: OrderRow, option: ShippingOption, carriage: Carriage, now: string): string {
  const today = addDays(now, carriage.daysMax)
  const before = quote(row.shippingOption, row.country, 0, 'guest')
  if (!row.backOrder || row.expectedOn === null || before === null) return today
  return addDays(row.expectedOn, option === 'next-week' ? 7 : carriage.daysMax - before.daysMax)
}

function waiveFee(database: ShopDatabase, row: OrderRow, feeId: string): { amountCents: number; kind: 'fee' } {
  const fee = database.get<FeeRow>('SELECT * FROM fees WHERE id = ? AND orderNumber = ?', feeId, row.number)
  if (!fee) throw new ShopProblem('fee_not_found')
  if (fee.waived) throw new ShopProblem('fee_already_waived')
  database.run('UPDATE fees SET waived = 1 WHERE id = ?', fee.id)
  return { amountCents: fee.amountCents, kind: 'fee' }
}

function waiveShipping(database: ShopDatabase, row: OrderRow): { amountCents: number; kind: 'shipping' } {
  if (row.shippingFeeWaived) throw new ShopProblem('fee_already_waived')
  if (row.shippingFeeCents === 0) throw new ShopProblem('fee_not_found', 'This order has no shipping fee.')
  const left = row.shippingFeeCents - shippingGivenBack(database, row)
  if (left <= 0) throw new ShopProblem('fee_already_waived')
  updateOrder(database, row, { shippingFeeWaived: 1 })
  return { amountCents: left, kind: 'shipping' }
}
