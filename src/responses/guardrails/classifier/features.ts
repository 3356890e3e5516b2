import type { ReadWord } from './readable.ts'

/** Buckets of words and of letters; a power of two. */
export const buckets = 1 << 16
const shortestGram = 3
const longestGram = 5

/** What each word adds to a text: buckets of words (1-3 in a row, and pairs with a gap) and of letters within the word. */
export interface WordFeatures {
  words: Uint16Array
  /** `wordsEnd[i]`: where the features of word i end in `words`. */
  wordsEnd: Uint32Array
  grams: Uint16Array
  gramsEnd: Uint32Array
}

const prime = 0x01000193
const seeds = {
  word: 0x9e3779b1,
  pair: 0x85ebca6b,
  gap: 0x165667b1,
  triple: 0x27d4eb2f,
  gram: 0xc2b2ae35,
  shout: 0x5bd1e995,
}

/** The finaliser of "lowbias32" (Chris Wellons): spreads FNV's last bytes. */
function finish(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), prime)
  return finish(hash)
}
const combined = (one: number, other: number, seed: number) => finish(Math.imul(one, 31) ^ other ^ seed)

export function featuresOf(read: readonly ReadWord[]): WordFeatures {
  const words: number[] = []
  const grams: number[] = []
  const wordsEnd = new Uint32Array(read.length)
  const gramsEnd = new Uint32Array(read.length)
  let [before, twoBefore] = [hashOf('^', seeds.word), 0]
  // In a text that is all capitals they say nothing.
  const allShouted = read.every(({ form, shouted }) => shouted || !/\p{L}{3}/u.test(form))
  for (let i = 0; i < read.length; i += 1) {
    const { form, shouted } = read[i] as ReadWord
    const here = hashOf(form, seeds.word)
    words.push(here % buckets, combined(before, here, seeds.pair) % buckets)
    if (i > 0)
      words.push(
        combined(combined(twoBefore, before, seeds.pair), here, seeds.triple) % buckets,
        combined(twoBefore, here, seeds.gap) % buckets,
      )
    if (shouted && !allShouted) words.push(seeds.shout % buckets)
    if (form.length > 2) addGrams(form, grams)
    wordsEnd[i] = words.length
    gramsEnd[i] = grams.length
    twoBefore = before
    before = here
  }
  return { words: Uint16Array.from(words), wordsEnd, grams: Uint16Array.from(grams), gramsEnd }
}

function addGrams(form: string, into: number[]): void {
  const length = form.length + 2
  for (let from = 0; from < length - 2; from += 1) {
    let hash = seeds.gram
    for (let n = 1; n <= longestGram && from + n <= length; n += 1) {
      const at = from + n - 1
      hash = Math.imul(hash ^ (at === 0 || at === length - 1 ? 32 : form.charCodeAt(at - 1)), prime)
      if (n >= shortestGram) into.push(finish(hash ^ n) % buckets)
    }
  }
}
