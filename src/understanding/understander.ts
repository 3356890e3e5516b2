import type { Entity, RankedIntent, ReadingContext, Understanding } from '#domain/understanding.ts'
import { EntityExtractor } from './entities/extractor.ts'
import { intentWords, replacedTypes } from './intent-words.ts'
import { IntentClassifier } from './intents/classifier.ts'
import type { ScopeSigns } from './intents/out-of-scope.ts'
import { detectLanguage } from './language/language.ts'
import { limits } from './limits.ts'
import { deserialise, type TrainedUnderstanding } from './model.ts'
import { readMood } from './sentiment/mood.ts'
import { Speller } from './spelling/speller.ts'
import { type Token, tokenise } from './tokens.ts'
import { wordTest } from './vocabulary.ts'
import { NegationReader } from './wishes/negation.ts'
import { type Reading, splitWishes } from './wishes/wishes.ts'

/** What the models say of one text as it stands, for tools that explain and compare. */
export interface Inspection {
  entities: Entity[]
  /** The words that intents were read from: entities as placeholders. */
  words: string[]
  /** Every intent, best first; the probabilities sum to 1 unless there are no words. */
  intents: RankedIntent[]
  outOfScope: number
  signs: ScopeSigns | null
}

/** Reads messages for one assistant. Synchronous; keeps scratch memory, so use one per thread. */
export class Understander {
  readonly trained: TrainedUnderstanding
  readonly #classifier: IntentClassifier
  readonly #extractor: EntityExtractor
  readonly #replaced: ReadonlySet<string>
  readonly #negation: NegationReader
  readonly #speller: Speller
  readonly #isWord: (word: string) => boolean

  constructor(trained: TrainedUnderstanding) {
    this.trained = trained
    const vocabulary = new Map(trained.vocabulary)
    this.#isWord = wordTest(new Set(vocabulary.keys()))
    this.#classifier = new IntentClassifier(trained.intents)
    this.#extractor = new EntityExtractor(trained.entities, trained.learnedValues, this.#isWord, trained.learned)
    this.#replaced = replacedTypes(trained.entities)
    this.#negation = new NegationReader(trained.intents)
    this.#speller = new Speller(vocabulary, trained.languages)
  }

  /** Everything one message says. Never fails: whatever the text is, the result is valid and all spans lie in `corrected`. */
  understand(message: string, context: ReadingContext): Understanding {
    const text = message.slice(0, limits.textLength)
    const written = tokenise(text)
    const language = detectLanguage(text, written, this.trained.languages, this.#isWord, context.language)
    const { corrected, corrections } = this.#speller.correct(text, written, language.code, this.#freeForm(context))
    const tokens = corrections.length === 0 ? written : tokenise(corrected)
    const entities = this.#extractor.extract(corrected, tokens, context)
    const whole = this.#classify(tokens, entities)
    const { reading, wishes } = splitWishes(corrected, tokens, entities, whole, {
      classify: (part) => this.#classify(part, entities),
      kindOf: (intent) => this.trained.kinds[intent] ?? 'wish',
      isOnlyValues: (part) =>
        part.every(({ start, end }) => entities.some((entity) => entity.start < end && entity.end > start)),
      isNegated: (part, intent) => this.#negation.isNegated(corrected, part, intent),
    })
    return {
      text,
      corrected,
      corrections,
      language,
      intents: reading.intents,
      outOfScope: reading.outOfScope,
      wishes,
      entities,
      mood: readMood(text, written),
    }
  }

  /** The whole text as one wish: no spelling, and an utterance of the training data is read like any other. */
  inspect(text: string, context: ReadingContext): Inspection {
    const tokens = tokenise(text)
    const entities = this.#extractor.extract(text, tokens, context)
    const words = intentWords(tokens, entities, this.#replaced)
    const { ranked, outOfScope, signs } = this.#classifier.inspect(words)
    const intents = ranked.map(({ intent, confidence }) => ({
      name: this.trained.intents.names[intent] as string,
      confidence,
    }))
    return { entities, words, intents, outOfScope, signs }
  }

  #classify(tokens: readonly Token[], entities: readonly Entity[]): Reading {
    const words = intentWords(tokens, entities, this.#replaced)
    const { ranked, outOfScope, exact } = this.#classifier.classify(
      words,
      tokens.map(({ norm }) => norm),
      limits.rankedIntents,
    )
    const { names } = this.trained.intents
    return {
      intents: ranked.map(({ intent, confidence }) => ({ name: names[intent] as string, confidence })),
      outOfScope,
      exact,
    }
  }

  /** Whether a name or an address is waited for: nothing in it is a slip of a word that we know. */
  #freeForm({ expected }: ReadingContext): boolean {
    return this.trained.entities.some(
      ({ name, builtIn }) => (builtIn === 'person-name' || builtIn === 'address') && expected?.entities.includes(name),
    )
  }
}

/** @throws AppError `understanding.model-unreadable` */
export const load = (bytes: Uint8Array): Understander => new Understander(deserialise(bytes))
