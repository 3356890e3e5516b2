import type { Mood as ReadMood } from '#domain/understanding.ts'
import type { PartialStyle } from './style.ts'

/** How a customer seems to feel, as far as it changes how they are spoken to. */
export const moodNames = ['angry', 'frustrated', 'sad', 'worried', 'confused', 'happy', 'hurried'] as const
export type Mood = (typeof moodNames)[number]

/** How sure an emotion has to be before the manner changes; the wrong tone hurts more than an unchanged one. */
const sureEnough = 0.5
const hurriedFrom = 0.7

const ofEmotion: Partial<Record<string, Mood>> = {
  anger: 'angry',
  frustration: 'frustrated',
  disappointment: 'sad',
  sadness: 'sad',
  worry: 'worried',
  confusion: 'confused',
  gratitude: 'happy',
  joy: 'happy',
}

/** Of what was read from the customer's message; null: nothing that asks for another manner. */
export function moodOf({ anger, urgency, emotions = [] }: ReadMood): Mood | null {
  const [likeliest] = emotions
  if (anger >= sureEnough) return 'angry'
  const felt = likeliest !== undefined && likeliest.confidence >= sureEnough ? ofEmotion[likeliest.name] : undefined
  return felt ?? (urgency >= hurriedFrom ? 'hurried' : null)
}

/** What is added to the style where `moods` says nothing else. Nobody jokes with somebody who is angry. */
export const moodShifts: Record<Mood, PartialStyle> = {
  angry: {
    humour: -1,
    emoji_use: -1,
    exclamation: -1,
    enthusiasm: -0.6,
    empathy: 0.35,
    directness: 0.15,
    apology: 0.15,
    verbosity: -0.1,
  },
  frustrated: {
    humour: -1,
    emoji_use: -1,
    exclamation: -0.6,
    enthusiasm: -0.5,
    empathy: 0.3,
    directness: 0.2,
    verbosity: -0.1,
  },
  sad: { humour: -1, emoji_use: -1, exclamation: -1, enthusiasm: -0.6, empathy: 0.35, warmth: 0.1 },
  worried: { humour: -1, emoji_use: -0.5, exclamation: -0.5, enthusiasm: -0.3, empathy: 0.3, hedging: -0.2 },
  confused: { humour: -0.5, technicality: -0.3, reading_level: -0.3, sentence_length: -0.3 },
  happy: { warmth: 0.1, enthusiasm: 0.1 },
  hurried: { verbosity: -0.3, directness: 0.2, humour: -0.5, proactivity: -0.2 },
}
