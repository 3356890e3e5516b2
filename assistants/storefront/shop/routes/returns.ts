import { z } from 'zod'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import { read, write } from '../route.ts'
import type { OrderItemRow, OrderRow, RefundRow } from '../rows.ts'
import { addressLine, customerRow, sendMessage } from '../store/customers.ts'
import { itemOf, itemsOf, orderRow } from '../store/orders.ts'
import {
  addRefund,
  creditFor,
  leftOfItem,
  postedTo,
  refundableCents,
  refundRow,
  refundView,
  returnRow,
  returnView,
  shippingGivenBack,
} from '../store/refunds.ts'
import { tariff } from '../tariff.ts'
import { address, itemId, orderNumber, reason, refundId, refundMethod, returnId } from '../wire/common.ts'
import { refund, returnCase } from '../wire/orders.ts'

const quantity = z.int().min(1).max(tariff.highestQuantity)
const amountCents = z.int().min(1).max(1_000_000)

/** Sending goods back, and giving money back. */
export const returnRoutes = [
  write({
    operationId: 'createReturn',
    method: 'POST',
    path: '/returns',
    tag: 'refunds',
    summary: 'Opens a return of one item or of the whole order; by mail, a label is e-mailed',
    status: 201,
    body: z.strictObject({
      orderNumber,
      itemId: itemId.optional().describe('Without it: everything that can still be sent back'),
      quantity: quantity.optional(),
      reason: z.enum(['size', 'colour', 'stain', 'defect', 'other']),
      method: z.enum(['mail', 'store', 'drop-off']),
      address: address.optional().describe('For the label; without it the address of the order'),
      proof: z.enum(['receipt', 'packaging']).optional(),
    }),
    response: returnCase.extend({ labelSentTo: z.string().nullable().describe('Masked e-mail address') }),
    problems: [
      'order_not_found',
      'already_cancelled',
      'not_delivered',
      'item_not_found',
      'already_returned',
      'quantity_too_large',
    ],
    handle: ({ database, now, body }) => {
      const row = orderRow(database, body.orderNumber)
      if (row.state === 'cancelled') throw new ShopProblem('already_cancelled')
      if (row.state !== 'delivered') throw new ShopProblem('not_delivered')
      const items = returnedItems(database, row, body.itemId, body.quantity)
      const worth = items.reduce((sum, item) => sum + item.priceCents * Math.min(item.quantity, item.refundable), 0)
      const id = `RT-${database.nextNumber('return')}`
      database.insert('returns', {
        id,
        customerId: row.customerId,
        orderNumber: row.number,
        reason: body.reason,
        method: body.method,
        state: 'open',
        amountCents: Math.max(0, Math.min(worth, refundableCents(database, row))),
        proof: body.proof ?? null,
        labelAddress: addressLine(body.address ?? row),
        openedAt: now,
        arrivedAt: null,
        refundId: null,
      })
      for (const item of items)
        database.insert('returnItems', { returnId: id, itemId: item.id, quantity: item.quantity })
      const label =
        body.method === 'mail'
          ? sendMessage(database, now, customerRow(database, row.customerId), {
              kind: 'return-label',
              orderNumber: row.number,
              text: `Print your label: https://marlowandfinch.example/returns/${id}/label`,
            })
          : null
      return {
        subject: row.number,
        body: { ...returnView(database, returnRow(database, id), now), labelSentTo: label?.sentTo ?? null },
      }
    },
  }),
  read({
    operationId: 'getReturn',
    method: 'GET',
    path: '/returns/{returnId}',
    tag: 'refunds',
    summary: 'A return',
    params: z.strictObject({ returnId }),
    response: returnCase,
    problems: ['return_not_found'],
    handle: ({ database, now, params }) => returnView(database, returnRow(database, params.returnId), now),
  }),
  write({
    operationId: 'startRefund',
    method: 'POST',
    path: '/refunds',
    tag: 'refunds',
    summary: 'Gives back an item, an amount, the shipping fee, or all that is left of an order',
    status: 201,
    body: z.strictObject({
      orderNumber,
      kind: z.enum(['purchase', 'shipping']).default('purchase'),
      itemId: itemId.optional(),
      quantity: quantity.optional(),
      amountCents: amountCents.optional(),
      method: refundMethod,
      address: address.optional().describe('For a gift card or check; without it the address on the account'),
      reason: reason.optional(),
    }),
    response: refund,
    problems: [
      'order_not_found',
      'item_not_found',
      'already_returned',
      'quantity_too_large',
      'nothing_to_refund',
      'amount_too_large',
    ],
    handle: ({ database, now, body }) => {
      const row = orderRow(database, body.orderNumber)
      const item = body.itemId === undefined ? null : refundedItem(database, row, body.itemId, body.quantity)
      const base =
        body.kind === 'shipping'
          ? shippingLeft(database, row, body.amountCents)
          : (body.amountCents ?? (item ? item.amountCents : refundableCents(database, row)))
      if (item && base > item.amountCents)
        throw new ShopProblem('amount_too_large', `The item cost ${item.amountCents} cents.`)
      const made = addRefund(database, now, {
        customerId: row.customerId,
        order: row,
        amountCents: base,
        kind: body.kind,
        method: body.method,
        reason: body.reason,
        address: body.address && addressLine(body.address),
        items: item ? [{ itemId: item.itemId, quantity: item.quantity }] : [],
      })
      return { subject: row.number, body: refundView(database, made, now) }
    },
  }),
  read({
    operationId: 'getRefund',
    method: 'GET',
    path: '/refunds/{refundId}',
    tag: 'refunds',
    summary: 'A refund',
    params: z.strictObject({ refundId }),
    response: refund,
    problems: ['refund_not_found'],
    handle: ({ database, now, params }) => refundView(database, refundRow(database, params.refundId), now),
  }),
  write({
    operationId: 'addToRefund',
    method: 'POST',
    path: '/refunds/{refundId}/items',
    tag: 'refunds',
    summary:
      'Adds another item of the same order to a refund that is not complete; its reason is kept where there was none',
    params: z.strictObject({ refundId }),
    body: z.strictObject({ itemId, quantity: quantity.optional(), reason: reason.optional() }),
    response: refund,
    problems: [
      'refund_not_found',
      'refund_complete',
      'item_not_found',
      'already_returned',
      'quantity_too_large',
      'amount_too_large',
    ],
    handle: ({ database, now, params, body }) => {
      const row = openRefund(database, params.refundId)
      if (row.orderNumber === null) throw new ShopProblem('item_not_found')
      const order = orderRow(database, row.orderNumber)
      const item = refundedItem(database, order, body.itemId, body.quantity)
      if (item.amountCents > refundableCents(database, order)) throw new ShopProblem('amount_too_large')
      database.run(
        'UPDATE refunds SET amountCents = amountCents + ?, reason = coalesce(reason, ?) WHERE id = ?',
        item.amountCents,
        body.reason ?? null,
        row.id,
      )
      database.run(
        `INSERT INTO refundItems (refundId, itemId, quantity) VALUES (?, ?, ?)
         ON CONFLICT (refundId, itemId) DO UPDATE SET quantity = quantity + excluded.quantity`,
        row.id,
        item.itemId,
        item.quantity,
      )
      return { subject: row.id, body: refundView(database, refundRow(database, row.id), now) }
    },
  }),
  write({
    operationId: 'changeRefundMethod',
    method: 'PUT',
    path: '/refunds/{refundId}/method',
    tag: 'refunds',
    summary: 'Pays an incomplete refund out in another way',
    params: z.strictObject({ refundId }),
    body: z.strictObject({ method: refundMethod, address: address.optional() }),
    response: refund,
    problems: ['refund_not_found', 'refund_complete', 'same_method'],
    handle: ({ database, now, params, body }) => {
      const row = openRefund(database, params.refundId)
      if (row.method === body.method) throw new ShopProblem('same_method')
      const to = postedTo(database, row.customerId, body.method, body.address && addressLine(body.address))
      database.run('UPDATE refunds SET method = ?, address = ? WHERE id = ?', body.method, to, row.id)
      if (body.method === 'store-credit') {
        database.run("UPDATE refunds SET state = 'complete', completedAt = ? WHERE id = ?", now, row.id)
        creditFor(database, now, row)
      }
      return { subject: row.id, body: refundView(database, refundRow(database, row.id), now) }
    },
  }),
]

