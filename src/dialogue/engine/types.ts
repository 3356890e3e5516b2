import type { HandoffReason } from '#domain/command.ts'
import type { Identity, Mention } from '#domain/customer.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { ConversationId, EntityName, FlowName, ResponseName, ToolName } from '#domain/ids.ts'
import type { Json, JsonObject } from '#domain/json.ts'
import type { OutcomeKind, ReplyItem } from '#domain/reply.ts'
import type { CompiledFlows, ToolFacts } from '../flow-language/index.ts'
import type { Thresholds } from '../policy/thresholds.ts'
import type { RepairFlows } from '../repair-flows.ts'

export interface ToolCall {
  name: ToolName
  /** Inputs that are null are left out. */
  input: JsonObject
  /**
   * Conversation, frame, step and count: the same after a crash and a second run of the turn, never the same for another call.
   * Tools with side effects pass it on.
   */
  key: string
  /** Where the flow gives it less time than the tool has by itself. */
  timeLimitMs?: number
}

export type ToolOutcome =
  /** `compensation`: the call that takes it back, where there is one. */
  | { kind: 'ok'; value: Json; compensation?: { tool: ToolName; input: JsonObject } }
  /** The other side says no, for a reason that flows can branch on. */
  | { kind: 'refused'; code: string; message: string }
  /** It did not work and nothing was done. */
  | { kind: 'failed'; reason: string }
  /** Nobody can tell whether it was done. */
  | { kind: 'unknown' }

/** Everything the engine takes from outside. It has no clock and no randomness. */
export interface EngineEnvironment {
  flows: CompiledFlows
  /** The tools as they are deployed now: what they need counts, even where a release was compiled with other facts. */
  tools: ReadonlyMap<ToolName, ToolFacts>
  /**
   * `identity` is who writes as known at this moment of the turn. Settles with an outcome; a rejection is a bug or a lost turn and ends the
   * turn.
   */
  callTool(call: ToolCall, identity: Identity): Promise<ToolOutcome>
  identity: Identity
  conversation: ConversationId
  nowMs: number
  /** IANA zone name of the assistant: by it the business counts its days, and `today` and `now` are in it. */
  timeZone: string
  /** That of the customer, where it is known: `customer_today`, `customer_now`, and the time at which something is said later. */
  customerTimeZone?: string
  thresholds: Thresholds
  /** `settings` in expressions: what the assistant's configuration shows to flows. */
  settings: JsonObject
  /** Things talked about, newest last, this message's among them; `mentioned` in expressions. */
  mentions: readonly Mention[]
  /** What is remembered of the customer, fact → value; `profile` in expressions. */
  profile?: JsonObject
  /** What is said while a question stays unanswered, one after the other; questions with rules of their own have those instead. */
  silence?: readonly SilenceReminder[]
  /** The conversation is closed this long after the last of them (after the question, where there is none). Left out: never. */
  closeAfterMs?: number
  /** BCP 47 tag of the language that is spoken in: of its short words and buttons. English where left out. */
  locale?: string
  /** Flows of the author's in place of built-in repairs. */
  repairs?: RepairFlows
}

export interface SilenceReminder {
  /** Since the question, or since the reminder before. */
  afterMs: number
  response: ResponseName
}

export interface EngineToolCall extends ToolCall {
  outcome: ToolOutcome
}

export interface HandoffWish {
  reason: HandoffReason
  /** Null: where conversations go that no flow sends to a certain team. */
  team: string | null
  priority: 'normal' | 'high'
  /** For the person who takes over. */
  note: string | null
  /** The language (ISO 639-1) in which it was asked for or agreed to, where that was noted. */
  language?: string
}

export interface EngineResult {
  state: DialogueState
  /** What to say and which questions to answer from knowledge, in order. */
  items: ReplyItem[]
  outcome: OutcomeKind
  identity: Identity
  handoff: HandoffWish | null
  toolCalls: EngineToolCall[]
  /** Things that came up without the customer naming them: a chosen or prefilled order, by entity type. */
  mentioned: { type: EntityName; value: Json; text: string }[]
  /** Why, in order, for the desk and for `trace`. */
  reasons: string[]
  /** The customer or the assistant ended the conversation. */
  ended: boolean
  /** Steps done in this turn and the branches they took, for coverage: `return-item`, `3.then.0`, `else`. */
  visited: VisitedStep[]
  /**
   * Who writes, as the proof of this turn showed: the `same` as before (or nobody was known), `other` than was known until now, `not-former`:
   * another than the one whose verification had ended, `back`: that one again.
   */
  writer: 'same' | 'other' | 'not-former' | 'back'
  /** What `remember` steps found out about the customer; a value of null is to be forgotten. */
  remembered: RememberedFact[]
}

export interface VisitedStep {
  flow: FlowName
  /** Path of the step as `stepsOf` lists it: rounds of a repeat apart, `3.each.0`. */
  step: string
  /** The way it went where it had a choice of ways; also one that has no steps (an `if` that is not met without an else: `else`). */
  branch?: string
}

export interface RememberedFact {
  fact: string
  value: Json
  /** Null: as long as the assistant keeps such facts. */
  expiresInDays: number | null
}
