import { dayOf, daysBetween } from '../calendar.ts'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import type { FeeRow, NoticeRow, OrderItemRow, OrderRow, OrderState } from '../rows.ts'
import type { Order, OrderItem, OrderSummary } from '../wire/orders.ts'
import { addressOf } from './customers.ts'
import { leftOfItem, refundableCents, refundsOfOrder, refundView, returnsOfOrder, returnView } from './refunds.ts'

export function orderRow(database: ShopDatabase, number: string): OrderRow {
  const row = database.get<OrderRow>('SELECT * FROM orders WHERE number = ?', number)
  if (!row) throw new ShopProblem('order_not_found')
  return row
}

type NamedItem = OrderItemRow & { name: string; brand: string; category: string; colour: string; size: string }

export const itemsOf = (database: ShopDatabase, number: string): NamedItem[] =>
  database.all(
    `SELECT i.*, p.name, p.brand, p.category, v.colour, v.size FROM orderItems i
     JOIN products p ON p.id = i.productId JOIN variants v ON v.sku = i.sku WHERE i.orderNumber = ? AND i.quantity > 0 ORDER BY i.id`,
    number,
  )

export function itemOf(database: ShopDatabase, number: string, itemId: string): NamedItem {
  const item = itemsOf(database, number).find((each) => each.id === itemId)
  if (!item) throw new ShopProblem('item_not_found')
  return item
}

/** Refuses with the code that says why an order in this state cannot be changed any more. */
export function refuseUnless(order: OrderRow, allowed: readonly OrderState[]): void {
  if (allowed.includes(order.state)) return
  if (order.state === 'cancelled') throw new ShopProblem('already_cancelled')
  if (!allowed.includes('in-transit')) throw new ShopProblem('already_shipped')
  throw new ShopProblem(order.state === 'delivered' ? 'already_delivered' : 'already_out_for_delivery')
}

/** Writes some columns of an order and returns the row as it is now. */
export function updateOrder(
  database: ShopDatabase,
  order: OrderRow,
  change: Partial<Omit<OrderRow, 'number'>>,
): OrderRow {
  const columns = Object.keys(change)
  if (columns.length > 0) {
    const assignments = columns.map((column) => `${column} = ?`).join(', ')
    database.run(`UPDATE orders SET ${assignments} WHERE number = ?`, ...Object.values(change), order.number)
  }
  return { ...order, ...change }
}

/** Where `quantity` goes to 0 the item leaves the order; its row stays for the books. */
export function setItemQuantity(database: ShopDatabase, item: OrderItemRow, quantity: number): void {
  database.run(
    'UPDATE orderItems SET quantity = ?, askedQuantity = min(askedQuantity, ?) WHERE id = ?',
    quantity,
    quantity,
    item.id,
  )
}

export const changeStock = (database: ShopDatabase, sku: string, by: number): void => {
  database.run('UPDATE variants SET stock = max(0, stock + ?) WHERE sku = ?', by, sku)
}

const itemView = (database: ShopDatabase, item: NamedItem): OrderItem => {
  const left = leftOfItem(database, item)
  return {
    itemId: item.id,
    sku: item.sku,
    productId: item.productId,
    name: item.name,
    brand: item.brand,
    category: item.category,
    colour: item.colour,
    size: item.size,
    quantity: item.quantity,
    askedQuantity: item.askedQuantity,
    priceCents: item.priceCents,
    totalCents: item.priceCents * item.quantity,
    returnableQuantity: left.returnable,
    refundableQuantity: left.refundable,
  }
}

const feeRows = (database: ShopDatabase, number: string): FeeRow[] =>
  database.all('SELECT * FROM fees WHERE orderNumber = ? ORDER BY id', number)

const noticeRows = (database: ShopDatabase, number: string): NoticeRow[] =>
  database.all('SELECT * FROM notices WHERE orderNumber = ? ORDER BY sentAt DESC, id', number)

export const shippingFee = (order: OrderRow): number => (order.shippingFeeWaived ? 0 : order.shippingFeeCents)

