import type { ReadingContext } from '#domain/understanding.ts'
import { EntityExtractor } from './entities/extractor.ts'
import type { LearnedValue } from './entities/lists.ts'
import { intentWords, replacedTypes } from './intent-words.ts'
import { type IntentExamples, trainIntents } from './intents/train-intents.ts'
import type { TrainedUnderstanding } from './model.ts'
import { chatWords } from './spelling/chat-words.ts'
import { english } from './spelling/english.ts'
import { tokenise } from './tokens.ts'
import { type EntityDefinition, isOutOfScope, kindOf, type TrainingData, type TrainingOptions } from './types.ts'

/** Dates in examples are relative to a fixed moment, so that training does not depend on the day. */
const readingContext: ReadingContext = { timeZone: 'UTC', nowMs: Date.UTC(2026, 0, 15, 12) }

/** Makes an assistant's understanding from its data. Blocks while it runs: seconds for thousands of examples; call it from a worker in a server. */
export function train(data: TrainingData, options: TrainingOptions): TrainedUnderstanding {
  const learnedValues = collectLearnedValues(data)
  const vocabulary = collectVocabulary(data)
  const known = new Set(vocabulary.map(([word]) => word))
  const isWord = wordTest(known)
  const extractor = new EntityExtractor(data.entities, learnedValues, isWord)
  const replaced = replacedTypes(data.entities)
  const names = data.intents.filter(({ name }) => !isOutOfScope(name)).map(({ name }) => name)
  const examples: IntentExamples = { names, utterances: [], outOfScope: [] }
  for (const intent of data.intents) {
    const index = names.indexOf(intent.name)
    for (const { text, entities } of intent.examples) {
      const tokens = tokenise(text)
      const found = extractor.extract(text, tokens, readingContext)
      // What the author marked goes before what the rules find.
      const kept = found.filter((entity) =>
        entities.every((mark) => entity.end <= mark.start || entity.start >= mark.end),
      )
      const words = intentWords(tokens, [...entities, ...kept], replaced)
      if (words.length === 0) continue
      if (index < 0) examples.outOfScope.push(words)
      else examples.utterances.push({ words, intent: index })
    }
  }
  const intents = trainIntents(examples, options.seed, (done, total) => options.onProgress?.(done, total, 'intents'))
  return {
    languages: data.languages,
    intents,
    kinds: Object.fromEntries(data.intents.map((intent) => [intent.name, kindOf(intent)])),
    entities: data.entities,
    learnedValues,
    vocabulary,
  }
}

/** Whether a word is right as it is: of the assistant's vocabulary, of the language or of chats. */
export const wordTest = (vocabulary: ReadonlySet<string>) => (word: string) =>
  vocabulary.has(word) || chatWords.has(word) || english().has(word)

/** Values marked in examples for types that have no pattern, list or built-in kind: all that is known of them. */
function collectLearnedValues(data: TrainingData): LearnedValue[] {
  const known = new Set(data.entities.filter(isDefined).map(({ name }) => name))
  const values = new Map<string, LearnedValue>()
  for (const { examples } of data.intents) {
    for (const { text, entities } of examples) {
      for (const { start, end, type, value } of entities) {
        if (known.has(type)) continue
        const words = text.slice(start, end)
        values.set(`${type}\n${words.toLowerCase()}`, { type, text: words, value: value ?? words })
      }
    }
  }
  return [...values.values()]
}

const isDefined = ({ patterns, list, builtIn }: EntityDefinition) =>
  patterns !== undefined || list !== undefined || builtIn !== undefined

/** Every word the assistant knows with how often it stands in examples; in alphabetical order, so that the bytes are stable. */
function collectVocabulary(data: TrainingData): [string, number][] {
  const counts = new Map<string, number>()
  const note = (text: string, weight: number) => {
    for (const { norm } of tokenise(text)) {
      if (/\p{L}/u.test(norm) && !/\d/.test(norm)) counts.set(norm, (counts.get(norm) ?? 0) + weight)
    }
  }
  for (const { examples } of data.intents) for (const { text } of examples) note(text, 1)
  for (const word of data.vocabulary) note(word, 1)
  for (const { list } of data.entities) {
    for (const { value, synonyms } of list ?? []) for (const name of [String(value), ...synonyms]) note(name, 1)
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
