import { mapResult } from 'parley/tools'
import { z } from 'zod'
import { both, itemIdFrom, productIdFrom, productIdIfGiven } from './checks.ts'
import { writeTool } from './define.ts'
import { choice, count, paymentMethod, reference, shortText } from './fields.ts'
import { order, orderItem, refund } from './shapes.ts'
import { itemView, orderView, refundView } from './views.ts'
import { wireChange, wireItem, wireOrder } from './wire.ts'

const product = shortText(100)
const variant = { size: shortText(20).optional(), colour: shortText(30).optional() }
const unavailable = ['product_not_found', 'choose_product', 'choose_variant', 'out_of_stock']

/** What is in an order, and new orders. */
export const orderItemTools = [
  writeTool({
    name: 'add_order_item',
    called: 'the added item',
    description: 'Adds a product to an order that has not left the warehouse and charges it',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({ orderNumber: reference, product, ...variant, quantity: count.default(1) }),
    wire: z.object({ order: wireOrder, item: wireItem, charged: z.number() }),
    output: z.object({ order, item: orderItem, charged: z.number() }),
    refusals: ['order_not_found', 'already_shipped', 'already_cancelled', ...unavailable],
    request: async ({ orderNumber, product: wanted, ...choiceOf }, hands) => {
      const found = both(await hands.ownOrder(orderNumber), await productIdFrom(hands, wanted))
      return mapResult(found, ([{ number }, productId]) => ({
        method: 'POST',
        path: `/orders/${number}/items`,
        body: { productId, ...choiceOf },
      }))
    },
    view: (answer) => ({ order: orderView(answer.order), item: itemView(answer.item), charged: answer.charged }),
  }),
  writeTool({
    name: 'swap_order_item',
    called: 'the swapped item',
    description: 'Takes another size, colour or product instead of an item of an order that has not left the warehouse',
    needs: 'verified',
    input: z.strictObject({ orderNumber: reference, itemId: reference, product: product.optional(), ...variant }),
    wire: wireChange.extend({ item: wireItem, difference: z.number() }),
    output: z.object({ order, item: orderItem, difference: z.number(), refund: refund.nullable() }),
    refusals: ['order_not_found', 'already_shipped', 'already_cancelled', 'item_not_found', ...unavailable],
    request: async ({ orderNumber, itemId, product: wanted, ...choiceOf }, hands) => {
      const found = both(
        both(await hands.ownOrder(orderNumber), itemIdFrom(itemId)),
        await productIdIfGiven(hands, wanted),
      )
      return mapResult(found, ([[{ number }, id], productId]) => ({
        method: 'PATCH',
        path: `/orders/${number}/items/${id}`,
        body: { productId: productId ?? undefined, ...choiceOf },
      }))
    },
    view: (answer) => ({
      order: orderView(answer.order),
      item: itemView(answer.item),
      difference: answer.difference,
      refund: answer.refund && refundView(answer.refund),
    }),
  }),
  writeTool({
    name: 'place_order',
    called: 'the new order',
    description:
      'Buys a product for the customer with the payment method on file; a back-order waits until it is in stock again',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({
      product,
      ...variant,
      quantity: count.default(1),
      backOrder: z.boolean().default(false),
      freeShipping: z.boolean().default(false),
      shippingOption: choice(['standard', 'express', 'overnight']).optional(),
      paymentMethod: paymentMethod.optional(),
    }),
    wire: wireOrder,
    output: order,
    refusals: [...unavailable, 'country_not_served'],
    request: async ({ product: wanted, size, colour, quantity, ...body }, hands) =>
      mapResult(await productIdFrom(hands, wanted), (productId) => ({
        method: 'POST',
        path: '/orders',
        body: { customerId: hands.customerId, items: [{ productId, size, colour, quantity }], ...body },
      })),
    view: orderView,
  }),
]
