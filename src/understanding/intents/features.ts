import { FeatureCounter, HashIndex } from '../hash-index.ts'
import { limits } from '../limits.ts'

/** One utterance as the classifier sees it. Indices are distinct; the vector has length 1 unless nothing in it is known. */
export interface SparseVector {
  indices: Int32Array
  values: Float32Array
  /** [0, 1]: words never seen in training, by number. 1 for no words at all. */
  unknownShare: number
  /** The encoder's vector, centred; without it there is no encoder or it could not be asked. */
  dense?: Float32Array
}

/**
 * The learned features: hashes of word 1-2-grams and of character 2-5-grams within words, each with its inverse document frequency.
 * Hashes instead of strings: 4 bytes each, no string is built while reading, and two of 60,000 collide once in two and a half models.
 * A sentence encoder's vector stands beside them (dense.ts).
 */
export interface FeatureSpace {
  /** Words first, then characters. */
  hashes: Uint32Array
  idf: Float32Array
  /** How many of `hashes` are words. */
  words: number
}

/** The share of the squared length of a vector that words have; the rest is characters. Chosen on the dev sets (docs/understanding.md). */
const wordShare = 0.5
const shortestGram = 2
const longestGram = 5

const wordSeed = 0x9e3779b1
const pairSeed = 0x85ebca6b
const gramSeed = 0xc2b2ae35

function finish(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

function wordHash(word: string): number {
  let hash = wordSeed
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return finish(hash)
}

/** A placeholder stands for an entity's value: it has no spelling. No word of a text begins with an underscore. */
export const isPlaceholder = (word: string) => word.startsWith('__')

const space = 32

/** Calls `onWord` for each word 1-gram and 2-gram and `onGram` for each character n-gram of each word, padded by one space. */
function eachFeature(
  words: readonly string[],
  onWord: (hash: number, single: boolean) => void,
  onGram: (hash: number) => void,
) {
  let previous = finish(pairSeed)
  for (const word of words) {
    const hash = wordHash(word)
    onWord(hash, true)
    onWord(finish(Math.imul(previous, 31) ^ hash ^ pairSeed), false)
    previous = hash
    if (isPlaceholder(word)) continue
    const length = word.length + 2
    for (let from = 0; from < length - 1; from += 1) {
      let gram = gramSeed
      for (let n = 1; n <= longestGram && from + n <= length; n += 1) {
        const at = from + n - 1
        const code = at === 0 || at === length - 1 ? space : word.charCodeAt(at - 1)
        gram = Math.imul(gram ^ code, 0x01000193)
        if (n >= shortestGram) onGram(finish(gram ^ n))
      }
    }
  }
  onWord(finish(Math.imul(previous, 31) ^ pairSeed), false)
}

/** Chooses the features of a set of utterances: the most frequent of those that occur in at least `least` of them. */
export function learnFeatures(utterances: readonly (readonly string[])[], leastWord = 1, leastGram = 2): FeatureSpace {
  const wordCounts = new Map<number, number>()
  const gramCounts = new Map<number, number>()
  const seen = new Set<number>()
  const count = (counts: Map<number, number>) => (hash: number) => {
    if (seen.has(hash)) return
    seen.add(hash)
    counts.set(hash, (counts.get(hash) ?? 0) + 1)
  }
  const countWord = count(wordCounts)
  const countGram = count(gramCounts)
  for (const words of utterances) {
    seen.clear()
    eachFeature(words, countWord, countGram)
  }
  const words = mostFrequent(wordCounts, leastWord, limits.wordFeatures)
  const grams = mostFrequent(gramCounts, leastGram, limits.characterFeatures)
  const chosen = [...words, ...grams]
  const hashes = new Uint32Array(chosen.length)
  const idf = new Float32Array(chosen.length)
  chosen.forEach(([hash, documents], index) => {
    hashes[index] = hash
    idf[index] = Math.log((1 + utterances.length) / (1 + documents)) + 1
  })
  return { hashes, idf, words: words.length }
}

function mostFrequent(counts: Map<number, number>, least: number, most: number): [number, number][] {
  const kept = [...counts].filter(([, documents]) => documents >= least)
  // Ties by hash, so that the choice does not depend on the order of the examples.
  kept.sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return kept.slice(0, most)
}

/** Turns words into vectors over one feature space. Keeps scratch memory: use one per thread. */
export class Featuriser {
  readonly space: FeatureSpace
  readonly #index: HashIndex
  readonly #counter: FeatureCounter
  #singles = 0
  #knownSingles = 0

  constructor(space: FeatureSpace) {
    this.space = space
    this.#index = new HashIndex(space.hashes)
    this.#counter = new FeatureCounter(space.hashes.length)
  }

  vector(words: readonly string[]): SparseVector {
    this.#singles = 0
    this.#knownSingles = 0
    eachFeature(words, this.#onWord, this.#onGram)
    const { indices, counts: values } = this.#counter.take()
    const size = indices.length
    let wordSquares = 0
    let gramSquares = 0
    for (let i = 0; i < size; i += 1) {
      const index = indices[i] as number
      const value = (1 + Math.log(values[i] as number)) * (this.space.idf[index] as number)
      values[i] = value
      if (index < this.space.words) wordSquares += value * value
      else gramSquares += value * value
    }
    // Each block gets its share of the length; a block that found nothing leaves its share to the other.
    const wordScale = wordSquares === 0 ? 0 : Math.sqrt((gramSquares === 0 ? 1 : wordShare) / wordSquares)
    const gramScale = gramSquares === 0 ? 0 : Math.sqrt((wordSquares === 0 ? 1 : 1 - wordShare) / gramSquares)
    for (let i = 0; i < size; i += 1) {
      values[i] = (values[i] as number) * ((indices[i] as number) < this.space.words ? wordScale : gramScale)
    }
    return { indices, values, unknownShare: this.#singles === 0 ? 1 : 1 - this.#knownSingles / this.#singles }
  }

  readonly #onWord = (hash: number, single: boolean) => {
    const index = this.#index.find(hash)
    if (single) this.#singles += 1
    if (index < 0) return
    if (single) this.#knownSingles += 1
    this.#counter.note(index)
  }

  readonly #onGram = (hash: number) => {
    const index = this.#index.find(hash)
    if (index >= 0) this.#counter.note(index)
  }
}
