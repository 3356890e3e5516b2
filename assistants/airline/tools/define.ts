import { defineTool, mapResult, refused, type Tool, type ToolContext, type ToolResult } from 'parley/tools'
import type { z } from 'zod'
import { reservation, user } from '../reservation-system/wire.ts'
import { ask, change, lookUpChange, type Request } from './client.ts'

export type Reservation = z.output<typeof reservation>
export type User = z.output<typeof user>

/** What a tool has in its hands: the customer of this conversation, and the reservation system. */
export type Hands = {
  context: ToolContext
  /** Their user id; empty while nobody is known. */
  customerId: string
  ask<S extends z.ZodType>(request: Request, shape: S): Promise<ToolResult<z.output<S>>>
  /** The reservation if it is this customer's: somebody else's is `reservation_not_found`, exactly like one that does not exist. */
  ownReservation(id: string): Promise<ToolResult<Reservation>>
}

type Common<I extends z.ZodType, O extends z.ZodType> = {
  name: string
  description: string
  needs: 'anonymous' | 'verified'
  input: I
  output: O
  refusals?: readonly string[]
}
type ReadSpec<I extends z.ZodType, O extends z.ZodType> = Common<I, O> & {
  run(input: z.output<I>, hands: Hands): Promise<ToolResult<z.input<O>>>
}

/** A tool that only looks. */
export const readTool = <I extends z.ZodType, O extends z.ZodType>({ run, ...spec }: ReadSpec<I, O>): Tool =>
  defineTool({ ...spec, sideEffect: 'none', run: (input, context) => run(input, handsOf(context)) })

type WriteSpec<I extends z.ZodType, W extends z.ZodType, O extends z.ZodType> = Common<I, O> & {
  refusals: readonly string[]
  confirm: true
  /** What the reservation system answers. */
  wire: W
  /** The one request that changes something. */
  request(input: z.output<I>, hands: Hands): Request
  view(answer: z.output<W>): z.input<O>
  /** The call that takes this one back, where there is one. */
  compensate?(
    input: z.output<I>,
    output: z.output<O>,
  ): { tool: string; input: { [name: string]: z.core.util.JSONType } } | null
}

/**
 * A tool that changes something with one request; after a crash the reservation system tells by the key whether it was made. What the
 * input names by `reservation_id` or `user_id` must be the customer's own.
 */
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
    confirm: spec.confirm,
    sideEffect: 'write',
    idempotent: true,
    ...(spec.compensate && { compensate: spec.compensate }),
    run: async (input, context) => {
      const hands = handsOf(context)
      const theirs = await isTheirs(input as { reservation_id?: string; user_id?: string }, hands)
      // Whatever failed before the request went out had no effect.
      if (theirs.kind !== 'ok') return theirs.kind === 'failed' ? { ...theirs, effect: 'none' } : theirs
      return mapResult(await change(context, spec.request(input, hands), spec.wire), spec.view)
    },
    reconcile: async (_input, context) => {
      const found = await lookUpChange(context, spec.wire)
      return found.kind === 'happened' ? { kind: 'happened', result: mapResult(found.result, spec.view) } : found
    },
  })

async function isTheirs(
  { reservation_id, user_id }: { reservation_id?: string; user_id?: string },
  hands: Hands,
): Promise<ToolResult<unknown>> {
  if (user_id !== undefined && user_id !== hands.customerId) return notTheirProfile
  return reservation_id === undefined ? { kind: 'ok', value: null } : hands.ownReservation(reservation_id)
}

const notTheirProfile = refused('user_not_found', 'This conversation is with another customer.')
const notTheirs = refused('reservation_not_found', 'This customer has no such reservation.')

/** The profile of the customer of this conversation, as it is now. */
export const ownUser = (hands: Hands): Promise<ToolResult<User>> =>
  hands.ask({ method: 'GET', path: `/users/${encodeURIComponent(hands.customerId)}` }, user)

function handsOf(context: ToolContext): Hands {
  const { user_id, customerId } = context.identity.attributes
  // A signed identity of the website names the customer as every website does; the verification flow keeps the profile's own field.
  const id = typeof user_id === 'string' ? user_id : typeof customerId === 'string' ? customerId : ''
  const here: Hands['ask'] = (request, shape) => ask(context, request, shape)
  return {
    context,
    customerId: id,
    ask: here,
    ownReservation: async (given) => {
      if (!/^[A-Z0-9]{6}$/i.test(given)) return notTheirs
      const found = await here({ method: 'GET', path: `/reservations/${given.toUpperCase()}` }, reservation)
      return found.kind === 'refused' || (found.kind === 'ok' && found.value.user_id !== id) ? notTheirs : found
    },
  }
}
