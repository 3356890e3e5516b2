/**
 * Choosing from held-out scores when a label is given: for each label the threshold with the best F1. With few examples the best one is
 * luck, so it is drawn towards the threshold that gives the label as often as the data do.
 */
export function chooseThresholds(
  probabilities: readonly Float32Array[],
  targets: Float32Array,
  outputs: number,
  shrinkage: number,
): Float32Array {
  const thresholds = new Float32Array(outputs)
  for (let k = 0; k < outputs; k += 1) {
    const rows = probabilities.map((row, i) => ({ p: row[k] as number, is: targets[i * outputs + k] === 1 }))
    rows.sort((a, b) => b.p - a.p)
    const positives = rows.reduce((sum, { is }) => sum + (is ? 1 : 0), 0)
    let [right, best, bestAt] = [0, 0, 0]
    rows.forEach(({ is }, at) => {
      if (is) right += 1
      const f1 = (2 * right) / (at + 1 + positives)
      if (f1 > best) [best, bestAt] = [f1, at]
    })
    const between = (at: number) => ((rows[at]?.p ?? 0.5) + (rows[at + 1]?.p ?? 0)) / 2
    const share = positives / (positives + shrinkage)
    thresholds[k] = share * between(bestAt) + (1 - share) * between(Math.max(0, positives - 1))
  }
  return thresholds
}

const range = { low: Math.log(0.2), high: Math.log(5) }

/** The temperature in [0.2, 5] at which held-out targets are likeliest (Guo et al. 2017): golden-section search over its logarithm. */
export function fitTemperature(lossAt: (temperature: number) => number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let { low, high } = range
  for (let round = 0; round < 24; round += 1) {
    const left = high - golden * (high - low)
    const right = low + golden * (high - low)
    if (lossAt(Math.exp(left)) < lossAt(Math.exp(right))) high = right
    else low = left
  }
  return Math.fround(Math.exp((low + high) / 2))
}

const least = 1e-7

/** Mean negative log likelihood of targets under probabilities, either link. */
export function logLoss(
  probabilities: readonly Float32Array[],
  targets: Float32Array,
  link: 'softmax' | 'sigmoid',
): number {
  let sum = 0
  probabilities.forEach((row, i) => {
    for (let k = 0; k < row.length; k += 1) {
      const target = targets[i * row.length + k] as number
      const p = Math.min(1 - least, Math.max(least, row[k] as number))
      sum -= target * Math.log(p)
      if (link === 'sigmoid') sum -= (1 - target) * Math.log(1 - p)
    }
  })
  return sum / Math.max(1, probabilities.length)
}
