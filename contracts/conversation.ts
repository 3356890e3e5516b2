import { z } from 'zod'

/** Longest text that may be sent at all; the assistant itself reads up to 8,000 characters and says so above that. */
export const textLimit = 32_000

export const ClientId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.:-]+$/)
  .describe(
    "The sender's own id for the message. Sending the same id again changes nothing and returns the same result.",
  )

export const StartConversation = z
  .strictObject({
    channel: z.enum(['widget', 'rest']).default('rest'),
    locale: z
      .string()
      .max(20)
      .optional()
      .describe('BCP 47 tag the customer prefers; the assistant answers in the nearest it has'),
    identityToken: z
      .string()
      .max(4096)
      .optional()
      .describe('Signed by the website (HS256 JWT with sub, name, email …)'),
    timeZone: z
      .string()
      .max(60)
      .optional()
      .describe(
        'IANA name of the zone the customer\'s device is in: what their "tomorrow" means. One that is not known is ignored',
      ),
    page: z.string().max(2000).optional().describe('Address of the page the customer is on'),
  })
  .meta({ id: 'StartConversation' })

export const Citation = z
  .object({ passage: z.string(), title: z.string(), url: z.string().optional(), quote: z.string() })
  .meta({ id: 'Citation' })

export const ReplyPart = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string(), citations: z.array(Citation).optional() }),
    z.object({
      kind: z.literal('card'),
      title: z.string(),
      lines: z.array(z.object({ label: z.string(), value: z.string() })),
      imageUrl: z.string().optional(),
      linkUrl: z.string().optional(),
    }),
  ])
  .meta({ id: 'ReplyPart' })
export type ReplyPart = z.infer<typeof ReplyPart>

export const QuickReply = z.object({ label: z.string(), payload: z.string() }).meta({ id: 'QuickReply' })
export type QuickReply = z.infer<typeof QuickReply>

export const Outcome = z.enum(['answered', 'asked', 'acted', 'clarified', 'refused', 'handed-off', 'held', 'failed'])
export type Outcome = z.infer<typeof Outcome>

export const Status = z.enum(['open', 'waiting', 'taken', 'idle', 'closed'])
export type Status = z.infer<typeof Status>

const numbered = { seq: z.number().int(), at: z.string().describe('ISO 8601') }

/** What a customer sees of a conversation, numbered by the conversation's own sequence (with holes: inner events are not shown). */
export const CustomerEvent = z
  .discriminatedUnion('kind', [
    z.object({ ...numbered, kind: z.literal('message'), clientId: z.string(), text: z.string() }),
    z.object({
      ...numbered,
      kind: z.literal('reply'),
      turn: z.string().nullable(),
      answers: z
        .array(z.number().int())
        .describe(
          'Sequence numbers of the messages this reply answers; empty for the greeting and for what is said without being asked',
        ),
      outcome: Outcome,
      parts: z.array(ReplyPart),
      quickReplies: z.array(QuickReply),
      confidence: z.number(),
      locale: z.string(),
    }),
    z.object({
      ...numbered,
      kind: z.literal('held'),
      answers: z.array(z.number().int()).describe('Messages that a person will answer'),
    }),
    z.object({ ...numbered, kind: z.literal('agent-message'), agent: z.string(), text: z.string() }),
    z.object({ ...numbered, kind: z.literal('status'), status: Status, agent: z.string().nullable() }),
    z.object({ ...numbered, kind: z.literal('satisfaction'), score: z.number().int() }),
  ])
  .meta({ id: 'CustomerEvent' })
export type CustomerEvent = z.infer<typeof CustomerEvent>

export const ConversationView = z
  .object({
    conversation: z.string(),
    status: Status,
    channel: z.string(),
    locale: z.string(),
    assistant: z.object({ name: z.string() }),
    lastSeq: z.number().int(),
    handoff: z
      .object({ ahead: z.number().int().nullable(), agent: z.string().nullable() })
      .nullable()
      .describe(
        'Where the customer stands in the queue (0: next; null while nobody is on the desk), or who has taken the conversation',
      ),
  })
  .meta({ id: 'Conversation' })
export type ConversationView = z.infer<typeof ConversationView>

export const StartedConversation = ConversationView.extend({
  token: z.string().describe('Bearer token for this conversation alone'),
  events: z.array(CustomerEvent).describe('The greeting'),
}).meta({ id: 'StartedConversation' })
export type StartedConversation = z.infer<typeof StartedConversation>

const oneMessage = {
  clientId: ClientId,
  text: z.string().max(textLimit),
  payload: z.string().max(300).optional().describe("A pressed quick reply's payload, with its label as text"),
}
export const SendMessage = z
  .union([
    z.strictObject(oneMessage),
    z.strictObject({
      fragments: z
        .array(z.strictObject(oneMessage))
        .min(1)
        .max(20)
        .describe('Sent in a row: one turn takes them all up'),
    }),
  ])
  .meta({ id: 'SendMessage' })
export type SendMessage = z.infer<typeof SendMessage>

export const AcceptedMessage = z.object({
  clientId: z.string(),
  message: z.string(),
  seq: z.number().int(),
  seen: z.boolean().describe('True where this clientId was stored before: nothing was done again'),
})

export const SentMessage = z
  .object({
    accepted: z.array(AcceptedMessage),
    events: z.array(CustomerEvent).describe('With wait=true: what answered the messages. Empty otherwise'),
  })
  .meta({ id: 'SentMessage' })
export type SentMessage = z.infer<typeof SentMessage>

export const EventList = z
  .object({ events: z.array(CustomerEvent), lastSeq: z.number().int() })
  .meta({ id: 'EventList' })
export type EventList = z.infer<typeof EventList>

export const GiveFeedback = z
  .strictObject({
    seq: z.number().int().positive(),
    value: z.enum(['up', 'down']),
    comment: z.string().max(2000).default(''),
  })
  .meta({ id: 'GiveFeedback' })
export const GiveSatisfaction = z
  .strictObject({
    score: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
    comment: z.string().max(2000).default(''),
  })
  .meta({ id: 'GiveSatisfaction' })
