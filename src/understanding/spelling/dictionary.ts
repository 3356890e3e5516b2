import { distanceWithin } from './distance.ts'
import { slipCost } from './slip-cost.ts'
import { soundKey } from './sound-key.ts'

/** What a word may be corrected to. */
export interface Proposal {
  word: string
  /** Cost of the slip, see `slipCost`. */
  cost: number
  /** Natural logarithm of how often the word is met, relative to the others. */
  weight: number
}

/** Words of one sound may differ by so many letters in length. */
const longestDifference = 4

/**
 * Words that may be proposed, by length. Each has a mask of the letters in it and one of those in it twice: an edit changes at most two bits
 * of both together, so one pass over two typed arrays leaves the few hundred that are worth comparing. Rejected: symmetric deletes (2,000,000 entries, 300 MB for the same words) and a
 * trie (more code, slower at distance 2).
 */
export class Dictionary {
  /** By length. */
  readonly #words: string[][] = []
  readonly #masks: Int32Array[] = []
  readonly #twice: Int32Array[] = []
  readonly #weights = new Map<string, number>()
  #bySound: Map<string, string[]> | undefined

  constructor(words: Iterable<[word: string, weight: number]>) {
    for (const [word, weight] of words) {
      this.#weights.set(word, weight)
      let list = this.#words[word.length]
      if (list === undefined) {
        list = []
        this.#words[word.length] = list
      }
      list.push(word)
    }
    this.#words.forEach((list, length) => {
      this.#masks[length] = Int32Array.from(list, maskOf)
      this.#twice[length] = Int32Array.from(list, maskOfTwice)
    })
  }

  weight(word: string): number | undefined {
    return this.#weights.get(word)
  }

  /** Words at most `edits` edits from `written` whose slip costs at most `most`, in no order. */
  near(written: string, edits: number, most: number): Proposal[] {
    const mask = maskOf(written)
    const maskTwice = maskOfTwice(written)
    const bits = 2 * edits
    const found: Proposal[] = []
    for (let length = written.length - edits; length <= written.length + edits; length += 1) {
      const masks = this.#masks[length]
      if (masks === undefined) continue
      const words = this.#words[length] as string[]
      const twice = this.#twice[length] as Int32Array
      for (let i = 0; i < masks.length; i += 1) {
        const changed = bitCount((masks[i] as number) ^ mask)
        if (changed > bits || changed + bitCount((twice[i] as number) ^ maskTwice) > bits) continue
        const word = words[i] as string
        if (distanceWithin(written, word, edits) !== undefined) this.#propose(written, word, most, found)
      }
    }
    return found
  }

  /** Words that sound like `written` whose slip costs at most `most`. The first call takes 50 ms for 80,000 words. */
  alike(written: string, most: number): Proposal[] {
    const found: Proposal[] = []
    for (const word of this.#sounds().get(soundKey(written)) ?? []) {
      if (Math.abs(word.length - written.length) <= longestDifference) this.#propose(written, word, most, found)
    }
    return found
  }

  #propose(written: string, word: string, most: number, found: Proposal[]) {
    const cost = slipCost(written, word, most)
    if (cost <= most) found.push({ word, cost, weight: this.#weights.get(word) as number })
  }

  #sounds(): Map<string, string[]> {
    if (this.#bySound === undefined) {
      this.#bySound = new Map()
      for (const word of this.#weights.keys()) {
        const key = soundKey(word)
        const list = this.#bySound.get(key)
        if (list === undefined) this.#bySound.set(key, [word])
        else list.push(word)
      }
    }
    return this.#bySound
  }
}

function maskOf(word: string): number {
  let mask = 0
  for (let i = 0; i < word.length; i += 1) mask |= 1 << (word.charCodeAt(i) & 31)
  return mask
}

/** The letters that are in a word more than once. */
function maskOfTwice(word: string): number {
  let seen = 0
  let twice = 0
  for (let i = 0; i < word.length; i += 1) {
    const bit = 1 << (word.charCodeAt(i) & 31)
    twice |= seen & bit
    seen |= bit
  }
  return twice
}

function bitCount(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
