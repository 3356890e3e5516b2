import { AppError } from '#domain/errors.ts'
import type { Correction, Entity, Mood, RankedIntent, ReadingContext, Understanding } from '#domain/understanding.ts'
import type { Encoder, Encoding } from '#ports/encoder.ts'
import { EntityExtractor } from './entities/extractor.ts'
import { intentWords, replacedTypes } from './intent-words.ts'
import { IntentClassifier } from './intents/classifier.ts'
import { centred, meanVector } from './intents/dense.ts'
import type { ScopeSigns } from './intents/out-of-scope.ts'
import { detectLanguage, languageOfTag } from './language/language.ts'
import { limits } from './limits.ts'
import { meaningText } from './meaning-text.ts'
import { deserialise, type TrainedUnderstanding } from './model.ts'
import { readMood } from './sentiment/mood.ts'
import { Speller } from './spelling/speller.ts'
import { type Token, tokenise } from './tokens.ts'
import { wordTest } from './vocabulary.ts'
import { parentsOf } from './wishes/hierarchy.ts'
import { NegationReader } from './wishes/negation.ts'
import type { CutListener } from './wishes/parts.ts'
import { type Segment, segmentsOf } from './wishes/segments.ts'
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

/** A message with its slips corrected. */
interface Spelled {
  text: string
  language: Understanding['language']
  corrected: string
  corrections: Correction[]
  tokens: Token[]
  mood: Mood
}

/** Share of a message's words from which on a part means what the message means. */
const nearlyAll = 0.85

/** A message as it is before intents are read. */
interface Prepared extends Spelled {
  entities: Entity[]
  /** Parts that may be wishes of their own; none where the message is a training example or has only one part. */
  segments: Segment[]
}

/** Reads messages for one assistant. Keeps scratch memory, so use one per thread; several messages may be under way at once. */
export class Understander {
  readonly trained: TrainedUnderstanding
  readonly #encoder: Encoder | null
  readonly #classifier: IntentClassifier
  /** For when there is no encoder, or it failed. */
  readonly #wordClassifier: IntentClassifier
  /** Of the languages that have a model of their own, by ISO 639-1. */
  readonly #otherClassifiers: ReadonlyMap<string, IntentClassifier>
  readonly #extractor: EntityExtractor
  readonly #replaced: ReadonlySet<string>
  readonly #negation: NegationReader
  readonly #speller: Speller
  readonly #isWord: (word: string) => boolean
  /** Told every cut of a message that is weighed (training/wishes); nobody listens where messages are served. */
  onCut: CutListener | undefined
  /** What the encoder said of whole messages that were read, as long as their reading is kept: it is no part of the record. */
  readonly #meanings = new WeakMap<Understanding, Float32Array>()

