import type { Mood } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'
import { angerWords, intensifiers, negators, phrases, polarityWords, urgencyWords } from './lexicon.ts'

/** Words that are read, and how far a negation reaches. */
const readWords = 400
const negationReach = 3
/** The sum at which a scale is about two thirds full. */
const scale = { polarity: 4, anger: 4, urgency: 3 }
/** What the way of writing adds. */
const style = { shouting: 1.5, exclamation: 0.5, mostExclamations: 4, mixedMarks: 1 }

const phrasesByFirst = new Map<string, { words: string[]; polarity: number; anger: number; urgency: number }[]>()
for (const [phrase, polarity, anger, urgency] of phrases) {
  const words = phrase.split(' ')
  const first = words[0] as string
  phrasesByFirst.set(first, [...(phrasesByFirst.get(first) ?? []), { words, polarity, anger, urgency }])
}

/**
 * Mood by weighted words, negation, intensifiers and the way of writing. A lexicon and no trained model as yet: the public sentiment sets
 * do not allow what is trained on them to ship.
 */
export function readMood(text: string, tokens: readonly Token[]): Mood {
  const words = tokens.slice(0, readWords)
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
    if (negators.has(norm)) negatedUntil = at + negationReach
    factor = intensifiers.get(norm) ?? 1
  }
  const loud = loudness(text, words)
  // Loudness strengthens what is said; alone it says little.
  if (polarity > 0.5 && anger < 1) polarity += loud * 0.5
  else {
    polarity -= loud * 0.3
    anger += loud
  }
  if (urgency > 0) urgency += loud * 0.5
  return {
    polarity: round(Math.tanh(polarity / scale.polarity)),
    anger: round(Math.tanh(Math.max(0, anger) / scale.anger)),
    urgency: round(Math.tanh(Math.max(0, urgency) / scale.urgency)),
  }
}

function loudness(text: string, words: readonly Token[]): number {
  const head = text.slice(0, 2_000)
  const exclamations = head.split('!').length - 1
  let loud = Math.min(style.mostExclamations, Math.max(0, exclamations - 1)) * style.exclamation
  if (/\?!|!\?|\?{3}/.test(head)) loud += style.mixedMarks
  const long = words.filter(({ start, end }) => end - start >= 4 && /\p{L}{4}/u.test(text.slice(start, end)))
  const shouted = long.filter(
    ({ start, end }) => !/\p{Ll}/u.test(text.slice(start, end)) && /\p{Lu}/u.test(text.slice(start, end)),
  )
  if (shouted.length >= 2 && shouted.length >= long.length / 2) loud += style.shouting
  return loud
}

const round = (value: number) => Math.round(value * 1000) / 1000
