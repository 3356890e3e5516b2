import type { CustomerId, FlowName, ResponseName, SlotName, ToolName } from './ids.ts'
import type { Json, JsonObject } from './json.ts'
import type { MoodCourse } from './mood-course.ts'
import type { ReplyItem } from './reply.ts'

/** One running flow on the conversation's stack. JSON throughout: it is stored in events and in the snapshot. */
export interface Frame {
  /** Counted per conversation, never reused: part of the idempotency key of every tool call made from it. */
  id: number
  flow: FlowName
  /** Path of the step to do next: indexes, with the branch name between (`[3, 'then', 0]`). */
  at: (number | string)[]
  slots: Record<SlotName, Json>
  /** What the customer said for a slot, for confirmations and corrections. */
  said: Record<SlotName, string>
  /** Times a slot was asked for. */
  asked: Record<SlotName, number>
  /** Slots whose value was said to be wrong: the customer is asked, whatever they could be filled from, until there is a new value. */
  anew?: SlotName[]
  /** How often in a row the same summary (by its mark) was said no to, with nothing changed in between. */
  denied?: { mark: string; times: number }
  /** Results saved by `call` and `set`. */
  variables: Record<string, Json>
  /** How often each tool step ran: the last part of the idempotency key. */
  calls: Record<string, number>
  /** Confirmed with yes at these confirm steps (path text). */
  confirmed: string[]
  /** The steps done so far, in order (path text): what a correction goes back along. */
  trail: string[]
  /**
   * Tool steps that changed something (path text), with what they were given and gave: never done again unasked. `declined` is the other
   * input for which the customer said no to doing it again.
   */
  done: Record<string, { input: string; result: Json; declined?: string }>
  /** The frame that waits for this one to end, and why it started it; null for a task of its own. */
  caller: { frame: number; why: 'link' | 'verification' } | null
  /** Set when the customer went to something else in between: the flow says so on return. */
  interrupted: boolean
  /** The guard of its flow let it in: it is asked once. */
  admitted?: true
  /** The `repeat` steps begun (path text). */
  rounds?: Record<string, Rounds>
  /** `wait` steps begun (path text), and until when each waits. */
  waits?: Record<string, number>
}

/** How far a `repeat` step is. The number of the round under way is part of the paths inside: `[3, 'each#1', 0]`. */
export interface Rounds {
  /** What it is done for, as it was when it began. */
  list: Json[]
  /** The number of each element's round, its own also where the list has shifted; absent: its place. */
  ids?: number[]
  /** The place of the element whose round is under way, from 0. */
  at: number
  /** What the customer gave in each round, so that one that is done again does not ask anew. */
  kept: { id?: number; item: Json; slots: Record<SlotName, Json>; said: Record<SlotName, string> }[]
  /** What the rounds change beyond themselves (a total), as it was before the first and before this one: going back puts it back. */
  before: Record<string, Json>
  start: Record<string, Json>
}

/** What the last reply asked: how a bare "yes", "the second" or "12345" is understood. */
export type Pending =
  | { kind: 'slot'; frame: number; slot: SlotName; options?: Option[] }
  /** `mark` tells this summary from one with other values: a button of the other is stale. */
  | { kind: 'confirm'; frame: number; step: string; mark?: string }
  | { kind: 'choose'; frame: number; slot: SlotName; options: Option[]; many?: true }
  | { kind: 'clarify'; options: Option[] }
  /** After a "no" to a summary: which of these slots is wrong? An option's value is the slot's name. */
  | { kind: 'correct'; frame: number; options: Option[] }
  /** A correction would do something a second time: shall it? */
  | { kind: 'redo'; frame: number; step: string; mark?: string }
  /** "Shall I connect you with a colleague?" and other yes/no offers of the assistant itself. `keys`: the calls that `undo` takes back. */
  | {
      kind: 'offer'
      offer: 'hand-off' | 'leave-message' | 'undo'
      keys?: string[]
      /** It was asked in a language that the assistant does not have (ISO 639-1): a yes or no is read in it, too. */
      language?: string
      /** The customer may be in need: whoever is called is told so. */
      reason?: 'safety'
      /** It was said in passing ("or I can get a colleague"): a short yes or no takes or refuses it; anything else is said as if nothing was asked. */
      beside?: true
    }
  | { kind: 'anything-else' }

