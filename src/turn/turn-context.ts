import type { AssistantRuntime } from '#assistant/index.ts'
import type { EngineResult, VisitedStep } from '#dialogue/index.ts'
import type { Clock } from '#domain/clock.ts'
import type { Command, HandoffReason } from '#domain/command.ts'
import type { ConversationStatus } from '#domain/conversation.ts'
import type { Identity, Mention } from '#domain/customer.ts'
import type { Alarm, DialogueState } from '#domain/dialogue-state.ts'
import type { AskedQuestion, ConversationEvent, ToolCallRecord, UnderstandingCompared } from '#domain/events.ts'
import type { IdSource } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Topic } from '#domain/memory.ts'
import type { OutcomeKind, Reply, ReplyItem } from '#domain/reply.ts'
import type { Understanding } from '#domain/understanding.ts'
import type { LanguageModels } from '#language-models/index.ts'
import type { Reference } from '#memory/index.ts'
import type { Metrics } from '#monitoring/index.ts'
import type { Bus } from '#ports/bus.ts'
import type { ClaimedTurn, ConversationStore } from '#ports/conversation-store.ts'
import type { DeskStore } from '#ports/desk-store.ts'
import type { ProfileStore } from '#ports/profile-store.ts'
import type { Proposer } from '#ports/proposer.ts'
import type { ToolJournal } from '#ports/tool-journal.ts'
import type { PersonalDataSpan } from '#privacy/index.ts'
import type { OneTimeCodes } from '#tools/index.ts'
import type { Drafts } from './drafts.ts'
import type { Failpoint } from './failpoints.ts'
import type { Heard, TurnModels } from './models/index.ts'
import type { Kept, MemoryAct, TurnProfile } from './profile/index.ts'
import type { TurnLog } from './turns.ts'

/** What a turn without messages is for. */
export interface DueAlarm {
  alarm: Alarm
  lateMs: number
  /** Why it is dropped without a word; null where it is carried out. */
  dropped: 'a person has the conversation' | 'too late' | null
}

/** What came in, made ready to be read. */
export interface TurnInput {
  /**
   * `held`: a person has the conversation, the assistant is silent; also for an alarm that is dropped. `waiting`: it waits in the queue, the
   * assistant acknowledges. `alarm`: nobody wrote, something is due.
   */
  mode: 'answer' | 'waiting' | 'held' | 'alarm'
  /** What a turn without messages is for. */
  due: DueAlarm | null
  /** The fragments joined and normalised. */
  text: string
  /** The pressed button, where one of the messages was one. */
  payload: string | null
  /** What was typed beside the pressed button; null where nothing was. */
  beside: string | null
  /** Why the text cannot be read; it gets the length reply then. */
  problem: 'empty' | 'too-long' | 'over-long-token' | null
  /** Sequence numbers of the messages. */
  seqs: number[]
  personalData: PersonalDataSpan[]
  /** The status it was in, where this turn wakes the conversation up. */
  resumedFrom: ConversationStatus | null
}

export interface Resolved {
  understanding: Understanding
  references: Reference[]
  /** What this message named or clearly referred to. */
  cameUp: Mention[]
  /** Kinds of which it points at one without saying which: the last one must not be taken for it. */
  doubtful: ReadonlySet<string>
  /** What the conversation is about with this message. */
  topic: Topic
  /** What was talked about before, with this message's mentions at the end. */
  mentions: Mention[]
}

export interface Decision {
  commands: Command[]
  /** Dialogue state with the counts (misunderstandings, anger) that the policy keeps. */
  state: DialogueState
  reasons: string[]
  /** What a proposer beside the embedded models gave, and how it compares. */
  proposal?: Json
  compared?: UnderstandingCompared
}

