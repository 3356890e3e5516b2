import type { Topic } from '#domain/memory.ts'
import { memoryLimits } from './limits.ts'
import { contentStems } from './words.ts'

/** What one message is about, as far as it says. */
export interface Subject {
  /** The flow that its surest wish would begin, or that is open. */
  flow: string | null
  intent: string | null
  /** `type:value` of what it names or refers to. */
  things: readonly string[]
  text: string
  /** It answers what was asked: no change of subject, whatever its words. */
  answers: boolean
  /** [-1, 1]: cosine of this message's meaning and the last one's, where an encoder told. */
  similarity?: number
}

export interface TopicShift {
  /** [0, 1]: how much this message is about something else than the last ones. */
  score: number
  shifted: boolean
  /** What it rests on, for the trace. */
  signs: string[]
  topic: Topic
}

/**
 * How much each sign counts, by hand: which flow a wish belongs to says most, then the things it names. Words say little in messages as
 * short as these. What is not known of a message (no intent, no things) counts for nothing rather than for sameness.
 */
const signWeights = { flow: 0.5, intent: 0.3, things: 0.3, words: 0.15, meaning: 0.25 } as const

/**
 * Cosine from which two messages are about the same. Low, since they are short: with the encoder that ships, pairs of one subject have 0.2 to
 * 0.45, of two subjects 0 to 0.27, which is why it counts for little.
 */
const alike = 0.4

/** Whether a message changes the subject of the conversation. Pure. */
export function topicShift(before: Topic | null, now: Subject, seq: number): TopicShift {
  const words = [...new Set(contentStems(now.text))].slice(0, memoryLimits.topicWords).map(hashOf)
  const last = now.text.slice(0, memoryLimits.noteCharacters)
  const fresh: Topic = { flow: now.flow, intent: now.intent, things: [...now.things], words, since: seq, last }
  if (before === null) return { score: 0, shifted: false, signs: [], topic: fresh }
  if (now.answers) return { score: 0, shifted: false, signs: ['answers the question'], topic: merged(before, fresh) }
  const signs: string[] = []
  let weight = 0
  let sum = 0
  const count = (name: keyof typeof signWeights, change: number, sign: string) => {
    weight += signWeights[name]
    sum += signWeights[name] * change
    if (change > 0.5) signs.push(sign)
  }
  if (now.flow !== null && before.flow !== null)
    count('flow', now.flow === before.flow ? 0 : 1, `${now.flow} instead of ${before.flow}`)
  if (now.intent !== null && before.intent !== null)
    count('intent', intentDistance(now.intent, before.intent), 'another intent')
  if (now.things.length > 0 && before.things.length > 0)
    count('things', now.things.some((thing) => before.things.includes(thing)) ? 0 : 1, 'other things')
  // What words mean says more than which they are.
  if (now.similarity === undefined && words.length >= 2 && before.words.length >= 2)
    count('words', 1 - words.filter((word) => before.words.includes(word)).length / words.length, 'other words')
  if (now.similarity !== undefined)
    count('meaning', Math.min(1, Math.max(0, 1 - now.similarity / alike)), 'means something else')
  // One weak sign alone is no change: words differ in nearly every message.
  const score = weight === 0 ? 0 : sum / Math.max(weight, signWeights.flow)
  const shifted = score >= memoryLimits.topicShift
  return { score: Math.round(score * 1000) / 1000, shifted, signs, topic: shifted ? fresh : merged(before, fresh) }
}

/** The hierarchy of intents tells how far apart they are: `orders/cancel` and `orders/status` are half as far as others. */
function intentDistance(a: string, b: string): number {
  if (a === b) return 0
  return a.split('/')[0] === b.split('/')[0] ? 0.5 : 1
}

/** The subject goes on: what is new is added, what is not said stays. */
const merged = (before: Topic, now: Topic): Topic => ({
  flow: now.flow ?? before.flow,
  intent: now.intent ?? before.intent,
  things: [...new Set([...before.things, ...now.things])].slice(-8),
  words: [...new Set([...before.words, ...now.words])].slice(-memoryLimits.topicWords),
  since: before.since,
  last: now.last ?? before.last ?? '',
})

/** FNV-1a, 32 bits. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
