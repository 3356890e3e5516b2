import type { Json } from '#domain/json.ts'
import type { ReadingContext, Span } from '#domain/understanding.ts'
import type { Token } from '../../tokens.ts'

/** What a built-in rule reads. */
export interface BuiltInInput {
  text: string
  tokens: readonly Token[]
  context: ReadingContext
  /** The waiting step asked for this entity: a bare answer is enough. */
  isExpected: boolean
  /** Words of the language or of the assistant. */
  isWord: (word: string) => boolean
}

export interface BuiltInFound extends Span {
  value: Json
  confidence: number
  wholeMessage?: boolean
  /** Instead of the words as written, where they must not be kept. */
  shown?: string
  alternatives?: { value: Json; confidence: number }[]
}

export type BuiltInFinder = (input: BuiltInInput) => BuiltInFound[]
