import type { Entity, Span, TextPart } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'
import type { Gap, PhraseText } from './phrases.ts'

/** One message (or a wish of it) as the rules of this folder read it. Ranges of words are `[from, end)`. */
export interface Clauses extends PhraseText {
  readonly text: string
  readonly tokens: readonly Token[]
  /** Small, without apostrophes ("dont"), but "we're", "we'll", "i'd" and "i'll", which would be other words. */
  readonly words: readonly string[]
  readonly gaps: readonly Gap[]
  readonly entities: readonly Entity[]
}

export interface Range {
  from: number
  end: number
}

const keepsApostrophe = new Set(["we're", "we'll", "i'd", "i'll", "he'll", "she'll", "we'd", "he'd"])

export function clausesIn(text: string, tokens: readonly Token[], entities: readonly Entity[]): Clauses {
  const words = tokens.map(({ norm }) => (keepsApostrophe.has(norm) ? norm : norm.replaceAll("'", '')))
  const gaps = tokens.map(
    ({ start }, at): Gap => (at === 0 ? 'sentence' : gapOf(text.slice(tokens[at - 1]?.end, start))),
  )
  return { text, tokens, words, gaps, entities }
}

const gapOf = (between: string): Gap => {
  if (/[!?;\n…]|[.:](?:\s|$)|\s[-–—]+\s/.test(between)) return 'sentence'
  return /[,()]/.test(between) ? 'comma' : ''
}

/** The words of a range with their place in the text; null for an empty one. */
export function partOf({ text, tokens }: Clauses, { from, end }: Range): TextPart | null {
  const [first, last] = [tokens[from], tokens[end - 1]]
  if (first === undefined || last === undefined || end <= from) return null
  return { start: first.start, end: last.end, text: text.slice(first.start, last.end) }
}

/** The first word from `from` on that a sentence (or, with `commas`, a clause) begins with. */
export function endOf({ gaps }: Clauses, from: number, commas: boolean): number {
  let at = from + 1
  while (at < gaps.length && gaps[at] !== 'sentence' && !(commas && gaps[at] === 'comma')) at += 1
  return Math.min(at, gaps.length)
}

/** Words that a clause is looked back over: who writes without signs must not make every word read the whole text again. */
const longestClause = 80

/** The word that the sentence (or clause) of word `at` begins with. */
export function startOf({ gaps }: Clauses, at: number, commas: boolean): number {
  let from = at
  while (from > Math.max(0, at - longestClause) && gaps[from] !== 'sentence' && !(commas && gaps[from] === 'comma'))
    from -= 1
  return from
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end
export const contains = (outer: Span, inner: Span): boolean => inner.start >= outer.start && inner.end <= outer.end
