import { z } from 'zod'
import { Outcome, QuickReply, ReplyPart, Status } from './conversation.ts'

export const SignIn = z.strictObject({ token: z.string().min(10).max(200) }).meta({ id: 'SignIn' })
export const SignedIn = z
  .object({
    session: z.string(),
    agent: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string() }),
  })
  .meta({ id: 'SignedIn' })
export type SignedIn = z.infer<typeof SignedIn>

export const DeskConversation = z
  .object({
    conversation: z.string(),
    status: Status,
    channel: z.string(),
    customer: z.object({ name: z.string().nullable(), level: z.string() }),
    lastSeq: z.number().int(),
    lastActivityAt: z.string(),
    lastText: z.string().describe('The last thing said, for the list'),
    handoff: z
      .object({
        ticket: z.string(),
        reason: z.string(),
        team: z.string(),
        priority: z.enum(['normal', 'high']),
        summary: z.string(),
        requestedAt: z.string(),
        agent: z.string().nullable(),
        mine: z.boolean(),
      })
      .nullable(),
    satisfaction: z.number().int().nullable(),
  })
  .meta({ id: 'DeskConversation' })
export type DeskConversation = z.infer<typeof DeskConversation>

export const DeskList = z.object({ conversations: z.array(DeskConversation) }).meta({ id: 'DeskList' })
export type DeskList = z.infer<typeof DeskList>

/** Why a reply was given: the turn's trace. */
export const TurnTrace = z
  .object({
    outcome: Outcome,
    release: z.string(),
    durationMs: z.number(),
    language: z.string(),
    intents: z.array(z.object({ name: z.string(), confidence: z.number() })),
    entities: z.array(z.object({ type: z.string(), text: z.string(), value: z.unknown(), confidence: z.number() })),
    commands: z.array(z.object({ kind: z.string(), confidence: z.number(), proposer: z.string(), detail: z.string() })),
    toolCalls: z.array(
      z.object({ tool: z.string(), outcome: z.string(), ms: z.number(), input: z.unknown(), result: z.unknown() }),
    ),
    reasons: z.array(z.string()),
    steps: z.array(z.object({ step: z.string(), ms: z.number(), notes: z.record(z.string(), z.unknown()) })),
    modelCalls: z
      .array(
        z.object({
          role: z.string(),
          model: z.string().nullable(),
          outcomes: z.array(z.string()).describe('Of each attempt'),
          inputTokens: z.number(),
          outputTokens: z.number(),
          cost: z.number().describe('US dollars'),
          cache: z.string(),
          ms: z.number(),
        }),
      )
      .describe('Requests to language models'),
  })
  .meta({ id: 'TurnTrace' })
export type TurnTrace = z.infer<typeof TurnTrace>

const numbered = { seq: z.number().int(), at: z.string() }
/** What an agent sees of a conversation: everything. */
export const DeskEvent = z
  .discriminatedUnion('kind', [
    z.object({ ...numbered, kind: z.literal('message'), text: z.string(), erased: z.boolean() }),
    z.object({
      ...numbered,
      kind: z.literal('reply'),
      outcome: Outcome,
      parts: z.array(ReplyPart),
      quickReplies: z.array(QuickReply),
      trace: TurnTrace.nullable(),
      feedback: z.enum(['up', 'down']).nullable(),
    }),
    z.object({ ...numbered, kind: z.literal('agent-message'), agent: z.string(), text: z.string() }),
    z.object({ ...numbered, kind: z.literal('note'), agent: z.string(), text: z.string() }),
    z.object({ ...numbered, kind: z.literal('log'), text: z.string().describe('A change of state, in words') }),
  ])
  .meta({ id: 'DeskEvent' })
export type DeskEvent = z.infer<typeof DeskEvent>

export const DeskDetail = DeskConversation.extend({
  course: z
    .object({
      inWords: z.string(),
      frustration: z.number(),
      predictedSatisfaction: z.number().describe('1 to 5, by rule'),
    })
    .nullable()
    .describe('How the customer has fared so far; null before a message was read'),
  summary: z.string().describe('What happened so far, extracted; empty before anything did'),
  talkedAbout: z
    .array(
      z.object({
        type: z.string(),
        text: z.string().describe('As it was called last'),
        times: z.number().int().describe('Turns in which it came up'),
        firstAt: z.string().describe('ISO 8601'),
        lastAt: z.string(),
        known: z.record(z.string(), z.unknown()).describe('What tools told of it'),
        done: z.array(
          z.object({ what: z.string(), outcome: z.enum(['begun', 'done', 'not-done', 'unknown']), at: z.string() }),
        ),
      }),
    )
    .describe('Things that came up, in that order'),
  events: z.array(DeskEvent),
  slots: z
    .array(z.object({ flow: z.string(), name: z.string(), value: z.unknown() }))
    .describe('What the running flows have collected'),
}).meta({ id: 'DeskDetail' })
export type DeskDetail = z.infer<typeof DeskDetail>

export const AgentReply = z
  .strictObject({ clientId: z.string().min(1).max(64), text: z.string().min(1).max(8000) })
  .meta({ id: 'AgentReply' })
export const AddNote = z.strictObject({ text: z.string().min(1).max(8000) }).meta({ id: 'AddNote' })
export const Resolve = z.strictObject({}).meta({ id: 'Resolve' })
