import { chatWords } from './spelling/chat-words.ts'
import { english } from './spelling/english.ts'
import { properNames } from './spelling/proper-names.ts'
import { Speller } from './spelling/speller.ts'
import { tokenise } from './tokens.ts'
import type { BuiltInKind, TrainingData } from './types.ts'

/** Whether a word is right as it is: of the assistant's vocabulary, of the language or of chats. */
export const wordTest = (vocabulary: ReadonlySet<string>) => (word: string) =>
  vocabulary.has(word) || chatWords.has(word) || english().has(word)

/** Values of these are never words of the vocabulary: tomorrow's customer has another name. */
const free: ReadonlySet<BuiltInKind> = new Set(['person-name', 'address', 'email', 'url'])
/** A word in so few examples and nowhere else may be a slip that the author wrote on purpose. */
const suspiciousCount = 2
/** … if the speller would correct it at least so surely. */
const sureSlip = 0.9

/**
 * Every word the assistant knows with how often it stands in examples; in alphabetical order, so that the bytes are stable. Words of
 * lists and of `data.vocabulary` are right whatever they look like; of the examples' own words, slips are left out.
 */
export function collectVocabulary(data: TrainingData): [string, number][] {
  const counts = new Map<string, number>()
  const right = new Set<string>()
  const words = (text: string) => tokenise(text).filter(({ norm }) => /\p{L}/u.test(norm) && !/\d/.test(norm))
  const note = (word: string) => counts.set(word, (counts.get(word) ?? 0) + 1)
  const freeTypes = new Set(
    data.entities
      .filter(({ builtIn, patterns }) => (builtIn !== undefined && free.has(builtIn)) || patterns !== undefined)
      .map(({ name }) => name),
  )
  for (const { examples } of data.intents) {
    for (const { text, entities } of examples) {
      const spans = entities.filter(({ type }) => freeTypes.has(type))
      for (const { norm, start, end } of words(text)) {
        if (!spans.some((span) => span.start < end && span.end > start)) note(norm)
      }
    }
  }
  const given = [...data.vocabulary]
  for (const { list } of data.entities)
    for (const { value, synonyms } of list ?? []) given.push(String(value), ...synonyms)
  for (const text of given) {
    for (const { norm } of words(text)) {
      note(norm)
      right.add(norm)
    }
  }
  const all = [...counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const isTrusted = ([word, count]: [string, number]) =>
    count > suspiciousCount || right.has(word) || chatWords.has(word) || properNames.has(word) || english().has(word)
  const languages = data.languages.map((language) => language.slice(0, 2))
  const [language] = languages
  // Without a general list of the language nothing tells a rare word from a slip.
  if (language !== 'en') return all
  const speller = new Speller(new Map(all.filter(isTrusted)), languages)
  return all.filter((entry) => {
    if (isTrusted(entry)) return true
    const { corrections } = speller.correct(entry[0], tokenise(entry[0]), language, false)
    // A new word made of two ("autofill") is one, not a left-out space.
    return !corrections.some(({ confidence, corrected }) => confidence >= sureSlip && !corrected.includes(' '))
  })
}
