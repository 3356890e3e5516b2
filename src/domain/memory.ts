import type { Mention } from './customer.ts'
import type { CustomerId, EntityName, FlowName, IntentName } from './ids.ts'
import type { Json } from './json.ts'

/** When and by whom a thing came up. */
export interface Appearance {
  seq: number
  atMs: number
  by: 'customer' | 'assistant'
}

/** What was done with a thing: a flow that took it, or a tool that was given it and changes something. */
export interface Deed {
  kind: 'flow' | 'tool'
  /** Name of the flow or tool. */
  what: string
  /** `begun`: the flow is under way. `not-done`: it ended without what was wanted, or the tool refused or failed. */
  outcome: 'begun' | 'done' | 'not-done' | 'unknown'
  seq: number
  atMs: number
}

/** One thing that was talked about, with what is known of it: an order, a product, a code. */
export interface TalkedThing {
  type: EntityName
  value: Json
  /** As it was called last. */
  text: string
  /** "the sender's address": what it is in its sentence, where that was said. */
  role?: string
  /** Counted per conversation from 1, in the order things first came up: "the first order". */
  nth: number
  first: Appearance
  last: Appearance
  /** Turns in which it came up. */
  times: number
  /** Oldest first, bounded. */
  done: Deed[]
  /** What tools told of it: plain values, and lists of texts for what lies deeper. Bounded; never secrets. */
  attributes: Record<string, Json>
}

/** Something worth knowing later about this conversation. Its importance decides what is forgotten first. */
export interface MemoryNote {
  kind: 'done' | 'promised' | 'refused' | 'wish' | 'said'
  text: string
  seq: number
}

/** What the conversation is about at the moment, for telling when it changes. */
export interface Topic {
  flow: FlowName | null
  intent: IntentName | null
  /** `type:value` of the things in it. */
  things: string[]
  /** Hashes. */
  words: number[]
  /** Event number at which it began. */
  since: number
  /** The last message, cut short: what the next one is compared with. */
  last?: string
}

/** How the customer wants to be spoken to, by their own word in this conversation. */
export interface Manner {
  brevity?: 'short' | 'full'
  /** BCP 47. */
  language?: string
}

/** A fact of a customer's profile. */
export interface ProfileFact {
  fact: string
  value: Json
  source: { conversation: string; seq: number; how: 'said' | 'tool' | 'inferred' }
  atMs: number
  /** What it is kept on the strength of: the customer's own yes, or the tenant's setting (a contract with its customers). */
  consent: 'given' | 'setting'
  /** Null: kept until it is erased. */
  expiresAtMs: number | null
}

/** What a conversation keeps in mind: recorded with every turn, erased with what people wrote. */
export interface ConversationMemory {
  /** In the order they last came up, newest last. */
  things: TalkedThing[]
  /** Oldest first, pruned by importance. */
  notes: MemoryNote[]
  topic: Topic | null
  manner: Manner
  /** Typed messages so far and their words, for telling whether somebody writes in few of them. */
  heard?: { messages: number; words: number }
  /** A question of the memory's own that the last reply asked; the next message answers it or lets it lapse. */
  asked: 'consent' | 'forget-all' | null
  /** The customer was asked whether things may be remembered: not twice in a conversation. */
  consentAsked: boolean
  /** Facts that wait for the customer's yes. */
  unconfirmed: ProfileFact[]
  /** Whose they are, where that was known when they came up: at a shared device somebody else may write next. */
  unconfirmedOf?: CustomerId | null
  /** What came up while a customer was verified whose verification has ended: theirs again once they prove who they are, of nobody else. */
  aside?: { customer: CustomerId; things: TalkedThing[]; notes: MemoryNote[]; mentions: Mention[] }
  /** Event number from which on it is known to be the same who writes; models are shown nothing of before. Absent: from the beginning. */
  sameSince?: number
}

export const emptyMemory = (): ConversationMemory => ({
  things: [],
  notes: [],
  topic: null,
  manner: {},
  asked: null,
  consentAsked: false,
  unconfirmed: [],
})
