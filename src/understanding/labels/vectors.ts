import type { Encoding } from '#ports/encoder.ts'
import { type FeatureSpace, Featuriser, learnFeatures, type SparseVector } from '../intents/features.ts'
import { labelSettings } from './settings.ts'

/** A text as the heads see it: its words, and what an encoder read, where there is one. */
export interface LabelInput {
  words: readonly string[]
  encoding?: Encoding
}

/** One text as numbers. */
export interface LabelVector {
  sparse: SparseVector
  /** The whole text, centred; empty without an encoder. */
  whole: Float32Array
  /** Each word in its context, of length 1 and centred, one after the other; empty where the encoder reads no words. */
  words: Float32Array
}

/** Turns texts into vectors over one feature space. One per thread. */
export class LabelVectors {
  readonly space: FeatureSpace
  /** Of the encoder's vectors in training: what all texts (all words) share says nothing of one. Empty without an encoder. */
  readonly wholeMean: Float32Array
  readonly wordMean: Float32Array
  readonly #featuriser: Featuriser

  constructor(space: FeatureSpace, wholeMean: Float32Array, wordMean: Float32Array) {
    this.space = space
    this.wholeMean = wholeMean
    this.wordMean = wordMean
    this.#featuriser = new Featuriser(space)
  }

  static learn(inputs: readonly LabelInput[]): LabelVectors {
    const space = learnFeatures(
      inputs.map(({ words }) => words),
      1,
      labelSettings.leastGrams,
    )
    const encodings = inputs.flatMap(({ encoding }) => encoding ?? [])
    const words = encodings.flatMap((encoding) => (encoding.words ?? []).map(unit))
    return new LabelVectors(space, meanOf(encodings.map(({ vector }) => vector)), meanOf(words))
  }

  vector({ words, encoding }: LabelInput): LabelVector {
    return {
      sparse: this.#featuriser.vector(words),
      whole: encoding === undefined ? none : centred([encoding.vector], this.wholeMean, labelSettings.whole),
      words: centred(
        (encoding?.words ?? []).slice(0, labelSettings.mostWords).map(unit),
        this.wordMean,
        labelSettings.word,
      ),
    }
  }
}

const none = new Float32Array(0)

function unit(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares)
  return vector.map((value) => value * scale)
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors)
    for (let i = 0; i < mean.length; i += 1) mean[i] = (mean[i] as number) + (vector[i] as number) / vectors.length
  return mean
}

function centred(vectors: readonly Float32Array[], mean: Float32Array, scale: number): Float32Array {
  const size = mean.length
  const flat = new Float32Array(vectors.length * size)
  vectors.forEach((vector, at) => {
    for (let i = 0; i < size; i += 1) flat[at * size + i] = ((vector[i] as number) - (mean[i] as number)) * scale
  })
  return flat
}
