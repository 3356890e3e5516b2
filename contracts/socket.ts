import { z } from 'zod'
import { ClientId, CustomerEvent, textLimit } from './conversation.ts'
import { Problem } from './problem.ts'

/** Customer → server, one JSON object per WebSocket message. The first must be `hello`. */
export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    token: z.string(),
    after: z.number().int().min(0).describe('Last sequence number seen'),
  }),
  z.strictObject({
    type: z.literal('message'),
    clientId: ClientId,
    text: z.string().max(textLimit),
    payload: z.string().max(300).optional(),
  }),
  z.strictObject({ type: z.literal('typing'), on: z.boolean() }),
  z.strictObject({ type: z.literal('ping') }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/**
 * A reply that is still being written, sentence by sentence, each after its check. Hints: never stored, never repeated after a reconnect, and not
 * there at all where the turn runs on another replica. The recorded reply is the one that counts.
 */
export const Draft = z.object({
  type: z.literal('draft'),
  turn: z.string(),
  index: z.number().int().min(0).describe('Place of the sentence; a draft without the ones before it is not shown'),
  text: z.string().describe('With the white space that stands before it: sentences are put together as they are'),
})
export type Draft = z.infer<typeof Draft>
export const Retract = z
  .object({ type: z.literal('retract'), turn: z.string() })
  .describe('What was drafted for this turn is void')
export type Retract = z.infer<typeof Retract>

/** Server → customer. Events come in order, each once per connection; after a reconnect from `after`, so nothing is lost or doubled. */
export const ServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), lastSeq: z.number().int() }),
  z.object({ type: z.literal('ack'), clientId: z.string(), seq: z.number().int() }),
  z.object({ type: z.literal('event'), event: CustomerEvent }),
  z.object({ type: z.literal('typing'), on: z.boolean(), by: z.enum(['assistant', 'agent']) }),
  Draft,
  Retract,
  z
    .object({ type: z.literal('final'), turn: z.string(), seq: z.number().int() })
    .describe('The reply of a drafted turn was sent as the event with this number: it takes the place of the draft'),
  z.object({ type: z.literal('problem'), problem: Problem, clientId: z.string().optional() }),
  z.object({ type: z.literal('pong') }),
])
export type ServerFrame = z.infer<typeof ServerFrame>

/** Desk socket (`/v1/desk/socket`): first frame `{type:'hello', session}`, then notices that something changed; the page fetches. */
export const DeskClientFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), session: z.string() }),
  z.strictObject({ type: z.literal('typing'), conversation: z.string(), on: z.boolean() }),
  z.strictObject({ type: z.literal('ping') }),
])
export type DeskClientFrame = z.infer<typeof DeskClientFrame>
export const DeskServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('changed'), conversation: z.string(), seq: z.number().int() }),
  z.object({ type: z.literal('pong') }),
])
export type DeskServerFrame = z.infer<typeof DeskServerFrame>
