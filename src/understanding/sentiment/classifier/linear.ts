import type { Random } from '#domain/random.ts'
import type { SparseVector } from './feature-space.ts'

/** One text as the linear model sees it. */
export interface Example {
  sparse: SparseVector
  /** Standardised and scaled; the same length for all. */
  dense: Float32Array
}

/**
 * A generalised linear model: `sparse[feature * outputs + output]`, likewise `dense`. The link is the softmax where a text has exactly one
 * of several labels, and one sigmoid per output otherwise (two labels need one output).
 */
export interface LinearModel {
  outputs: number
  link: 'softmax' | 'sigmoid'
  sparse: Float32Array
  dense: Float32Array
  bias: Float32Array
}

export interface LearningOptions {
  epochs: number
  /** Step of the first epoch; falls linearly to 0. */
  step: number
  /** Weight decay of sparse and of dense weights, relative to the step. */
  sparseDecay: number
  denseDecay: number
  /** Outputs whose share of the gradient is smaller are left out: with many labels they would cost most of the time and move nothing. */
  leastGradient: number
}

/** Stochastic gradient descent on the log loss, one example at a time, in a seeded order. `targets` has a row of `outputs` per example. */
export async function learnLinear(
  examples: readonly Example[],
  targets: Float32Array,
  shape: { outputs: number; link: LinearModel['link']; features: number; weights?: Float32Array },
  random: Random,
  options: LearningOptions,
  onEpoch: (done: number, total: number) => void = () => {},
): Promise<LinearModel> {
  const { outputs, link } = shape
  const denseSize = examples[0]?.dense.length ?? 0
  const model: LinearModel = {
    outputs,
    link,
    sparse: new Float32Array(shape.features * outputs),
    dense: new Float32Array(denseSize * outputs),
    bias: startingBias(targets, outputs, link),
  }
  const order = Int32Array.from(examples, (_, i) => i)
  const gradient = new Float32Array(outputs)
  const active = new Int32Array(outputs)
  const total = options.epochs * order.length
  let done = 0
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random)
    for (const row of order) {
      const step = options.step * (1 - done / total) * (shape.weights?.[row] ?? 1)
      done += 1
      const example = examples[row] as Example
      scoresOf(model, example, gradient)
      applyLink(link, gradient)
      let count = 0
      for (let k = 0; k < outputs; k += 1) {
        const error = (gradient[k] as number) - (targets[row * outputs + k] as number)
        if (Math.abs(error) < options.leastGradient) continue
        gradient[count] = error
        active[count] = k
        count += 1
      }
      descend(model, example, step, options, gradient, active, count)
    }
    onEpoch(epoch + 1, options.epochs)
    // A server that trains stays awake between the passes.
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return model
}

function descend(
  model: LinearModel,
  { sparse: { indices, values }, dense }: Example,
  step: number,
  options: LearningOptions,
  gradient: Float32Array,
  active: Int32Array,
  count: number,
) {
  const { outputs, bias } = model
  for (let j = 0; j < count; j += 1) {
    const k = active[j] as number
    bias[k] = (bias[k] as number) - 0.1 * step * (gradient[j] as number)
  }
  const keepSparse = 1 - options.sparseDecay * step
  for (let i = 0; i < indices.length; i += 1) {
    const base = (indices[i] as number) * outputs
    const scale = step * (values[i] as number)
    for (let j = 0; j < count; j += 1) {
      const at = base + (active[j] as number)
      model.sparse[at] = (model.sparse[at] as number) * keepSparse - scale * (gradient[j] as number)
    }
  }
  const keepDense = 1 - options.denseDecay * step
  for (let j = 0; j < count; j += 1) {
    const error = step * (gradient[j] as number)
    // Dense weights lie output by output: the inner loop runs over neighbours.
    const base = (active[j] as number) * dense.length
    for (let i = 0; i < dense.length; i += 1)
      model.dense[base + i] = (model.dense[base + i] as number) * keepDense - error * (dense[i] as number)
  }
}

/** Writes the scores before the link into `scores`. */
export function scoresOf(model: LinearModel, { sparse: { indices, values }, dense }: Example, scores: Float32Array) {
  const { outputs } = model
  scores.set(model.bias)
  for (let i = 0; i < indices.length; i += 1) {
    const base = (indices[i] as number) * outputs
    const value = values[i] as number
    for (let k = 0; k < outputs; k += 1) scores[k] = (scores[k] as number) + value * (model.sparse[base + k] as number)
  }
  if (dense.length === 0) return
  for (let k = 0; k < outputs; k += 1) {
    const base = k * dense.length
    let sum = 0
    for (let i = 0; i < dense.length; i += 1) sum += (model.dense[base + i] as number) * (dense[i] as number)
    scores[k] = (scores[k] as number) + sum
  }
}

/** Scores to probabilities, in place. */
export function applyLink(link: LinearModel['link'], scores: Float32Array, temperature = 1) {
  if (link === 'sigmoid') {
    for (let k = 0; k < scores.length; k += 1) scores[k] = 1 / (1 + Math.exp(-(scores[k] as number) / temperature))
    return
  }
  let most = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > most) most = score
  let sum = 0
  for (let k = 0; k < scores.length; k += 1) {
    const value = Math.exp(((scores[k] as number) - most) / temperature)
    scores[k] = value
    sum += value
  }
  for (let k = 0; k < scores.length; k += 1) scores[k] = (scores[k] as number) / sum
}

/** The bias at which a text without features gets each label as often as the training rows have it. */
function startingBias(targets: Float32Array, outputs: number, link: LinearModel['link']): Float32Array {
  const rows = targets.length / outputs
  const bias = new Float32Array(outputs)
  for (let i = 0; i < targets.length; i += 1) bias[i % outputs] = (bias[i % outputs] as number) + (targets[i] as number)
  return bias.map((sum) => {
    const share = (sum + 0.5) / (rows + 1)
    return link === 'sigmoid' ? Math.log(share / (1 - share)) : Math.log(share)
  })
}

function shuffle(order: Int32Array, random: Random) {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random.next() * (i + 1))
    const held = order[i] as number
    order[i] = order[j] as number
    order[j] = held
  }
}
