import type { IntentName } from '#domain/ids.ts'
import type { DenseModel } from './dense.ts'
import type { FeatureSpace } from './features.ts'
import type { OutOfScopeModel } from './out-of-scope.ts'

/** What training makes and prediction reads; plain values, so that it can be stored as it is. */
export interface IntentModel {
  names: IntentName[]
  space: FeatureSpace
  /** `weights[feature * names.length + intent] * scales[feature]` is the weight: int8 with one scale per feature. */
  weights: Int8Array
  scales: Float32Array
  bias: Float32Array
  /** Scores are divided by it before the softmax; fitted on held-out examples. */
  temperature: number
  outOfScope: OutOfScopeModel
  /** What an encoder adds; null where the assistant has none. */
  dense: DenseModel | null
  /** The distinct training utterances (words joined by spaces, entities as placeholders) with the intents they stand under, most often first. */
  utterances: Utterance[]
  /** Those of them that read otherwise where entities are not replaced, as they were written: the exact case holds for both. */
  written: Utterance[]
}

export interface Utterance {
  words: string
  intents: number[]
}

/** Stands for the out-of-scope examples among the intents of an utterance. */
export const outOfScopeIndex = -1

/** Quantises to int8, one scale per feature: on clinc150 this moves no prediction in a thousand and takes a quarter of the memory. */
export function quantise(
  weights: Float32Array,
  features: number,
  classes: number,
): { weights: Int8Array; scales: Float32Array } {
  const small = new Int8Array(weights.length)
  const scales = new Float32Array(features)
  for (let feature = 0; feature < features; feature += 1) {
    const base = feature * classes
    let most = 0
    for (let c = 0; c < classes; c += 1) most = Math.max(most, Math.abs(weights[base + c] as number))
    if (most === 0) continue
    const scale = Math.fround(most / 127)
    scales[feature] = scale
    for (let c = 0; c < classes; c += 1) small[base + c] = Math.round((weights[base + c] as number) / scale)
  }
  return { weights: small, scales }
}
