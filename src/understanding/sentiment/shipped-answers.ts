import { appError } from '#domain/errors.ts'
import { tokenise } from '../tokens.ts'
import type { Prediction } from './classifier/text-classifier.ts'
import { readForSentiment } from './reading.ts'
import { signalsOf } from './signals.ts'
import { applyHead, shippedTone, type Tone } from './tone-model.ts'

/**
 * What the shipped model says in the terms of a file: its emotions where the labels are those of GoEmotions, otherwise the likelier of the
 * sides "positive" and "negative" (and "neutral", where the file has it).
 *
 * @throws AppError `understanding.labels-unknown`
 */
export function shippedAnswers(labels: readonly string[], tone: Tone = shippedTone()): (text: string) => Prediction {
  const { labels: emotions, thresholds, heads } = tone.model
  if (labels.every((label) => emotions.includes(label))) {
    return (text) => {
      const scores = tone.scoresOf(readForSentiment(text))
      const ranked = emotions
        .map((label, k) => ({ label, p: 1 / (1 + Math.exp(-(scores[k] ?? 0))), least: thresholds[k] ?? 0.5 }))
        .sort((a, b) => b.p - a.p)
      const given = ranked.filter(({ p, least }) => p >= least)
      const share = new Map(ranked.map(({ label, p }) => [label, p]))
      return {
        labels: (given.length > 0 ? given : ranked.slice(0, 1)).map(({ label }) => label),
        probabilities: Float32Array.from(labels, (label) => share.get(label) ?? 0),
      }
    }
  }
  const sides = heads.polarity.names
  const unknown = labels.filter((label) => !sides.includes(label))
  if (unknown.length > 0) throw appError('understanding.labels-unknown', { labels: unknown.join(', ') })
  return (text) => {
    const tokens = tokenise(text)
    const shares = applyHead(heads.polarity, signalsOf(text, tokens, readForSentiment(text, tokens), tone))
    const asked = labels.map((label) => shares[sides.indexOf(label)] ?? 0)
    const total = asked.reduce((sum, share) => sum + share, 0) || 1
    const best = asked.indexOf(Math.max(...asked))
    return { labels: [labels[best] ?? ''], probabilities: Float32Array.from(asked, (share) => share / total) }
  }
}
