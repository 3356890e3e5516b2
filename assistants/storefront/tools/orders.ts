import { mapResult } from 'parley/tools'
import { z } from 'zod'
import { addressFrom, both, itemIdFrom } from './checks.ts'
import { readTool, writeTool } from './define.ts'
import { address, choice, count, dollars, paymentMethod, reference, shortText } from './fields.ts'
import { notice, order, orderSummary, refund } from './shapes.ts'
import { inCents } from './shop-client.ts'
import { orderView, refundView, summaryView } from './views.ts'
import { lineOf } from './way-back.ts'
import { wireChange, wireNotice, wireOrder, wireSummary } from './wire.ts'

const changed = z.object({ order, refund: refund.nullable(), refundAmount: z.number() })
const changeView = (answer: z.output<typeof wireChange>): z.input<typeof changed> => ({
  order: orderView(answer.order),
  refund: answer.refund && refundView(answer.refund),
  refundAmount: answer.refund?.amount ?? 0,
})
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .transform((text) => text.slice(0, 10))
const late = ['order_not_found', 'already_cancelled', 'already_out_for_delivery', 'already_delivered']
const reason = shortText(500)

/** Looking at orders and changing their course. What is in them: order-items.ts. */
export const orderTools = [
  readTool({
    name: 'list_orders',
    description: "The customer's orders, newest first; `item` keeps those with a product of such words",
    needs: 'verified',
    input: z.strictObject({
      state: choice(['received', 'in-transit', 'out-for-delivery', 'delivered', 'cancelled']).optional(),
      item: shortText(100).optional(),
      limit: z.int().min(1).max(20).default(5),
    }),
    output: z.object({ orders: z.array(orderSummary), count: z.int() }),
    run: async ({ state, item, limit }, { ask, customerId }) =>
      mapResult(
        await ask(
          {
            method: 'GET',
            path: `/customers/${encodeURIComponent(customerId)}/orders`,
            query: { state, product: item, limit },
          },
          z.object({ orders: z.array(wireSummary), total: z.int() }),
        ),
        ({ orders, total }) => ({ orders: orders.map(summaryView), count: total }),
      ),
  }),
  readTool({
    name: 'get_order',
    description: 'An order of the customer with items, fees, delivery, returns and refunds',
    needs: 'verified',
    input: z.strictObject({ orderNumber: reference }),
    output: order,
    refusals: ['order_not_found'],
    run: async ({ orderNumber }, { ownOrder }) => mapResult(await ownOrder(orderNumber), orderView),
  }),
  writeTool({
    name: 'cancel_order',
    called: 'the cancellation of the order',
    description: 'Cancels an order that has not left the warehouse; everything paid is given back',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({ orderNumber: reference, reason: reason.optional() }),
    wire: wireChange,
    output: changed,
    refusals: ['order_not_found', 'already_cancelled', 'already_shipped'],
    request: async (input, { ownOrder }) =>
      mapResult(await ownOrder(input.orderNumber), ({ number }) => ({
        method: 'POST',
        path: `/orders/${number}/cancel`,
        body: { reason: input.reason },
      })),
    view: changeView,
  }),
  writeTool({
    name: 'cancel_order_item',
    called: 'the cancelled item',
    description:
      'Takes an item, or some of it, out of an order that has not left the warehouse and gives its price back',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({
      orderNumber: reference,
      itemId: reference,
      quantity: count.optional(),
      reason: reason.optional(),
    }),
    wire: wireChange,
    output: changed,
    refusals: [
      'order_not_found',
      'already_cancelled',
      'already_shipped',
      'item_not_found',
      'quantity_too_large',
      'last_item',
    ],
    request: async ({ orderNumber, itemId, quantity, reason: why }, { ownOrder }) =>
      mapResult(both(await ownOrder(orderNumber), itemIdFrom(itemId)), ([{ number }, id]) => ({
        method: 'POST',
        path: `/orders/${number}/items/${id}/cancel`,
        body: { quantity, reason: why },
      })),
    view: changeView,
  }),
  writeTool({
    name: 'change_order_address',
    called: 'the new address of the order',
    description: 'Sends an order to another address, until it is out for delivery',
    wayBack: {
      before: async ({ orderNumber }, { ownOrder }) =>
        mapResult(await ownOrder(orderNumber), (was) => lineOf(was.address)),
      compensate: ({ orderNumber }, _changed, before) =>
        typeof before === 'string' ? { tool: 'change_order_address', input: { orderNumber, address: before } } : null,
    },
    needs: 'verified',
    input: z.strictObject({ orderNumber: reference, address }),
    wire: wireOrder,
    output: order,
    refusals: [...late, 'address_incomplete', 'country_not_served'],
    request: async (input, { ownOrder }) =>
      mapResult(both(addressFrom(input.address), await ownOrder(input.orderNumber)), ([to, { number }]) => ({
        method: 'PUT',
        path: `/orders/${number}/address`,
        body: { address: to },
      })),
    view: orderView,
  }),
  writeTool({
    name: 'change_shipping_option',
    called: 'the new shipping option',
    description:
      'Makes the delivery of an order that was not sent yet faster (for its fee, unless it is waived) or slower',
    needs: 'verified',
    input: z.strictObject({
      orderNumber: reference,
      option: choice(['standard', 'express', 'overnight', 'next-week']),
      chargeFee: z.boolean(),
    }),
    wire: wireChange.extend({ charged: z.number() }),
    output: changed.extend({ charged: z.number() }),
    refusals: ['order_not_found', 'already_shipped', 'already_cancelled', 'same_option', 'country_not_served'],
    request: async ({ orderNumber, ...body }, { ownOrder }) =>
      mapResult(await ownOrder(orderNumber), ({ number }) => ({
        method: 'PUT',
        path: `/orders/${number}/shipping`,
        body,
      })),
    view: (answer) => ({ ...changeView(answer), charged: answer.charged }),
  }),
  writeTool({
    name: 'change_delivery_time',
    called: 'the new delivery time',
    description: 'Moves a delivery to another part of the day, or to a later day',
    wayBack: {
      // What the mistake was is forgotten with the change, and a delivery is never moved to an earlier day.
      before: async ({ orderNumber }, { ownOrder }) =>
        mapResult(await ownOrder(orderNumber), (was) => (was.deliveryTimeIsOurMistake ? null : was.deliverySlot)),
      compensate: ({ orderNumber, date }, _changed, before) =>
        typeof before === 'string' && date === undefined
          ? { tool: 'change_delivery_time', input: { orderNumber, slot: before } }
          : null,
    },
    needs: 'verified',
    input: z.strictObject({
      orderNumber: reference,
      slot: choice(['morning', 'afternoon', 'evening']),
      date: day.optional(),
    }),
    wire: wireOrder,
    output: order,
    refusals: [...late, 'date_not_possible'],
    request: async ({ orderNumber, ...body }, { ownOrder }) =>
      mapResult(await ownOrder(orderNumber), ({ number }) => ({
        method: 'PUT',
        path: `/orders/${number}/delivery-time`,
        body,
      })),
    view: orderView,
  }),
  writeTool({
    name: 'change_order_payment_method',
    called: 'the new payment method of the order',
    description: 'Charges an order to another payment method, until it is out for delivery',
    wayBack: {
      before: async ({ orderNumber }, { ownOrder }) =>
        mapResult(await ownOrder(orderNumber), (was) => was.paymentMethod),
      compensate: ({ orderNumber }, _changed, before) =>
        typeof before === 'string'
          ? { tool: 'change_order_payment_method', input: { orderNumber, paymentMethod: before } }
          : null,
    },
    needs: 'verified',
    input: z.strictObject({ orderNumber: reference, paymentMethod }),
    wire: wireOrder,
    output: order,
    refusals: [...late, 'same_payment_method'],
    request: async ({ orderNumber, ...body }, { ownOrder }) =>
      mapResult(await ownOrder(orderNumber), ({ number }) => ({
        method: 'PUT',
        path: `/orders/${number}/payment-method`,
        body,
      })),
    view: orderView,
  }),
  writeTool({
    name: 'waive_fee',
    called: 'the waived fee',
    description: 'Waives a fee of an order, or its shipping fee, and gives it back',
    needs: 'verified',
    input: z.strictObject({
      orderNumber: reference,
      feeId: reference.optional(),
      fee: choice(['shipping']).optional(),
      reason: reason.optional(),
    }),
    wire: wireChange,
    output: z.object({ order, amountBack: z.number() }),
    refusals: ['order_not_found', 'already_cancelled', 'fee_not_found', 'fee_already_waived'],
    request: async ({ orderNumber, feeId, reason: why }, { ownOrder }) =>
      mapResult(await ownOrder(orderNumber), ({ number }) => ({
        method: 'POST',
        path: `/orders/${number}/fees/waive`,
        body: { ...(feeId === undefined ? { fee: 'shipping' } : { feeId: feeId.slice(0, 20) }), reason: why },
      })),
    view: (answer) => ({ order: orderView(answer.order), amountBack: answer.refund?.amount ?? 0 }),
  }),
  writeTool({
    name: 'correct_order_notice',
    called: 'the corrected e-mail',
    description: 'Takes back a wrong e-mail about an order',
    needs: 'verified',
    input: z.strictObject({ orderNumber: reference, noticeId: reference }),
    wire: z.object({ order: wireOrder, notice: wireNotice }),
    output: z.object({ order, notice }),
    refusals: ['order_not_found', 'notice_not_found', 'notice_already_corrected'],
    request: async ({ orderNumber, noticeId }, { ownOrder }) =>
      mapResult(await ownOrder(orderNumber), ({ number }) => ({
        method: 'POST',
        path: `/orders/${number}/notices/${encodeURIComponent(noticeId.slice(0, 20))}/correct`,
      })),
    view: (answer) => ({ order: orderView(answer.order), notice: answer.notice }),
  }),
  writeTool({
    name: 'give_billing_credit',
    called: 'the billing credit',
    description: 'Gives back a charge that is wrong: for something never bought, or sent back and not credited',
    needs: 'verified',
    input: z.strictObject({
      orderNumber: reference,
      reason: choice(['never-bought', 'already-returned']),
      amount: dollars.optional(),
    }),
    wire: wireChange,
    output: changed,
    refusals: ['order_not_found', 'already_credited', 'nothing_to_refund', 'amount_too_large'],
    request: async (input, { ownOrder }) =>
      mapResult(await ownOrder(input.orderNumber), ({ number }) => ({
        method: 'POST',
        path: `/orders/${number}/billing-credit`,
        body: { reason: input.reason, amountCents: input.amount === undefined ? undefined : inCents(input.amount) },
      })),
    view: changeView,
  }),
  writeTool({
    name: 'send_replacement',
    called: 'the replacement',
    description: 'Sends the items of an order again without charge, once',
    needs: 'verified',
    input: z.strictObject({
      orderNumber: reference,
      reason: choice(['missing', 'damaged', 'wrong-item']),
      address: address.optional(),
    }),
    wire: z.object({ order: wireSummary, replaces: z.string() }),
    output: z.object({ order: orderSummary, replaces: z.string() }),
    refusals: [
      'order_not_found',
      'already_cancelled',
      'not_yet_shipped',
      'already_replaced',
      'address_incomplete',
      'country_not_served',
    ],
    request: async (input, { ownOrder }) =>
      mapResult(both(addressFrom(input.address), await ownOrder(input.orderNumber)), ([to, { number }]) => ({
        method: 'POST',
        path: `/orders/${number}/replacement`,
        body: { reason: input.reason, address: to ?? undefined },
      })),
    view: (answer) => ({ order: summaryView(answer.order), replaces: answer.replaces }),
  }),
]
