import type { Random } from '#domain/random.ts'
import { labelSettings } from './settings.ts'
import type { LabelVector } from './vectors.ts'

/**
 * One binary logistic regression per label, over three readings of a text: its sparse features, the encoder's vector of the whole, and of
 * its words the one that speaks most for the label: a label is often said by a word or two, whatever else stands beside them.
 * Weights are `[feature * labels + label]`.
 */
export interface Heads {
  labels: number
  sparse: Float32Array
  whole: Float32Array
  word: Float32Array
  bias: Float32Array
}

export interface HeadSizes {
  sparse: number
  whole: number
  word: number
  labels: number
}

/** Stochastic gradient descent on the logistic loss of all heads at once, one example at a time, in a seeded order. */
export function trainHeads(
  vectors: readonly LabelVector[],
  truths: readonly ReadonlySet<number>[],
  sizes: HeadSizes,
  random: Random,
): Heads {
  const { epochs, leastError } = labelSettings
  const heads = newHeads(sizes, random)
  const scorer = new Scorer(heads)
  const order = Int32Array.from(vectors, (_, row) => row)
  const active = new Int32Array(sizes.labels)
  const errors = new Float32Array(sizes.labels)
  const total = epochs * order.length
  let done = 0
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random)
    for (const row of order) {
      const share = 1 - done / total
      done += 1
      const vector = vectors[row] as LabelVector
      const truth = truths[row] as ReadonlySet<number>
      const scores = scorer.score(vector)
      let count = 0
      for (let label = 0; label < sizes.labels; label += 1) {
        const error = (scores[label] as number) - (truth.has(label) ? 1 : 0)
        if (Math.abs(error) < leastError) continue
        active[count] = label
        errors[count] = error
        count += 1
      }
      learn(heads, vector, scorer.spoke, active.subarray(0, count), errors, share)
    }
  }
  return heads
}

function newHeads({ sparse, whole, word, labels }: HeadSizes, random: Random): Heads {
  const noise = () => (random.next() * 2 - 1) * labelSettings.wordNoise
  return {
    labels,
    sparse: new Float32Array(sparse * labels),
    whole: new Float32Array(whole * labels),
    word: new Float32Array(word * labels).map(noise),
    bias: new Float32Array(labels).fill(labelSettings.bias),
  }
}

function learn(
  heads: Heads,
  { sparse, whole, words }: LabelVector,
  spoke: Int32Array,
  active: Int32Array,
  errors: Float32Array,
  share: number,
) {
  const { labels } = heads
  const step = labelSettings.step * share
  const keep = 1 - labelSettings.decay * step
  const move = (weights: Float32Array, base: number, scale: number) => {
    for (let k = 0; k < active.length; k += 1) {
      const at = base + (active[k] as number)
      weights[at] = (weights[at] as number) * keep - scale * (errors[k] as number)
    }
  }
  for (let i = 0; i < sparse.indices.length; i += 1)
    move(heads.sparse, (sparse.indices[i] as number) * labels, step * (sparse.values[i] as number))
  for (let i = 0; i < whole.length; i += 1) move(heads.whole, i * labels, step * (whole[i] as number))
  const size = heads.word.length / labels
  const wordStep = labelSettings.wordStep * share
  for (let k = 0; k < active.length && words.length > 0; k += 1) {
    const label = active[k] as number
    const from = (spoke[label] as number) * size
    const scale = wordStep * (errors[k] as number)
    for (let i = 0; i < size; i += 1) {
      const at = i * labels + label
      heads.word[at] = (heads.word[at] as number) * keep - scale * (words[from + i] as number)
    }
  }
  for (let k = 0; k < active.length; k += 1) {
    const label = active[k] as number
    heads.bias[label] = (heads.bias[label] as number) - 0.1 * step * (errors[k] as number)
  }
}

/** Reads texts with heads. Keeps scratch memory: one per thread. */
export class Scorer {
  readonly #heads: Heads
  readonly #scores: Float32Array
  readonly #word: Float32Array
  readonly #best: Float32Array
  /** Of each label, the word that spoke most for it in the last text. */
  readonly spoke: Int32Array

  constructor(heads: Heads) {
    this.#heads = heads
    this.#scores = new Float32Array(heads.labels)
    this.#word = new Float32Array(heads.labels)
    this.#best = new Float32Array(heads.labels)
    this.spoke = new Int32Array(heads.labels)
  }

  /** Each label's probability; they do not sum to 1. The array is used again for the next text. */
  score({ sparse, whole, words }: LabelVector): Float32Array {
    const { labels, bias, word } = this.#heads
    const scores = this.#scores
    scores.set(bias)
    for (let i = 0; i < sparse.indices.length; i += 1)
      add(scores, this.#heads.sparse, (sparse.indices[i] as number) * labels, sparse.values[i] as number)
    for (let i = 0; i < whole.length; i += 1) add(scores, this.#heads.whole, i * labels, whole[i] as number)
    const size = word.length / labels
    const count = size === 0 ? 0 : words.length / size
    for (let at = 0; at < count; at += 1) {
      this.#word.fill(0)
      for (let i = 0; i < size; i += 1) add(this.#word, word, i * labels, words[at * size + i] as number)
      for (let label = 0; label < labels; label += 1) {
        if (at > 0 && (this.#word[label] as number) <= (this.#best[label] as number)) continue
        this.#best[label] = this.#word[label] as number
        this.spoke[label] = at
      }
    }
    for (let label = 0; label < labels; label += 1) {
      const sum = (scores[label] as number) + (count > 0 ? (this.#best[label] as number) : 0)
      scores[label] = 1 / (1 + Math.exp(-sum))
    }
    return scores
  }
}

function add(into: Float32Array, weights: Float32Array, base: number, value: number) {
  for (let label = 0; label < into.length; label += 1)
    into[label] = (into[label] as number) + value * (weights[base + label] as number)
}

function shuffle(order: Int32Array, random: Random) {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const other = Math.floor(random.next() * (i + 1))
    const held = order[i] as number
    order[i] = order[other] as number
    order[other] = held
  }
}
