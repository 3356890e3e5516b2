import { readFileSync } from 'node:fs'
import { unpackWords } from './word-file.ts'

interface English {
  /** Whether it is a word of general English (SCOWL's sizes 10 to 50, any spelling) or the possessive of one. */
  has(word: string): boolean
  /**
   * Decimal logarithm of how often it occurs in a trillion words; undefined for what is no word. Knows 30,000 words more than `has`: rare
   * ones, and names of people and places.
   */
  frequency(word: string): number | undefined
  /** All words with their frequency. */
  words(): Iterable<[word: string, frequency: number]>
}

const file = new URL('./english-words.bin', import.meta.url)
let loaded: English | undefined

/** Unpacked at first use (30 ms); then shared by all assistants of the process. Sources and licences: WORDS-LICENSE.txt. */
export function english(): English {
  if (loaded === undefined) {
    const general = new Set<string>()
    const frequencies = new Map<string, number>()
    for (const { word, frequency, general: isGeneral } of unpackWords(readFileSync(file))) {
      if (isGeneral) general.add(word)
      frequencies.set(word, frequency / 10)
    }
    loaded = {
      has: (word) => general.has(word) || (word.endsWith("'s") && general.has(word.slice(0, -2))),
      frequency: (word) => frequencies.get(word),
      words: () => frequencies,
    }
  }
  return loaded
}
