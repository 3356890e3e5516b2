import { z } from 'zod'
import { addDays } from '../calendar.ts'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import { write } from '../route.ts'
import type { OrderRow } from '../rows.ts'
import { addressOf, customerRow } from '../store/customers.ts'
import {
  changeStock,
  itemOf,
  itemsOf,
  orderRow,
  orderSummary,
  orderView,
  refuseUnless,
  updateOrder,
} from '../store/orders.ts'
import { chooseVariant, refuseWithoutStock } from '../store/products.ts'
import { addRefund, refundableCents, refundView } from '../store/refunds.ts'
import { quote, tariff } from '../tariff.ts'
import {
  address,
  cents,
  customerId,
  itemId,
  orderNumber,
  paymentMethod,
  productId,
  reason,
  shippingOption,
  text,
} from '../wire/common.ts'
import { changedOrder, order, orderItem, orderSummary as orderSummaryShape } from '../wire/orders.ts'

const byNumber = z.strictObject({ number: orderNumber })
const quantity = z.int().min(1).max(tariff.highestQuantity).default(1)
const variant = { productId, colour: text(30).optional(), size: text(20).optional() }

type NewItem = { sku: string; productId: string; quantity: number; priceCents: number }

function addItem(database: ShopDatabase, number: string, item: NewItem): string {
  const id = `I-${database.nextNumber('item')}`
  database.insert('orderItems', { id, orderNumber: number, ...item, askedQuantity: item.quantity })
  changeStock(database, item.sku, -item.quantity)
  return id
}

const viewOfItem = (view: z.infer<typeof order>, id: string): z.infer<typeof orderItem> => {
  const item = view.items.find((each) => each.itemId === id)
  if (!item) throw new ShopProblem('item_not_found')
  return item
}

const blankOrder = {
  state: 'received',
  shippedAt: null,
  deliveredAt: null,
  cancelledAt: null,
  cancelReason: null,
  promoCode: null,
  shippingFeeWaived: 0,
  deliverySlot: 'morning',
  deliveryTimeIsOurMistake: 0,
  carrier: null,
  trackingNumber: null,
  billedByMistakeCents: 0,
  billingCreditedAt: null,
  replacedBy: null,
} as const

