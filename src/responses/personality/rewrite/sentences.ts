import { upperFirst } from './exchange.ts'
import { maskClass } from './mask.ts'
import { asides, pleasantries } from './words.ts'

const smallAtStart = /(^|[.!?] |\n)(\p{Ll}[^\s,.!?]*)/gu

/**
 * Capital letters again where something at the beginning of a sentence went. What stood small behind a full stop before ("5 p.m. on Monday",
 * a fragment) stays small.
 */
export function mended(text: string, before: string): string {
  const small = new Set([...before.matchAll(smallAtStart)].map(([, , word]) => word))
  return text
    .replace(/ {2,}/g, ' ')
    .replace(smallAtStart, (found, at: string, word: string) => (small.has(word) ? found : at + upperFirst(word)))
}

/** Sentences with what stands between them, so that they can be put together again. */
const pieces = (text: string): string[] => text.split(/(?<=[.!?]) (?=\S)/)

export function withoutPleasantries(text: string): string {
  const shorter = asides.reduce((result, aside) => result.replace(aside, ''), text)
  const kept = pieces(shorter).filter((sentence) => !pleasantries.some((pattern) => pattern.test(sentence)))
  return kept.length === 0 ? text : mended(kept.join(' '), text)
}

/** A sentence that says under which condition something holds is never taken apart. */
const conditional =
  /\b(?:if|unless|once|when|while|until|because|since|before|after|as soon as|as long as|in case|otherwise|whether|although|though|either|both)\b/i
const clauseStart = `(?:I|you|we|they|it|he|she|there|that|this|my|our|your)`
const splitting = new RegExp(`(?:, and |, (but|so) |; )(?=${clauseStart}\\b)`, 'g')
/** "Send it back, and I'll refund it" is a condition: only what tells something is divided. */
const telling = new RegExp(
  `^(?:I|you|we|they|it|he|she|there|that|this|the|those|these|my|our|your|order|something|nobody|an?|all|[${maskClass}])(?=['’\\s,])`,
  'i',
)
/** Words from which on a sentence is worth splitting. */
const longSentence = 11

export const shortSentences = (text: string): string =>
  pieces(text)
    .map((sentence) => {
      const words = sentence.split(/\s+/).length
      if (words < longSentence || conditional.test(sentence) || sentence.endsWith('?')) return sentence
      let start = 0
      const divided = sentence.replace(splitting, (found, link: string | undefined, at: number) => {
        // Both halves have to stand by themselves.
        const [left, right] = [sentence.slice(start, at), sentence.slice(at + found.length)]
        if (!telling.test(left) || left.split(/\s+/).length < 4 || right.split(/\s+/).length < 4) return found
        start = at + found.length
        return link === undefined ? '. ' : `. ${upperFirst(link)} `
      })
      return divided === sentence ? sentence : mended(divided, sentence)
    })
    .join(' ')