/** What came of the commands. */
export interface Acted {
  state: DialogueState
  items: ReplyItem[]
  outcome: OutcomeKind
  identity: Identity
  handoff: {
    reason: HandoffReason
    team: string
    priority: 'normal' | 'high'
    note: string | null
    /** In which it was asked for (ISO 639-1), where that was noted. */
    language?: string
  } | null
  withdraw: boolean
  ended: boolean
  toolCalls: ToolCallRecord[]
  mentions: Mention[]
  /** Whether it showed that somebody else writes than before. */
  writer: EngineResult['writer']
  /** What it leaves for the customer's profile and for the conversation's own memory. */
  kept: Kept
  reasons: string[]
}

/** A reply before it is checked; null where nothing is said. */
export interface Draft {
  reply: Reply | null
  outcome: OutcomeKind
  /** Values that statements of the reply may rest on: slots, tool results, variables. */
  grounds: Json[]
  /** The authors' own wordings in it. */
  authored: Json[]
  /** What the articles were asked. */
  asked: AskedQuestion[]
}

/** A turn as it grows: each step reads what earlier ones wrote. */
export interface TurnData {
  claim: ClaimedTurn
  assistant: AssistantRuntime
  /** When the turn began: the one "now" of all its steps. */
  startedAtMs: number
  input: TurnInput
  understanding: Understanding | null
  /** What was written, in a language of the assistant, where a model had to translate it; null: it is read as it stands. */
  heard: Heard | null
  /** The language that the reply is translated into (BCP 47); null: it goes out as it is. */
  speaks: string | null
  /** What is remembered of who writes. */
  profile: TurnProfile
  /** The customer's IANA zone, else the assistant's. */
  timeZone: string
  /** The locale that is answered in: the conversation's, or the one that this message changes it to. */
  locale: string
  resolved: Resolved | null
  /** What the message asks of the memory itself; the dialogue has no part in it. */
  memoryAct: MemoryAct | null
  decision: Decision
  acted: Acted
  draft: Draft
  reply: Reply | null
  recorded:
    | { kind: 'recorded'; events: ConversationEvent[]; pending: number }
    | { kind: 'superseded' }
    | { kind: 'lost-hold' }
}

export interface TurnDependencies {
  store: ConversationStore
  journal: ToolJournal
  codes: OneTimeCodes
  desk: DeskStore
  profiles: ProfileStore
  clock: Clock
  ids: IdSource
  metrics: Metrics
  log: TurnLog
  failpoint: Failpoint
  /** Told what a reply says while it is still being written. */
  drafts?: Drafts
  /** Proposes commands beside the embedded models. Left out: they alone. */
  proposer?: Proposer
  /** Of the turn's release. Left out: no model is configured, everything is embedded. */
  languageModels?: LanguageModels
  /** Told of events that are written after a turn. Left out: whoever looks finds them. */
  bus?: Pick<Bus, 'publish'>
  /** Given what goes on after a turn is recorded, while nobody waits: it never rejects. */
  onLater?: (work: Promise<void>) => void
  /** Told which steps of flows were done, as they are done: for coverage, never recorded. */
  onVisited?: (visited: readonly VisitedStep[]) => void
}

/** Small readable findings of a step, for the trace. */
export type Note = (name: string, value: Json) => void

/** What every step is given beside the turn. */
export interface StepTools {
  deps: TurnDependencies
  note: Note
  /** The language models as this turn may use them; without any configured it offers no role. */
  models: TurnModels
  /** The steps so far, for the record. */
  trace: { step: string; ms: number; notes: Record<string, Json> }[]
}

/** A step of the turn, with what it reads and writes. */
export interface Step<
  Name extends string = string,
  Reads extends keyof TurnData = keyof TurnData,
  Writes extends keyof TurnData = keyof TurnData,
> {
  name: Name
  reads: readonly Reads[]
  writes: readonly Writes[]
  run(turn: Pick<TurnData, Reads>, tools: StepTools): Promise<Pick<TurnData, Writes>> | Pick<TurnData, Writes>
}

/** Declares a step; its function sees only what it says it reads, and must give what it says it writes. */
export const defineStep = <Name extends string, Reads extends keyof TurnData, Writes extends keyof TurnData>(
  step: Step<Name, Reads, Writes>,
): Step<Name, Reads, Writes> => step
