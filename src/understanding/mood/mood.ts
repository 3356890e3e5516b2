import type { Mood } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'

export function readMood(_text: string, _tokens: readonly Token[]): Mood {
  return { polarity: 0, anger: 0, urgency: 0 }
}
