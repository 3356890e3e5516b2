import * as lists from './lexicon.ts'
import { anyOf, countOf, emojiPattern, sentencesOf, syllablesOf, wordsOf } from './text.ts'

/** What is counted in a text. Sums over texts, so that many are measured as one and resampled cheaply. */
const counted = [
  'replies',
  'words',
  'plainWords',
  'syllables',
  'sentences',
  'exclaimed',
  'formal',
  'informal',
  'warm',
  'playful',
  'empathic',
  'technical',
  'emoji',
  'hedges',
  'enthusiastic',
  'polite',
  'apologies',
  'offers',
  'directRequests',
  'indirectRequests',
  'contracted',
  'contractible',
  'we',
  'i',
  'you',
  'listLines',
  'lines',
] as const
export type Count = (typeof counted)[number]
export type Counts = Record<Count, number>

const patterns = {
  formal: anyOf(lists.formal),
  informal: anyOf(lists.informal),
  warm: anyOf(lists.warm),
  playful: anyOf(lists.playful),
  empathic: anyOf(lists.empathic),
  technical: anyOf(lists.technical),
  hedges: anyOf(lists.hedges),
  enthusiastic: anyOf(lists.enthusiastic),
  polite: anyOf(lists.polite),
  apologies: anyOf(lists.apologies),
  offers: anyOf(lists.offers),
  contracted:
    /\b(?:\w+n['’]t|(?:I|you|we|they|he|she|it|that|what|here|there|who|where|how|let)['’](?:m|re|ve|ll|d|s))\b/giu,
  /** What could be contracted and is not; short answers ("It is.") and what is stressed cannot be told apart from it. */
  contractible:
    /\b(?:(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should)(?: not|not)|I am|(?:you|we|they) are|(?:it|that|what|here|there) is|(?:I|you|we|they) (?:have|will|would)(?= \w))\b/giu,
  we: /\b(?:we|us|our|ours|ourselves)\b/giu,
  i: /\b(?:I|me|my|mine|myself)\b/gu,
  you: /\b(?:you|your|yours|yourself)\b/giu,
} as const

const directRequest = anyOf(lists.directRequests)
const indirectRequest = anyOf(lists.indirectRequests)

export const noCounts: Counts = Object.fromEntries(counted.map((name) => [name, 0])) as Counts

/** Of one reply. About 0.1 ms for a reply of 25 words. */
export function countsOf(text: string): Counts {
  const words = wordsOf(text)
  // What has a digit in it is a value, and values are not the writer's style.
  const plain = words.filter((word) => !/\p{N}/u.test(word))
  const sentences = sentencesOf(text)
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const counts: Counts = {
    ...noCounts,
    replies: 1,
    words: words.length,
    plainWords: plain.length,
    syllables: plain.reduce((sum, word) => sum + syllablesOf(word), 0),
    sentences: sentences.length,
    exclaimed: sentences.filter((sentence) => /!["”’)]?\s*\P{L}*$/u.test(sentence)).length,
    // By sentence: "Please tell me" is one request.
    indirectRequests: sentences.filter((sentence) => sentence.search(indirectRequest) >= 0).length,
    directRequests: sentences.filter(
      (sentence) => sentence.search(indirectRequest) < 0 && sentence.search(directRequest) >= 0,
    ).length,
    emoji: countOf(text, emojiPattern),
    lines: lines.length,
    listLines: lines.filter((line) => /^\s*(?:[•*–-]|\d{1,2}[.)])\s/u.test(line)).length,
  }
  for (const name of Object.keys(patterns) as (keyof typeof patterns)[]) counts[name] = countOf(text, patterns[name])
  counts.contractible += counts.contracted
  return counts
}

export function addCounts(into: Counts, other: Counts): void {
  for (const name of counted) into[name] += other[name]
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
const per100 = (of: (counts: Counts) => number) => (counts: Counts) => share(100 * of(counts), counts.words)
const per = (name: Count, of: Count) => (counts: Counts) => share(counts[name], counts[of])

/** What dimensions are measured by. `null` where the texts give nothing to measure it by. */
export const features = {
  formalMarkers: { unit: 'formal less informal words per 100 words', of: per100((c) => c.formal - c.informal) },
  warmMarkers: { unit: 'kind words per 100 words', of: per100((c) => c.warm) },
  wordsPerReply: { unit: 'words per reply', of: per('words', 'replies') },
  directRequests: {
    unit: 'of requests put outright',
    of: (c: Counts) => share(c.directRequests, c.directRequests + c.indirectRequests),
  },
  playfulMarkers: { unit: 'playful words per 100 words', of: per100((c) => c.playful) },
  empathicMarkers: { unit: 'empathic phrases per 100 words', of: per100((c) => c.empathic) },
  technicalTerms: { unit: 'technical terms per 100 words', of: per100((c) => c.technical) },
  emoji: { unit: 'emoji per 100 words', of: per100((c) => c.emoji) },
  wordsPerSentence: { unit: 'words per sentence', of: per('words', 'sentences') },
  hedges: { unit: 'hedges per 100 words', of: per100((c) => c.hedges) },
  enthusiasticMarkers: { unit: 'enthusiastic words per 100 words', of: per100((c) => c.enthusiastic) },
  politeMarkers: { unit: 'polite words per 100 words', of: per100((c) => c.polite) },
  contractionShare: { unit: 'of what can be contracted', of: per('contracted', 'contractible') },
  weShare: { unit: 'of "we" among "we" and "I"', of: (c: Counts) => share(c.we, c.we + c.i) },
  offers: { unit: 'offers and next steps per reply', of: per('offers', 'replies') },
  readingGrade: {
    unit: 'Flesch-Kincaid grade (US school years)',
    of: ({ plainWords, sentences, syllables }: Counts) =>
      plainWords === 0 || sentences === 0
        ? null
        : 0.39 * (plainWords / sentences) + 11.8 * (syllables / plainWords) - 15.59,
  },
  exclamationShare: { unit: 'of sentences that end in an exclamation mark', of: per('exclaimed', 'sentences') },
  apologies: { unit: 'apologies per reply', of: per('apologies', 'replies') },
  youShare: { unit: 'of "you" among "you", "we" and "I"', of: (c: Counts) => share(c.you, c.you + c.we + c.i) },
  listShare: { unit: 'of lines that are items of a list', of: per('listLines', 'lines') },
} satisfies Record<string, { unit: string; of: (counts: Counts) => number | null }>

export type FeatureName = keyof typeof features

/** Told in percent. */
const shares: readonly FeatureName[] = [
  'directRequests',
  'contractionShare',
  'weShare',
  'exclamationShare',
  'youShare',
  'listShare',
]

/** A feature's value with its unit, for people. */
export function shownFeature(feature: FeatureName, value: number): string {
  const { unit } = features[feature]
  if (shares.includes(feature)) return `${Math.round(value * 100)} % ${unit}`
  return `${value.toFixed(Math.abs(value) >= 10 ? 0 : 1).replace('-', '−')} ${unit}`
}

/** What a feature counts, for people. */
export const featureUnit = (feature: FeatureName): string =>
  shares.includes(feature) ? `share ${features[feature].unit}` : features[feature].unit
