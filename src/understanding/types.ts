import type { EntityName, IntentName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Span } from '#domain/understanding.ts'
import type { Encoder } from '#ports/encoder.ts'

/** A span of an example that its author marked as an entity. */
export interface MarkedEntity extends Span {
  type: EntityName
  role?: string
  value?: Json
}

export interface TrainingExample {
  text: string
  entities: MarkedEntity[]
  /** Entity types that were asked for when this was said; without it nothing is known of what came before. */
  expected?: EntityName[]
  /** ISO 639-1; the assistant's first language where left out. Languages with enough examples get an intent model of their own. */
  language?: string
}

/** Kinds of entity that need no examples: recognised by rule and normalised. What each value looks like is in docs/understanding.md. */
export const builtInKinds = [
  'date',
  'time',
  'duration',
  'money',
  'number',
  'ordinal',
  'quantity',
  'percentage',
  'email',
  'phone',
  'url',
  'address',
  'person-name',
  'iban',
  'card',
  'tracking-number',
  'size',
  'colour',
] as const
export type BuiltInKind = (typeof builtInKinds)[number]

/** One value of a list entity. The synonyms are what customers call it; the value's own text counts as one. */
export interface ListValue {
  value: Json
  synonyms: string[]
}

/** An entity type: patterns, a list and a built-in kind may be combined. */
export interface EntityDefinition {
  name: EntityName
  description?: string
  /** Regular expressions (flags `iu`). A group named `value` narrows what is taken as the value. */
  patterns?: string[]
  list?: ListValue[]
  /** Lists only: also accept near misses ("hodie" for "hoodie"). */
  fuzzy?: boolean
  builtIn?: BuiltInKind
  /** Patterns only: reads words that other entities read, too ("after 8pm" of "May 23, after 8pm"). It stands beside them, and intents see through it. */
  alongside?: boolean
}

/**
 * An intent and its examples. One named `oos` or `out-of-scope` (or `…/out-of-scope`) holds examples of what the assistant does not do: it
 * is never predicted, only scored.
 */
export interface TrainingIntent {
  name: IntentName
  examples: TrainingExample[]
  /** Without it: names that begin with `control/` or `smalltalk/` are what they say, all others are wishes. */
  kind?: IntentKind
}

/**
 * A wish is something to be done or answered. A control intent steers the talk (yes, no, cancel, a person please): it stands beside a
 * wish but is never taken apart from one of its own kind. Small talk (a greeting, thanks) must not hide a wish and is dropped beside one.
 */
export type IntentKind = 'wish' | 'control' | 'small-talk'

/** All that the understanding of one assistant is made from. */
export interface TrainingData {
  intents: TrainingIntent[]
  entities: EntityDefinition[]
  /** Further words that are right as they are: product names, words of the help articles. */
  vocabulary: string[]
  /** ISO 639-1 codes; the first is the default. */
  languages: string[]
}

export interface TrainingOptions {
  /** Same data and seed, same bytes. */
  seed: string
  /** Reads the examples; without it, or null, intents are learned from words alone. */
  encoder?: Encoder | null
  /** What only measures intents needs no learned spans: they take half of the time. */
  withoutSpans?: boolean
  onProgress?: (done: number, total: number, what: string) => void
}

const outOfScopeName = /(?:^|\/)(?:oos|out[-_]of[-_]scope)$/
export const isOutOfScope = (intent: IntentName) => outOfScopeName.test(intent)

export const kindOf = ({ name, kind }: TrainingIntent): IntentKind =>
  kind ?? (name.startsWith('control/') ? 'control' : /^small-?talk\//.test(name) ? 'small-talk' : 'wish')
