import { FeatureCounter, HashIndex } from '../../hash-index.ts'
import type { SentimentReading } from '../reading.ts'
import { eachFeature } from './hashing.ts'

/** The learned features by hash, words first, each with its inverse document frequency. */
export interface FeatureSpace {
  hashes: Uint32Array
  idf: Float32Array
  /** How many of `hashes` are words. */
  words: number
}

export interface SparseVector {
  indices: Int32Array
  values: Float32Array
}

export interface FeatureChoice {
  /** Texts in which a feature must occur. */
  leastWord: number
  leastGram: number
  /** Features kept of each kind, the most frequent first. */
  mostWords: number
  mostGrams: number
}

export function learnFeatureSpace(readings: readonly SentimentReading[], choice: FeatureChoice): FeatureSpace {
  const counts = [new Map<number, number>(), new Map<number, number>()] as const
  const seen = new Set<number>()
  const counter = (into: Map<number, number>) => (hash: number) => {
    if (seen.has(hash)) return
    seen.add(hash)
    into.set(hash, (into.get(hash) ?? 0) + 1)
  }
  const [onWord, onGram] = [counter(counts[0]), counter(counts[1])]
  for (const reading of readings) {
    seen.clear()
    eachFeature(reading, onWord, choice.mostGrams > 0 ? onGram : () => {})
  }
  const words = mostFrequent(counts[0], choice.leastWord, choice.mostWords)
  const chosen = [...words, ...mostFrequent(counts[1], choice.leastGram, choice.mostGrams)]
  return {
    hashes: Uint32Array.from(chosen, ([hash]) => hash),
    idf: Float32Array.from(chosen, ([, documents]) => Math.log((1 + readings.length) / (1 + documents)) + 1),
    words: words.length,
  }
}

function mostFrequent(counts: Map<number, number>, least: number, most: number): [number, number][] {
  const kept = [...counts].filter(([, documents]) => documents >= least)
  // Ties by hash, so that the choice does not depend on the order of the texts.
  kept.sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return kept.slice(0, most)
}

/** Turns readings into vectors over one space. Words and letters have length 1 each: many letters cannot drown few words. */
export class SparseFeaturiser {
  readonly space: FeatureSpace
  readonly #index: HashIndex
  readonly #counter: FeatureCounter
  readonly #hasGrams: boolean

  constructor(space: FeatureSpace) {
    this.space = space
    this.#index = new HashIndex(space.hashes)
    this.#counter = new FeatureCounter(space.hashes.length)
    this.#hasGrams = space.hashes.length > space.words
  }

  vector(reading: SentimentReading): SparseVector {
    eachFeature(reading, this.#note, this.#hasGrams ? this.#note : () => {})
    const { indices, counts: values } = this.#counter.take()
    let [wordSquares, gramSquares] = [0, 0]
    for (let i = 0; i < indices.length; i += 1) {
      const index = indices[i] as number
      const value = (1 + Math.log(values[i] as number)) * (this.space.idf[index] as number)
      values[i] = value
      if (index < this.space.words) wordSquares += value * value
      else gramSquares += value * value
    }
    const wordScale = 1 / Math.sqrt(wordSquares || 1)
    const gramScale = 1 / Math.sqrt(gramSquares || 1)
    for (let i = 0; i < indices.length; i += 1)
      values[i] = (values[i] as number) * ((indices[i] as number) < this.space.words ? wordScale : gramScale)
    return { indices, values }
  }

  readonly #note = (hash: number) => {
    const index = this.#index.find(hash)
    if (index >= 0) this.#counter.note(index)
  }
}
