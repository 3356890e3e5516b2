import type { Random } from '#domain/random.ts'
import type { SparseVector } from './features.ts'

/** A multinomial logistic regression: `weights[feature * classes + class]`. */
export interface SoftmaxModel {
  classes: number
  weights: Float32Array
  /** Of the dense features, laid out in the same way; empty without an encoder. */
  denseWeights: Float32Array
  bias: Float32Array
}

export interface SoftmaxOptions {
  epochs: number
  /** Step of the first epoch; falls linearly to 0. Inputs have length 1, so steps above 1 are fine. */
  step: number
  /** The same for the dense features. */
  denseStep: number
  /** Classes whose share of the gradient is smaller are left out: they would cost most of the time and move nothing. */
  leastGradient: number
  /** Weight decay per step, relative. */
  decay: number
  onEpoch?: (done: number, total: number) => void
}

/** Stochastic gradient descent on the softmax loss, one example at a time, in a seeded order. */
export function trainSoftmax(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  features: number,
  classes: number,
  random: Random,
  options: SoftmaxOptions,
): SoftmaxModel {
  const dimensions = vectors[0]?.dense?.length ?? 0
  const model: SoftmaxModel = {
    classes,
    weights: new Float32Array(features * classes),
    denseWeights: new Float32Array(dimensions * classes),
    bias: new Float32Array(classes),
  }
  const order = Int32Array.from(vectors, (_, i) => i)
  const scores = new Float32Array(classes)
  const active = new Int32Array(classes)
  const total = options.epochs * order.length
  let done = 0
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random)
    for (const row of order) {
      const step = options.step * (1 - done / total)
      done += 1
      learn(model, vectors[row] as SparseVector, labels[row] as number, step, options, scores, active)
    }
    options.onEpoch?.(epoch + 1, options.epochs)
  }
  return model
}

function learn(
  model: SoftmaxModel,
  vector: SparseVector,
  label: number,
  step: number,
  options: SoftmaxOptions,
  scores: Float32Array,
  active: Int32Array,
) {
  const { classes, weights, denseWeights, bias } = model
  const { indices, values, dense } = vector
  addScores(model, vector, scores)
  softmaxInPlace(scores)
  scores[label] = (scores[label] as number) - 1
  let count = 0
  for (let c = 0; c < classes; c += 1) {
    if (Math.abs(scores[c] as number) >= options.leastGradient) {
      active[count] = c
      scores[count] = scores[c] as number
      count += 1
    }
  }
  for (let k = 0; k < count; k += 1) {
    const c = active[k] as number
    bias[c] = (bias[c] as number) - 0.1 * step * (scores[k] as number)
  }
  const keep = 1 - options.decay * step
  for (let i = 0; i < indices.length; i += 1) {
    const base = (indices[i] as number) * classes
    const scale = step * (values[i] as number)
    for (let k = 0; k < count; k += 1) {
      const at = base + (active[k] as number)
      weights[at] = (weights[at] as number) * keep - scale * (scores[k] as number)
    }
  }
  if (dense === undefined) return
  const denseStep = (step * options.denseStep) / options.step
  for (let d = 0; d < dense.length; d += 1) {
    const base = d * classes
    const scale = denseStep * (dense[d] as number)
    for (let k = 0; k < count; k += 1) {
      const at = base + (active[k] as number)
      denseWeights[at] = (denseWeights[at] as number) - scale * (scores[k] as number)
    }
  }
}

/** Writes bias + weights · vector into `scores`. */
export function addScores(model: SoftmaxModel, vector: SparseVector, scores: Float32Array) {
  const { classes, weights, denseWeights, bias } = model
  const { indices, values, dense } = vector
  scores.set(bias)
  for (let i = 0; i < indices.length; i += 1) {
    const base = (indices[i] as number) * classes
    const value = values[i] as number
    for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] as number) + value * (weights[base + c] as number)
  }
  if (dense === undefined) return
  for (let d = 0; d < dense.length; d += 1) {
    const base = d * classes
    const value = dense[d] as number
    for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] as number) + value * (denseWeights[base + c] as number)
  }
}

export function softmaxInPlace(scores: Float32Array, temperature = 1) {
  let most = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > most) most = score
  let sum = 0
  for (let c = 0; c < scores.length; c += 1) {
    const value = Math.exp(((scores[c] as number) - most) / temperature)
    scores[c] = value
    sum += value
  }
  for (let c = 0; c < scores.length; c += 1) scores[c] = (scores[c] as number) / sum
}

function shuffle(order: Int32Array, random: Random) {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random.next() * (i + 1))
    const held = order[i] as number
    order[i] = order[j] as number
    order[j] = held
  }
}
