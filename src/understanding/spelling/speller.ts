import type { Correction } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'

export class Speller {
  constructor(_vocabulary: ReadonlyMap<string, number>, _languages: readonly string[]) {}
  correct(
    text: string,
    _tokens: readonly Token[],
    _language: string,
    _freeForm: boolean,
  ): { corrected: string; corrections: Correction[] } {
    return { corrected: text, corrections: [] }
  }
}
