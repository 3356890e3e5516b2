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
  readonly #size: number
  readonly #sums: Float32Array

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
    this.#size = vectors.length
    this.#sums = new Float32Array(vectors.length)
  }

  nearest(vector: SparseVector): Neighbour | undefined {
    const sums = this.#sums
    for (const i of strongest(vector)) {
      const feature = vector.indices[i] as number
      const value = vector.values[i] as number
      const end = this.#starts[feature + 1] as number
      for (let at = this.#starts[feature] as number; at < end; at += 1) {
        const row = this.#rows[at] as number
        sums[row] = (sums[row] as number) + value * (this.#values[at] as number)
      }
    }
    let best = -1
    let most = 0
    for (let row = 0; row < this.#size; row += 1) {
      if ((sums[row] as number) > most) {
        most = sums[row] as number
        best = row
      }
    }
    sums.fill(0)
    return best < 0 ? undefined : { utterance: best, similarity: Math.min(1, most) }
  }
}

/** Of equal ones those that come first. */
function strongest({ values }: SparseVector): number[] {
  const all = Array.from(values, (_, i) => i)
  if (all.length <= followed) return all
  // Numbers sort many times faster than indexes that are compared by what they stand for.
  const threshold = values.toSorted()[values.length - followed] as number
  const above = all.filter((i) => (values[i] as number) > threshold)
  const equal = all.filter((i) => values[i] === threshold)
  return [...above, ...equal.slice(0, followed - above.length)]
}
