import { z } from 'zod'
import { ShopProblem } from '../problem.ts'
import { read, write } from '../route.ts'
import type { OrderRow } from '../rows.ts'
import { creditCharge, creditReturn } from '../store/billing.ts'
import { creditBalance, customerRow, postCredit } from '../store/customers.ts'
import {
  changeStock,
  itemOf,
  itemsOf,
  orderRow,
  orderSummary,
  orderView,
  refuseUnless,
  setItemQuantity,
  updateOrder,
} from '../store/orders.ts'
import { searchProducts } from '../store/products.ts'
import {
  addRefund,
  leftOfItem,
  refundableCents,
  refundsOfCustomer,
  refundView,
  returnsOfOrder,
  returnView,
} from '../store/refunds.ts'
import { tariff } from '../tariff.ts'
import { customerId, itemId, numberInQuery, orderNumber, orderState, reason, text } from '../wire/common.ts'
import { changedOrder, order, orderSummary as orderSummaryShape, refund, returnCase } from '../wire/orders.ts'

const byNumber = z.strictObject({ number: orderNumber })
const quantity = z.int().min(1).max(tariff.highestQuantity)

/** Looking at orders, and undoing them. Other changes are in order-changes.ts. */
export const orderRoutes = [
  read({
    operationId: 'listOrders',
    method: 'GET',
    path: '/customers/{customerId}/orders',
    tag: 'orders',
    summary: 'Orders of a customer, newest first; `product` keeps those with an item of such words',
    params: z.strictObject({ customerId }),
    query: z.strictObject({
      state: orderState.optional(),
      product: text(100).optional(),
      limit: numberInQuery(1, 100).default(20),
    }),
    response: z.object({ orders: z.array(orderSummaryShape), total: z.int() }),
    problems: ['customer_not_found'],
    handle: ({ database, now, params, query }) => {
      customerRow(database, params.customerId)
      const meant =
        query.product === undefined
          ? null
          : new Set(searchProducts(database, { query: query.product }).map((each) => each.id))
      const rows = database
        .all<OrderRow>(
          'SELECT * FROM orders WHERE customerId = ? ORDER BY placedAt DESC, number DESC',
          params.customerId,
        )
        .filter((row) => query.state === undefined || row.state === query.state)
        .filter((row) => meant === null || itemsOf(database, row.number).some((item) => meant.has(item.productId)))
      return { orders: rows.slice(0, query.limit).map((row) => orderSummary(database, row, now)), total: rows.length }
    },
  }),
  read({
    operationId: 'getOrder',
    method: 'GET',
    path: '/orders/{number}',
    tag: 'orders',
    summary: 'An order with items, fees, notices, returns and refunds',
    params: byNumber,
    response: order,
    problems: ['order_not_found'],
    handle: ({ database, now, params }) => orderView(database, orderRow(database, params.number), now),
  }),
  read({
    operationId: 'listReturnsOfOrder',
    method: 'GET',
    path: '/orders/{number}/returns',
    tag: 'orders',
    summary: 'Returns of an order, newest first',
    params: byNumber,
    response: z.object({ returns: z.array(returnCase) }),
    problems: ['order_not_found'],
    handle: ({ database, now, params }) => {
      const { number } = orderRow(database, params.number)
      return { returns: returnsOfOrder(database, number).map((row) => returnView(database, row, now)) }
    },
  }),
  read({
    operationId: 'listRefunds',
    method: 'GET',
    path: '/customers/{customerId}/refunds',
    tag: 'refunds',
    summary: 'Refunds of a customer, newest first',
    params: z.strictObject({ customerId }),
    query: z.strictObject({ orderNumber: orderNumber.optional() }),
    response: z.object({ refunds: z.array(refund) }),
    problems: ['customer_not_found'],
    handle: ({ database, now, params, query }) => {
      const { id } = customerRow(database, params.customerId)
      const rows = refundsOfCustomer(database, id).filter(
        (row) => query.orderNumber === undefined || row.orderNumber === query.orderNumber,
      )
      return { refunds: rows.map((row) => refundView(database, row, now)) }
    },
  }),
  write({
    operationId: 'cancelOrder',
    method: 'POST',
    path: '/orders/{number}/cancel',
    tag: 'orders',
    summary: 'Cancels an order that has not left the warehouse and gives back what was paid',
    params: byNumber,
    body: z.strictObject({ reason: reason.optional() }),
    response: changedOrder,
    problems: ['order_not_found', 'already_cancelled', 'already_shipped'],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      refuseUnless(row, ['received'])
      const left = refundableCents(database, row)
      for (const item of itemsOf(database, row.number)) changeStock(database, item.sku, item.quantity)
      const given =
        left > 0
          ? addRefund(database, now, {
              customerId: row.customerId,
              order: row,
              amountCents: left,
              kind: 'cancellation',
              reason: body.reason,
            })
          : null
      const changed = updateOrder(database, row, {
        state: 'cancelled',
        cancelledAt: now,
        cancelReason: body.reason ?? null,
        expectedOn: null,
      })
      return {
        subject: row.number,
        body: { order: orderView(database, changed, now), refund: given && refundView(database, given, now) },
      }
    },
  }),
  write({
    operationId: 'cancelOrderItem',
    method: 'POST',
    path: '/orders/{number}/items/{itemId}/cancel',
    tag: 'orders',
    summary: 'Takes an item, or some of it, out of an order that has not left the warehouse and gives its price back',
    params: z.strictObject({ number: orderNumber, itemId }),
    body: z.strictObject({ quantity: quantity.optional(), reason: reason.optional() }),
    response: changedOrder,
    problems: [
      'order_not_found',
      'already_cancelled',
      'already_shipped',
      'item_not_found',
      'quantity_too_large',
      'last_item',
    ],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      refuseUnless(row, ['received'])
      const item = itemOf(database, row.number, params.itemId)
      const taken = body.quantity ?? item.quantity
      if (taken > item.quantity) throw new ShopProblem('quantity_too_large', `The order has ${item.quantity} of it.`)
      if (taken === item.quantity && itemsOf(database, row.number).length === 1) throw new ShopProblem('last_item')
      const amountCents = Math.min(
        item.priceCents * Math.min(taken, leftOfItem(database, item).refundable),
        refundableCents(database, row),
      )
      setItemQuantity(database, item, item.quantity - taken)
      changeStock(database, item.sku, taken)
      const given =
        amountCents > 0
          ? addRefund(database, now, {
              customerId: row.customerId,
              order: row,
              amountCents,
              kind: 'cancellation',
              reason: body.reason,
            })
          : null
      return {
        subject: row.number,
        body: { order: orderView(database, row, now), refund: given && refundView(database, given, now) },
      }
    },
  }),
  write({
    operationId: 'giveBillingCredit',
    method: 'POST',
    path: '/orders/{number}/billing-credit',
    tag: 'orders',
    summary: 'Gives back a charge the customer says is wrong: never bought, or sent back and not credited',
    params: byNumber,
    body: z.strictObject({
      reason: z.enum(['never-bought', 'already-returned']),
      amountCents: z
        .int()
        .min(1)
        .max(1_000_000)
        .optional()
        .describe('Without it: what the record shows as wrong, else all that is left'),
    }),
    response: changedOrder,
    problems: ['order_not_found', 'already_credited', 'nothing_to_refund', 'amount_too_large'],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      const credited =
        body.reason === 'never-bought'
          ? creditCharge(database, now, row, body.amountCents)
          : creditReturn(database, now, row, body.amountCents)
      return {
        subject: row.number,
        body: {
          order: orderView(database, orderRow(database, row.number), now),
          refund: refundView(database, credited, now),
        },
      }
    },
  }),
  write({
    operationId: 'addCredit',
    method: 'POST',
    path: '/customers/{customerId}/credits',
    tag: 'customers',
    summary: 'Posts store credit as goodwill',
    status: 201,
    params: z.strictObject({ customerId }),
    body: z.strictObject({ amountCents: z.int().min(1).max(1_000_000), reason, orderNumber: orderNumber.optional() }),
    response: z.object({ creditId: z.string(), amountCents: z.int(), balanceCents: z.int() }),
    problems: ['customer_not_found', 'order_not_found', 'amount_too_large'],
    handle: ({ database, now, params, body }) => {
      const { id } = customerRow(database, params.customerId)
      if (body.amountCents > tariff.highestCreditCents)
        throw new ShopProblem('amount_too_large', `At most ${tariff.highestCreditCents} cents.`)
      if (body.orderNumber !== undefined && orderRow(database, body.orderNumber).customerId !== id)
        throw new ShopProblem('order_not_found')
      const credit = postCredit(database, now, {
        customerId: id,
        source: 'goodwill',
        amountCents: body.amountCents,
        orderNumber: body.orderNumber ?? null,
        reason: body.reason,
      })
      return {
        subject: id,
        body: { creditId: credit.id, amountCents: credit.amountCents, balanceCents: creditBalance(database, id) },
      }
    },
  }),
]
