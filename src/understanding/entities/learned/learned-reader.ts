import type { EntityName } from '#domain/ids.ts'
import type { Candidate } from '../candidate.ts'
import type { Label } from './labels.ts'
import { contextOf, type LearnedEntities } from './learn-entities.ts'
import { bestSpans, Tagger } from './tagger.ts'

export interface LearnedSpan extends Label {
  start: number
  end: number
  /** The probability that exactly this span is such an entity. */
  confidence: number
}

/** Spans of less confidence are left out: about where, on development rows, as many found as lost would be wrong. */
const leastConfidence = 0.4

/** Reads the spans that were learned for one assistant. */
export class LearnedReader {
  readonly #learned: LearnedEntities
  readonly #tagger: Tagger

  constructor(learned: LearnedEntities) {
    this.#learned = learned
    this.#tagger = new Tagger(learned.tagger)
  }

  /** `candidates` is what rules found in the text. */
  read(text: string, candidates: readonly Candidate[], expected: readonly EntityName[]): LearnedSpan[] {
    const spans = this.#tagger.read(text, contextOf(candidates, expected, this.#learned))
    return bestSpans(spans, leastConfidence).map(({ start, end, label, confidence }) => ({
      ...(this.#learned.labels[label] as Label),
      start,
      end,
      confidence,
    }))
  }
}
