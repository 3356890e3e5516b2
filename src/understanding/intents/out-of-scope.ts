/** What tells a message that belongs from one that does not; each larger where it belongs. */
export interface ScopeSigns {
  /** Logit of the best intent's probability. */
  confidence: number
  /** Best probability less the second. */
  margin: number
  /** Log of the sum of exponentials of the scores: high where any intent claims the message (Liu et al. 2020). */
  energy: number
  /** Best score less the mean score. */
  lead: number
  /** Negative entropy of the probabilities. */
  certainty: number
  /** Cosine to the nearest training utterance. */
  nearest: number
  /** Share of words seen in training. */
  known: number
  /** Cosine of the meaning to that of the nearest intent's examples; the same for all where there is no encoder. */
  meaning: number
}
/** What `meaning` is without an encoder: it says nothing then. */
export const noMeaning = 0.5
export const scopeSigns = [
  'confidence',
  'margin',
  'energy',
  'lead',
  'certainty',
  'nearest',
  'known',
  'meaning',
] as const

/** Share of messages out of scope that the score assumes: what shops report lies between one in twenty and one in three. */
const assumedShare = 0.2

/** A logistic regression over standardised signs. */
export interface OutOfScopeModel {
  means: number[]
  deviations: number[]
  weights: number[]
  bias: number
}

/**
 * Without examples to learn from: signs standardised as usual on the held-out utterances of the public sets, equal weights. Used only
 * where there are fewer than `leastForFit` utterances on either side.
 */
export const defaultOutOfScope: OutOfScopeModel = {
  means: [1.5, 0.6, 5, 4.5, -1, 0.35, 0.85, noMeaning],
  deviations: [2, 0.3, 2, 1.5, 0.8, 0.2, 0.15, 0.15],
  weights: [-0.8, -0.2, -0.4, -0.6, -0.3, -0.5, -0.9, -0.9],
  bias: -0.5,
}
export const leastForFit = 12

export function outOfScopeScore(model: OutOfScopeModel, signs: ScopeSigns): number {
  let z = model.bias
  scopeSigns.forEach((sign, i) => {
    z += (model.weights[i] as number) * ((signs[sign] - (model.means[i] as number)) / (model.deviations[i] as number))
  })
  return 1 / (1 + Math.exp(-z))
}

/** Fits by gradient descent with an L2 penalty, both sides weighing the same however many there are. */
export function fitOutOfScope(inScope: readonly ScopeSigns[], outOfScope: readonly ScopeSigns[]): OutOfScopeModel {
  if (inScope.length < leastForFit || outOfScope.length < leastForFit) return defaultOutOfScope
  const rows = [...inScope, ...outOfScope].map((signs) => scopeSigns.map((sign) => signs[sign]))
  const width = scopeSigns.length
  const means = new Array<number>(width).fill(0)
  const deviations = new Array<number>(width).fill(0)
  for (const row of rows)
    row.forEach((value, i) => {
      add(means, i, value / rows.length)
    })
  for (const row of rows)
    row.forEach((value, i) => {
      add(deviations, i, (value - (means[i] as number)) ** 2 / rows.length)
    })
  deviations.forEach((variance, i) => {
    deviations[i] = Math.sqrt(variance) || 1
  })
  const scaled = rows.map((row) => row.map((value, i) => (value - (means[i] as number)) / (deviations[i] as number)))
  const weights = new Array<number>(width).fill(0)
  let bias = 0
  for (let round = 0; round < rounds; round += 1) {
    const gradient = new Array<number>(width).fill(0)
    let biasGradient = 0
    scaled.forEach((row, index) => {
      let z = bias
      row.forEach((value, i) => {
        z += (weights[i] as number) * value
      })
      const isOut = index >= inScope.length
      const share = isOut ? 0.5 / outOfScope.length : 0.5 / inScope.length
      const error = (1 / (1 + Math.exp(-z)) - (isOut ? 1 : 0)) * share
      biasGradient += error
      row.forEach((value, i) => {
        add(gradient, i, error * value)
      })
    })
    bias -= step * biasGradient
    weights.forEach((weight, i) => {
      weights[i] = weight - step * ((gradient[i] as number) + penalty * weight)
    })
  }
  // Both sides weighed the same while fitting; in traffic they do not.
  return { means, deviations, weights, bias: bias + Math.log(assumedShare / (1 - assumedShare)) }
}

const rounds = 400
const step = 2
/** On each weight, relative to a loss of at most ln 2: keeps the signs, which say much the same, from fighting each other. */
const penalty = 0.002

function add(numbers: number[], index: number, value: number): void {
  numbers[index] = (numbers[index] as number) + value
}
