/** How a text comes apart: sentences, words and syllables, for counting. English where it matters; others give what is left of it. */

/** Addresses, numbers of orders and the like: no words anyone reads. */
const notWords = /https?:\/\/\S+|[\w.+-]+@[\w-]+\.[\w.]+|[{}\uE000-\uF8FF]/gu

export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?…]["”’)]?)\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))

/** Words as they are read aloud: "can't" is one, "MF-104233" is one, an address is none. */
export const wordsOf = (text: string): string[] =>
  text.replace(notWords, ' ').match(/[\p{L}\p{N}]+(?:['’.,:-][\p{L}\p{N}]+)*/gu) ?? []

/**
 * Groups of vowels, less a silent e: right for nine English words in ten, which is what reading grades are made for (Kincaid et al. 1975
 * counted by hand).
 */
export function syllablesOf(word: string): number {
  const small = word.toLowerCase().replace(/[^a-zà-ÿ]/g, '')
  if (small === '') return 1
  const groups = small.match(/[aeiouyà-ÿ]+/g)?.length ?? 1
  const silent = /[^aeiouyl]e$|[^aeiouy]es$|[^aeiouytd]ed$/.test(small) && groups > 1 ? 1 : 0
  return Math.max(1, groups - silent)
}

/** One pattern for all phrases, longest first. */
export function anyOf(phrases: readonly string[]): RegExp {
  const all = [...phrases]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, "['’]"))
  return new RegExp(`(?<![\\p{L}\\p{N}'’-])(?:${all.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

export const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

export const emojiPattern = /\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*/gu
