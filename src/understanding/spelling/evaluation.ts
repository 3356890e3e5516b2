import { tokenise } from '../tokens.ts'
import type { TrainingData } from '../types.ts'
import { collectVocabulary } from '../vocabulary.ts'
import { Speller } from './speller.ts'

export interface SpellingRow {
  wrong: string
  right: string
}

export interface SpellingEvaluation {
  /** [0, 1]: the right word is the first suggestion. A word that is right English counts as its own suggestion. */
  accuracy: number
  /** … is among the first three. */
  amongThree: number
  /** [0, 1]: of all rows, corrected to the right word in a message; the speller leaves alone what it is not sure of. */
  correctedShare: number
  /** … and of those it changed, changed to the right word. */
  correctedPrecision: number
  meanMilliseconds: number
}

/** The speller of general English, as it is shipped, on words and what they were meant to be. */
export function evaluateSpelling(rows: readonly SpellingRow[], nowMs: () => number): SpellingEvaluation {
  const speller = new Speller(new Map(), ['en'])
  // The first call unpacks the dictionary: no customer waits for that.
  speller.suggest('speling')
  let first = 0
  let three = 0
  let changed = 0
  let right = 0
  const started = nowMs()
  const suggestions = rows.map(({ wrong }) => speller.suggest(tokenise(wrong)[0]?.norm ?? wrong))
  const meanMilliseconds = (nowMs() - started) / Math.max(1, rows.length)
  rows.forEach((row, i) => {
    const meant = row.right.toLowerCase()
    const suggested = suggestions[i] ?? []
    if (suggested[0] === meant) first += 1
    if (suggested.slice(0, 3).includes(meant)) three += 1
    const written = row.wrong.toLowerCase()
    const { corrected, corrections } = speller.correct(written, tokenise(written), 'en', false)
    if (corrections.length === 0) return
    changed += 1
    if (corrected === meant) right += 1
  })
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return {
    accuracy: share(first, rows.length),
    amongThree: share(three, rows.length),
    correctedShare: share(right, rows.length),
    correctedPrecision: share(right, changed),
    meanMilliseconds,
  }
}

export interface UnchangedEvaluation {
  /** [0, 1]: running words that are left as they are by the speller of an assistant with these examples. */
  unchangedShare: number
  /** … of different words. */
  unchangedWords: number
  /** … of different words, by the speller of an assistant that knows none of them. */
  unchangedWordsUntrained: number
  words: number
  /** What is changed by the assistant's own speller, most frequent first. */
  changed: { from: string; to: string; count: number }[]
}

/** How much of what an assistant's own examples say is left alone. */
export function evaluateUnchanged(data: TrainingData): UnchangedEvaluation {
  const own = new Speller(new Map(collectVocabulary(data)), data.languages)
  const untrained = new Speller(new Map(), data.languages)
  const [language = 'en'] = data.languages
  const seen = new Map<string, number>()
  const changes = new Map<string, { from: string; to: string; count: number }>()
  let total = 0
  let changed = 0
  for (const { text } of data.intents.flatMap(({ examples }) => examples)) {
    const tokens = tokenise(text)
    total += tokens.length
    for (const { norm } of tokens) seen.set(norm, (seen.get(norm) ?? 0) + 1)
    for (const { original, corrected } of own.correct(text, tokens, language, false).corrections) {
      changed += 1
      const entry = changes.get(original) ?? { from: original, to: corrected, count: 0 }
      entry.count += 1
      changes.set(original, entry)
    }
  }
  const words = [...seen.keys()]
  const kept = (speller: Speller) =>
    words.filter((word) => speller.correct(word, tokenise(word), language, false).corrections.length === 0).length
  return {
    unchangedShare: total === 0 ? 1 : 1 - changed / total,
    unchangedWords: words.length === 0 ? 1 : kept(own) / words.length,
    unchangedWordsUntrained: words.length === 0 ? 1 : kept(untrained) / words.length,
    words: words.length,
    changed: [...changes.values()].sort((a, b) => b.count - a.count),
  }
}
