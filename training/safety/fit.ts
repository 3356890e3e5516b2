import { seededRandom } from '../../src/domain/random.ts'
import { buckets, featuresOf } from '../../src/responses/guardrails/classifier/features.ts'
import { type SafetyModel, safetyClasses } from '../../src/responses/guardrails/classifier/model.ts'
import { readWords } from '../../src/responses/guardrails/classifier/readable.ts'
import type { Row } from './rows.ts'

interface Read {
  words: Uint16Array
  grams: Uint16Array
  y: number
  weight: number
  vector: Float32Array | null
}

export interface FitOptions {
  seed: string
  epochs: number
  rate: number
  /** Pulls weights to 0, per update. */
  decay: number
  encoder: string | null
  /** Share of the rows with a vector that are read without it, so that words alone suffice. */
  withoutVector: number
}

/** Multinomial logistic regression by AdaGrad, in a seeded order. The same rows and options give the same weights. */
export function fitSafety(
  rows: readonly Row[],
  vectors: ReadonlyMap<string, Float32Array>,
  options: FitOptions,
): SafetyModel {
  const n = safetyClasses.length
  const counts = safetyClasses.map((name) => rows.filter((row) => row.class === name).length)
  // The rare classes count more, but not as much as if all were equally frequent.
  const share = counts.map((count) => Math.sqrt(rows.length / n / Math.max(count, 1)))
  const read = rows.map((row): Read => {
    const { words, grams } = featuresOf(readWords(row.text))
    const y = safetyClasses.indexOf(row.class)
    return { words, grams, y, weight: share[y] ?? 1, vector: vectors.get(row.text) ?? null }
  })
  const dimensions = [...vectors.values()][0]?.length ?? 0
  const weights = {
    words: new Float32Array(buckets * n),
    grams: new Float32Array(buckets * n),
    dense: new Float32Array(dimensions * n),
    bias: new Float32Array(n),
  }
  const squares = {
    words: new Float32Array(buckets).fill(0.1),
    grams: new Float32Array(buckets).fill(0.1),
    dense: 1,
    bias: 1,
  }
  const random = seededRandom(`${options.seed}:fit`)
  const order = read.map((_, index) => index)
  const z = new Float64Array(n)
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random.next() * (i + 1))
      const [a, b] = [order[i] as number, order[j] as number]
      order[i] = b
      order[j] = a
    }
    const rate = options.rate * (1 - epoch / options.epochs)
    for (const index of order) {
      const row = read[index] as Read
      const vector = row.vector !== null && random.next() >= options.withoutVector ? row.vector : null
      const [wordFactor, gramFactor] = [1 / Math.sqrt(row.words.length || 1), 1 / Math.sqrt(row.grams.length || 1)]
      for (let k = 0; k < n; k += 1) z[k] = weights.bias[k] as number
      for (const feature of row.words)
        for (let k = 0; k < n; k += 1) z[k] = (z[k] as number) + (weights.words[feature * n + k] as number) * wordFactor
      for (const feature of row.grams)
        for (let k = 0; k < n; k += 1) z[k] = (z[k] as number) + (weights.grams[feature * n + k] as number) * gramFactor
      if (vector)
        for (let k = 0; k < n; k += 1)
          for (let i = 0; i < dimensions; i += 1)
            z[k] = (z[k] as number) + (weights.dense[k * dimensions + i] as number) * (vector[i] as number)
      const most = Math.max(...z)
      let total = 0
      for (let k = 0; k < n; k += 1) total += z[k] = Math.exp((z[k] as number) - most)
      let square = 0
      for (let k = 0; k < n; k += 1) {
        z[k] = row.weight * ((z[k] as number) / total - (k === row.y ? 1 : 0))
        square += (z[k] as number) ** 2
      }
      if (square < 1e-5) continue
      step(row.words, weights.words, squares.words, wordFactor)
      step(row.grams, weights.grams, squares.grams, gramFactor)
      for (let k = 0; k < n; k += 1) weights.bias[k] = (weights.bias[k] as number) - rate * 0.05 * (z[k] as number)
      if (vector)
        for (let k = 0; k < n; k += 1)
          for (let i = 0; i < dimensions; i += 1) {
            const at = k * dimensions + i
            const before = weights.dense[at] as number
            weights.dense[at] = before - rate * 0.5 * ((z[k] as number) * (vector[i] as number) + 1e-5 * before)
          }
      function step(features: Uint16Array, table: Float32Array, sums: Float32Array, factor: number) {
        for (const feature of features) {
          const sum = (sums[feature] as number) + square * factor * factor
          sums[feature] = sum
          const pace = rate / Math.sqrt(sum)
          for (let k = 0; k < n; k += 1) {
            const at = feature * n + k
            const before = table[at] as number
            table[at] = before - pace * ((z[k] as number) * factor + options.decay * before)
          }
        }
      }
    }
  }
  const words = quantised(weights.words, n)
  const grams = quantised(weights.grams, n)
  return {
    classes: safetyClasses,
    words: words.values,
    grams: grams.values,
    wordScale: words.scale,
    gramScale: grams.scale,
    bias: [...weights.bias],
    temperature: 1,
    encoder: options.encoder,
    dense: weights.dense,
  }
}

/** 127 is the largest weight of a class, but for the 0.01 % beyond, which are cut. */
function quantised(table: Float32Array, n: number): { values: Int8Array; scale: number[] } {
  const values = new Int8Array(table.length)
  const scale: number[] = []
  for (let k = 0; k < n; k += 1) {
    const sizes = Float32Array.from({ length: table.length / n }, (_, i) => Math.abs(table[i * n + k] as number)).sort()
    const unit = (sizes[Math.floor(sizes.length * 0.9999)] || 1) / 127
    scale.push(unit)
    for (let i = k; i < table.length; i += n)
      values[i] = Math.max(-127, Math.min(127, Math.round((table[i] as number) / unit)))
  }
  return { values, scale }
}
