import type { Mention } from '#domain/customer.ts'
import type { TalkedThing } from '#domain/memory.ts'
import type { Entity, Span } from '#domain/understanding.ts'
import type { ReferableNouns } from './phrases.ts'

export interface Alternative {
  mention: Mention
  score: number
  reason: string
}

/** What words of a message stand for. */
export interface Reference extends Span {
  text: string
  mention: Mention
  /** Of the best candidate; comparable with the alternatives' alone. */
  score: number
  /** [0, 1]: what the dialogue goes by. */
  confidence: number
  /** Why this one, for the trace. */
  reason: string
  /** Others it may be, best first. Where `doubtful`, none is clearly meant: better asked. */
  alternatives: Alternative[]
  doubtful: boolean
}

export interface ReferenceRequest {
  text: string
  /** What the message names itself: its kinds are not looked up. */
  entities: readonly Entity[]
  /** Newest last. */
  things: readonly TalkedThing[]
  nouns: ReferableNouns
  /** A list was just shown: "the first one" is an answer to it and not something talked about before. */
  choosing?: boolean
  /** Kinds that the wish in whose part of the text the place stands could take, or the open task; none known where left out. */
  wantedAt?: (place: number) => ReadonlySet<string>
  /** Which wish the place stands in. */
  wishAt?: (place: number) => number
  /** Keys of things that the open task is about. */
  inPlay?: ReadonlySet<string>
  /** Event number at which the present subject began: before it, things are further away. */
  subjectSince?: number
}
