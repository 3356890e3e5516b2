import type { FlowName, ResponseName, SlotName } from './ids.ts'
import type { Json } from './json.ts'
import type { Span } from './understanding.ts'

/** Where a command comes from; a language model proposes through the same validator as the embedded models. */
export type Proposer = 'embedded' | 'language-model' | 'button' | 'rule'

interface Proposed {
  confidence: number
  /** The part of the customer's text it rests on; a pressed button has none. */
  evidence?: Span & { text: string }
  proposer: Proposer
}

/** What should happen to the dialogue. The engine carries commands out; it never sees the customer's words. */
export type Command = Proposed &
  (
    | {
        kind: 'start-flow'
        flow: FlowName
        slots: Record<SlotName, Json>
        alternatives: { flow: FlowName; confidence: number }[]
        /** Only where that flow, begun by the same message, does not come to its end as wanted: "…, otherwise send it back". */
        otherwise?: FlowName
        /** Only the customer knows whether it is wanted ("if my wife agrees"): it is asked about before it begins. */
        asks?: true
      }
    | { kind: 'set-slot'; slot: SlotName; value: Json; text: string }
    | { kind: 'correct-slot'; slot: SlotName; value: Json; text: string }
    | { kind: 'skip-slot' }
    | { kind: 'affirm' }
    | { kind: 'deny' }
    | { kind: 'choose'; option: string }
    | { kind: 'explain' }
    | { kind: 'undo' }
    /** `flow`: that task, open or waiting, rather than what is open: "I don't want to book anything". */
    | { kind: 'cancel-flow'; flow?: FlowName }
    /** `offers`: a flow that may be wanted as well, for a button. */
    | { kind: 'answer-from-knowledge'; query: string; offers?: FlowName }
    | { kind: 'small-talk'; response: ResponseName }
    /** `offersPerson`: the response asks, in this language (ISO 639-1), whether a person shall help; the next message may answer it. */
    /** `care`: the customer may be in need. The task rests, a person is called with priority, and so many messages more are met with care. */
    | { kind: 'refuse'; response: ResponseName; offersPerson?: string; care?: number }
    /** `language`: it was asked for in this language (ISO 639-1), which the assistant may not have. */
    | { kind: 'hand-off'; reason: HandoffReason; language?: string }
    | { kind: 'repeat' }
    | { kind: 'end' }
    /** An alarm of the dialogue is due: nobody wrote, the clock speaks. Only a turn without messages has it. */
    | { kind: 'time-passed'; alarm: number }
    /**
     * Nothing above fits well enough: the flows the customer may have meant, best first (none: not understood). `noted` is a detail
     * that was given without a wish ("my order is MF-104233").
     */
    | {
        kind: 'clarify'
        options: { flow: FlowName; confidence: number; slots?: Record<SlotName, Json> }[]
        noted?: string
      }
    /** Understood as something this assistant does not do. */
    | { kind: 'out-of-scope' }
  )

export type CommandKind = Command['kind']

export type HandoffReason = 'asked' | 'angry' | 'misunderstood' | 'flow' | 'tool-failed' | 'effect-unknown' | 'safety'
