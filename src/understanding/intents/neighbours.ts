import type { Featuriser, SparseVector } from './features.ts'

export interface Neighbour {
  /** Index among the utterances that the index was built from. */
  utterance: number
  /** Cosine over the discriminating features, in [0, 1]. */
  similarity: number
}

/** Features in more than this share of the utterances are left out: they say little and have the longest lists. */
const tooCommon = 0.05
/** ... but never where the set is so small that everything is common. */
const commonFrom = 20
/** Features of the question that are followed, strongest first. */
const followed = 48

/** Nearest training utterances by cosine, through an inverted index. */
export class Neighbours {
  readonly #starts: Int32Array
  readonly #rows: Int32Array
  readonly #values: Float32Array
  readonly #sums: Float32Array
  readonly #touched: Int32Array

  constructor(featuriser: Featuriser, utterances: readonly (readonly string[])[]) {
    const vectors = utterances.map((words) => featuriser.vector(words))
    const features = featuriser.space.hashes.length
    const counts = new Int32Array(features + 1)
    for (const { indices } of vectors) for (const index of indices) counts[index] = (counts[index] as number) + 1
    const most = Math.max(commonFrom, tooCommon * vectors.length)
    const starts = new Int32Array(features + 1)
    for (let f = 0; f < features; f += 1) {
      const length = (counts[f] as number) <= most ? (counts[f] as number) : 0
      starts[f + 1] = (starts[f] as number) + length
    }
    const next = starts.slice()
    this.#rows = new Int32Array(starts[features] as number)
    this.#values = new Float32Array(starts[features] as number)
    vectors.forEach(({ indices, values }, row) => {
      for (let i = 0; i < indices.length; i += 1) {
        const f = indices[i] as number
        if (starts[f] === starts[f + 1]) continue
        const at = next[f] as number
        this.#rows[at] = row
        this.#values[at] = values[i] as number
        next[f] = at + 1
      }
    })
    this.#starts = starts
    this.#sums = new Float32Array(vectors.length)
    this.#touched = new Int32Array(vectors.length)
  }

  nearest(vector: SparseVector): Neighbour | undefined {
    const sums = this.#sums
    const touched = this.#touched
    let count = 0
    for (const i of strongest(vector)) {
      const feature = vector.indices[i] as number
      const value = vector.values[i] as number
      const end = this.#starts[feature + 1] as number
      for (let at = this.#starts[feature] as number; at < end; at += 1) {
        const row = this.#rows[at] as number
        const sum = sums[row] as number
        if (sum === 0) {
          touched[count] = row
          count += 1
        }
        sums[row] = sum + value * (this.#values[at] as number)
      }
    }
    let best = -1
    let most = 0
    for (let k = 0; k < count; k += 1) {
      const row = touched[k] as number
      const sum = sums[row] as number
      sums[row] = 0
      // Of equally near ones the first, whatever the order in which they were met.
      if (sum > most || (sum === most && row < best)) {
        most = sum
        best = row
      }
    }
    return best < 0 ? undefined : { utterance: best, similarity: Math.min(1, most) }
  }
}

/** The indexes of the largest values, in no order: a heap whose root is the least of those that are kept. */
function strongest({ values }: SparseVector): Int32Array {
  const heap = new Int32Array(Math.min(followed, values.length))
  const size = heap.length
  const sink = (from: number) => {
    let at = from
    for (;;) {
      let least = at
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < size; child += 1) {
        if ((values[heap[child] as number] as number) < (values[heap[least] as number] as number)) least = child
      }
      if (least === at) return
      const held = heap[at] as number
      heap[at] = heap[least] as number
      heap[least] = held
      at = least
    }
  }
  for (let i = 0; i < size; i += 1) heap[i] = i
  for (let at = (size >> 1) - 1; at >= 0; at -= 1) sink(at)
  for (let i = size; i < values.length; i += 1) {
    if ((values[i] as number) <= (values[heap[0] as number] as number)) continue
    heap[0] = i
    sink(0)
  }
  return heap
}
