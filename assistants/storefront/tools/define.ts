import {
  type Compensation,
  defineTool,
  type Json,
  mapResult,
  ok,
  refused,
  type Tool,
  type ToolContext,
  type ToolResult,
} from 'parley/tools'
import type { z } from 'zod'
import { orderNumberFrom } from './fields.ts'
import { askShop, changeShop, lookUpChange, type ShopRequest } from './shop-client.ts'
import { type WireOrder, wireOrder } from './wire.ts'

/** Of the customer in this conversation, as the shop's tools need it. */
export type Hands = {
  context: ToolContext
  /** The shop's id of the customer; empty while nobody is known. */
  customerId: string
  ask<S extends z.ZodType>(request: ShopRequest, shape: S): Promise<ToolResult<z.output<S>>>
  /** The order if it is this customer's: somebody else's is `order_not_found`, exactly like one that does not exist. */
  ownOrder(number: string): Promise<ToolResult<WireOrder>>
}

type Needs = 'anonymous' | 'verified'

type ReadSpec<I extends z.ZodType, O extends z.ZodType> = {
  name: string
  description: string
  needs: Needs
  input: I
  output: O
  refusals?: readonly string[]
  run(input: z.output<I>, hands: Hands): Promise<ToolResult<z.input<O>>>
}

/** A tool that only looks. */
export const readTool = <I extends z.ZodType, O extends z.ZodType>({ run, ...spec }: ReadSpec<I, O>): Tool =>
  defineTool({ ...spec, sideEffect: 'none', run: (input, context) => run(input, handsOf(context)) })

/** A true inverse: after it the shop's records are as before. */
type WayBack<Input, Output> = {
  /** How things are before the change. */
  before(input: Input, hands: Hands): Promise<ToolResult<Json>>
  compensate(input: Input, output: Output, before: Json): Compensation | null
}

type WriteSpec<I extends z.ZodType, W extends z.ZodType, O extends z.ZodType> = {
  name: string
  description: string
  needs: Needs
  input: I
  /** What the shop answers. */
  wire: W
  output: O
  refusals: readonly string[]
  confirm?: boolean
  /** How it is spoken of to customers: "the address change". */
  called: string
  /** The way back, where the shop has one. */
  wayBack?: WayBack<z.output<I>, z.output<O>>
  /** Checks whose it is and makes the one request that changes something. */
  request(input: z.output<I>, hands: Hands): Promise<ToolResult<ShopRequest>>
  view(answer: z.output<W>): z.input<O>
}

/** A tool that changes something with one request; after a crash the shop tells by the key whether it was made. */
export const writeTool = <I extends z.ZodType, W extends z.ZodType, O extends z.ZodType>(
  spec: WriteSpec<I, W, O>,
): Tool =>
  defineTool({
    name: spec.name,
    description: spec.description,
    needs: spec.needs,
    input: spec.input,
    output: spec.output,
    refusals: spec.refusals,
    confirm: spec.confirm ?? false,
    called: spec.called,
    ...(spec.wayBack && {
      before: (input: z.output<I>, context: ToolContext) =>
        spec.wayBack?.before(input, handsOf(context)) ?? Promise.resolve(ok<Json>(null)),
      compensate: spec.wayBack.compensate,
    }),
    sideEffect: 'write',
    idempotent: true,
    run: async (input, context) => {
      const request = await spec.request(input, handsOf(context))
      // Whatever failed before the request went out had no effect.
      if (request.kind !== 'ok') return request.kind === 'failed' ? { ...request, effect: 'none' } : request
      return mapResult(await changeShop(context, request.value, spec.wire), spec.view)
    },
    reconcile: async (_input, context) => {
      const found = await lookUpChange(context, spec.wire)
      return found.kind === 'happened' ? { kind: 'happened', result: mapResult(found.result, spec.view) } : found
    },
  })

/** The same words whether there is no such order or it is another customer's: nothing to tell them apart by. */
const notTheirs = refused('order_not_found', 'This customer has no such order.')

function handsOf(context: ToolContext): Hands {
  const { customerId } = context.identity.attributes
  const ask: Hands['ask'] = (request, shape) => askShop(context, request, shape)
  const id = typeof customerId === 'string' ? customerId : ''
  return {
    context,
    customerId: id,
    ask,
    ownOrder: async (given) => {
      const number = orderNumberFrom(given)
      if (number === null) return notTheirs
      const order = await ask({ method: 'GET', path: `/orders/${number}` }, wireOrder)
      return order.kind === 'refused' || (order.kind === 'ok' && order.value.customerId !== id) ? notTheirs : order
    },
  }
}
