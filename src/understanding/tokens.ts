import type { Span } from '#domain/understanding.ts'
import { limits } from './limits.ts'

/** A word of a text: `norm` is what features, spelling and lists compare. */
export interface Token extends Span {
  norm: string
}

/** Scripts written without spaces: each character stands for itself, as does each emoji. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
const letter = String.raw`[[\p{L}\p{M}]--[${unspaced}]]`
const word = new RegExp(
  String.raw`[${unspaced}]\p{M}*|\p{Extended_Pictographic}|[${letter}\p{N}]+(?:['’]${letter}+)*`,
  'gv',
)
/** Only the Latin, Greek and Cyrillic accents: in other scripts marks are vowels. */
const accents = /[\u0300-\u036f]+/g
const ascii = /^[a-z0-9_']*$/

/** Words with their places; punctuation and symbols only separate, unless there is nothing else. Linear in the length of the text. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(word)) {
    const norm = normaliseWord(match[0])
    if (norm !== '') tokens.push({ start: match.index, end: match.index + match[0].length, norm })
  }
  return tokens.length > 0 ? tokens : tokeniseSigns(text)
}

/** A message of nothing but signs ("??", ":-)") is one word. */
function tokeniseSigns(text: string): Token[] {
  const norm = text.trim()
  const start = text.indexOf(norm)
  return !/[\p{P}\p{S}]/u.test(norm) || norm.length > limits.tokenLength
    ? []
    : [{ start, end: start + norm.length, norm: norm.replace(/\s+/g, '') }]
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
