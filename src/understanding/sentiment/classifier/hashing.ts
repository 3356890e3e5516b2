import type { ReadWord, SentimentReading, Style } from '../reading.ts'

/** Hashes of what a text shows: words and pairs and triples of them, letters within words, the way of writing. Distinct per kind. */
const seeds = {
  word: 0x9e3779b1,
  pair: 0x85ebca6b,
  triple: 0x27d4eb2f,
  gram: 0xc2b2ae35,
  style: 0x165667b1,
  not: 0x5bd1e995,
}
const shortestGram = 2
const longestGram = 5

/** The finaliser of "lowbias32" (Chris Wellons): spreads FNV's last bytes. */
export function finish(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

export function wordHash(word: string, seed = seeds.word): number {
  let hash = seed
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return finish(hash)
}

const combine = (one: number, other: number, seed: number) => finish(Math.imul(one, 31) ^ other ^ seed)

export type FeatureSink = (hash: number) => void

/** Calls `onWord` for words, pairs, triples and style, `onGram` for letters. */
export function eachFeature(reading: SentimentReading, onWord: FeatureSink, onGram: FeatureSink) {
  const { words } = reading
  const hashes = words.map(hashOf)
  for (let i = 0; i < hashes.length; i += 1) {
    const here = hashes[i] as number
    onWord(here)
    const before = i > 0 ? (hashes[i - 1] as number) : 0
    onWord(combine(before, here, seeds.pair))
    if (i > 1) onWord(combine(combine(hashes[i - 2] as number, before, seeds.pair), here, seeds.triple))
  }
  eachStyle(reading.style, (name) => onWord(wordHash(name, seeds.style)))
  for (const { word, isMark } of words) if (!isMark) eachGram(word, onGram)
}

/** A negated word is another word: "not_good". */
const hashOf = ({ word, negated, isMark }: ReadWord) => wordHash(word, negated && !isMark ? seeds.not : seeds.word)

function eachGram(word: string, onGram: FeatureSink) {
  const length = word.length + 2
  for (let from = 0; from < length - 1; from += 1) {
    let gram = seeds.gram
    for (let n = 1; n <= longestGram && from + n <= length; n += 1) {
      const at = from + n - 1
      gram = Math.imul(gram ^ (at === 0 || at === length - 1 ? 32 : word.charCodeAt(at - 1)), 0x01000193)
      if (n >= shortestGram) onGram(finish(gram ^ n))
    }
  }
}

function eachStyle(style: Style, onName: (name: string) => void) {
  if (style.exclamations > 0) onName('exclaimed')
  if (style.exclamations > 1) onName('exclaimed often')
  if (style.mixedMarks > 0) onName('mixed marks')
  if (style.questions > 0) onName('asked')
  if (style.shouted > 0) onName('shouted')
  if (style.elongated > 0) onName('held-down keys')
  onName(style.words < 4 ? 'very short' : style.words < 10 ? 'short' : style.words < 25 ? 'middling' : 'long')
}
