/** What stands before a word: nothing but spaces, a sign that a clause may end at, or one that a sentence ends at. */
export type Gap = '' | 'comma' | 'sentence'

export interface PhraseText {
  readonly words: readonly string[]
  readonly gaps: readonly Gap[]
}

interface Part {
  words: ReadonlySet<string>
  optional: boolean
}

/**
 * Phrases found word by word: no regular expression, so that a message is read in time linear in its length, whatever it is.
 * A pattern is words without apostrophes; `a|b` are alternatives, `a?` and `a|b?` may be missing: "no|not more than", "if its|thats? possible".
 */
export class PhraseTable<T> {
  readonly #byFirst = new Map<string, { parts: Part[]; value: T }[]>()

  constructor(entries: readonly (readonly [pattern: string, value: T])[]) {
    for (const [pattern, value] of entries) {
      const parts = pattern.split(' ').map((part): Part => {
        const optional = part.endsWith('?')
        return { words: new Set((optional ? part.slice(0, -1) : part).split('|')), optional }
      })
      const needed = parts.findIndex(({ optional }) => !optional)
      if (needed < 0) throw new Error(`"${pattern}" can be empty`)
      const first = new Set(parts.slice(0, needed + 1).flatMap(({ words }) => [...words]))
      for (const word of first) {
        const phrases = this.#byFirst.get(word) ?? []
        phrases.push({ parts, value })
        this.#byFirst.set(word, phrases)
      }
    }
  }

  /** The longest phrase that begins at a word; of equally long ones the first in the table. It crosses no punctuation. */
  match(text: PhraseText, at: number): { length: number; value: T } | undefined {
    let best: { length: number; value: T } | undefined
    for (const { parts, value } of this.#byFirst.get(text.words[at] ?? '') ?? []) {
      const length = lengthOf(parts, 0, text, at, at)
      if (length > (best?.length ?? 0)) best = { length, value }
    }
    return best
  }
}

/** Words that the parts from `part` on take at `at`, the most of them; -1 where they do not fit. Patterns have few optional parts. */
function lengthOf(parts: readonly Part[], part: number, text: PhraseText, start: number, at: number): number {
  const next = parts[part]
  if (next === undefined) return at - start
  const fits = next.words.has(text.words[at] ?? '') && (at === start || text.gaps[at] === '')
  const taken = fits ? lengthOf(parts, part + 1, text, start, at + 1) : -1
  const skipped = next.optional ? lengthOf(parts, part + 1, text, start, at) : -1
  return Math.max(taken, skipped)
}

/** A table where only the presence of a phrase matters. */
export const phraseSet = (...patterns: readonly string[]): PhraseTable<true> =>
  new PhraseTable(patterns.map((pattern) => [pattern, true] as const))

export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))
