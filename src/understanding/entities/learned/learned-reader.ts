import type { EntityName } from '#domain/ids.ts'
import type { Encoder, EncoderInput, Encoding } from '#ports/encoder.ts'
import type { Candidate } from '../candidate.ts'
import { projectEncoding } from './dense.ts'
import type { Label } from './labels.ts'
import { contextOf, type LearnedEntities } from './learn-entities.ts'
import { cutPieces } from './pieces.ts'
import { bestSpans, Tagger } from './tagger.ts'
import { TopicReader } from './topics.ts'

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
  readonly #topics: TopicReader | null

  constructor(learned: LearnedEntities) {
    this.#learned = learned
    this.#tagger = new Tagger(learned.tagger)
    this.#topics = learned.topics && new TopicReader(learned.topics)
  }

  /** What must be asked of an encoder for a text; null where it was learned without this one. */
  encoderInput(text: string, encoder: Encoder): EncoderInput | null {
    return this.#learned.dense?.encoder === encoder.identity ? { text, words: cutPieces(text) } : null
  }

  /** `candidates` is what rules found in the text; `encoding` what was asked for by `encoderInput`. */
  read(
    text: string,
    candidates: readonly Candidate[],
    expected: readonly EntityName[],
    encoding: Encoding | null,
  ): LearnedSpan[] {
    const { dense } = this.#learned
    const input = dense && encoding && projectEncoding(dense, encoding, cutPieces(text).length)
    const context = { ...contextOf(candidates, expected, this.#learned), topic: this.#topics?.read(text) }
    const spans = this.#tagger.read(text, context, input)
    return bestSpans(spans, leastConfidence).map(({ start, end, label, confidence }) => ({
      ...(this.#learned.labels[label] as Label),
      start,
      end,
      confidence,
    }))
  }
}