function totals(order: OrderRow, items: readonly NamedItem[], fees: readonly FeeRow[]) {
  const subtotalCents = items.reduce((sum, item) => sum + item.priceCents * item.quantity, 0)
  const feesCents = fees.reduce((sum, fee) => sum + (fee.waived ? 0 : fee.amountCents), 0)
  return {
    subtotalCents,
    totalCents: Math.max(0, subtotalCents + feesCents + shippingFee(order) - order.discountCents),
  }
}

function summary(order: OrderRow, items: readonly NamedItem[], totalCents: number, now: string): OrderSummary {
  return {
    number: order.number,
    customerId: order.customerId,
    state: order.state,
    placedOn: dayOf(order.placedAt),
    ageDays: daysBetween(order.placedAt, now),
    totalCents,
    itemCount: items.reduce((sum, item) => sum + item.quantity, 0),
    itemNames: items.map((item) => item.name),
    expectedOn: order.expectedOn,
    deliveredOn: order.deliveredAt && dayOf(order.deliveredAt),
  }
}

export function orderSummary(database: ShopDatabase, order: OrderRow, now: string): OrderSummary {
  const items = itemsOf(database, order.number)
  return summary(order, items, totals(order, items, feeRows(database, order.number)).totalCents, now)
}

/** Days until it is due (negative when late), late, and missing since it was due or marked delivered. */
function waiting(order: OrderRow, now: string) {
  const underWay = order.state !== 'delivered' && order.state !== 'cancelled'
  const daysUntilDelivery = underWay && order.expectedOn ? daysBetween(now, order.expectedOn) : null
  const daysLate = Math.max(0, -(daysUntilDelivery ?? 0))
  const daysMissing = order.state === 'delivered' && order.deliveredAt ? daysBetween(order.deliveredAt, now) : daysLate
  return { daysUntilDelivery, daysLate, daysMissing }
}

export function orderView(database: ShopDatabase, order: OrderRow, now: string): Order {
  const items = itemsOf(database, order.number)
  const fees = feeRows(database, order.number)
  const refunds = refundsOfOrder(database, order.number)
  const sums = totals(order, items, fees)
  return {
    ...summary(order, items, sums.totalCents, now),
    placedAt: order.placedAt,
    cancelledOn: order.cancelledAt && dayOf(order.cancelledAt),
    cancelReason: order.cancelReason,
    items: items.map((item) => itemView(database, item)),
    fees: fees.map((fee) => ({
      feeId: fee.id,
      kind: fee.kind,
      name: fee.name,
      amountCents: fee.amountCents,
      isOurMistake: fee.isOurMistake === 1,
      waived: fee.waived === 1,
    })),
    notices: noticeRows(database, order.number).map((notice) => ({
      noticeId: notice.id,
      about: notice.about,
      text: notice.text,
      isCorrect: notice.isCorrect === 1,
      corrected: notice.correctedAt !== null,
      sentOn: dayOf(notice.sentAt),
    })),
    returns: returnsOfOrder(database, order.number).map((row) => returnView(database, row, now)),
    refunds: refunds.map((row) => refundView(database, row, now)),
    subtotalCents: sums.subtotalCents,
    discountCents: order.discountCents,
    shippingOption: order.shippingOption,
    shippingFeeCents: shippingFee(order),
    shippingFeeWaived: order.shippingFeeWaived === 1,
    paidCents: order.paidCents,
    refundedCents: refunds.reduce((sum, refund) => sum + refund.amountCents, 0),
    refundableCents: Math.max(0, refundableCents(database, order)),
    paymentMethod: order.paymentMethod,
    address: addressOf(order),
    deliverySlot: order.deliverySlot,
    deliveryTimeIsOurMistake: order.deliveryTimeIsOurMistake === 1,
    ...waiting(order, now),
    carrier: order.carrier,
    trackingNumber: order.trackingNumber,
    trackingUrl: order.trackingNumber && `https://marlowandfinch.example/track/${order.trackingNumber}`,
    feeIsOurMistake: fees.some((fee) => fee.isOurMistake === 1 && fee.waived === 0),
    quantityIsOurMistake: items.some((item) => item.quantity > item.askedQuantity),
    billedByMistakeCents: order.billingCreditedAt === null ? order.billedByMistakeCents : 0,
    replaces: order.replaces,
    replacedBy: order.replacedBy,
    backOrder: order.backOrder === 1,
  }
}
