/**
 * Vectors of a sentence encoder as features. What all examples have in common is taken away (sentences of one language and one trade are
 * all somewhat alike), and the rest is scaled to length 1, so that it weighs as the words do.
 */
export interface DenseModel {
  /** Identity of the encoder that the vectors came from. */
  encoder: string
  /** The mean of all training vectors. */
  mean: Float32Array
  /** `weights[dimension * intents + intent] * scales[dimension]`. */
  weights: Int8Array
  scales: Float32Array
  /** The direction of each intent's examples: `centres[intent * dimensions + dimension]`, each of length 127. */
  centres: Int8Array
}

/** The mean of vectors that all have `dimensions` numbers. */
export function meanOf(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions)
  for (const vector of vectors) {
    for (let k = 0; k < dimensions; k += 1) mean[k] = (mean[k] as number) + (vector[k] as number) / vectors.length
  }
  return mean
}

/** The vector less the mean, of length 1; zeros (a text without words) stay zeros. */
export function centred(vector: Float32Array, mean: Float32Array): Float32Array {
  const result = new Float32Array(vector.length)
  if (vector.every((value) => value === 0)) return result
  let squares = 0
  for (let k = 0; k < vector.length; k += 1) {
    const value = (vector[k] as number) - (mean[k] as number)
    result[k] = value
    squares += value * value
  }
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares)
  for (let k = 0; k < vector.length; k += 1) result[k] = (result[k] as number) * scale
  return result
}

/** Where the examples of each intent lie, of centred vectors. */
export function centresOf(
  examples: readonly { dense: Float32Array; intent: number }[],
  intents: number,
  dimensions: number,
): Int8Array {
  const sums = new Float32Array(intents * dimensions)
  for (const { dense, intent } of examples) {
    const base = intent * dimensions
    for (let k = 0; k < dimensions; k += 1) sums[base + k] = (sums[base + k] as number) + (dense[k] as number)
  }
  const centres = new Int8Array(intents * dimensions)
  for (let base = 0; base < sums.length; base += dimensions) {
    let squares = 0
    for (let k = base; k < base + dimensions; k += 1) squares += (sums[k] as number) ** 2
    const scale = squares === 0 ? 0 : centreLength / Math.sqrt(squares)
    for (let k = base; k < base + dimensions; k += 1) centres[k] = Math.round((sums[k] as number) * scale)
  }
  return centres
}

const centreLength = 127

/** The largest cosine of a centred vector to an intent's centre. */
export function nearestCentre(dense: Float32Array, centres: Int8Array): number {
  let best = -1
  for (let base = 0; base < centres.length; base += dense.length) {
    let sum = 0
    for (let k = 0; k < dense.length; k += 1) sum += (dense[k] as number) * (centres[base + k] as number)
    if (sum > best * centreLength) best = sum / centreLength
  }
  return best
}

/** The mean of several texts' vectors, each weighing as its words are many, of length 1. */
export function meanVector(parts: readonly { vector: Float32Array; words: number }[]): Float32Array | null {
  const [first] = parts
  if (first === undefined) return null
  if (parts.length === 1) return first.vector
  const sum = new Float32Array(first.vector.length)
  for (const { vector, words } of parts) {
    for (let k = 0; k < sum.length; k += 1) sum[k] = (sum[k] as number) + words * (vector[k] as number)
  }
  const length = Math.hypot(...sum)
  return length === 0 ? sum : sum.map((value) => value / length)
}
