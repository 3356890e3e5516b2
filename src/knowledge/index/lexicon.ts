import { readMeaning } from './everyday-words.ts'
import { allWords, isStopWord, type Word } from './words.ts'

/** What a phrase may stand for: the topic words of each of the meaning's names, the first the most usual. */
export interface Meaning {
  targets: string[][]
  /** Which line of the lexicon it is. */
  line: number
}

export interface Lexicon {
  longestAt(words: readonly Word[], at: number): { length: number; leading: boolean; meanings: Meaning[] } | null
  of(words: readonly Word[]): Meaning[]
  /** The lines that anything in a text belongs to. */
  linesIn(words: readonly Word[]): Set<number>
}

const longestPhrase = 4
/** Words that may stand in place of "…". */
const widestGap = 4

export function lexiconOf(lines: readonly string[]): Lexicon {
  const entries = new Map<string, { leading: boolean; meanings: Meaning[] }>()
  const gapped = new Map<string, { last: string; entry: { leading: boolean; meanings: Meaning[] } }[]>()
  const keyOf = (words: readonly Word[]) => words.map(({ stem }) => stem).join(' ')
  for (const [number, line] of lines.entries()) {
    const { same, leading } = readMeaning(line)
    // What stands for the meaning in an article is looked up without the gap.
    const closed = (phrase: string) => allWords(phrase.replace('…', ' '))
    const named = same.map(closed)
    const topics = named.map((words) => words.filter((word) => !isStopWord(word)).map(({ stem }) => stem))
    for (const [at, words] of [...named, ...leading.map(closed)].entries()) {
      const entry = entries.get(keyOf(words)) ?? { leading: true, meanings: [] }
      entry.meanings.push({
        targets: topics.filter((target, other) => other !== at && target.length > 0),
        line: number,
      })
      if (at < named.length) entry.leading = false
      entries.set(keyOf(words), entry)
      const [first, last] = [words[0], words.at(-1)]
      if (!((same[at] ?? leading[at - named.length])?.includes('…') && first && last)) continue
      gapped.set(first.stem, [...(gapped.get(first.stem) ?? []), { last: last.stem, entry }])
    }
  }
  /** "send … back": the two words with at most a few between them. Only the first is taken, since the others speak for themselves. */
  const openAt = (words: readonly Word[], at: number) => {
    for (const { last, entry } of gapped.get(words[at]?.stem ?? '') ?? [])
      for (let end = at + 1; end <= at + widestGap + 1 && end < words.length; end += 1)
        if (words[end]!.stem === last) return { length: end === at + 1 ? 2 : 1, ...entry }
    return null
  }
  return {
    longestAt(words, at) {
      const open = openAt(words, at)
      if (open) return open
      for (let length = Math.min(longestPhrase, words.length - at); length > 0; length -= 1) {
        const entry = entries.get(keyOf(words.slice(at, at + length)))
        if (entry) return { length, ...entry }
      }
      return null
    },
    of: (words) => entries.get(keyOf(words))?.meanings ?? [],
    linesIn(words) {
      const found = new Set<number>()
      for (let at = 0; at < words.length; at += 1) {
        for (const { line } of openAt(words, at)?.meanings ?? []) found.add(line)
        for (let length = 1; length <= longestPhrase && at + length <= words.length; length += 1)
          for (const { line } of entries.get(keyOf(words.slice(at, at + length)))?.meanings ?? []) found.add(line)
      }
      return found
    },
  }
}
