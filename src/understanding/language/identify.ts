import type { Span } from '#domain/understanding.ts'
import { normaliseWord } from '../tokens.ts'
import { everydayWords } from './everyday-words.ts'
import { eachLetterGram } from './letter-grams.ts'
import { letterTable } from './letter-table.ts'
import { languagesOf, type Script, scriptOfLetter } from './scripts.ts'

/** UTF-16 units of a text that are read: more only costs time. */
const readLength = 400
/**
 * Nats of the table that count as one: runs of letters overlap and say the same thing up to five times. Fitted on the development half of
 * the language identification set, so that of what is told with 0.8 four in five are right.
 */
const overlap = 6
/** Nats that an everyday word of a language speaks for it in a text of so many words: alone it is all that is said. */
const everydayNats = (words: number) => 1 + 4 / words
/** A character of these says as much as a word part of others. */
const heavy: Partial<Record<Script, number>> = { zh: 2, ja: 3, ko: 2 }

export interface LanguageGuess {
  /** ISO 639-1. */
  code: string
  /** Probability in [0, 1], if every language is as likely beforehand. */
  confidence: number
}

/** A word of one script, small, as its letters are compared. */
export interface ScriptWord extends Span {
  word: string
  script: Script
  /** Letters. */
  size: number
}

/** With the marks inside a word that are not seen, but for the zero-width non-joiner: it ends a word. */
const letters = /[[\p{L}\p{M}\p{Cf}]--[\u200c]]+/gv
/** What looks like words and is of no language: addresses, links, handles. */
const foreign = /[\w.+-]+@[\w.-]+|https?:\/\/\S+|www\.\S+|[@#]\w+|[A-Za-z]*\d[A-Za-z\d]*/g
const invisible = /\p{Cf}/gu

/** The words of a text by script; of a word in several scripts (a look-alike letter slipped in) the script of most letters counts. */
export function scriptWords(text: string): ScriptWord[] {
  const read = text.slice(0, readLength)
  // Blanks in their place, so that spans stay.
  const plain = read.replace(foreign, (found) => ' '.repeat(found.length))
  const words: ScriptWord[] = []
  for (const { 0: written, index } of plain.matchAll(letters)) {
    const counts = new Map<Script, number>()
    let size = 0
    for (const letter of written) {
      const script = scriptOfLetter(letter)
      if (script === null) continue
      size += 1
      counts.set(script, (counts.get(script) ?? 0) + (heavy[script] ?? 1))
    }
    const [most] = [...counts].sort(([, a], [, b]) => b - a)
    if (most === undefined) continue
    const word = written.replace(invisible, '').normalize('NFC').toLowerCase()
    words.push({ start: index, end: index + written.length, word, script: most[0], size })
  }
  return words
}

/**
 * Languages of a text, the likeliest first, with probabilities; none where it has no letters. `prior` in nats for a language, 0 where it is
 * as likely as another.
 */
export function identifyLanguage(text: string, prior?: (language: string) => number): LanguageGuess[] {
  return guess(scriptWords(text), prior)
}

export function guess(words: readonly ScriptWord[], prior: (language: string) => number = () => 0): LanguageGuess[] {
  const script = mainScript(words)
  if (script === null) return []
  const languages = languagesOf.get(script)
  if (languages === undefined) return [{ code: script, confidence: ownScriptConfidence }]
  const scores = scoresOf(words.filter((word) => word.script === script))
  const table = letterTable()
  const ranked = languages
    .map((code) => ({ code, nats: (scores[table.indexOf(code)] as number) + prior(code) }))
    .sort((a, b) => b.nats - a.nats)
  const best = ranked[0]?.nats ?? 0
  const total = ranked.reduce((sum, { nats }) => sum + Math.exp(nats - best), 0)
  return ranked.slice(0, 5).map(({ code, nats }) => ({ code, confidence: Math.exp(nats - best) / total }))
}

/** A script of one language is nearly sure: others write in it, too, but not to a shop. */
const ownScriptConfidence = 0.98

/** The script of most letters. Japanese is written in kanji and kana: with kana, Han is Japanese. */
export function mainScript(words: readonly ScriptWord[]): Script | null {
  const sizes = new Map<Script, number>()
  for (const { script, size } of words) sizes.set(script, (sizes.get(script) ?? 0) + size * (heavy[script] ?? 1))
  if (sizes.has('ja') && sizes.has('zh')) sizes.set('ja', (sizes.get('ja') as number) + (sizes.get('zh') as number))
  return [...sizes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

/** What the words say for each language of the table, in nats: by their letters, and as everyday words. */
export function scoresOf(words: readonly ScriptWord[]): Float64Array {
  const table = letterTable()
  const scores = new Float64Array(table.languages.length)
  for (const { word } of words) eachLetterGram(word, (hash) => table.add(hash, scores))
  for (let i = 0; i < scores.length; i += 1) scores[i] = (scores[i] as number) / overlap
  const nats = everydayNats(words.length)
  for (const { word } of words) {
    for (const language of everydayWords.get(normaliseWord(word)) ?? []) {
      const index = table.indexOf(language)
      scores[index] = (scores[index] as number) + nats
    }
  }
  return scores
}