export interface Option {
  /** What the button sends. */
  payload: string
  label: string
  value: Json
  /** Attributes it can be called by: "the blue one". */
  attributes?: Record<string, Json>
  /** Not offered, since a rule of its slot forbids it; kept so that who names it nevertheless is told that rule. Such options come last. */
  hidden?: true
}

/**
 * Something to be done at a time rather than at a message. Kept in the dialogue, so that it is recorded with the turn that set it, and taken
 * up by a turn without messages once it is due (`time-passed`).
 */
export interface Alarm {
  /** Counted per conversation, never reused. */
  id: number
  atMs: number
  what: /** A flow rests at a `wait` step until then. */
    | { kind: 'wait'; frame: number; step: string }
    /** The question of the last reply stays unanswered; `nth` counts how often silence was spoken to, from 0. Any message withdraws it. */
    | { kind: 'silence'; nth: number }
    /** A message for later that a `schedule` step (`by`: frame and path) asked for; `flow` is begun, or else `response` is said. */
    | {
        kind: 'scheduled'
        flow: FlowName | null
        response: ResponseName | null
        values: Record<string, Json>
        by?: string
      }
}

/** A wish put off until the running one is done. */
export interface QueuedWish {
  flow: FlowName
  slots: Record<SlotName, Json>
  said: string
  /** Forgotten where that flow comes to its end as wanted: "cancel it, otherwise send it back". */
  otherwise?: FlowName
  /** Only the customer knows whether it is wanted ("if my wife agrees"): asked when its turn comes. */
  asks?: true
  /** It was a customer's whose verification has ended since. */
  of?: CustomerId
}

/** A call that changed something. With a compensation it can be taken back. */
export interface Undoable {
  frame: number
  tool: ToolName
  key: string
  label: ResponseName | null
  /** The call that takes it back, as the tool named it when it had run; without it nothing can be undone. */
  compensation?: { tool: ToolName; input: JsonObject }
  /** The task it was done for (frame and flow), and the step that did it (path text). */
  task?: number
  flow?: FlowName
  step?: string
  /** Tries to take it back that failed without an effect: the next one needs a key of its own. */
  tries?: number
}

/** The whole of the dialogue between two turns: what the engine reads and returns. Pure data. */
export interface DialogueState {
  stack: Frame[]
  nextFrame: number
  pending: Pending | null
  queue: QueuedWish[]
  /** In a row; back to 0 when something was understood. */
  misunderstandings: number
  /** How the customer has fared so far; absent until a message was read. */
  course?: MoodCourse
  /** For "could you repeat that?". */
  lastSays: ReplyItem[]
  /** What was changed, newest last. */
  undoable: Undoable[]
  finished: { flow: FlowName; resolved: boolean }[]
  /** The task of the customer's that ended last, with what was said for it: for "Canada, I mean" and "what about the other one". */
  lastTask?: { flow: FlowName; slots: Record<SlotName, Json> }
  /** What the last turn changed for good, where it did: "stop!" right after it is told the truth. */
  justDone?: { flow: FlowName; keys: string[] }
  /**
   * The task that was open when the conversation was closed, until the customer is told so: who comes back with a "yes" must not believe that it
   * was done. `done`: something of it had been carried out.
   */
  lapsed?: { flow: FlowName; done: boolean }
  /** Flows that were offered and not wanted, newest last, with the customer's message (counted) that said so. */
  declined?: { flow: FlowName; atMessage: number }[]
  /** A person was offered for what was not understood, and refused; until an answer is understood. */
  personRefused?: true
  /** A person was offered at the customer's growing frustration; once is enough. */
  personOffered?: true
  /** The customer may be in need: for so many messages more, what is not clearly something else is met with care. */
  care?: number
  /** The customer is in a hurry: short wordings, nothing beside the matter. */
  brief?: true
  /**
   * Who was verified until that ended by time: frames with a smaller id are theirs. Whoever writes goes on with them, takes back what was done
   * in them or hears of them, and of what was `finished` before, only after proving to be the same.
   */
  former?: { customer: CustomerId; frames: number; finished: DialogueState['finished'] }
  /** What is due later, in no order; absent where nothing is. */
  alarms?: Alarm[]
  /** Waits that ended and scheduled things that were done since the customer last wrote; absent where none. */
  clockTurns?: number
  /** Alarms made so far, for their ids; absent until one was made. */
  alarmsMade?: number
}

export const emptyDialogue = (): DialogueState => ({
  stack: [],
  nextFrame: 1,
  pending: null,
  queue: [],
  misunderstandings: 0,
  lastSays: [],
  undoable: [],
  finished: [],
})
