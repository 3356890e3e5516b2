import { nearestLocale } from '#assistant/index.ts'
import type { Understanding } from '#domain/understanding.ts'
import { turnLimits } from './limits.ts'

/**
 * The locale a conversation goes on in. It changes to another of the assistant's languages with a message that is surely in it; a word or
 * two do so only at the very beginning, where nothing else is known of the customer.
 */
export function spokenLocale(
  before: string,
  read: Understanding | null,
  languages: readonly string[],
  isFirstTurn: boolean,
): string {
  if (read === null || read.language.undetermined === true) return before
  const { code, confidence } = read.language
  const languageOf = (tag: string) => tag.split('-')[0]?.toLowerCase()
  if (languageOf(before) === code || !languages.some((tag) => languageOf(tag) === code)) return before
  if (confidence < turnLimits.foreignSureness) return before
  const words = read.text.match(/[\p{L}\p{M}'’]+/gu) ?? []
  const isSaid = isFirstTurn || words.length >= turnLimits.switchingWords || isUnspaced(read.text)
  return isSaid ? nearestLocale(languages, code) : before
}

/** Scripts without spaces have sentences in one word. */
const isUnspaced = (text: string) =>
  (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/gu,
    ) ?? []
  ).length >= turnLimits.switchingCharacters
