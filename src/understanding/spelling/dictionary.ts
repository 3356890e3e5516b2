import { distanceWithin } from './distance.ts'
import { slipCost } from './slip-cost.ts'

/** What a word may be corrected to. */
export interface Proposal {
  word: string
  /** Cost of the slip, see `slipCost`. */
  cost: number
  /** Natural logarithm of how often the word is met, relative to the others. */
  weight: number
}

/**
 * Words that may be proposed. Each has a mask of the letters in it: an edit changes at most two bits, so one pass over two typed arrays
 * (20 µs for 15,000 words) leaves the few dozen that are worth comparing. Rejected: symmetric deletes (400,000 entries, 60 MB for the
 * same words) and a trie (more code, slower at distance 2).
 */
export class Dictionary {
  readonly #words: string[] = []
  readonly #weights: number[] = []
  readonly #masks: Int32Array
  readonly #lengths: Uint8Array

  constructor(words: Iterable<[word: string, weight: number]>) {
    for (const [word, weight] of words) {
      this.#words.push(word)
      this.#weights.push(weight)
    }
    this.#masks = Int32Array.from(this.#words, maskOf)
    this.#lengths = Uint8Array.from(this.#words, (word) => Math.min(255, word.length))
  }

  /** Words at most `edits` edits from `written`, in no order. */
  near(written: string, edits: number): Proposal[] {
    const mask = maskOf(written)
    const length = written.length
    const bits = 2 * edits
    const found: Proposal[] = []
    for (let i = 0; i < this.#masks.length; i += 1) {
      if (Math.abs((this.#lengths[i] as number) - length) > edits) continue
      if (bitCount((this.#masks[i] as number) ^ mask) > bits) continue
      const word = this.#words[i] as string
      if (distanceWithin(written, word, edits) === undefined) continue
      found.push({ word, cost: slipCost(written, word), weight: this.#weights[i] as number })
    }
    return found
  }
}

function maskOf(word: string): number {
  let mask = 0
  for (let i = 0; i < word.length; i += 1) mask |= 1 << (word.charCodeAt(i) & 31)
  return mask
}

function bitCount(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
