import type { Feature } from './evidence.ts'
import type { Fit, Ground, Grounds } from './grounds.ts'
import type { Quantity } from './quantities.ts'
import type { Sentence } from './read.ts'

/** What a sentence of a source says against a statement: how far each rule is met, [0, 1], with what it says for the trace. */
export interface Against {
  feature: Feature
  value: number
  why: string
}

/** A statement, read, with the sentences of the sources that are nearest to it. */
export interface Case {
  said: Sentence
  concepts: Map<string, 1 | -1>
  amounts: Quantity[]
  grounds: Grounds
  near: Ground[]
  fit: Fit
  /** Quantities that are the limit of the other side in the sources. */
  turned: Quantity[]
}

export const negationsOf = (sentence: Sentence): number =>
  sentence.clauses.reduce((sum, { negations }) => sum + negations, 0)
