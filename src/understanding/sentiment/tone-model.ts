import { readFileSync } from 'node:fs'
import type { Emotion } from '#domain/understanding.ts'
import { packBytes, unpackBytes } from '../bytes.ts'
import type { DenseScale } from './classifier/dense.ts'
import { type FeatureSpace, SparseFeaturiser } from './classifier/feature-space.ts'
import { wordHash } from './classifier/hashing.ts'
import { lexicalFeatures, ownPolarity, type WordPolarity } from './lexical.ts'
import type { SentimentReading } from './reading.ts'

/** A small regression on dense signals: softmax over several names, a sigmoid for one. */
export interface Head<Name extends string = string> {
  names: Name[]
  mean: number[]
  factor: number[]
  /** `weights[name][signal]`. */
  weights: number[][]
  bias: number[]
  temperature: number
}

/** What ships: hashed features and weights, no word of any training text (docs/understanding/sentiment.md tells from what it was made). */
export interface ToneModel {
  /** Polarity of words by hash, ascending; in 127ths. */
  lexicon: { hashes: Uint32Array; polarity: Int8Array }
  /** The labels of GoEmotions: what a text shows of each, one weight per feature and label in `scales[label]`. */
  labels: string[]
  space: FeatureSpace
  lexicalScale: DenseScale
  sparse: Int8Array
  scales: Float32Array
  dense: Float32Array
  bias: Float32Array
  /** Probability from which a label is given where a text may have several; chosen on comments that were held out. */
  thresholds: Float32Array
  heads: { polarity: Head; emotion: Head<Emotion>; anger: Head; urgency: Head }
}

interface Stored {
  version: number
  labels: string[]
  words: number
  heads: ToneModel['heads']
}

const version = 1

export function serialiseTone({ lexicon, labels, space, lexicalScale, heads, ...rest }: ToneModel): Uint8Array {
  const stored: Stored = { version, labels, words: space.words, heads }
  return packBytes(stored, {
    lexiconHashes: lexicon.hashes,
    lexiconPolarity: lexicon.polarity,
    hashes: space.hashes,
    idf: space.idf,
    mean: lexicalScale.mean,
    factor: lexicalScale.factor,
    ...rest,
  })
}

/** @throws AppError `understanding.model-unreadable` */
export function deserialiseTone(bytes: Uint8Array): ToneModel {
  const { value, array } = unpackBytes(bytes)
  const { labels, words, heads } = value as Stored
  return {
    lexicon: { hashes: array('lexiconHashes', 'uint32'), polarity: array('lexiconPolarity', 'int8') },
    labels,
    space: { hashes: array('hashes', 'uint32'), idf: array('idf', 'float32'), words },
    lexicalScale: { mean: array('mean', 'float32'), factor: array('factor', 'float32') },
    sparse: array('sparse', 'int8'),
    scales: array('scales', 'float32'),
    dense: array('dense', 'float32'),
    bias: array('bias', 'float32'),
    thresholds: array('thresholds', 'float32'),
    heads,
  }
}

/** The shipped model at work. Keeps scratch memory: use one per thread. */
export class Tone {
  readonly model: ToneModel
  readonly #featuriser: SparseFeaturiser

  constructor(model: ToneModel) {
    this.model = model
    this.#featuriser = new SparseFeaturiser(model.space)
  }

  /** The project's own words first: they were weighed for customers' messages. */
  readonly polarityOf: WordPolarity = (word) => {
    const own = ownPolarity(word)
    return own !== 0 ? own : this.#induced(word)
  }

  #induced(word: string): number {
    const { hashes, polarity } = this.model.lexicon
    const wanted = wordHash(word)
    let [low, high] = [0, hashes.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const here = hashes[middle] as number
      if (here === wanted) return (polarity[middle] as number) / 127
      if (here < wanted) low = middle + 1
      else high = middle - 1
    }
    return 0
  }

  /** The score (before the sigmoid) of each of `model.labels`. */
  readonly scoresOf = (reading: SentimentReading): Float32Array => {
    const { labels, sparse, scales, dense, bias, lexicalScale } = this.model
    const outputs = labels.length
    const { indices, values } = this.#featuriser.vector(reading)
    const scores = new Float32Array(outputs)
    for (let i = 0; i < indices.length; i += 1) {
      const base = (indices[i] as number) * outputs
      const value = values[i] as number
      for (let k = 0; k < outputs; k += 1) scores[k] = (scores[k] as number) + value * (sparse[base + k] as number)
    }
    const lexical = lexicalFeatures(reading, this.polarityOf)
    for (let k = 0; k < outputs; k += 1) {
      let sum = (scores[k] as number) * (scales[k] as number) + (bias[k] as number)
      for (let i = 0; i < lexical.length; i += 1) {
        const value = ((lexical[i] as number) - (lexicalScale.mean[i] as number)) * (lexicalScale.factor[i] as number)
        sum += value * (dense[k * lexical.length + i] as number)
      }
      scores[k] = sum
    }
    return scores
  }
}

/** Probabilities of a head's names; of one name, its own. */
export function applyHead({ mean, factor, weights, bias, temperature }: Head, signals: Float32Array): number[] {
  const scores = weights.map((row, k) => {
    let sum = bias[k] as number
    for (let i = 0; i < row.length; i += 1)
      sum += (row[i] as number) * ((signals[i] as number) - (mean[i] as number)) * (factor[i] as number)
    return sum / temperature
  })
  if (scores.length === 1) return [1 / (1 + Math.exp(-(scores[0] as number)))]
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

let shipped: Tone | undefined

/** The model that ships, read once (about 1 MB, some 15 ms). @throws AppError `understanding.model-unreadable` */
export function shippedTone(): Tone {
  shipped ??= new Tone(deserialiseTone(readFileSync(new URL('./tone.model', import.meta.url))))
  return shipped
}
