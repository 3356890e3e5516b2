import { addDays, dayOf, daysBetween } from '../calendar.ts'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import type { OrderItemRow, OrderRow, RefundKind, RefundMethod, RefundRow, ReturnRow } from '../rows.ts'
import { tariff } from '../tariff.ts'
import type { Refund, ReturnCase } from '../wire/orders.ts'
import { addressLine, customerRow, postCredit } from './customers.ts'

export function refundRow(database: ShopDatabase, id: string): RefundRow {
  const row = database.get<RefundRow>('SELECT * FROM refunds WHERE id = ?', id)
  if (!row) throw new ShopProblem('refund_not_found')
  return row
}

export function refundView(database: ShopDatabase, row: RefundRow, now: string): Refund {
  return {
    refundId: row.id,
    customerId: row.customerId,
    orderNumber: row.orderNumber,
    kind: row.kind,
    amountCents: row.amountCents,
    method: row.method,
    state: row.state,
    startedVia: row.startedVia,
    startedOn: dayOf(row.startedAt),
    ageDays: daysBetween(row.startedAt, now),
    dueBy: row.state === 'complete' ? null : row.dueOn,
    completedOn: row.completedAt && dayOf(row.completedAt),
    address: row.address,
    reason: row.reason,
    items: database.all(
      `SELECT i.id AS itemId, p.name AS name, r.quantity AS quantity FROM refundItems r
       JOIN orderItems i ON i.id = r.itemId JOIN products p ON p.id = i.productId WHERE r.refundId = ? ORDER BY i.id`,
      row.id,
    ),
  }
}

export const refundsOfOrder = (database: ShopDatabase, orderNumber: string): RefundRow[] =>
  database.all('SELECT * FROM refunds WHERE orderNumber = ? ORDER BY startedAt DESC, id DESC', orderNumber)

export const refundsOfCustomer = (database: ShopDatabase, customerId: string): RefundRow[] =>
  database.all('SELECT * FROM refunds WHERE customerId = ? ORDER BY startedAt DESC, id DESC', customerId)

/** What is still the customer's money in this order: paid, not given back, and not promised by an open return. */
export function refundableCents(database: ShopDatabase, order: OrderRow): number {
  const sums = database.get<{ refunded: number; bound: number }>(
    `SELECT (SELECT coalesce(sum(amountCents), 0) FROM refunds WHERE orderNumber = ?1) AS refunded,
            (SELECT coalesce(sum(amountCents), 0) FROM returns WHERE orderNumber = ?1 AND state != 'refunded') AS bound`,
    order.number,
  )
  return order.paidCents - (sums?.refunded ?? 0) - (sums?.bound ?? 0)
}

/** What was given back of an order's shipping fee: nothing of it may come back twice. */
export function shippingGivenBack(database: ShopDatabase, order: OrderRow): number {
  const given = database.get<{ cents: number }>(
    "SELECT coalesce(sum(amountCents), 0) AS cents FROM refunds WHERE orderNumber = ? AND kind = 'shipping'",
    order.number,
  )
  return given?.cents ?? 0
}

/** How many of an item can still be sent back, and for how many of them money can still be given back. */
export function leftOfItem(database: ShopDatabase, item: OrderItemRow): { returnable: number; refundable: number } {
  const sums = database.get<{ returned: number; returnsOpen: number; refunded: number }>(
    `SELECT (SELECT coalesce(sum(quantity), 0) FROM returnItems WHERE itemId = ?1) AS returned,
            (SELECT coalesce(sum(i.quantity), 0) FROM returnItems i JOIN returns r ON r.id = i.returnId
              WHERE i.itemId = ?1 AND r.state != 'refunded' AND r.amountCents > 0) AS returnsOpen,
            (SELECT coalesce(sum(quantity), 0) FROM refundItems WHERE itemId = ?1) AS refunded`,
    item.id,
  )
  return {
    returnable: Math.max(0, item.quantity - (sums?.returned ?? 0)),
    refundable: Math.max(0, item.quantity - (sums?.returnsOpen ?? 0) - (sums?.refunded ?? 0)),
  }
}

