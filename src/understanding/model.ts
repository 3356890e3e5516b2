import { appError } from '#domain/errors.ts'
import type { IntentName } from '#domain/ids.ts'
import { packBytes, unpackBytes } from './bytes.ts'
import type { LearnedEntities } from './entities/learned/learn-entities.ts'
import { readLearned, type StoredLearned, storeLearned } from './entities/learned/stored.ts'
import type { LearnedValue } from './entities/lists.ts'
import type { LanguageIntents } from './intents/by-language.ts'
import type { IntentModel } from './intents/model.ts'
import { readIntents, type StoredIntents, storeIntents } from './intents/stored.ts'
import type { EntityDefinition, IntentKind } from './types.ts'

/** All that training makes of an assistant's data: plain values. */
export interface TrainedUnderstanding {
  languages: string[]
  intents: IntentModel
  /** Learned from words alone, for when an encoder that can fail does; null where the encoder cannot, or there is none. */
  intentsOfWords: IntentModel | null
  /** Of the languages beside the first that have enough examples. */
  otherLanguages: LanguageIntents[]
  kinds: Record<IntentName, IntentKind>
  entities: EntityDefinition[]
  learnedValues: LearnedValue[]
  /** Spans of entities as marks taught them; null where there were too few. */
  learned: LearnedEntities | null
  /** The assistant's own words with how often they were seen. */
  vocabulary: [word: string, count: number][]
}

/** Raised whenever bytes of an older trainer cannot be read any more. */
const version = 7

interface Stored {
  version: number
  languages: string[]
  kinds: Record<IntentName, IntentKind>
  entities: EntityDefinition[]
  learnedValues: LearnedValue[]
  learned: StoredLearned | null
  /** One text rather than an array: a fifth of the parsing time. */
  vocabulary: string
  counts: string
  intents: StoredIntents
  intentsOfWords: StoredIntents | null
  otherLanguages: { language: string; intents: StoredIntents }[]
}

/** The same trained values give the same bytes. */
export function serialise(trained: TrainedUnderstanding): Uint8Array {
  const learned = storeLearned(trained.learned)
  const intents = storeIntents(trained.intents, '')
  const ofWords = trained.intentsOfWords && storeIntents(trained.intentsOfWords, 'words.')
  const others = trained.otherLanguages.map(({ language, intents: own }) => ({
    language,
    ...storeIntents(own, `${language}.`),
  }))
  const stored: Stored = {
    version,
    languages: trained.languages,
    kinds: trained.kinds,
    entities: trained.entities,
    learnedValues: trained.learnedValues,
    learned: learned.value,
    vocabulary: trained.vocabulary.map(([word]) => word).join(' '),
    counts: trained.vocabulary.map(([, count]) => count).join(' '),
    intents: intents.value,
    intentsOfWords: ofWords?.value ?? null,
    otherLanguages: others.map(({ language, value }) => ({ language, intents: value })),
  }
  const ofOthers = Object.assign({}, ...others.map(({ arrays }) => arrays))
  return packBytes(stored, { ...intents.arrays, ...ofWords?.arrays, ...ofOthers, ...learned.arrays })
}

/** @throws AppError `understanding.model-unreadable`. */
export function deserialise(bytes: Uint8Array): TrainedUnderstanding {
  const { value, array } = unpackBytes(bytes)
  const stored = value as Stored
  if (stored.version !== version) {
    throw appError('understanding.model-unreadable', {
      problem: `it has version ${String(stored.version)}, not ${version}`,
    })
  }
  const counts = stored.counts.split(' ').map(Number)
  const words = stored.vocabulary === '' ? [] : stored.vocabulary.split(' ')
  return {
    languages: stored.languages,
    kinds: stored.kinds,
    entities: stored.entities,
    learnedValues: stored.learnedValues,
    learned: readLearned(stored.learned, array),
    vocabulary: words.map((word, i) => [word, counts[i] ?? 1]),
    intents: readIntents(stored.intents, '', array),
    intentsOfWords: stored.intentsOfWords && readIntents(stored.intentsOfWords, 'words.', array),
    otherLanguages: stored.otherLanguages.map(({ language, intents }) => ({
      language,
      intents: readIntents(intents, `${language}.`, array),
    })),
  }
}
