import { appError } from '#domain/errors.ts'
import type { ReadingContext } from '#domain/understanding.ts'
import { EntityExtractor } from './entities/extractor.ts'
import { learnEntities } from './entities/learned/learn-entities.ts'
import type { LearnedValue } from './entities/lists.ts'
import { patternProblem } from './entities/pattern-safety.ts'
import { intentWords, replacedTypes } from './intent-words.ts'
import { type IntentExamples, trainIntents } from './intents/train-intents.ts'
import type { TrainedUnderstanding } from './model.ts'
import { tokenise } from './tokens.ts'
import { type EntityDefinition, isOutOfScope, kindOf, type TrainingData, type TrainingOptions } from './types.ts'
import { collectVocabulary, wordTest } from './vocabulary.ts'

/** Dates in examples are relative to a fixed moment, so that training does not depend on the day. */
const readingContext: ReadingContext = { timeZone: 'UTC', nowMs: Date.UTC(2026, 0, 15, 12) }

/**
 * Makes an assistant's understanding from its data. Blocks while it runs: seconds for thousands of examples; call it from a worker in a
 * server.
 * @throws AppError `understanding.pattern-refused`
 */
export function train(data: TrainingData, options: TrainingOptions): TrainedUnderstanding {
  refuseBadPatterns(data)
  const learnedValues = collectLearnedValues(data)
  const vocabulary = collectVocabulary(data)
  const known = new Set(vocabulary.map(([word]) => word))
  const isWord = wordTest(known)
  const rules = new EntityExtractor(data.entities, [], isWord)
  const learned = learnEntities(data, (text) => rules.byRule(text, tokenise(text), readingContext), {
    seed: options.seed,
    onProgress: (done, total) => options.onProgress?.(done, total, 'entities'),
  })
  const extractor = new EntityExtractor(data.entities, learnedValues, isWord, learned)
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
      const written = tokens.map(({ norm }) => norm)
      if (words.length === 0) continue
      if (index < 0) examples.outOfScope.push(words)
      else if (words.join(' ') === written.join(' ')) examples.utterances.push({ words, intent: index })
      else examples.utterances.push({ words, intent: index, written })
    }
  }
  const intents = trainIntents(examples, options.seed, (done, total) => options.onProgress?.(done, total, 'intents'))
  return {
    languages: data.languages,
    intents,
    kinds: Object.fromEntries(data.intents.map((intent) => [intent.name, kindOf(intent)])),
    entities: data.entities,
    learnedValues,
    learned,
    vocabulary,
  }
}

function refuseBadPatterns(data: TrainingData) {
  for (const { name, patterns } of data.entities) {
    for (const pattern of patterns ?? []) {
      const problem = patternProblem(pattern)
      if (problem !== undefined) throw appError('understanding.pattern-refused', { entity: name, pattern, problem })
    }
  }
}

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
