import { type CertainSpan, findCertain } from '../find.ts'

/** What a rule alone decides: the tagger sees one token there and keeps its label. */
export type CertainLabel = CertainSpan['label']

/** Offsets in UTF-16 units, `end` exclusive. */
export interface Token {
  text: string
  start: number
  end: number
  kind: 'word' | 'number' | 'run' | 'mark' | 'line' | 'certain'
  certain: CertainLabel | null
}

/**
 * A moment as logs write it, long runs of digits as phones and codes are written (seven digits and more), words (with apostrophes and
 * hyphens inside), numbers, line breaks, single marks.
 */
const shapes =
  /(?<moment>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?)|(?<run>(?<![\p{L}\d])(?:\+|\()?\d(?:[ .()/-]{0,2}\d){6,17}(?: ?(?:x|ext\.?) ?\d{1,6})?(?![\p{L}\d]))|(?<word>\p{L}[\p{L}\p{M}\p{N}]*(?:(?:['’´`](?!s\b)|-)\p{L}[\p{L}\p{M}\p{N}]*)*)|(?<number>\d[\d\p{L}]*)|(?<line>\n)|(?<mark>['’]s\b|[^\s\p{L}\d])/gu

/** Longest text that is tagged as one; longer texts are tagged piece by piece. */
export const taggedCharacters = 4_000

export function tokensOf(text: string): Token[] {
  const certain = findCertain(text)
  const tokens: Token[] = []
  let next = 0
  let from = 0
  while (from < text.length) {
    const span = certain[next]
    const to = span ? span.start : text.length
    if (from < to) addTokens(text, from, to, tokens)
    if (span === undefined) break
    tokens.push({
      text: text.slice(span.start, span.end),
      start: span.start,
      end: span.end,
      kind: 'certain',
      certain: span.label,
    })
    from = span.end
    next += 1
  }
  return tokens
}

function addTokens(text: string, from: number, to: number, tokens: Token[]) {
  const piece = text.slice(from, to)
  for (const match of piece.matchAll(shapes)) {
    if (match.groups?.['run'] && isSeveral(piece, match.index, match[0])) {
      for (const part of match[0].matchAll(/\d+/g)) {
        const start = from + match.index + part.index
        tokens.push({ text: part[0], start, end: start + part[0].length, kind: 'number', certain: null })
      }
      continue
    }
    const groups = match.groups as Record<string, string | undefined>
    const kind = groups['word']
      ? 'word'
      : groups['number']
        ? 'number'
        : groups['run'] || groups['moment']
          ? 'run'
          : groups['line']
            ? 'line'
            : 'mark'
    const start = from + match.index
    tokens.push({ text: match[0], start, end: start + match[0].length, kind, certain: null })
  }
}

/** "Apt. 675 62314 Mill Lane", "3178 254 Mill Lane": house numbers that stand side by side are no phone. */
function isSeveral(text: string, at: number, run: string): boolean {
  if (!/^\d{1,5}(?: \d{1,5}){1,2}$/.test(run)) return false
  if (/(?:apt|suite|unit|flat|floor|box)\.? $/i.test(text.slice(Math.max(0, at - 8), at))) return true
  return (
    /^\d+ \d+$/.test(run) &&
    /^ (?!(?:is|and|or|but|to|for|in|on|at|my|i|please|now)\b)\p{L}/iu.test(text.slice(at + run.length))
  )
}
