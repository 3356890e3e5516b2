import { tokenise } from '../tokens.ts'
import type { TrainingData } from '../types.ts'
import { collectVocabulary } from '../vocabulary.ts'
import { Speller } from './speller.ts'

/**
 * Mends slips as understanding does before it reads a text, without training anything: for measuring parts that are given mended texts.
 * All texts are taken to be in the data's first language.
 */
export function slipMender(data: TrainingData): (text: string) => string {
  const speller = new Speller(new Map(collectVocabulary(data)), data.languages)
  const language = (data.languages[0] ?? 'en').slice(0, 2).toLowerCase()
  return (text) => speller.correct(text, tokenise(text), language, false).corrected
}
