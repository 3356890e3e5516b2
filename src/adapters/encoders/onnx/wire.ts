import type { Span } from '#domain/understanding.ts'

/** What the thread needs to open the model. */
export interface ModelFiles {
  model: string
  /** Weights that are kept outside of the model's file, if they are. */
  weights: string | null
  tokenizer: string
  tokenizerConfig: string | null
  pooling: Pooling
  /** Whether a further layer belongs behind the pooling: then only the sentence vector that the model itself gives is right. */
  hasDense: boolean
  /** Put before every text: what the model was trained to see before a sentence. */
  prompt: string
  /** Tokens that are read, special ones counted. */
  tokens: number
}

/** How the vectors of the tokens become one of the sentence. */
export type Pooling = 'mean' | 'cls' | 'max' | 'last'

export interface EncodeRequest {
  id: number
  text: string
  words: readonly Span[] | null
}

export type ThreadReply =
  | { kind: 'ready'; dimensions: number; readsWords: boolean }
  | { kind: 'failed-to-open'; problem: string }
  | { kind: 'encoded'; id: number; vector: Float32Array; words: Float32Array[] | null }
  | { kind: 'failed'; id: number; problem: string }
