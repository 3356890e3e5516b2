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
  /** [0, 1]: how unlike anything the assistant was made for. */
  outOfScope: number
  /** Indexes into `Understanding.entities`. */
  entities: number[]
  /** "don't cancel": the wish is that it should not happen. */
  negated: boolean
}

export interface Mood {
  /** -1 (bitter) … 1 (delighted). */
  polarity: number
  /** [0, 1] each. */
  anger: number
  urgency: number
}

/** All that one message (or several joined fragments) says, read without the conversation. */
export interface Understanding {
  /** The text that was read, as the receive step normalised it. Spans of entities and wishes point into `corrected`. */
  text: string
  corrected: string
  corrections: Correction[]
  language: { code: string; confidence: number }
  /** Best first; of the whole message. */
  intents: RankedIntent[]
  outOfScope: number
  /** In the order they were said; at least one unless the text is empty. */
  wishes: Wish[]
  entities: Entity[]
  mood: Mood
}

/** What is known before reading: the step that waits for an answer expects these entity types first. */
export interface ReadingContext {
  expected?: { entities: EntityName[]; choices?: string[] }
  /** For relative dates. IANA zone name. */
  timeZone: string
  nowMs: number
}
