/** The range that is searched. Above 1 the scores were too sure of themselves, below too timid. */
const lowest = 0.2
const highest = 5

/**
 * The temperature that makes held-out examples most likely (Guo et al. 2017): one number, so that it cannot overfit and never changes
 * which intent comes first. Golden-section search; the loss has one minimum in the logarithm of the temperature.
 */
export function fitTemperature(held: readonly { scores: Float32Array; label: number }[]): number {
  if (held.length < 20) return 1
  let low = Math.log(lowest)
  let high = Math.log(highest)
  const golden = (Math.sqrt(5) - 1) / 2
  let left = high - golden * (high - low)
  let right = low + golden * (high - low)
  let leftLoss = loss(held, Math.exp(left))
  let rightLoss = loss(held, Math.exp(right))
  for (let round = 0; round < 24; round += 1) {
    if (leftLoss < rightLoss) {
      high = right
      right = left
      rightLoss = leftLoss
      left = high - golden * (high - low)
      leftLoss = loss(held, Math.exp(left))
    } else {
      low = left
      left = right
      leftLoss = rightLoss
      right = low + golden * (high - low)
      rightLoss = loss(held, Math.exp(right))
    }
  }
  return Math.fround(Math.exp((low + high) / 2))
}

function loss(held: readonly { scores: Float32Array; label: number }[], temperature: number): number {
  let sum = 0
  for (const { scores, label } of held) {
    let best = Number.NEGATIVE_INFINITY
    for (const score of scores) if (score > best) best = score
    let total = 0
    for (const score of scores) total += Math.exp((score - best) / temperature)
    sum += Math.log(total) - ((scores[label] as number) - best) / temperature
  }
  return sum
}
