import type { Arrays, StoredArray } from '../bytes.ts'
import type { IntentModel, Utterance } from './model.ts'

/** An intent model without its arrays, as it stands in the head of the file. */
export interface StoredIntents
  extends Omit<IntentModel, 'space' | 'weights' | 'scales' | 'bias' | 'utterances' | 'written' | 'dense'> {
  words: number
  encoder: string | null
  utterances: string
  utteranceIntents: number[][]
  written: string
  writtenIntents: number[][]
}

/** `prefix` keeps the arrays of several models in one file apart. */
export function storeIntents(
  model: IntentModel,
  prefix: string,
): { value: StoredIntents; arrays: Record<string, StoredArray> } {
  const { space, weights, scales, bias, utterances, written, dense, ...rest } = model
  const arrays: Record<string, StoredArray> = { hashes: space.hashes, idf: space.idf, weights, scales, bias }
  if (dense !== null) {
    const { mean, weights: denseWeights, scales: denseScales, centres } = dense
    Object.assign(arrays, { mean, denseWeights, denseScales, centres })
  }
  return {
    value: {
      ...rest,
      words: space.words,
      encoder: dense?.encoder ?? null,
      utterances: utterances.map(({ words }) => words).join('\n'),
      utteranceIntents: utterances.map(({ intents }) => intents),
      written: written.map(({ words }) => words).join('\n'),
      writtenIntents: written.map(({ intents }) => intents),
    },
    arrays: Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${prefix}${name}`, array])),
  }
}

export function readIntents(
  stored: StoredIntents,
  prefix: string,
  array: <K extends keyof Arrays>(name: string, kind: K) => Arrays[K],
): IntentModel {
  const { words, utterances, utteranceIntents, written, writtenIntents, encoder, ...rest } = stored
  const floats = (name: string) => array(`${prefix}${name}`, 'float32')
  const bytes = (name: string) => array(`${prefix}${name}`, 'int8')
  return {
    ...rest,
    space: { hashes: array(`${prefix}hashes`, 'uint32'), idf: floats('idf'), words },
    weights: bytes('weights'),
    scales: floats('scales'),
    bias: floats('bias'),
    dense:
      encoder === null
        ? null
        : {
            encoder,
            mean: floats('mean'),
            weights: bytes('denseWeights'),
            scales: floats('denseScales'),
            centres: bytes('centres'),
          },
    utterances: pairUp(utterances, utteranceIntents),
    written: pairUp(written, writtenIntents),
  }
}

const pairUp = (texts: string, intents: number[][]): Utterance[] =>
  (texts === '' ? [] : texts.split('\n')).map((words, i) => ({ words, intents: intents[i] ?? [] }))
