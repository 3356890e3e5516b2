/** Measures of a classifier. All take plain arrays; all are defined (and 0) for no rows. */

/** Area under the ROC curve: the chance that a random positive scores above a random negative, ties counting half. */
export function areaUnderRoc(positives: readonly number[], negatives: readonly number[]): number {
  if (positives.length === 0 || negatives.length === 0) return 0
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ]
  all.sort((a, b) => a.score - b.score)
  let rankSum = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.score === all[from]?.score) to += 1
    // Ranks from..to-1 are tied: each gets their mean, counted from 1.
    const rank = (from + to + 1) / 2
    for (let i = from; i < to; i += 1) if (all[i]?.positive) rankSum += rank
    from = to
  }
  const least = (positives.length * (positives.length + 1)) / 2
  return (rankSum - least) / (positives.length * negatives.length)
}

/**
 * Expected calibration error over equally wide bins: how far confidence and the share that is right lie apart, weighted by how many
 * rows are in the bin. In [0, 1].
 */
export function expectedCalibrationError(rows: readonly { confidence: number; right: boolean }[], bins = 15): number {
  if (rows.length === 0) return 0
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, right: 0 }))
  for (const row of rows) {
    const bin = sums[Math.min(bins - 1, Math.floor(row.confidence * bins))]
    if (bin === undefined) continue
    bin.confidence += row.confidence
    bin.right += row.right ? 1 : 0
  }
  return sums.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / rows.length
}

/** Mean over the labels that occur in `actual` of the harmonic mean of precision and recall. */
export function macroF1(actual: readonly string[], predicted: readonly string[]): number {
  const counts = new Map<string, { both: number; actual: number; predicted: number }>()
  const of = (label: string) => {
    const found = counts.get(label) ?? { both: 0, actual: 0, predicted: 0 }
    counts.set(label, found)
    return found
  }
  actual.forEach((label, i) => {
    of(label).actual += 1
    const guess = predicted[i]
    if (guess === undefined) return
    of(guess).predicted += 1
    if (guess === label) of(label).both += 1
  })
  const occurring = [...counts.values()].filter((count) => count.actual > 0)
  if (occurring.length === 0) return 0
  return occurring.reduce((sum, c) => sum + (2 * c.both) / (c.actual + c.predicted), 0) / occurring.length
}

/** The value below which `share` of the numbers lie (nearest rank). */
export function percentile(numbers: readonly number[], share: number): number {
  if (numbers.length === 0) return 0
  const sorted = Float64Array.from(numbers).sort()
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] as number
}
