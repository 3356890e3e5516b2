import type { Citation } from '#domain/reply.ts'

/** A passage that an answer may rest on. */
export interface AnswerSource {
  /** Stable within a release. */
  passage: string
  title: string
  /** Headings it stands under, outermost first. */
  headings: readonly string[]
  url: string | null
  /** Its statements, one a line. */
  text: string
}

/** What a sentence is held against: a row or an item says what it is about only together with its title and headings. */
export const groundOf = ({ title, headings, text }: AnswerSource): string => [title, ...headings, text].join('\n')

/** The source as it stands in a prompt, under its number. */
export const numbered = (source: AnswerSource, number: number): string =>
  `[${number}] ${[source.title, ...source.headings].join(' › ')}\n${source.text}`

/** Most characters of one quote: beyond it the whole passage says no more than "somewhere here". */
const quoteCharacters = 600

/** Whether some text of a source says what a sentence says. */
export type Says = (sentence: string, ground: string) => boolean

/**
 * The citation for a sentence: the one line of the source that says it, or two neighbouring ones, or as much of the passage as a reader
 * looks through. Word for word.
 */
export function citationFor(sentence: string, source: AnswerSource, says: Says): Citation {
  const lines = source.text.split('\n')
  const context = [source.title, ...source.headings].join('\n')
  const words = new Set(wordsOf(sentence))
  const likeness = (line: string) => wordsOf(line).filter((word) => words.has(word)).length
  const ranked = lines
    .map((line, at) => ({ at, shared: likeness(line) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.at - b.at)
    .slice(0, linesTried)
  const spans = [
    ...ranked.map(({ at }) => [at, at + 1] as const),
    ...ranked.flatMap(({ at }) => [
      [Math.max(0, at - 1), at + 1] as const,
      [at, Math.min(lines.length, at + 2)] as const,
    ]),
  ]
  const found = spans.find(([from, to]) => says(sentence, `${context}\n${lines.slice(from, to).join('\n')}`))
  const quote = found ? lines.slice(found[0], found[1]).join('\n') : wholeLines(lines)
  const { passage, title, url } = source
  return { passage, title, ...(url !== null && { url }), quote }
}

/** Lines looked at closely: each costs a comparison of meaning. */
const linesTried = 3

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{3,}/gu) ?? []

function wholeLines(lines: readonly string[]): string {
  const first = fitting(lines, quoteCharacters)
  return (first.length > 0 ? first.join('\n') : (lines[0] ?? '')).slice(0, quoteCharacters * 2)
}

/** The first texts that together stay within so many characters. */
export function fitting(texts: readonly string[], characters: number): string[] {
  const taken: string[] = []
  let left = characters
  for (const text of texts) {
    if (text.length > left) break
    taken.push(text)
    left -= text.length + 1
  }
  return taken
}
