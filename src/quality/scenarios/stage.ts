import type { CompiledFlows } from '#dialogue/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { Identity, IdentityLevel } from '#domain/customer.ts'
import type { ConversationEvent, EventOf } from '#domain/events.ts'
import type { Json } from '#domain/json.ts'
import type { Reply } from '#domain/reply.ts'
import type { AgentAction, Fault } from './schema.ts'

export interface SpokenMessage {
  text: string
  /** Of the pressed button. */
  payload: string | null
}

/** One conversation, played in a world of its own: nothing of an earlier one is there. */
export interface Stage {
  /** Begins the conversation; gives the greeting. */
  start(identity: Identity, locale: string | undefined): Promise<Reply | null>
  /** Sends messages in a row and gives the turn that took them up, with the milliseconds it took. */
  say(messages: SpokenMessage[]): Promise<{ turn: EventOf<'turn-recorded'>; ms: number }>
  /** Lets time pass, with what happens to silent conversations meanwhile; gives the turns that the clock made. */
  elapse(minutes: number): Promise<EventOf<'turn-recorded'>[]>
  /** What a person on the desk does. Rejects with the desk's error where it may not be done now. */
  agent(action: AgentAction): Promise<void>
  conversation(): Promise<Conversation>
  events(): Promise<ConversationEvent[]>
  close(): Promise<void>
}

/** Table → rows, as the system behind the tools shows them to tests. */
export type BackEndState = Record<string, Record<string, Json>[]>

/** The system behind the assistant's tools. */
export interface BackEnd {
  /** Everything as at the start, with its clock standing at this time. */
  reset(atMs: number): Promise<void>
  state(): Promise<BackEndState>
  /** Tables that record attempts and not business: `unchanged` leaves them out. */
  bookkeeping: readonly string[]
  /** The claims that a website would sign for this customer; null: there is none. Left out: the row of the table `customers`. */
  identity?(customer: string, state: BackEndState): Record<string, Json> | null
}

/** Where scenarios are played: an assistant that is ready, and what stands behind it. */
export interface Theatre {
  /** A stage at this time, with tools that go wrong like this. */
  open(atMs: number, faults?: Readonly<Record<string, Fault>>): Promise<Stage>
  /** Null: the assistant has none. */
  backEnd: BackEnd | null
  flows: CompiledFlows
  /** What a signed identity grants. */
  signedIdentity: IdentityLevel
}
