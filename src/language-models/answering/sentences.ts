/** One sentence of a text that comes in pieces. */
export interface Sentence {
  /** As it was written, without the white space around it. */
  text: string
  /** What stands before it: nothing before the first, a space, or a line break. */
  before: '' | ' ' | '\n'
}

/** A sentence without an end is taken as one from here on: nobody waits for it. */
const sentenceCharacters = 800

const abbreviations = new Set(
  'e.g i.e etc vs mr mrs ms dr prof st no nr ca approx incl excl max min tel dept est fig inc ltd co jr sr u.s a.m p.m z.b bzw ggf inkl'.split(
    ' ',
  ),
)

/** The end of a sentence with what closes it: quotes, brackets, and the numbers of sources. */
const ending = /[.!?…][)"'”’»\]]*(?:\s*\[\d+(?:\s*,\s*\d+)*\])*(?=\s|$)/gu
const isOpen = (text: string): boolean =>
  count(text, '(') > count(text, ')') || count(text, '"') % 2 === 1 || count(text, '“') > count(text, '”')

const count = (text: string, character: string): number => text.split(character).length - 1

/** Only a space after it tells whether "30." ends a sentence or goes on as "30.50". */
const openEnd = /[\d.]\.$/

/**
 * Cuts a text into sentences while it is written. A sentence is given out with its last character where that surely ends it: whoever reads
 * along should not wait for the first word of the next.
 */
export class SentenceReader {
  private rest = ''
  private before: Sentence['before'] = ''

  /** The sentences that this piece completes. */
  push(piece: string): Sentence[] {
    this.rest += piece
    const sentences: Sentence[] = []
    for (;;) {
      const end = this.endOfFirst()
      if (end === null) return sentences
      const sentence = this.take(end)
      if (sentence !== null) sentences.push(sentence)
    }
  }

  /** What is left when the text is over. */
  end(): Sentence[] {
    const left = this.take(this.rest.length)
    return left === null ? [] : [left]
  }

  private take(end: number): Sentence | null {
    const taken = this.rest.slice(0, end)
    const text = taken.trim()
    this.rest = this.rest.slice(end)
    if (this.before === ' ' && taken.slice(0, taken.length - taken.trimStart().length).includes('\n'))
      this.before = '\n'
    if (text === '') return null
    const sentence = { text, before: this.before }
    this.before = taken.slice(taken.trimEnd().length).includes('\n') ? '\n' : ' '
    return sentence
  }

  private endOfFirst(): number | null {
    const begin = this.rest.search(/\S/)
    const lineBreak = begin === -1 ? -1 : this.rest.indexOf('\n', begin)
    const lineEnd = lineBreak === -1 ? null : lineBreak
    for (const match of this.rest.matchAll(ending)) {
      const end = match.index + match[0].length
      if (lineEnd !== null && end > lineEnd) break
      if (!this.isEnd(match.index, match[0], end)) continue
      return end
    }
    if (lineEnd !== null) return lineEnd + 1
    return this.rest.length > sentenceCharacters ? this.rest.length : null
  }

  private isEnd(at: number, mark: string, end: number): boolean {
    const isLast = end === this.rest.length
    const before = this.rest.slice(Math.max(0, at - sentenceCharacters), at)
    // What is quoted or in brackets ends with its closing mark, which may still come.
    if (isLast && isOpen(before + mark)) return false
    if (!mark.startsWith('.')) return true
    const word = /(?<![\p{L}\p{M}.])[\p{L}\p{M}.]+$/u.exec(before)?.[0].toLowerCase() ?? ''
    if (abbreviations.has(word) || /^\p{L}$/u.test(word)) return false
    // "1. Open the app": the number of a list, not a sentence.
    if (/(?:^|\n)[^\S\n]*\d{1,2}$/.test(before)) return false
    if (!isLast) return true
    return !openEnd.test(`${before}.`) && /[\p{L}\p{M}\])"”’»%]$/u.test(before)
  }
}
