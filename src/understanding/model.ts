import { appError } from '#domain/errors.ts'
import type { IntentName } from '#domain/ids.ts'
import { packBytes, unpackBytes } from './bytes.ts'
import type { LearnedEntities } from './entities/learned/learn-entities.ts'
import { readLearned, type StoredLearned, storeLearned } from './entities/learned/stored.ts'
import type { LearnedValue } from './entities/lists.ts'
import type { IntentModel, Utterance } from './intents/model.ts'
import type { EntityDefinition, IntentKind } from './types.ts'

/** All that training makes of an assistant's data: plain values. */
export interface TrainedUnderstanding {
  languages: string[]
  intents: IntentModel
  kinds: Record<IntentName, IntentKind>
  entities: EntityDefinition[]
  learnedValues: LearnedValue[]
  /** Spans of entities as marks taught them; null where there were too few. */
  learned: LearnedEntities | null
  /** The assistant's own words with how often they were seen. */
  vocabulary: [word: string, count: number][]
}

/** Raised whenever bytes of an older trainer cannot be read any more. */
const version = 4

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
  intents: Omit<IntentModel, 'space' | 'weights' | 'scales' | 'bias' | 'utterances' | 'written' | 'dense'> & {
    words: number
    /** Its arrays stand under `dense.…`. */
    encoder: string | null
    utterances: string
    utteranceIntents: number[][]
    written: string
    writtenIntents: number[][]
  }
}

/** The same trained values give the same bytes. */
export function serialise(trained: TrainedUnderstanding): Uint8Array {
  const { space, weights, scales, bias, utterances, written, dense, ...rest } = trained.intents
  const learned = storeLearned(trained.learned)
  const stored: Stored = {
    version,
    languages: trained.languages,
    kinds: trained.kinds,
    entities: trained.entities,
    learnedValues: trained.learnedValues,
    learned: learned.value,
    vocabulary: trained.vocabulary.map(([word]) => word).join(' '),
    counts: trained.vocabulary.map(([, count]) => count).join(' '),
    intents: {
      ...rest,
      words: space.words,
      encoder: dense?.encoder ?? null,
      utterances: utterances.map(({ words }) => words).join('\n'),
      utteranceIntents: utterances.map(({ intents }) => intents),
      written: written.map(({ words }) => words).join('\n'),
      writtenIntents: written.map(({ intents }) => intents),
    },
  }
  const denseArrays = dense && {
    'dense.mean': dense.mean,
    'dense.weights': dense.weights,
    'dense.scales': dense.scales,
    'dense.centres': dense.centres,
  }
  const arrays = { hashes: space.hashes, idf: space.idf, weights, scales, bias, ...denseArrays, ...learned.arrays }
  return packBytes(stored, arrays)
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
  const { words, utterances, utteranceIntents, written, writtenIntents, encoder, ...rest } = stored.intents
  const counts = stored.counts.split(' ').map(Number)
  return {
    languages: stored.languages,
    kinds: stored.kinds,
    entities: stored.entities,
    learnedValues: stored.learnedValues,
    learned: readLearned(stored.learned, array),
    vocabulary: splitWords(stored.vocabulary, ' ').map((word, i) => [word, counts[i] ?? 1]),
    intents: {
      ...rest,
      space: { hashes: array('hashes', 'uint32'), idf: array('idf', 'float32'), words },
      weights: array('weights', 'int8'),
      scales: array('scales', 'float32'),
      bias: array('bias', 'float32'),
      dense:
        encoder === null
          ? null
          : {
              encoder,
              mean: array('dense.mean', 'float32'),
              weights: array('dense.weights', 'int8'),
              scales: array('dense.scales', 'float32'),
              centres: array('dense.centres', 'int8'),
            },
      utterances: pairUp(utterances, utteranceIntents),
      written: pairUp(written, writtenIntents),
    },
  }
}

const pairUp = (texts: string, intents: number[][]): Utterance[] =>
  splitWords(texts, '\n').map((words, i) => ({ words, intents: intents[i] ?? [] }))

const splitWords = (text: string, separator: string) => (text === '' ? [] : text.split(separator))
