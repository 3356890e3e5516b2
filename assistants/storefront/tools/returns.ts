import { mapResult, ok, type ToolResult } from 'parley/tools'
import { z } from 'zod'
import { addressFrom, both, itemIdFrom, ownRefund } from './checks.ts'
import { readTool, writeTool } from './define.ts'
import { address, choice, count, dollars, idFrom, reference, refundMethod, shortText } from './fields.ts'
import { refund, returnCase } from './shapes.ts'
import { inCents } from './shop-client.ts'
import { refundView, returnView } from './views.ts'
import { wireRefund, wireReturn } from './wire.ts'

const itemIfGiven = (given: string | undefined): ToolResult<string | undefined> =>
  given === undefined ? ok(undefined) : itemIdFrom(given)
const centsIfGiven = (given: number | undefined): number | undefined =>
  given === undefined ? undefined : inCents(given)

/** Sending goods back, and getting money back. */
export const returnTools = [
  writeTool({
    name: 'create_return',
    called: 'the return',
    description: 'Opens a return of a delivered item, or of a whole order; by mail, a label is e-mailed',
    needs: 'verified',
    input: z.strictObject({
      orderNumber: reference,
      itemId: reference.optional(),
      quantity: count.optional(),
      reason: choice(['size', 'colour', 'stain', 'defect', 'other']),
      method: choice(['mail', 'store', 'drop-off']),
      address: address.optional(),
      proof: choice(['receipt', 'packaging', 'neither']).optional(),
    }),
    wire: wireReturn,
    output: returnCase,
    refusals: [
      'order_not_found',
      'not_delivered',
      'already_cancelled',
      'item_not_found',
      'already_returned',
      'quantity_too_large',
      'address_incomplete',
    ],
    request: async ({ orderNumber, itemId, address: line, proof, ...body }, { ownOrder }) =>
      mapResult(
        both(both(addressFrom(line), itemIfGiven(itemId)), await ownOrder(orderNumber)),
        ([[to, id], { number }]) => ({
          method: 'POST',
          path: '/returns',
          body: {
            ...body,
            orderNumber: number,
            itemId: id,
            address: to ?? undefined,
            proof: proof === 'neither' ? undefined : proof,
          },
        }),
      ),
    view: returnView,
  }),
  readTool({
    name: 'get_return',
    description: 'The latest return of an order',
    needs: 'verified',
    input: z.strictObject({ orderNumber: reference }),
    output: z.object({ found: z.boolean(), return: returnCase.nullable() }),
    refusals: ['order_not_found'],
    run: async ({ orderNumber }, { ownOrder }) =>
      mapResult(await ownOrder(orderNumber), ({ returns: [latest] }) => ({
        found: latest !== undefined,
        return: latest ? returnView(latest) : null,
      })),
  }),
  writeTool({
    name: 'start_refund',
    called: 'the refund',
    description: 'Gives back an item, an amount, or all that is left of an order',
    needs: 'verified',
    input: z.strictObject({
      orderNumber: reference,
      itemId: reference.optional(),
      quantity: count.optional(),
      amount: dollars.optional(),
      method: refundMethod,
      address: address.optional(),
      reason: shortText(500).optional(),
    }),
    wire: wireRefund,
    output: refund,
    refusals: [
      'order_not_found',
      'amount_too_large',
      'nothing_to_refund',
      'item_not_found',
      'already_returned',
      'quantity_too_large',
      'address_incomplete',
    ],
    request: async ({ orderNumber, itemId, amount, address: line, ...body }, { ownOrder }) =>
      mapResult(
        both(both(addressFrom(line), itemIfGiven(itemId)), await ownOrder(orderNumber)),
        ([[to, id], { number }]) => ({
          method: 'POST',
          path: '/refunds',
          body: {
            ...body,
            orderNumber: number,
            itemId: id,
            amountCents: centsIfGiven(amount),
            address: to ?? undefined,
          },
        }),
      ),
    view: refundView,
  }),
  writeTool({
    name: 'refund_shipping',
    called: 'the shipping refund',
    description: 'Gives back the standard shipping fee, or as much as was paid for shipping',
    needs: 'verified',
    input: z.strictObject({
      orderNumber: reference,
      amount: dollars.optional(),
      method: choice(['original-card', 'store-credit']).optional(),
    }),
    wire: wireRefund,
    output: refund,
    refusals: ['order_not_found', 'nothing_to_refund', 'amount_too_large'],
    request: async ({ orderNumber, amount, method }, { ownOrder }) =>
      mapResult(await ownOrder(orderNumber), ({ number }) => ({
        method: 'POST',
        path: '/refunds',
        body: {
          orderNumber: number,
          kind: 'shipping',
          method: method ?? 'original-card',
          amountCents: centsIfGiven(amount),
          reason: 'shipping cost',
        },
      })),
    view: refundView,
  }),
  readTool({
    name: 'get_refund',
    description: 'A refund by its number, or the latest one of an order or of the customer',
    needs: 'verified',
    input: z.strictObject({ orderNumber: reference.optional(), refundId: reference.optional() }),
    output: z.object({ found: z.boolean(), refund: refund.nullable(), count: z.int() }),
    refusals: ['order_not_found'],
    run: async ({ orderNumber, refundId }, { ask, ownOrder, customerId }) => {
      const order =
        orderNumber === undefined ? ok(undefined) : mapResult(await ownOrder(orderNumber), ({ number }) => number)
      if (order.kind !== 'ok') return order
      const list = await ask(
        {
          method: 'GET',
          path: `/customers/${encodeURIComponent(customerId)}/refunds`,
          query: { orderNumber: order.value },
        },
        z.object({ refunds: z.array(wireRefund) }),
      )
      const wanted = refundId === undefined ? null : (idFrom('RF', refundId) ?? refundId)
      return mapResult(list, ({ refunds }) => {
        const [latest] = refunds.filter((each) => wanted === null || each.refundId === wanted)
        return { found: latest !== undefined, refund: latest ? refundView(latest) : null, count: refunds.length }
      })
    },
  }),
  writeTool({
    name: 'add_to_refund',
    called: 'the item added to the refund',
    description: 'Adds another item of the same order to a refund that is not complete',
    needs: 'verified',
    input: z.strictObject({
      refundId: reference,
      itemId: reference,
      quantity: count.optional(),
      reason: shortText(500).optional(),
    }),
    wire: wireRefund,
    output: refund,
    refusals: [
      'refund_not_found',
      'refund_complete',
      'item_not_found',
      'already_returned',
      'quantity_too_large',
      'amount_too_large',
    ],
    request: async ({ refundId, itemId, quantity, reason }, hands) =>
      mapResult(both(itemIdFrom(itemId), await ownRefund(hands, refundId)), ([id, own]) => ({
        method: 'POST',
        path: `/refunds/${own.refundId}/items`,
        body: { itemId: id, quantity, reason },
      })),
    view: refundView,
  }),
  writeTool({
    name: 'change_refund_method',
    called: 'the new refund method',
    description: 'Pays a refund that is not complete out in another way',
    needs: 'verified',
    input: z.strictObject({ refundId: reference, method: refundMethod, address: address.optional() }),
    wire: wireRefund,
    output: refund,
    refusals: ['refund_not_found', 'refund_complete', 'same_method', 'address_incomplete'],
    request: async (input, hands) =>
      mapResult(both(addressFrom(input.address), await ownRefund(hands, input.refundId)), ([to, own]) => ({
        method: 'PUT',
        path: `/refunds/${own.refundId}/method`,
        body: { method: input.method, address: to ?? undefined },
      })),
    view: refundView,
  }),
]
