import { detectAll } from 'tinyld'
import type { Token } from '../tokens.ts'

/** UTF-16 units that are read: more only costs time. */
const readLength = 240
/** Share of the words known to the assistant from which on its own language is taken without a look at the letters. */
const knownShare = 0.5

/**
 * The language of a text. Customers mostly write in one of the assistant's languages, and of "ok" or "12345" nothing else can be said:
 * the assistant's languages win unless the text speaks clearly against them.
 */
export function detectLanguage(
  text: string,
  tokens: readonly Token[],
  languages: readonly string[],
  isWord: (word: string) => boolean,
): { code: string; confidence: number } {
  const own = languages.map((language) => language.slice(0, 2).toLowerCase())
  const fallback = own[0] ?? 'en'
  const words = tokens.filter(({ norm }) => /\p{L}/u.test(norm)).slice(0, 40)
  if (words.length === 0) return { code: fallback, confidence: 0.3 }
  const known = words.filter(({ norm }) => isWord(norm)).length / words.length
  if (own.length <= 1 && fallback === 'en' && known >= knownShare) return { code: 'en', confidence: 0.5 + known / 2 }
  const found = detectAll(text.slice(0, readLength))
  const best = found[0]
  if (best === undefined) return { code: fallback, confidence: 0.3 }
  const mine = found.find(({ lang }) => own.includes(lang))
  // One or two words fit several languages: the assistant's own one is the likelier.
  const tolerance = words.length <= 2 ? 0.5 : words.length <= 4 ? 0.2 : 0.05
  if (mine !== undefined && mine.accuracy + tolerance >= best.accuracy)
    return { code: mine.lang, confidence: Math.max(0.5, mine.accuracy) }
  if (words.length <= 2 && best.accuracy < 0.9) return { code: fallback, confidence: 0.4 }
  return { code: best.lang, confidence: Math.min(1, best.accuracy) }
}
