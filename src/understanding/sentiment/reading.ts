import { type Token, tokenise } from '../tokens.ts'
import { isNegator } from './lexicon.ts'
import { limits } from './settings.ts'

/** A word or a mark, as sentiment sees it. */
export interface ReadWord {
  /** Lower case, no accents; held-down keys let go ("sooo" → "soo"). Marks are `!`, `?`, `?!`, `...`, `:)`, `:(`. */
  word: string
  isMark: boolean
  /** "not good": a negation before it in the same clause. */
  negated: boolean
}

/** How a text is written, apart from its words. */
export interface Style {
  /** Exclamation marks. */
  exclamations: number
  /** Runs of question marks of two or more, and mixed marks ("?!"). */
  mixedMarks: number
  questions: number
  /** Words of two letters or more in capitals, where the text also has words that are not, or has at least two. */
  shouted: number
  elongated: number
  words: number
}

export interface SentimentReading {
  words: ReadWord[]
  style: Style
}

/** Smileys by side; emoji are words of their own for the tokeniser. */
const smiley = String.raw`[:;=8]['’]?-?[)\]DpP3*]+|<3+|\^_?\^|[(\[]-?[:=]`
const frown = String.raw`[:;=]['’]?-?[(\[/\\|]+|D[:=]|[>]:|-_+-`
const marks = new RegExp(
  `(?<smiley>${smiley})|(?<frown>${frown})|(?<marks>[!?]+)|(?<dots>\\.{2,}|…)|(?<end>[.,;:()"–—])`,
  'gu',
)

/** After these a "not" turns nothing round: "not only", "no doubt", "can't wait". */
const harmlessAfterNegation = new Set(
  'only just merely doubt wonder matter problem problems worries wait rush hurry thanks idea'.split(' '),
)
const turns = new Set(['but', 'however', 'although', 'though', 'yet', 'except'])

/** Words, marks and the way of writing, in one pass; linear in the text, which is cut at `limits.words`. */
export function readForSentiment(text: string, tokens: readonly Token[] = tokenise(text)): SentimentReading {
  const words: ReadWord[] = []
  const style: Style = { exclamations: 0, mixedMarks: 0, questions: 0, shouted: 0, elongated: 0, words: 0 }
  let negatedUntil = -1
  let at = 0
  let lowerWords = 0
  const gap = (from: number, to: number) => {
    if (to - from <= 1 && (text[from] === ' ' || from === to)) return
    for (const { groups = {}, 0: found } of text.slice(from, Math.min(to, from + limits.gap)).matchAll(marks)) {
      negatedUntil = -1
      if (groups.marks !== undefined) {
        const exclaimed = found.split('!').length - 1
        style.exclamations += exclaimed
        style.questions += found.length > exclaimed ? 1 : 0
        const isMixed = found.length > exclaimed && (exclaimed > 0 || found.length > 2)
        style.mixedMarks += isMixed ? 1 : 0
        words.push({ word: isMixed ? '?!' : exclaimed > 0 ? '!' : '?', isMark: true, negated: false })
      } else if (groups.smiley !== undefined) words.push({ word: ':)', isMark: true, negated: false })
      else if (groups.frown !== undefined) words.push({ word: ':(', isMark: true, negated: false })
      else if (groups.dots !== undefined) words.push({ word: '...', isMark: true, negated: false })
    }
  }
  const read = tokens.length > limits.words ? tokens.slice(0, limits.words) : tokens
  for (const { start, end, norm } of read) {
    gap(at, start)
    at = end
    if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(norm)) {
      gap(start, end)
      continue
    }
    const word = letGo(norm)
    if (word !== norm) style.elongated += 1
    style.words += 1
    const written = text.slice(start, end)
    if (/\p{Lu}{2}/u.test(written) && !/\p{Ll}/u.test(written)) style.shouted += 1
    else if (/\p{Ll}/u.test(written)) lowerWords += 1
    if (turns.has(word)) negatedUntil = -1
    if (harmlessAfterNegation.has(word) && isNegator(words.at(-1)?.word ?? '')) negatedUntil = -1
    words.push({ word, isMark: false, negated: words.length <= negatedUntil })
    if (isNegator(word)) negatedUntil = words.length + limits.negationReach - 1
  }
  gap(at, Math.min(text.length, at + limits.gap))
  // A single word in capitals among others is a name or an abbreviation.
  if (style.shouted < 2 || style.shouted < lowerWords / 3) style.shouted = 0
  return { words, style }
}

/** Three and more of the same letter become two: "sooooo" and "soooo" are one word, and not "so". */
const letGo = (word: string) => (word.length < 4 ? word : word.replace(/(\p{L})\1{2,}/gu, '$1$1'))
