import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { seededRandom } from '#domain/random.ts'
import { applyScale, fitScale } from '../../src/understanding/sentiment/classifier/dense.ts'
import { learnFeatureSpace, SparseFeaturiser } from '../../src/understanding/sentiment/classifier/feature-space.ts'
import { learnLinear } from '../../src/understanding/sentiment/classifier/linear.ts'
import { lexicalFeatures, type WordPolarity } from '../../src/understanding/sentiment/lexical.ts'
import { readForSentiment } from '../../src/understanding/sentiment/reading.ts'
import type { ToneModel } from '../../src/understanding/sentiment/tone-model.ts'

export interface EmotionRow {
  text: string
  labels: string[]
}

/** What fits into the artifact: the most frequent words and letters are those that other texts have, too. */
const choice = { leastWord: 3, leastGram: 8, mostWords: 22_000, mostGrams: 12_000 }
const learning = { epochs: 7, step: 0.5, sparseDecay: 1e-3, denseDecay: 1e-3, leastGradient: 0.01 }
const lexicalWeight = 0.25

export const readEmotionRows = (file: string): EmotionRow[] => {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as EmotionRow)
}

type Emotions = Omit<ToneModel, 'heads' | 'lexicon' | 'thresholds'>

/** Sees each label by itself: a row may have several. Weights are rounded to one byte, each label on a scale of its own. */
export async function learnEmotions(
  rows: readonly EmotionRow[],
  polarityOf: WordPolarity,
  seed: string,
  onEpoch: (done: number, total: number) => void,
): Promise<Emotions> {
  const labels = [...new Set(rows.flatMap((row) => row.labels))].sort()
  const readings = rows.map(({ text }) => readForSentiment(text))
  const space = learnFeatureSpace(readings, choice)
  const featuriser = new SparseFeaturiser(space)
  const lexical = readings.map((reading) => lexicalFeatures(reading, polarityOf))
  const lexicalScale = fitScale(lexical, () => lexicalWeight)
  const examples = readings.map((reading, i) => ({
    sparse: featuriser.vector(reading),
    dense: applyScale(lexical[i] as Float32Array, lexicalScale),
  }))
  const targets = new Float32Array(rows.length * labels.length)
  rows.forEach((row, i) => {
    for (const label of row.labels) targets[i * labels.length + labels.indexOf(label)] = 1
  })
  const shape = { outputs: labels.length, link: 'sigmoid', features: space.hashes.length } as const
  const model = await learnLinear(examples, targets, shape, seededRandom(seed), learning, onEpoch)
  const scales = labels.map((_, k) => largest(model.sparse, k, labels.length) / 127)
  const sparse = Int8Array.from(model.sparse, (weight, i) => Math.round(weight / (scales[i % labels.length] || 1)))
  return {
    labels,
    space,
    lexicalScale,
    sparse,
    scales: Float32Array.from(scales),
    dense: model.dense,
    bias: model.bias,
  }
}

function largest(weights: Float32Array, from: number, step: number): number {
  let most = 0
  for (let i = from; i < weights.length; i += step) most = Math.max(most, Math.abs(weights[i] as number))
  return most
}
