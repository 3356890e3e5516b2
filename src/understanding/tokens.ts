import type { Span } from '#domain/understanding.ts'
import { limits } from './limits.ts'

/** A word of a text: `norm` is what features, spelling and lists compare. */
export interface Token extends Span {
  norm: string
}

/** Scripts written without spaces: each character stands for itself, as does each emoji. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
/** What people type for an apostrophe. */
const apostrophes = "'’‘ʼ`´＇"
const otherApostrophe = new RegExp(`[${apostrophes}]`, 'g')
const letter = String.raw`[[\p{L}\p{M}]--[${unspaced}]]`
const word = new RegExp(
  String.raw`[${unspaced}]\p{M}*|\p{Extended_Pictographic}|[${letter}\p{N}]+(?:[${apostrophes}]${letter}+)*`,
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

/**
 * Lower case, straight apostrophe, no diacritics ("Café" → "cafe"), contractions with their apostrophe ("dont" → "don't"), look-alike letters
 * of other scripts as the Latin ones they stand for; at most `limits.tokenLength` units.
 */
export function normaliseWord(written: string): string {
  const short = written.length > limits.tokenLength ? written.slice(0, limits.tokenLength) : written
  const lower = short.toLowerCase()
  if (ascii.test(lower)) return contractions.get(lower) ?? lower
  const straight = lower.replace(otherApostrophe, "'")
  const plain = straight.normalize('NFKD').replace(accents, '').normalize('NFC').toLowerCase()
  const latin = withoutLookAlikes(plain)
  return contractions.get(latin) ?? latin
}

/** Words that are written without their apostrophe, too, and are no other word then; "its" is read as "it's": one token for both. */
const contractions: ReadonlyMap<string, string> = new Map(
  "don't can't won't isn't aren't wasn't weren't doesn't didn't hasn't haven't hadn't couldn't wouldn't shouldn't mustn't needn't ain't i'm i've you're you've you'll you'd they're they've they'll they'd we've he's she's it's it'll it'd that's that'll there's here's what's where's who's how's when's why's let's y'all"
    .split(' ')
    .map((word) => [word.replace("'", ''), word]),
)

const lookAlikes: ReadonlyMap<string, string> = new Map([
  ...[...'аеорсхуіјѕһԁкмт'].map((letter, i) => [letter, [...'aeopcxyijshdkmt'][i]] as [string, string]),
  ...[...'οανιρυκτεχ'].map((letter, i) => [letter, [...'oavipuktex'][i]] as [string, string]),
])

/** A word of Latin letters with Cyrillic or Greek ones among them that look the same is meant to be Latin. */
function withoutLookAlikes(word: string): string {
  if (!/[a-z]/.test(word) || !/[\u0370-\u03ff\u0400-\u052f]/.test(word)) return word
  const latin = [...word].map((letter) => lookAlikes.get(letter) ?? letter).join('')
  return ascii.test(latin) ? latin : word
}

/** The whole text in the form in which two utterances count as the same. */
export function normaliseUtterance(text: string): string {
  return tokenise(text)
    .map((token) => token.norm)
    .join(' ')
}