/** What is in an order: adding, swapping, a replacement, a new order. */
export const orderItemRoutes = [
  write({
    operationId: 'addOrderItem',
    method: 'POST',
    path: '/orders/{number}/items',
    tag: 'orders',
    summary: 'Adds an item to an order that has not left the warehouse and charges it to the same payment method',
    status: 201,
    params: byNumber,
    body: z.strictObject({ ...variant, quantity }),
    response: z.object({ order, item: orderItem, chargedCents: cents }),
    problems: [
      'order_not_found',
      'already_cancelled',
      'already_shipped',
      'product_not_found',
      'choose_variant',
      'out_of_stock',
    ],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      refuseUnless(row, ['received'])
      const chosen = chooseVariant(database, body)
      refuseWithoutStock(chosen.variant, body.quantity)
      const { priceCents } = chosen.product
      const id = addItem(database, row.number, {
        sku: chosen.variant.sku,
        productId: chosen.product.id,
        quantity: body.quantity,
        priceCents,
      })
      const chargedCents = priceCents * body.quantity
      const view = orderView(database, updateOrder(database, row, { paidCents: row.paidCents + chargedCents }), now)
      return { subject: row.number, body: { order: view, item: viewOfItem(view, id), chargedCents } }
    },
  }),
  write({
    operationId: 'swapOrderItem',
    method: 'PATCH',
    path: '/orders/{number}/items/{itemId}',
    tag: 'orders',
    summary:
      'Takes another size, colour or product instead; what is not named stays. The difference is charged or given back',
    params: z.strictObject({ number: orderNumber, itemId }),
    body: z.strictObject({ ...variant, productId: productId.optional() }),
    response: changedOrder.extend({
      item: orderItem,
      differenceCents: z.int().describe('Charged; negative: given back'),
    }),
    problems: [
      'order_not_found',
      'already_cancelled',
      'already_shipped',
      'item_not_found',
      'product_not_found',
      'choose_variant',
      'out_of_stock',
    ],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      refuseUnless(row, ['received'])
      const item = itemOf(database, row.number, params.itemId)
      const sameProduct = body.productId === undefined || body.productId === item.productId
      const chosen = chooseVariant(database, {
        productId: body.productId ?? item.productId,
        colour: body.colour ?? (sameProduct ? item.colour : undefined),
        size: body.size ?? (sameProduct ? item.size : undefined),
      })
      if (chosen.variant.sku !== item.sku) refuseWithoutStock(chosen.variant, item.quantity)
      const priceCents = sameProduct ? item.priceCents : chosen.product.priceCents
      const differenceCents = (priceCents - item.priceCents) * item.quantity
      changeStock(database, item.sku, item.quantity)
      changeStock(database, chosen.variant.sku, -item.quantity)
      database.run(
        'UPDATE orderItems SET sku = ?, productId = ?, priceCents = ? WHERE id = ?',
        chosen.variant.sku,
        chosen.product.id,
        priceCents,
        item.id,
      )
      const amountCents = Math.min(-differenceCents, refundableCents(database, row))
      const given =
        amountCents > 0
          ? addRefund(database, now, { customerId: row.customerId, order: row, amountCents, kind: 'price-difference' })
          : null
      const changed = updateOrder(database, row, { paidCents: row.paidCents + Math.max(0, differenceCents) })
      const view = orderView(database, changed, now)
      return {
        subject: row.number,
        body: {
          order: view,
          refund: given && refundView(database, given, now),
          item: viewOfItem(view, item.id),
          differenceCents,
        },
      }
    },
  }),
  write({
    operationId: 'sendReplacement',
    method: 'POST',
    path: '/orders/{number}/replacement',
    tag: 'orders',
    summary: 'Sends the same items again without charge, once per order',
    status: 201,
    params: byNumber,
    body: z.strictObject({ reason: z.enum(['missing', 'damaged', 'wrong-item']), address: address.optional() }),
    response: z.object({ order: orderSummaryShape, replaces: orderNumber }),
    problems: ['order_not_found', 'already_cancelled', 'not_yet_shipped', 'already_replaced', 'country_not_served'],
    handle: ({ database, now, params, body }) => {
      const row = orderRow(database, params.number)
      if (row.state === 'cancelled') throw new ShopProblem('already_cancelled')
      if (row.state === 'received') throw new ShopProblem('not_yet_shipped')
      if (row.replacedBy !== null) throw new ShopProblem('already_replaced', `It was replaced by ${row.replacedBy}.`)
      const to = body.address ?? addressOf(row)
      if (to.country !== row.country)
        throw new ShopProblem('country_not_served', `This order can only go within ${row.country}.`)
      const replacement = copyWithoutCharge(database, now, row, to)
      updateOrder(database, row, { replacedBy: replacement.number })
      return { subject: row.number, body: { order: orderSummary(database, replacement, now), replaces: row.number } }
    },
  }),
  write({
    operationId: 'placeOrder',
    method: 'POST',
    path: '/orders',
    tag: 'orders',
    summary:
      'Buys something for a customer with the payment method on file; `backOrder` takes it although it is out of stock',
    status: 201,
    body: z.strictObject({
      customerId,
      items: z
        .array(z.strictObject({ ...variant, quantity }))
        .min(1)
        .max(20),
      shippingOption: shippingOption.default('standard'),
      freeShipping: z.boolean().default(false),
      backOrder: z.boolean().default(false),
      paymentMethod: paymentMethod.optional(),
      note: reason.optional(),
    }),
    response: order,
    problems: ['customer_not_found', 'product_not_found', 'choose_variant', 'out_of_stock', 'country_not_served'],
    handle: ({ database, now, body }) => {
      const customer = customerRow(database, body.customerId)
      const chosen = body.items.map((item) => ({ ...chooseVariant(database, item), quantity: item.quantity }))
      const short = chosen.filter((item) => item.variant.stock < item.quantity)
      if (!body.backOrder) for (const item of short) refuseWithoutStock(item.variant, item.quantity)
      const subtotal = chosen.reduce((sum, item) => sum + item.product.priceCents * item.quantity, 0)
      const carriage = quote(body.shippingOption, customer.country, subtotal, customer.level)
      if (!carriage) throw new ShopProblem('country_not_served')
      const shippingFeeCents = body.freeShipping ? 0 : carriage.feeCents
      const restockOn = short
        .map((item) => item.product.restockOn ?? addDays(now, 14))
        .sort()
        .at(-1)
      const row: OrderRow = {
        ...blankOrder,
        ...addressOf(customer),
        number: `MF-${database.nextNumber('order')}`,
        customerId: customer.id,
        placedAt: now,
        expectedOn: addDays(restockOn ?? now, carriage.daysMax),
        discountCents: 0,
        shippingOption: body.shippingOption,
        shippingFeeCents,
        paymentMethod: body.paymentMethod ?? customer.paymentMethod,
        paidCents: subtotal + shippingFeeCents,
        replaces: null,
        backOrder: short.length > 0 ? 1 : 0,
      }
      database.insert('orders', row)
      for (const {
        product,
        variant: { sku },
        quantity: count,
      } of chosen) {
        addItem(database, row.number, { sku, productId: product.id, quantity: count, priceCents: product.priceCents })
      }
      return { subject: row.number, body: orderView(database, row, now) }
    },
  }),
]

function copyWithoutCharge(
  database: ShopDatabase,
  now: string,
  row: OrderRow,
  to: ReturnType<typeof addressOf>,
): OrderRow {
  const items = itemsOf(database, row.number)
  const replacement: OrderRow = {
    ...blankOrder,
    ...to,
    number: `MF-${database.nextNumber('order')}`,
    customerId: row.customerId,
    placedAt: now,
    expectedOn: addDays(now, tariff.shipping.standard[row.country]?.daysMax ?? 9),
    discountCents: items.reduce((sum, item) => sum + item.priceCents * item.quantity, 0),
    shippingOption: 'standard',
    shippingFeeCents: 0,
    paymentMethod: row.paymentMethod,
    paidCents: 0,
    replaces: row.number,
    backOrder: 0,
  }
  database.insert('orders', replacement)
  for (const { sku, productId: product, quantity: count, priceCents } of items) {
    addItem(database, replacement.number, { sku, productId: product, quantity: count, priceCents })
  }
  return replacement
}