type NewRefund = {
  customerId: string
  order?: OrderRow
  amountCents: number
  kind: RefundKind
  method?: RefundMethod
  reason?: string | null | undefined
  /** One line; only for what is posted (gift card, check). Without it the customer's own address. */
  address?: string | undefined
  items?: { itemId: string; quantity: number }[]
}

/**
 * Gives money back. Never more than what is left of the order (`amount_too_large`, `nothing_to_refund`).
 * Store credit is there at once; cards take days; what is posted has yet to start.
 */
export function addRefund(database: ShopDatabase, now: string, refund: NewRefund): RefundRow {
  if (refund.order) {
    const left = refundableCents(database, refund.order)
    if (left <= 0) throw new ShopProblem('nothing_to_refund')
    if (refund.amountCents > left) throw new ShopProblem('amount_too_large', `At most ${left} cents can be refunded.`)
  }
  if (refund.amountCents <= 0) throw new ShopProblem('nothing_to_refund')
  const method = refund.method ?? 'original-card'
  const atOnce = method === 'store-credit'
  const row: RefundRow = {
    id: `RF-${database.nextNumber('refund')}`,
    customerId: refund.customerId,
    orderNumber: refund.order?.number ?? null,
    amountCents: refund.amountCents,
    kind: refund.kind,
    method,
    state: atOnce ? 'complete' : method === 'original-card' ? 'in-progress' : 'not-started',
    startedVia: 'chat',
    reason: refund.reason ?? null,
    address: postedTo(database, refund.customerId, method, refund.address),
    startedAt: now,
    dueOn: addDays(now, tariff.refundDays),
    completedAt: atOnce ? now : null,
  }
  database.insert('refunds', row)
  for (const item of refund.items ?? []) database.insert('refundItems', { refundId: row.id, ...item })
  if (atOnce) creditFor(database, now, row)
  return row
}

export const creditFor = (database: ShopDatabase, now: string, row: RefundRow): void => {
  postCredit(database, now, {
    customerId: row.customerId,
    source: 'refund',
    amountCents: row.amountCents,
    orderNumber: row.orderNumber,
    reason: row.id,
  })
}

export function postedTo(
  database: ShopDatabase,
  customerId: string,
  method: RefundMethod,
  address: string | undefined,
): string | null {
  if (method !== 'gift-card' && method !== 'paper-check') return null
  return address ?? addressLine(customerRow(database, customerId))
}

export function returnRow(database: ShopDatabase, id: string): ReturnRow {
  const row = database.get<ReturnRow>('SELECT * FROM returns WHERE id = ?', id)
  if (!row) throw new ShopProblem('return_not_found')
  return row
}

export const returnsOfOrder = (database: ShopDatabase, orderNumber: string): ReturnRow[] =>
  database.all('SELECT * FROM returns WHERE orderNumber = ? ORDER BY openedAt DESC, id DESC', orderNumber)

export function returnView(database: ShopDatabase, row: ReturnRow, now: string): ReturnCase {
  return {
    returnId: row.id,
    customerId: row.customerId,
    orderNumber: row.orderNumber,
    items: database.all(
      `SELECT i.id AS itemId, p.name AS name, r.quantity AS quantity FROM returnItems r
       JOIN orderItems i ON i.id = r.itemId JOIN products p ON p.id = i.productId WHERE r.returnId = ? ORDER BY i.id`,
      row.id,
    ),
    reason: row.reason,
    method: row.method,
    state: row.state,
    amountCents: row.amountCents,
    proof: row.proof,
    labelAddress: row.labelAddress,
    openedOn: dayOf(row.openedAt),
    arrivedOn: row.arrivedAt && dayOf(row.arrivedAt),
    waitingDays: row.arrivedAt === null ? 0 : daysBetween(row.arrivedAt, now),
    refundDueBy: row.arrivedAt === null || row.state === 'refunded' ? null : addDays(row.arrivedAt, tariff.refundDays),
    refundId: row.refundId,
  }
}
