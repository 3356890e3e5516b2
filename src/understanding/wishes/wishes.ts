import type { Entity, RankedIntent, Wish } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'

export interface Reading {
  intents: RankedIntent[]
  outOfScope: number
  exact: boolean
}

export interface WishReader {
  classify(tokens: readonly Token[]): Reading
  isControl(intent: string): boolean
}

export function splitWishes(
  text: string,
  tokens: readonly Token[],
  entities: readonly Entity[],
  whole: Reading,
  _reader: WishReader,
): Wish[] {
  if (tokens.length === 0) return []
  return [
    {
      start: 0,
      end: text.length,
      text,
      intents: whole.intents,
      outOfScope: whole.outOfScope,
      entities: entities.map((_, i) => i),
      negated: false,
    },
  ]
}
