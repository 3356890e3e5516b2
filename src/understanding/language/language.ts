import { detectAll } from 'tinyld'
import type { Token } from '../tokens.ts'
import { tellTaleWords } from './tell-tale-words.ts'

/** UTF-16 units and words that are read: more only costs time. */
const readLength = 240
const readWords = 40
/** Share of words known to the assistant from which on a text is in its language: at once, and unless much speaks against it. */
const surelyKnown = 0.75
const mostlyKnown = 0.6
/**
 * Languages that are considered besides the assistant's own: those of most customers anywhere. With all 62 that the library knows, a
 * misspelt English sentence becomes Latin.
 */
const considered =
  'en es fr de it pt nl pl sv da no fi cs ro hu tr el ru uk bg ar he fa hi bn ta th vi id ja ko zh'.split(' ')

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
  const words = tokens.filter(({ norm }) => /\p{L}/u.test(norm)).slice(0, readWords)
  if (words.length === 0) return { code: fallback, confidence: 0.3 }
  const known = words.filter(({ norm }) => isWord(norm)).length / words.length
  // The words that are known are of the first language, or so mixed that letters must decide.
  const isSingle = own.length <= 1
  const told = tellTale(words, own)
  if (isSingle && known >= surelyKnown && (told === undefined || told.share <= known / 2)) {
    return { code: fallback, confidence: known }
  }
  if (told !== undefined && told.share >= tellTaleShare)
    return { code: told.language, confidence: 0.5 + told.share / 2 }
  if (isSingle && known >= mostlyKnown) return { code: fallback, confidence: known }
  const found = detectAll(text.slice(0, readLength), { only: [...new Set([...own, ...considered])] })
  const best = found[0]
  if (best === undefined) return { code: fallback, confidence: 0.3 }
  const mine = found.find(({ lang }) => own.includes(lang))
  // One or two words fit several languages: the assistant's own one is the likelier.
  const tolerance = words.length <= 2 ? 0.5 : words.length <= 4 ? 0.2 : 0.05
  if (mine !== undefined && mine.accuracy + tolerance >= best.accuracy) {
    return { code: mine.lang, confidence: Math.max(0.5, Math.min(1, mine.accuracy)) }
  }
  if (words.length <= 2 && best.accuracy < 0.9) return { code: fallback, confidence: 0.4 }
  return { code: best.lang, confidence: Math.min(1, best.accuracy) }
}

const tellTaleShare = 0.34

/** The language that most words give away, the assistant's own before others. */
function tellTale(words: readonly Token[], own: readonly string[]): { language: string; share: number } | undefined {
  const counts = new Map<string, number>()
  for (const { norm } of words) {
    for (const language of tellTaleWords.get(norm) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || Number(own.includes(b)) - Number(own.includes(a)))
  const [first] = ranked
  return first === undefined ? undefined : { language: first[0], share: first[1] / words.length }
}
