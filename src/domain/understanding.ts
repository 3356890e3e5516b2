import type { EntityName, IntentName } from './ids.ts'
import type { Json } from './json.ts'

/** Offsets into a text in UTF-16 units; `end` is exclusive. */
export interface Span {
  start: number
  end: number
}

export interface Correction extends Span {
  /** As the customer wrote it. */
  original: string
  corrected: string
  confidence: number
}

export interface RankedIntent {
  name: IntentName
  /** Calibrated probability in [0, 1]: of all intents said with 0.8, four in five are right. */
  confidence: number
}

export interface Entity extends Span {
  type: EntityName
  role?: string
  /** As written. */
  text: string
  /** Normalised: an ISO date, a number, the list's canonical value … */
  value: Json
  confidence: number
  source: 'pattern' | 'list' | 'built-in' | 'learned' | 'reference'
  alternatives?: { value: Json; confidence: number }[]
}

/** One thing the customer wants: a part of the message with its own intents and entities. */
export interface Wish extends Span {
  text: string
  intents: RankedIntent[]
  /** The levels above all intents ("orders" of "orders/return"), each as sure as its children together; best first. */
  parents?: RankedIntent[]
  /** [0, 1]: how unlike anything the assistant was made for. */
  outOfScope: number
  /** Indexes into `Understanding.entities`. */
  entities: number[]
  /** Entities of other parts that this wish speaks of without naming them ("… and tell me where it is"), likewise indexes. */
  shared?: number[]
  /** "don't cancel": the wish is that it should not happen. */
  negated: boolean
  /** How it is put and what it is bound to. Readings that were stored before there was one have none. */
  meaning?: Meaning
}

/** A part of `corrected`, with its words. */
export interface TextPart extends Span {
  text: string
}

/**
 * How something is put. A question wants to know; a request wants something done, outright ("return this": command), as a question to
 * whoever can do it ("can you return this for me": indirect) or as a wish ("I want to return this": wanting).
 */
export type SpeechAct =
  /** `about`: what holds in general ("can I cancel after it shipped?") or the customer's own case ("has it shipped?"). */
  | { kind: 'question'; form: 'yes-no' | 'wh'; about: 'rules' | 'case' }
  | { kind: 'request'; form: 'command' | 'indirect' | 'wanting' }
  | { kind: 'statement' }
  | { kind: 'complaint' }

export type ConstraintOperator =
  | 'at-most'
  | 'less-than'
  | 'at-least'
  | 'more-than'
  | 'between'
  | 'about'
  | 'is'
  | 'is-not'
  | 'with'
  | 'without'
  | 'before'
  | 'after'
  /** Not later than. */
  | 'by'
  /** "As soon as possible", "the cheapest": as little as can be; the value is null. */
  | 'least'
  | 'most'

/** What an answer has to keep to: "under 50 euros" is price, at-most, { amount: 50, currency: EUR }. */
export interface Constraint extends TextPart {
  /** `price`, `time`, `duration`, `quantity`, `size`, `colour`, `material`, `weight`, `length`, `feature`, or the type of the entity that is its value. */
  attribute: string
  operator: ConstraintOperator
  /** As entities give it; `{ from, to }` for `between`; else the words. */
  value: Json
  /** Index into `Understanding.entities` of the entity that is its value. */
  entity?: number
  /** "Preferably under 50 euros" may be more. */
  strength: 'must' | 'preferred'
}

export interface Preference extends TextPart {
  /** What says that it is one: "I'd rather", "if possible". */
  cue: TextPart
  preferred: TextPart | null
  /** What it is preferred to: "rather than a voucher". */
  over: TextPart | null
}

export interface Negation extends TextPart {
  /**
   * prohibition: it shall not be done ("don't cancel"); withdrawn: it was wanted and is not any more ("never mind the refund");
   * unwanted: "I don't want a voucher"; contrast: "not the blue one but the red one"; report: it did not happen, is not so.
   */
  kind: 'prohibition' | 'withdrawn' | 'unwanted' | 'contrast' | 'report'
  cue: TextPart
  /** What is negated. */
  scope: TextPart | null
  /** Contrast only: what holds instead. */
  instead: TextPart | null
}

/** "If it has not shipped, cancel it, otherwise send it back": condition, consequence, alternative. */
export interface Condition extends TextPart {
  /** The word that makes it one, small: "if", "unless", "in case". */
  connective: string
  /** "Unless it shipped": holds where the condition does not. */
  inverted: boolean
  condition: TextPart
  consequence: TextPart | null
  alternative: TextPart | null
  /** What this wish is of it; `whole` where it has consequence and alternative both. */
  role: 'consequence' | 'alternative' | 'whole'
}

/** The frame of meaning of one wish, by rule (docs/understanding/meaning.md). What is still needed for it is the dialogue's to say. */
export interface Meaning {
  act: SpeechAct
  /** In the customer's words; the author's are the intent's and its flow's. */
  goal: { action: TextPart | null; object: TextPart | null }
  constraints: Constraint[]
  preferences: Preference[]
  negations: Negation[]
  conditions: Condition[]
  /** "What if", "would it be possible": thought of, not asked for. */
  hypothetical: TextPart | null
}

export interface Mood {
  /** -1 (bitter) … 1 (delighted). */
  polarity: number
  /** [0, 1] each. */
  anger: number
  urgency: number
  /** The likely ones, likeliest first, with calibrated probabilities; absent where nothing was read, and in events of before there were any. */
  emotions?: { name: Emotion; confidence: number }[]
}

/** What customers' messages show. "frustration" is with how it goes, "anger" is with somebody; "joy" includes relief. */
export type Emotion =
  | 'anger'
  | 'frustration'
  | 'disappointment'
  | 'confusion'
  | 'worry'
  | 'sadness'
  | 'gratitude'
  | 'joy'
  | 'neutral'

/** A language that a part of a text is in, beside the text's main one. */
export interface OtherLanguage {
  /** ISO 639-1. */
  code: string
  /** [0, 1]: of the text's letters. */
  share: number
  /** In the text as it was written. */
  spans: Span[]
}

/** All that one message (or several joined fragments) says, read without the conversation. */
export interface Understanding {
  /** The text that was read, as the receive step normalised it. Spans of entities and wishes point into `corrected`. */
  text: string
  corrected: string
  corrections: Correction[]
  /** `undetermined`: nothing was written that a language could be told from. `others`: parts of it are in other languages. */
  language: { code: string; confidence: number; undetermined?: boolean; others?: OtherLanguage[] }
  /** Best first; of the whole message. */
  intents: RankedIntent[]
  /** Of the whole message, as those of a wish. */
  parents?: RankedIntent[]
  outOfScope: number
  /** In the order they were said; at least one unless the text is empty. */
  wishes: Wish[]
  entities: Entity[]
  mood: Mood
  /** Why the sentence encoder gave nothing: the words alone were read, less well. */
  encoderProblem?: string
}

/** What is known before reading: the step that waits for an answer expects these entity types first. */
export interface ReadingContext {
  /** `sums`: nothing is asked for, and yet a bare number would be one of these, where they are sums of money. */
  expected?: { entities: EntityName[]; choices?: string[]; sums?: EntityName[] }
  /** The language of the conversation so far (BCP 47): what is short or mixed is rather in it. */
  language?: string
  /** For relative dates. IANA zone name. */
  timeZone: string
  nowMs: number
}
