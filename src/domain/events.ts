import type { Command, HandoffReason } from './command.ts'
import type { Identity, Mention } from './customer.ts'
import type { DialogueState } from './dialogue-state.ts'
import type { AgentId, ConversationId, IntentName, MessageId, ReleaseId, TenantId, TicketId, TurnId } from './ids.ts'
import type { Json } from './json.ts'
import type { ConversationMemory } from './memory.ts'
import type { ModelCallRecord } from './model-call.ts'
import type { OutcomeKind, Reply } from './reply.ts'
import type { Understanding } from './understanding.ts'

/** One step of a turn as the desk and `trace` show it. */
export interface StepTrace {
  step: string
  ms: number
  /** What the step found or decided, small and readable. */
  notes: Record<string, Json>
}

export interface ToolCallRecord {
  key: string
  tool: string
  /** `ok`, `refused`, `failed`, `unknown`. */
  outcome: string
  input: Json
  result: Json
  ms: number
}

/**
 * What a language model and the embedded models each took a message for, where a model was asked and proposed something: flows and kinds of
 * commands, never words. Recorded so that both can be learnt from.
 */
/** A question put to the company's documents, with personal data taken out. */
export interface AskedQuestion {
  question: string
  /** Slugs of the documents that its answer cites; none where nothing was answered. */
  cited: string[]
}

export type UnderstandingCompared = {
  /** `start-flow order-status`, `affirm` … */
  embedded: string[]
  model: string[]
  agreed: boolean
}

/**
 * What happened, noun-verb. `data` stays for ever and holds nothing a person wrote; `personal` lives in a payload row that can be
 * erased without touching the sequence (it is null afterwards).
 */
export type EventBody =
  | {
      kind: 'conversation-started'
      data: { channel: string; locale: string; release: ReleaseId; identity: Identity['level'] }
      /** The greeting is what the widget shows before the customer wrote anything. */
      personal: { identity: Identity; page: string | null; greeting: Reply | null; timeZone?: string } | null
    }
  | {
      kind: 'message-received'
      data: { message: MessageId; clientId: string; via: 'text' | 'button'; length: number }
      personal: { text: string; payload: string | null } | null
    }
  | {
      kind: 'turn-recorded'
      data: {
        turn: TurnId
        /** Sequence numbers of the messages this turn took up. */
        messages: number[]
        release: ReleaseId
        outcome: OutcomeKind
        intents: { name: IntentName; confidence: number }[]
        commands: Command['kind'][]
        /** Of the messages; `und` where none was read. */
        language: string
        /** The locale that the conversation goes on in, where it changed. */
        locale?: string
        durationMs: number
        /** Frames made so far: kept apart from the dialogue, so that keys of tool calls never repeat after an erasure. */
        nextFrame: number
        /** Requests to language models, in order; absent where there was none, and in events of before there were any. */
        modelCalls?: ModelCallRecord[]
        /** Absent where no model proposed anything. */
        compared?: UnderstandingCompared
        /** BCP 47: the language that is translated for the customer from now on; null: none any more. Absent: as before. */
        speaks?: string | null
      }
      personal: {
        /** Null where the turn was held: a person has the conversation. */
        reply: Reply | null
        dialogue: DialogueState
        mentions: Mention[]
        /** Absent in events of before there was any, and where a turn left it as it was. */
        memory?: ConversationMemory
        identity: Identity
        understanding: Understanding | null
        commands: Command[]
        toolCalls: ToolCallRecord[]
        trace: StepTrace[]
        /** What was asked of the articles in this turn; absent where nothing was. */
        asked?: AskedQuestion[]
        /** What a model proposed, as it was read: a replay takes it from here and asks nobody. */
        proposal?: Json
        /** The messages in the assistant's language, where a model translated them. */
        translation?: string
      } | null
    }
  | {
      kind: 'handoff-requested'
      data: { ticket: TicketId; reason: HandoffReason; team: string; priority: 'normal' | 'high'; open: boolean }
      personal: { summary: string } | null
    }
  | { kind: 'handoff-taken'; data: { ticket: TicketId; agent: AgentId; agentName: string }; personal: null }
  | { kind: 'handoff-returned'; data: { ticket: TicketId; agent: AgentId }; personal: null }
  | { kind: 'handoff-withdrawn'; data: { ticket: TicketId }; personal: null }
  | {
      kind: 'agent-replied'
      data: { agent: AgentId; agentName: string; clientId: string }
      personal: { text: string } | null
    }
  | { kind: 'note-added'; data: { agent: AgentId; agentName: string }; personal: { text: string } | null }
  | { kind: 'feedback-given'; data: { seq: number; value: 'up' | 'down' }; personal: { comment: string } | null }
  | { kind: 'satisfaction-given'; data: { score: 1 | 2 | 3 | 4 | 5 }; personal: { comment: string } | null }
  | {
      kind: 'conversation-resolved'
      data: { by: 'agent' | 'customer' | 'assistant'; agent: AgentId | null }
      personal: null
    }
  | { kind: 'conversation-idled'; data: { afterMs: number }; personal: null }
  /** `silence`: reminders stayed unanswered, what is open waits for the customer to come back. `idle`: long silent, nothing is open any more. */
  | { kind: 'conversation-closed'; data: { reason: 'idle' | 'ended' | 'silence' }; personal: null }
  | { kind: 'conversation-resumed'; data: { fromStatus: string; release: ReleaseId }; personal: null }

export type EventKind = EventBody['kind']

export type ConversationEvent = EventBody & {
  tenant: TenantId
  conversation: ConversationId
  /** 1, 2, 3 … without gaps. */
  seq: number
  atMs: number
}

export type EventOf<K extends EventKind> = Extract<ConversationEvent, { kind: K }>
