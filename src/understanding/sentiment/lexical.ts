import { intensifiers, polarityWords } from './lexicon.ts'
import type { SentimentReading } from './reading.ts'

/** The polarity of a word in [-1, 1], 0 where it has none or is not known. */
export type WordPolarity = (word: string) => number

/** What the project's own table says (its weights go to ±3). */
export const ownPolarity: WordPolarity = (word) => (polarityWords.get(word) ?? 0) / 3

/** How much of a word's polarity is left, turned round, behind a negation: "not good" is less bad than "bad". */
const negated = -0.7
/** Words at the end that are looked at by themselves: people conclude last. */
const ending = 5

export const lexicalNames = [
  'positive',
  'negative',
  'sum',
  'most positive',
  'most negative',
  'positive words',
  'negative words',
  'more positive than negative words',
  'last',
  'after "but"',
  'before "but"',
  'mean',
  'ending',
] as const

/** Sums over the polarities of a text's words, negation and intensifiers applied: few numbers that need few examples to be weighed. */
export function lexicalFeatures({ words }: SentimentReading, polarityOf: WordPolarity): Float32Array {
  let [positive, negative, most, least, positives, negatives, last, before, after, end] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  let hasTurned = false
  let factor = 1
  words.forEach(({ word, isMark, negated: isNegated }, at) => {
    if (word === 'but' || word === 'however') {
      hasTurned = true
      before += after
      after = 0
    }
    const own = isMark ? (word === ':)' ? 0.6 : word === ':(' ? -0.6 : 0) : polarityOf(word)
    const polarity = own * factor * (isNegated ? negated : 1)
    factor = intensifiers.get(word) ?? 1
    after += polarity
    if (polarity === 0) return
    if (at >= words.length - ending) end += polarity
    last = polarity
    if (polarity > 0) {
      positive += polarity
      positives += 1
      most = Math.max(most, polarity)
    } else {
      negative += polarity
      negatives += 1
      least = Math.min(least, polarity)
    }
  })
  const sum = positive + negative
  return Float32Array.of(
    positive,
    negative,
    sum,
    most,
    least,
    positives,
    negatives,
    positives - negatives,
    last,
    hasTurned ? after : 0,
    hasTurned ? before : 0,
    sum / Math.sqrt(words.length + 1),
    end,
  )
}
