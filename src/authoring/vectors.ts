import type { Encoder, EncoderInput, Encoding } from '#ports/encoder.ts'
import { Featuriser, learnFeatures, tokenise } from '#understanding/index.ts'

/** A sparse vector of length 1 (or without entries): indices are distinct. */
export interface Sparse {
  indices: Int32Array
  values: Float32Array
}

const words = (text: string) => tokenise(text).map(({ norm }) => norm)

/** Turns texts into vectors of word 1-2-grams and character n-grams, weighed by how rare they are among `learnedFrom`. */
export function sparseVectors(learnedFrom: readonly string[]): (text: string) => Sparse {
  const featuriser = new Featuriser(learnFeatures(learnedFrom.map(words)))
  return (text) => featuriser.vector(words(text))
}

/** Texts that are encoded at once: enough for a batch to pay, little enough to show progress. */
const batch = 64

/** One vector per text, in their order. */
export async function encodeAll(
  encoder: Encoder,
  texts: readonly string[],
  onProgress?: (done: number, total: number) => void,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = []
  for (let from = 0; from < texts.length; from += batch) {
    const encodings = await encoder.encode(texts.slice(from, from + batch).map((text) => ({ text })))
    vectors.push(...encodings.map(({ vector }) => vector))
    onProgress?.(vectors.length, texts.length)
  }
  return vectors
}

/**
 * An encoder that reads each text once: cross-validation trains on the same texts again and again. Questions for more than the sentence are
 * passed on.
 */
export function rememberingEncoder(encoder: Encoder): Encoder {
  return encoder instanceof RememberingEncoder ? encoder : new RememberingEncoder(encoder)
}

class RememberingEncoder implements Encoder {
  readonly identity: string
  readonly dimensions: number
  /** Word vectors would be asked anew for every model; what they are for is not what is measured here. */
  readonly readsWords = false
  /** Here a failure ends the work: no model is needed for when there is no encoder. */
  readonly canFail = false
  readonly #encoder: Encoder
  readonly #known = new Map<string, Float32Array>()

  constructor(encoder: Encoder) {
    this.identity = encoder.identity
    this.dimensions = encoder.dimensions
    this.#encoder = encoder
  }

  async encode(inputs: readonly EncoderInput[], signal?: AbortSignal): Promise<Encoding[]> {
    const known = this.#known
    if (inputs.some((input) => Object.keys(input).length > 1)) return this.#encoder.encode(inputs, signal)
    const missing = [...new Set(inputs.map(({ text }) => text).filter((text) => !known.has(text)))]
    if (missing.length > 0) {
      const encodings = await this.#encoder.encode(
        missing.map((text) => ({ text })),
        signal,
      )
      encodings.forEach(({ vector }, i) => {
        known.set(missing[i] as string, vector)
      })
    }
    return inputs.map(({ text }) => ({ vector: known.get(text) as Float32Array }))
  }

  close(): Promise<void> {
    return this.#encoder.close()
  }
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number)
  return sum
}

export interface Neighbour {
  /** Index among the texts of the index. */
  index: number
  /** Cosine; 0 means nothing in common. */
  similarity: number
}

/** The texts most like a vector, nearest first. */
export interface TextIndex<Vector> {
  nearest(vector: Vector, most: number, accepts?: (index: number) => boolean): Neighbour[]
}

/** Exact, through an inverted list per feature. */
export function sparseIndex(vectors: readonly Sparse[]): TextIndex<Sparse> {
  const lists = new Map<number, { rows: number[]; values: number[] }>()
  vectors.forEach(({ indices, values }, row) => {
    indices.forEach((feature, i) => {
      const list = lists.get(feature) ?? { rows: [], values: [] }
      list.rows.push(row)
      list.values.push(values[i] as number)
      lists.set(feature, list)
    })
  })
  const sums = new Float32Array(vectors.length)
  return {
    nearest({ indices, values }, most, accepts) {
      sums.fill(0)
      indices.forEach((feature, i) => {
        const list = lists.get(feature)
        const value = values[i] as number
        list?.rows.forEach((row, at) => {
          sums[row] = (sums[row] as number) + value * (list.values[at] as number)
        })
      })
      return best(sums, most, accepts)
    },
  }
}

/** Exact, by comparing with all. */
export function denseIndex(vectors: readonly Float32Array[]): TextIndex<Float32Array> {
  const sums = new Float32Array(vectors.length)
  return {
    nearest(vector, most, accepts) {
      vectors.forEach((other, row) => {
        sums[row] = dot(vector, other)
      })
      return best(sums, most, accepts)
    },
  }
}

function best(similarities: Float32Array, most: number, accepts: (index: number) => boolean = () => true): Neighbour[] {
  const found: Neighbour[] = []
  similarities.forEach((similarity, index) => {
    const last = found.at(-1)
    if (similarity <= 0 || (found.length === most && last !== undefined && similarity <= last.similarity)) return
    if (!accepts(index)) return
    let at = found.length
    while (at > 0 && (found[at - 1] as Neighbour).similarity < similarity) at -= 1
    found.splice(at, 0, { index, similarity })
    if (found.length > most) found.pop()
  })
  return found
}
