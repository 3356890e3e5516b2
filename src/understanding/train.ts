import { appError } from '#domain/errors.ts'
import type { ReadingContext } from '#domain/understanding.ts'
import type { Encoder } from '#ports/encoder.ts'
import { EntityExtractor } from './entities/extractor.ts'
import { learnEntities } from './entities/learned/learn-entities.ts'
import type { LearnedValue } from './entities/lists.ts'
import { patternProblem } from './entities/pattern-safety.ts'
import { intentWords, replacedTypes } from './intent-words.ts'
import { splitByLanguage } from './intents/by-language.ts'
import { type IntentExample, type IntentExamples, trainIntents } from './intents/train-intents.ts'
import { meaningText } from './meaning-text.ts'
import type { TrainedUnderstanding } from './model.ts'
import { tokenise } from './tokens.ts'
import { type EntityDefinition, isOutOfScope, kindOf, type TrainingData, type TrainingOptions } from './types.ts'
import { collectVocabulary, wordTest } from './vocabulary.ts'

/** Dates in examples are relative to a fixed moment, so that training does not depend on the day. */
const readingContext: ReadingContext = { timeZone: 'UTC', nowMs: Date.UTC(2026, 0, 15, 12) }

/**
 * Makes an assistant's understanding from its data. Blocks while it runs, but for the encoder: seconds for thousands of examples; call it
 * from a worker in a server. Rejects with `understanding.pattern-refused`, and as the encoder does: an assistant that has one is not
 * trained without it.
 */
export async function train(data: TrainingData, options: TrainingOptions): Promise<TrainedUnderstanding> {
  refuseBadPatterns(data)
  const learnedValues = collectLearnedValues(data)
  const vocabulary = collectVocabulary(data)
  const known = new Set(vocabulary.map(([word]) => word))
  const isWord = wordTest(known)
  const rules = new EntityExtractor(data.entities, [], isWord)
  const encoder = options.encoder ?? null
  const learned = options.withoutSpans
    ? null
    : await learnEntities(data, (text) => rules.byRule(text, tokenise(text), readingContext), {
        seed: options.seed,
        encoder,
        onProgress: (done, total) => options.onProgress?.(done, total, 'entities'),
      })
  const extractor = new EntityExtractor(data.entities, learnedValues, isWord, learned)
  const replaced = replacedTypes(data.entities, learnedValues)
  const names = data.intents.filter(({ name }) => !isOutOfScope(name)).map(({ name }) => name)
  const examples: IntentExamples = { names, utterances: [], outOfScope: [], encoder: encoder?.identity ?? null }
  const texts = new Map<Pick<IntentExample, 'meaning'>, string>()
  const languages = new Map<Omit<IntentExample, 'intent'>, string>()
  for (const intent of data.intents) {
    const index = names.indexOf(intent.name)
    for (const { text, entities, language } of intent.examples) {
      const tokens = tokenise(text)
      const found = extractor.extract(text, tokens, readingContext)
      // What the author marked goes before what the rules find.
      const kept = found.filter((entity) =>
        entities.every((mark) => entity.end <= mark.start || entity.start >= mark.end),
      )
      const spans = [...entities, ...kept]
      const words = intentWords(tokens, spans, replaced)
      if (words.length === 0) continue
      const norms = tokens.map(({ norm }) => norm)
      const written = words.join(' ') === norms.join(' ') ? {} : { written: norms }
      const example: IntentExample = { words, intent: index, meaning: null, ...written }
      if (index < 0) examples.outOfScope.push(example)
      else examples.utterances.push(example)
      if (language !== undefined) languages.set(example, language)
      texts.set(example, meaningText(text, { start: 0, end: text.length }, spans, replaced))
    }
  }
  if (encoder !== null) await readMeanings(encoder, texts, options)
  const learn = (from: IntentExamples) =>
    trainIntents(from, options.seed, (done, total) => options.onProgress?.(done, total, 'intents'))
  // Intents learned together with meaning are no good without it: where the encoder can fail, words alone are learned, too.
  const { main, others } = splitByLanguage(examples, (example) => languages.get(example), data.languages[0] ?? 'en')
  const intentsOfWords = encoder?.canFail ? learn({ ...main, encoder: null }) : null
  const intents = learn(main)
  return {
    languages: data.languages,
    intents,
    intentsOfWords,
    otherLanguages: others.map(({ language, examples: own }) => ({ language, intents: learn(own) })),
    kinds: Object.fromEntries(data.intents.map((intent) => [intent.name, kindOf(intent)])),
    entities: data.entities,
    learnedValues,
    learned,
    vocabulary,
  }
}

/** Texts that the encoder is given at once: few enough for an endpoint, and for progress to be seen. */
const textsAtOnce = 64

async function readMeanings(
  encoder: Encoder,
  texts: ReadonlyMap<Pick<IntentExample, 'meaning'>, string>,
  { onProgress }: TrainingOptions,
) {
  const waiting = [...texts]
  for (let from = 0; from < waiting.length; from += textsAtOnce) {
    const batch = waiting.slice(from, from + textsAtOnce)
    const encodings = await encoder.encode(batch.map(([, text]) => ({ text })))
    batch.forEach(([example], index) => {
      const vector = encodings[index]?.vector
      if (vector !== undefined) example.meaning = vector
    })
    onProgress?.(Math.min(from + textsAtOnce, waiting.length), waiting.length, 'meanings')
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
