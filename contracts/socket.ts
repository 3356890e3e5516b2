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

/** Server → customer. Events come in order, each once per connection; after a reconnect from `after`, so nothing is lost or doubled. */
export const ServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), lastSeq: z.number().int() }),
  z.object({ type: z.literal('ack'), clientId: z.string(), seq: z.number().int() }),
  z.object({ type: z.literal('event'), event: CustomerEvent }),
  z.object({ type: z.literal('typing'), on: z.boolean(), by: z.enum(['assistant', 'agent']) }),
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
