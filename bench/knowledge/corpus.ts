import { everydayEnglish } from '#knowledge/index/everyday-words.ts'
import type { KnowledgeDocument } from '#knowledge/index.ts'

/** How the text is made. Real help centres: function words are half of it, some words are everywhere, most are rare, articles repeat each other. */
const shape = {
  words: 40_000,
  /** Zipf: the n-th word is said 1 / n ^ exponent as often as the first. */
  exponent: 1.02,
  sectionsPerDocument: 5,
  /** Some 530 characters a section: one passage. */
  sentencesPerSection: 5,
  wordsPerSentence: 14,
  /** Share of words without topic. */
  functionWords: 0.45,
  numbers: 0.03,
  /** Share of documents that are an earlier one with some words changed. */
  nearDuplicates: 0.3,
  changedWords: 0.06,
  questions: 2,
} as const

const functionWords =
  'the a to of and in is it you your for on with that this if we can be at or from by not when are will do our as an'.split(
    ' ',
  )
const onsets = 'b br c ch d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t tr v w y z'.split(' ')
const vowels = 'a e i o u ai ea ou'.split(' ')
const codas = ['', 'n', 'r', 's', 't', 'm', 'l', 'ck', 'nd', 'st', 'ng']

export type Random = () => number

/** Mulberry32: the same corpus for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const oneOf = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T

/**
 * Words with their Zipf distribution: those of the lexicon of everyday words are the frequent ones, so that questions have their synonyms
 * looked up as real ones have; the rare ones are made up.
 */
export function vocabularyOf(seed: number): (random: Random) => string {
  const random = randomFrom(seed)
  const real = everydayEnglish.flatMap((line) => line.match(/[a-z]{3,}/g) ?? [])
  const words = new Set(
    real
      .map((word) => ({ word, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ word }) => word),
  )
  while (words.size < shape.words) {
    const syllables = 2 + Math.floor(random() * 2)
    let word = ''
    for (let at = 0; at < syllables; at += 1) word += oneOf(onsets, random) + oneOf(vowels, random)
    words.add(word + oneOf(codas, random))
  }
  const list = [...words]
  const upTo = new Float64Array(list.length)
  let total = 0
  for (let rank = 0; rank < list.length; rank += 1) {
    total += 1 / (rank + 1) ** shape.exponent
    upTo[rank] = total
  }
  return (draw) => {
    const wanted = draw() * total
    let [from, to] = [0, list.length - 1]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((upTo[middle] as number) < wanted) from = middle + 1
      else to = middle
    }
    return list[from] as string
  }
}

/** Documents of five sections each, made one by one until there are so many chunks. */
export function* corpusOf(chunks: number, seed: number): Generator<KnowledgeDocument> {
  const word = vocabularyOf(seed)
  const random = randomFrom(seed + 1)
  const topic = () => (random() < shape.numbers ? String(Math.floor(random() * 1_000)) : word(random))
  const sentence = () => {
    const words = Array.from({ length: shape.wordsPerSentence }, () =>
      random() < shape.functionWords ? oneOf(functionWords, random) : topic(),
    )
    const text = words.join(' ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  }
  const phrase = (length: number) => Array.from({ length }, topic).join(' ')
  /** A few earlier bodies that others are copied from. */
  const earlier: string[] = []
  for (let at = 0; at * shape.sectionsPerDocument < chunks; at += 1) {
    const copied = earlier.length > 0 && random() < shape.nearDuplicates ? oneOf(earlier, random) : null
    const body =
      copied?.replace(/[a-z]{4,}/g, (one) => (random() < shape.changedWords ? word(random) : one)) ??
      Array.from({ length: shape.sectionsPerDocument }, () => {
        const sentences = Array.from({ length: shape.sentencesPerSection }, sentence)
        return `## ${phrase(3)}\n\n${sentences.join(' ')}`
      }).join('\n\n')
    if (copied === null && earlier.length < 500) earlier.push(body)
    yield {
      slug: `document-${at}`,
      path: `knowledge/document-${at}.md`,
      title: phrase(4),
      category: `part-${at % 20}`,
      audience: at % 50 === 0 ? ['staff'] : ['everyone'],
      locale: 'en',
      updated: null,
      validFromMs: null,
      validUntilMs: null,
      owner: null,
      source: null,
      url: null,
      questions: Array.from({ length: shape.questions }, () => `how do I ${phrase(3)}?`),
      body,
    }
  }
}

/**
 * What is asked: words of two different documents, one in five misspelt, so that the best article leaves a part open and a second search
 * follows.
 */
export function* questionsAbout(
  documents: readonly { title: string; body: string }[],
  seed: number,
): Generator<string> {
  const random = randomFrom(seed)
  const misspelt = (word: string) => {
    const at = 1 + Math.floor(random() * (word.length - 1))
    return random() < 0.2 ? word.slice(0, at) + word.slice(at + 1) : word
  }
  const wordsOf = (text: string, count: number) => {
    const words = text.match(/[a-z]{5,}/g) ?? ['nothing']
    return Array.from({ length: count }, () => misspelt(oneOf(words, random)))
  }
  for (;;) {
    const [first, second] = [oneOf(documents, random), oneOf(documents, random)]
    yield `how do I ${wordsOf(first.body, 4).join(' ')} with the ${wordsOf(second.body, 3).join(' ')}?`
  }
}
