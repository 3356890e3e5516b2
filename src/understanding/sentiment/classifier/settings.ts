import type { FeatureChoice } from './feature-space.ts'
import type { LearningOptions } from './linear.ts'

/** From here on a set is large: rare features are dropped and one part is held out instead of several. */
const largeSet = 12_000

/** Every number of the classifier that is a choice; chosen on the dev sets named in docs/understanding/sentiment.md. */
export const settings = {
  /** Length of a block of dense features beside words and letters, which have 1 each. `encoder` is of the whole block. */
  blockWeights: { lexical: 0.25, description: 0.1, encoder: 5 },
  learning: (rows: number, hasEncoder: boolean): LearningOptions => ({
    epochs: rows > largeSet ? 6 : 20,
    // Longer vectors take shorter steps.
    step: (rows > largeSet ? 0.6 : 1) * (hasEncoder ? 0.2 : 0.8),
    // Few rows say little about each of many words.
    sparseDecay: rows > largeSet ? 1e-3 : 3e-3,
    denseDecay: 1e-2,
    leastGradient: 0.01,
  }),
  /** `parts` the rows are cut into, `used` of which are held out in turn for thresholds and calibration. */
  folds: (rows: number) => (rows > largeSet ? { parts: 4, used: 1 } : { parts: 4, used: 4 }),
  /** Examples of a label at which its own best threshold and the one by frequency weigh alike. */
  thresholdShrinkage: 20,
}

export const choiceFor = (rows: number): FeatureChoice =>
  rows > largeSet
    ? { leastWord: 2, leastGram: 4, mostWords: 60_000, mostGrams: 40_000 }
    : { leastWord: 1, leastGram: 2, mostWords: 150_000, mostGrams: 60_000 }
