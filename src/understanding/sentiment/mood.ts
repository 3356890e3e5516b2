import type { Mood } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'
import { readForSentiment } from './reading.ts'
import { signalsOf } from './signals.ts'
import { applyHead, shippedTone, type Tone } from './tone-model.ts'
import { urgencyFeatures } from './urgency.ts'

/** Emotions that are named, the likeliest first: below this share one is a guess. */
const leastShare = 0.05

/** How a message sounds, by the shipped model; nothing to train, no encoder needed. Never fails and is bounded in time. */
export function readMood(text: string, tokens: readonly Token[], tone: Tone = shippedTone()): Mood {
  if (tokens.length === 0) return { polarity: 0, anger: 0, urgency: 0 }
  const reading = readForSentiment(text, tokens)
  const signals = signalsOf(text, tokens, reading, tone)
  const { heads } = tone.model
  const sides = applyHead(heads.polarity, signals)
  const emotions = applyHead(heads.emotion, signals)
  return {
    polarity: round((sides[2] ?? 0) - (sides[0] ?? 0)),
    anger: round(applyHead(heads.anger, signals)[0] ?? 0),
    urgency: round(applyHead(heads.urgency, urgencyFeatures(tokens, reading.style))[0] ?? 0),
    emotions: heads.emotion.names
      .map((name, k) => ({ name, confidence: round(emotions[k] ?? 0) }))
      .filter(
        ({ confidence }, _, all) => confidence >= Math.min(leastShare, Math.max(...all.map((one) => one.confidence))),
      )
      .sort((a, b) => b.confidence - a.confidence),
  }
}

/** To three digits; 0 is added since -0 does not survive being stored as JSON. */
const round = (value: number) => Math.round(value * 1000) / 1000 + 0
