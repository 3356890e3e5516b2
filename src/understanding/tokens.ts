import type { Span } from '#domain/understanding.ts'
import { limits } from './limits.ts'

/** A word of a text: `norm` is what features, spelling and lists compare. */
export interface Token extends Span {
  norm: string
}

/** Scripts written without spaces: each character stands for itself. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const word = new RegExp(
  `[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}_])+(?:['’](?:(?![${unspaced}])\\p{L})+)*`,
  'gu',
)
/** Only the Latin, Greek and Cyrillic accents: in other scripts marks are vowels. */
const accents = /[\u0300-\u036f]+/g
const ascii = /^[a-z0-9_']*$/

/** Words with their places; punctuation and symbols only separate. Linear in the length of the text. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(word)) {
    const norm = normaliseWord(match[0])
    if (norm !== '') tokens.push({ start: match.index, end: match.index + match[0].length, norm })
  }
  return tokens
}

/** Lower case, straight apostrophe, no diacritics ("Café" → "cafe"); at most `limits.tokenLength` units. */
export function normaliseWord(written: string): string {
  const short = written.length > limits.tokenLength ? written.slice(0, limits.tokenLength) : written
  const lower = short.toLowerCase().replace('’', "'")
  return ascii.test(lower) ? lower : lower.normalize('NFKD').replace(accents, '').normalize('NFC').toLowerCase()
}

/** The whole text in the form in which two utterances count as the same. */
export function normaliseUtterance(text: string): string {
  return tokenise(text)
    .map((token) => token.norm)
    .join(' ')
}
