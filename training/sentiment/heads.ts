import { seededRandom } from '#domain/random.ts'
import { fitScale } from '../../src/understanding/sentiment/classifier/dense.ts'
import { applyLink, learnLinear, scoresOf } from '../../src/understanding/sentiment/classifier/linear.ts'
import { fitTemperature, logLoss } from '../../src/understanding/sentiment/classifier/thresholds.ts'
import { applyHead, type Head } from '../../src/understanding/sentiment/tone-model.ts'

/** A row of a head: what is seen, what should be said (one number per name, in [0, 1]), and how much it counts. */
export interface HeadRow {
  signals: Float32Array
  target: number[]
  weight: number
  /** Rows that calibration is fitted and measured on: the customers' lines, not the comments. */
  isOwn: boolean
}

const none = { indices: new Int32Array(0), values: new Float32Array(0) }
const learning = { epochs: 40, step: 0.05, sparseDecay: 0, denseDecay: 0.06, leastGradient: 0 }
export const folds = 5

/** A head on all rows; its temperature from the own rows held out in turn. */
export async function learnHead<Name extends string>(
  names: readonly Name[],
  rows: readonly HeadRow[],
  seed: string,
): Promise<Head<Name>> {
  const plain = await learnOnce(names, rows, seed, 1)
  const held = await holdOut(names, rows, seed)
  const outputs = names.length
  const targets = Float32Array.from(held.flatMap(({ row }) => row.target))
  const link = outputs === 1 ? 'sigmoid' : 'softmax'
  const temperature = fitTemperature((t) =>
    logLoss(
      held.map(({ probabilities }) => atTemperature(probabilities, link, t)),
      targets,
      link,
    ),
  )
  return { ...plain, temperature }
}

/** Own rows with what a head says that did not see them. */
export async function holdOut(names: readonly string[], rows: readonly HeadRow[], seed: string) {
  const result: { row: HeadRow; probabilities: number[] }[] = []
  const own = rows.filter(({ isOwn }) => isOwn)
  for (let fold = 0; fold < folds; fold += 1) {
    const isHeld = new Set(own.filter((_, i) => i % folds === fold))
    const head = await learnOnce(
      names,
      rows.filter((row) => !isHeld.has(row)),
      seed,
      1,
    )
    for (const row of isHeld) result.push({ row, probabilities: applyHead(head, row.signals) })
  }
  return result
}

async function learnOnce<Name extends string>(
  names: readonly Name[],
  rows: readonly HeadRow[],
  seed: string,
  temperature: number,
): Promise<Head<Name>> {
  const scale = fitScale(
    rows.map(({ signals }) => signals),
    () => 1,
  )
  const examples = rows.map(({ signals }) => ({
    sparse: none,
    // Far-out values of a rare signal must not throw the steps about.
    dense: signals.map((value, i) => clamp((value - (scale.mean[i] as number)) * (scale.factor[i] as number))),
  }))
  const model = await learnLinear(
    examples,
    Float32Array.from(rows.flatMap(({ target }) => target)),
    {
      outputs: names.length,
      link: names.length === 1 ? 'sigmoid' : 'softmax',
      features: 0,
      weights: Float32Array.from(rows, ({ weight }) => weight),
    },
    seededRandom(seed),
    learning,
  )
  // The bias is scored once so that a head is the same function whichever way it is written down.
  const score = new Float32Array(names.length)
  scoresOf(model, { sparse: none, dense: new Float32Array(model.dense.length / names.length) }, score)
  const size = scale.mean.length
  return {
    names: [...names],
    mean: rounded(scale.mean),
    factor: rounded(scale.factor),
    weights: names.map((_, k) => rounded(model.dense.subarray(k * size, (k + 1) * size))),
    bias: rounded(score),
    temperature,
  }
}

const clamp = (value: number) => Math.max(-5, Math.min(5, value))
const rounded = (values: Float32Array) => Array.from(values, (value) => Number(value.toPrecision(5)))

function atTemperature(
  probabilities: readonly number[],
  link: 'softmax' | 'sigmoid',
  temperature: number,
): Float32Array {
  const scores = Float32Array.from(probabilities, (p) =>
    link === 'softmax' ? Math.log(Math.max(1e-7, p)) : Math.log(Math.max(1e-7, p) / Math.max(1e-7, 1 - p)),
  )
  applyLink(link, scores, temperature)
  return scores
}

/**
 * A regression whose weights may point only where `signs` says: full-batch gradient descent, projected after each step. Few rows, few
 * signals, one minimum.
 */
export function learnSigned(name: string, rows: readonly HeadRow[], signs: readonly (1 | -1)[], penalty: number): Head {
  const weights = new Float64Array(signs.length)
  let bias = -1
  const step = 2
  for (let round = 0; round < 4_000; round += 1) {
    const gradient = new Float64Array(signs.length)
    let biasGradient = 0
    for (const { signals, target } of rows) {
      let score = bias
      for (let i = 0; i < signals.length; i += 1) score += (weights[i] as number) * (signals[i] as number)
      const error = 1 / (1 + Math.exp(-score)) - (target[0] as number)
      biasGradient += error
      for (let i = 0; i < signals.length; i += 1) gradient[i] = (gradient[i] as number) + error * (signals[i] as number)
    }
    bias -= (step * biasGradient) / rows.length
    for (let i = 0; i < signs.length; i += 1) {
      const moved =
        (weights[i] as number) - step * ((gradient[i] as number) / rows.length + penalty * (weights[i] as number))
      weights[i] = (signs[i] as number) > 0 ? Math.max(0, moved) : Math.min(0, moved)
    }
  }
  return {
    names: [name],
    mean: signs.map(() => 0),
    factor: signs.map(() => 1),
    weights: [Array.from(weights, (weight) => Number(weight.toPrecision(5)))],
    bias: [Number(bias.toPrecision(5))],
    temperature: 1,
  }
}
