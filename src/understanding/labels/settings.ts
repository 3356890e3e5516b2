/** The numbers of this folder that are choices; chosen inside the train part of NLU++, folds 0-8 against 9-11 (docs/understanding/wishes.md). */
export const labelSettings = {
  /** Utterances that a character n-gram must occur in. */
  leastGrams: 2,
  /** Length that the encoder's vectors get beside the sparse ones, which have length 1: of the whole text, and of each word. */
  whole: 1,
  word: 2,
  /** Words of a text that heads look at one by one. */
  mostWords: 60,
  epochs: 16,
  /** Step of the first epoch; falls linearly to 0. */
  step: 2,
  /** That of the word heads, whose inputs are longer. */
  wordStep: 0.3,
  /** Weight decay per step, relative. */
  decay: 1e-4,
  /** Heads whose error is smaller learn nothing from an example. */
  leastError: 0.02,
  /** Length of a word head's weights before it has seen anything: with none, all words would be alike to it. */
  wordNoise: 0.01,
  /** Bias of a head before it has seen anything: few labels hold of a text. */
  bias: -3,
  /** Parts of the train rows that thresholds are fitted on, each held out once. */
  folds: 3,
  /** A threshold of its own needs this many examples of its label. */
  enoughForThreshold: 20,
  /** Where thresholds may lie, and how fine. */
  leastThreshold: 0.1,
  mostThreshold: 0.8,
  thresholdStep: 0.02,
} as const
