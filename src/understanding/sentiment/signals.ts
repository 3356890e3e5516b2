import type { Token } from '../tokens.ts'
import { sumWords } from './cues.ts'
import { lexicalFeatures } from './lexical.ts'
import type { SentimentReading } from './reading.ts'
import type { Tone } from './tone-model.ts'

/** Beyond this many words a text is as long as any: what the number says is "a few words" or "a story". */
const longText = 40

/**
 * The numbers from which polarity, emotion and anger are read: the emotions' scores, the sums over the words' polarities, the weights of
 * the project's own words (on a scale that is full at about 4), and the way of writing.
 */
export function signalsOf(text: string, tokens: readonly Token[], reading: SentimentReading, tone: Tone): Float32Array {
  const { polarity, anger, urgency, loudness } = sumWords(text, tokens)
  const { style } = reading
  return Float32Array.of(
    ...tone.scoresOf(reading),
    ...lexicalFeatures(reading, tone.polarityOf),
    Math.tanh(polarity / 4),
    Math.tanh(anger / 4),
    Math.tanh(anger > 0 ? (anger + loudness) / 4 : 0),
    Math.tanh(urgency / 3),
    loudness,
    Math.min(1, style.questions),
    Math.min(3, style.exclamations),
    style.shouted > 0 ? 1 : 0,
    Math.min(1, style.words / longText),
  )
}
