import type { Token } from '../tokens.ts'
import { angerWords, intensifiers, isNegator, phrases, polarityWords, urgencyWords } from './lexicon.ts'
import { limits } from './settings.ts'

/** How far a negation reaches in the sums below, in words. */
const negationReach = 3
/** What the way of writing adds. */
const loudnessOf = { shouting: 1.5, exclamation: 0.5, mostExclamations: 4, mixedMarks: 1 }

/** Weights of the project's own words and phrases, summed; without a scale. */
export interface WordSums {
  polarity: number
  anger: number
  urgency: number
  loudness: number
}

const phrasesByFirst = new Map<string, { words: string[]; polarity: number; anger: number; urgency: number }[]>()
for (const [phrase, polarity, anger, urgency] of phrases) {
  const words = phrase.split(' ')
  const first = words[0] as string
  phrasesByFirst.set(first, [...(phrasesByFirst.get(first) ?? []), { words, polarity, anger, urgency }])
}

/** Weighted words and phrases, negation, intensifiers and the way of writing. Also the whole of the mood where no model can be read. */
export function sumWords(text: string, tokens: readonly Token[]): WordSums {
  const words = tokens.slice(0, limits.words)
  let polarity = 0
  let anger = 0
  let urgency = 0
  let negatedUntil = -1
  let factor = 1
  for (let at = 0; at < words.length; at += 1) {
    const { norm, start } = words[at] as Token
    const phrase = phrasesByFirst.get(norm)?.find((one) => one.words.every((word, i) => words[at + i]?.norm === word))
    if (phrase !== undefined) {
      polarity += phrase.polarity
      anger += phrase.anger
      urgency += phrase.urgency
      at += phrase.words.length - 1
      factor = 1
      continue
    }
    // A full stop, a comma or a "but" ends what a negation reaches.
    const before = words[at - 1]
    if (norm === 'but' || (before !== undefined && /[.,;!?]/.test(text.slice(before.end, start)))) negatedUntil = -1
    const isNegated = at <= negatedUntil
    const weight = polarityWords.get(norm) ?? 0
    polarity += factor * (isNegated ? -0.7 * weight : weight)
    anger += factor * (angerWords.get(norm) ?? 0) * (isNegated ? 0.3 : 1)
    urgency += factor * (urgencyWords.get(norm) ?? 0) * (isNegated ? 0.3 : 1)
    if (isNegator(norm)) negatedUntil = at + negationReach
    factor = intensifiers.get(norm) ?? 1
  }
  return { polarity, anger, urgency, loudness: loudness(text, words) }
}

function loudness(text: string, words: readonly Token[]): number {
  const head = text.slice(0, 2_000)
  const exclamations = head.split('!').length - 1
  let loud = Math.min(loudnessOf.mostExclamations, Math.max(0, exclamations - 1)) * loudnessOf.exclamation
  if (/\?!|!\?|\?{3}/.test(head)) loud += loudnessOf.mixedMarks
  const long = words.filter(({ start, end }) => end - start >= 4 && /\p{L}{4}/u.test(text.slice(start, end)))
  const shouted = long.filter(
    ({ start, end }) => !/\p{Ll}/u.test(text.slice(start, end)) && /\p{Lu}/u.test(text.slice(start, end)),
  )
  return shouted.length >= 2 && shouted.length >= long.length / 2 ? loud + loudnessOf.shouting : loud
}