function openRefund(database: ShopDatabase, id: string): RefundRow {
  const row = refundRow(database, id)
  if (row.state === 'complete') throw new ShopProblem('refund_complete')
  return row
}

function returnedItems(database: ShopDatabase, row: OrderRow, id: string | undefined, wanted: number | undefined) {
  const meant: OrderItemRow[] = id === undefined ? itemsOf(database, row.number) : [itemOf(database, row.number, id)]
  const items = meant
    .map((item) => ({ ...item, ...leftOfItem(database, item) }))
    .filter((item) => item.returnable > 0)
    .map((item) => ({ ...item, quantity: wanted ?? item.returnable }))
  if (items.length === 0) throw new ShopProblem('already_returned')
  for (const item of items)
    if (item.quantity > item.returnable)
      throw new ShopProblem('quantity_too_large', `${item.returnable} can be returned.`)
  return items
}

function refundedItem(database: ShopDatabase, row: OrderRow, id: string, wanted: number | undefined) {
  const item = itemOf(database, row.number, id)
  const { refundable } = leftOfItem(database, item)
  if (refundable === 0) throw new ShopProblem('already_returned')
  const count = wanted ?? refundable
  if (count > refundable) throw new ShopProblem('quantity_too_large', `${refundable} can be refunded.`)
  return { itemId: item.id, quantity: count, amountCents: item.priceCents * count }
}

/** What can be given back of the shipping fee: the standard fee, at most what was paid for shipping and not given back yet. */
function shippingLeft(database: ShopDatabase, row: OrderRow, wanted: number | undefined): number {
  const left = row.shippingFeeCents - shippingGivenBack(database, row)
  if (left <= 0) throw new ShopProblem('nothing_to_refund')
  if (wanted !== undefined && wanted > left)
    throw new ShopProblem('amount_too_large', `At most ${left} cents were paid for shipping.`)
  return wanted ?? Math.min(tariff.shippingRefundCents, left)
}
