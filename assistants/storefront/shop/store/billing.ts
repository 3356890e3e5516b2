import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import type { OrderRow, RefundRow } from '../rows.ts'
import { updateOrder } from './orders.ts'
import { addRefund, refundableCents, returnsOfOrder } from './refunds.ts'

/** Gives back a charge for something never bought; once per order. */
export function creditCharge(
  database: ShopDatabase,
  now: string,
  order: OrderRow,
  amountCents: number | undefined,
): RefundRow {
  if (order.billingCreditedAt !== null) throw new ShopProblem('already_credited')
  const onRecord = order.billedByMistakeCents > 0 ? order.billedByMistakeCents : refundableCents(database, order)
  const refund = addRefund(database, now, {
    customerId: order.customerId,
    order,
    amountCents: amountCents ?? onRecord,
    kind: 'billing',
    reason: 'never bought',
  })
  updateOrder(database, order, { billingCreditedAt: now })
  return refund
}

/** Pays out the latest return that has not been refunded, whether or not the goods have arrived. */
export function creditReturn(
  database: ShopDatabase,
  now: string,
  order: OrderRow,
  amountCents: number | undefined,
): RefundRow {
  const returns = returnsOfOrder(database, order.number)
  const open = returns.find((each) => each.state !== 'refunded')
  if (!open) throw new ShopProblem(returns.length > 0 ? 'already_credited' : 'nothing_to_refund')
  // The return no longer binds its amount: the refund below takes its place.
  database.run("UPDATE returns SET state = 'refunded' WHERE id = ?", open.id)
  const refund = addRefund(database, now, {
    customerId: order.customerId,
    order,
    amountCents: amountCents ?? open.amountCents,
    kind: 'billing',
    reason: `return ${open.id}`,
    items: database.all<{ itemId: string; quantity: number }>(
      'SELECT itemId, quantity FROM returnItems WHERE returnId = ?',
      open.id,
    ),
  })
  database.run('UPDATE returns SET refundId = ? WHERE id = ?', refund.id, open.id)
  return refund
}