  /** `encoder`: the one that it was trained with; another one, or null, leaves only words to read from. */
  constructor(trained: TrainedUnderstanding, encoder: Encoder | null = null) {
    this.trained = trained
    this.#encoder = encoder !== null && trained.intents.dense?.encoder === encoder.identity ? encoder : null
    const vocabulary = new Map(trained.vocabulary)
    this.#isWord = wordTest(new Set(vocabulary.keys()))
    this.#classifier = new IntentClassifier(trained.intents)
    const { intentsOfWords } = trained
    this.#wordClassifier = intentsOfWords === null ? this.#classifier : new IntentClassifier(intentsOfWords)
    this.#otherClassifiers = new Map(
      trained.otherLanguages.map(({ language, intents }) => [language, new IntentClassifier(intents)]),
    )
    this.#extractor = new EntityExtractor(trained.entities, trained.learnedValues, this.#isWord, trained.learned)
    this.#replaced = replacedTypes(trained.entities, trained.learnedValues)
    this.#negation = new NegationReader(trained.intents)
    this.#speller = new Speller(vocabulary, trained.languages)
  }

  /**
   * Everything one message says. Whatever the text is, the result is valid and all spans lie in `corrected`. Where the encoder fails, the
   * words alone are read, and the result says so. Rejects only as `signal` says.
   */
  async understand(message: string, context: ReadingContext, signal?: AbortSignal): Promise<Understanding> {
    const spelled = this.#spell(message, context)
    if (this.#encoder === null || spelled.tokens.length === 0 || this.#classifierOf(spelled.language) !== null)
      return this.#finish(this.#prepare(spelled, context), () => null)
    let prepared: Prepared | undefined
    try {
      prepared = this.#prepare(spelled, context, await this.#readWords(spelled.corrected, this.#encoder, signal))
      const meaningOf = await this.#readMeanings(prepared, this.#encoder, signal)
      const understanding = this.#finish(prepared, meaningOf)
      const whole = meaningOf(prepared.tokens)
      if (whole !== null) this.#meanings.set(understanding, whole)
      return understanding
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'encoder.unavailable')) throw error
      prepared ??= this.#prepare(spelled, context)
      return { ...this.#finish(prepared, () => null), encoderProblem: error.message }
    }
  }

  /** What the encoder said of the whole message, for others who would ask it the same. Null where it was not asked, or did not answer. */
  meaningOf(understanding: Understanding): { vector: Float32Array; encoder: string } | null {
    const vector = this.#meanings.get(understanding)
    return vector === undefined || this.#encoder === null ? null : { vector, encoder: this.#encoder.identity }
  }

  /** The same from words alone, at once. */
  understandWords(message: string, context: ReadingContext): Understanding {
    return this.#finish(this.#prepare(this.#spell(message, context), context), () => null)
  }

  /**
   * How alike two texts are in meaning, [-1, 1]; null without an encoder, and with one that is outside of this thread: what it would tell is
   * not worth a call.
   */
  async similarity(one: string, other: string): Promise<number | null> {
    if (this.#encoder === null || this.#encoder.canFail) return null
    const [a, b] = await this.#encoder.encode([{ text: one }, { text: other }])
    return a === undefined || b === undefined
      ? null
      : a.vector.reduce((sum, value, at) => sum + value * (b.vector[at] ?? 0), 0)
  }

  /** The whole text as one wish: no spelling, and an utterance of the training data is read like any other. */
  async inspect(text: string, context: ReadingContext): Promise<Inspection> {
    const tokens = tokenise(text)
    const encoding = this.#encoder && (await this.#readWords(text, this.#encoder, undefined))
    const entities = this.#extractor.extract(text, tokens, context, encoding)
    const words = intentWords(tokens, entities, this.#replaced)
    const whole = meaningText(text, { start: 0, end: text.length }, entities, this.#replaced)
    const [meaning] = (await this.#encoder?.encode([{ text: whole }])) ?? []
    const language = detectLanguage(text, tokens, this.trained.languages, this.#isWord, context.language)
    const classifier = this.#classifierOf(language) ?? this.#classifier
    const { ranked, outOfScope, signs } = classifier.inspect(words, meaning?.vector ?? null)
    const intents = ranked.map(({ intent, confidence }) => ({
      name: classifier.model.names[intent] as string,
      confidence,
    }))
    return { entities, words, intents, outOfScope, signs }
  }

  #spell(message: string, context: ReadingContext): Spelled {
    const text = message.slice(0, limits.textLength)
    const written = tokenise(text)
    const language = detectLanguage(text, written, this.trained.languages, this.#isWord, context.language)
    const { corrected, corrections } = this.#speller.correct(
      text,
      written,
      language.code,
      this.#freeForm(context),
      language.others?.flatMap(({ spans }) => spans),
    )
    const tokens = corrections.length === 0 ? written : tokenise(corrected)
    return { text, language, corrected, corrections, tokens, mood: readMood(text, written) }
  }

  /** What the encoder says of each word, for entities whose spans were learned with it; null where none were. */
  async #readWords(text: string, encoder: Encoder, signal: AbortSignal | undefined): Promise<Encoding | null> {
    const input = this.#extractor.encoderInput(text, encoder)
    const [encoding = null] = input === null ? [] : await encoder.encode([input], signal)
    return encoding
  }

  #prepare(spelled: Spelled, context: ReadingContext, encoding: Encoding | null = null): Prepared {
    const { corrected, tokens, language } = spelled
    const entities = this.#extractor.extract(corrected, tokens, { ...context, language: language.code }, encoding)
    const words = intentWords(tokens, entities, this.#replaced)
    const norms = tokens.map(({ norm }) => norm)
    const isExact =
      this.#classifier.isExact(words, norms) || this.#classifierOf(spelled.language)?.isExact(words, norms) === true
    const segments = isExact ? [] : segmentsOf(corrected, tokens, entities)
    return { ...spelled, entities, segments }
  }

  /** The meaning of the message and of each of its parts, asked for at once. What several parts mean together is their mean. */
  async #readMeanings(
    { corrected, tokens, entities, segments }: Prepared,
    encoder: Encoder,
    signal: AbortSignal | undefined,
  ): Promise<(part: readonly Token[]) => Float32Array | null> {
    const isWhole = segments.length === 1 && segments[0]?.isOpened !== true
    const parts = isWhole
      ? []
      : segments.filter(({ isCourtesy }) => isCourtesy !== true).map(({ from, end }) => tokens.slice(from, end))
    const textOf = (part: readonly Token[]) => {
      const span = { start: part[0]?.start ?? 0, end: part.at(-1)?.end ?? 0 }
      return meaningText(corrected, span, entities, this.#replaced)
    }
    const whole = meaningText(corrected, { start: 0, end: corrected.length }, entities, this.#replaced)
    // A greeting before a wish hardly changes what the encoder makes of it: that part need not be read once more.
    const isNearlyAll = (part: readonly Token[]) => part.length >= nearlyAll * tokens.length
    const apart = parts.filter((part) => !isNearlyAll(part))
    const inputs = [whole, ...apart.map(textOf)].map((text) => ({ text }))
    const [first, ...read] = await encoder.encode(inputs, signal)
    const rest = parts.map((part) => (isNearlyAll(part) ? first : read[apart.indexOf(part)]))
    return (asked) => {
      if (asked.length === tokens.length) return first?.vector ?? null
      const begins = new Set(asked)
      const said = parts.flatMap((part, index) => {
        const vector = rest[index]?.vector
        const [head] = part
        return vector !== undefined && head !== undefined && begins.has(head) ? [{ vector, words: part.length }] : []
      })
      return meanVector(said)
    }
  }

  #finish(prepared: Prepared, meaningOf: (part: readonly Token[]) => Float32Array | null): Understanding {
    const { text, corrected, corrections, language, tokens, entities, mood } = prepared
    const own = this.#classifierOf(language)
    const whole = this.#classify(tokens, entities, meaningOf(tokens), own)
    const { reading, wishes } = splitWishes(corrected, tokens, entities, whole, {
      classify: (part) => this.#classify(part, entities, meaningOf(part), own),
      kindOf: (intent) => this.trained.kinds[intent] ?? 'wish',
      isOnlyValues: (part) =>
        part.every(({ start, end }) => entities.some((entity) => entity.start < end && entity.end > start)),
      isNegated: (part, intent) => this.#negation.isNegated(corrected, part, intent),
      alike: (one, other) => this.#alike(meaningOf(one), meaningOf(other)),
      ...(this.onCut && { onCut: this.onCut }),
    })
    const { intents, outOfScope } = reading
    const parents = reading.parents()
    return { text, corrected, corrections, language, intents, parents, outOfScope, wishes, entities, mood }
  }

  /** The cosine of two meanings, without what all texts of the assistant have in common. */
  #alike(one: Float32Array | null, other: Float32Array | null): number {
    const mean = this.#classifier.model.dense?.mean
    if (one === null || other === null || mean === undefined) return 0
    const [a, b] = [centred(one, mean), centred(other, mean)]
    return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
  }

  /** The model of a message's language, where it has one of its own. */
  #classifierOf({ code }: Understanding['language']): IntentClassifier | null {
    return this.#otherClassifiers.get(languageOfTag(code)) ?? null
  }

  #classify(
    tokens: readonly Token[],
    entities: readonly Entity[],
    meaning: Float32Array | null,
    own: IntentClassifier | null,
  ): Reading {
    const words = intentWords(tokens, entities, this.#replaced)
    const norms = tokens.map(({ norm }) => norm)
    const main = meaning === null ? this.#wordClassifier : this.#classifier
    // An utterance of the training data is right in whatever language it stands there ("ok").
    const isOwn = own !== null && (own.isExact(words, norms) || !main.isExact(words, norms))
    const classifier = isOwn ? own : main
    const { ranked, probabilities, outOfScope, exact } = classifier.classify(
      words,
      norms,
      meaning,
      limits.rankedIntents,
    )
    const { names } = classifier.model
    return {
      intents: ranked.map(({ intent, confidence }) => ({ name: names[intent] as string, confidence })),
      parents: () => parentsOf(names.map((name, intent) => ({ name, confidence: probabilities[intent] ?? 0 }))),
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

/**
 * `encoder`: the one that it was trained with.
 * @throws AppError `understanding.model-unreadable`
 */
export const load = (bytes: Uint8Array, encoder: Encoder | null = null): Understander =>
  new Understander(deserialise(bytes), encoder)
