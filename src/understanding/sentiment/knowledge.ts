import { type Knowledge, noKnowledge } from './classifier/text-classifier.ts'
import { shippedTone, type Tone } from './tone-model.ts'

/** Emotions' scores beyond this are as sure as can be. */
const mostScore = 6

/**
 * What the shipped model knows before any rows are seen: the polarity of words, and a text's emotions. Where the rows' labels are the
 * shipped model's own, its emotions are left out: it has seen such rows with their labels, and would be trusted too much.
 */
export function shippedKnowledge(labels: ReadonlySet<string>, tone: Tone = shippedTone()): Knowledge {
  const ownLabels = tone.model.labels.filter((label) => labels.has(label)).length
  return {
    polarityOf: tone.polarityOf,
    describe:
      ownLabels > labels.size / 2
        ? noKnowledge.describe
        : (reading) => tone.scoresOf(reading).map((score) => Math.max(-mostScore, Math.min(mostScore, score))),
  }
}
