import { labelSettings } from './settings.ts'

/** What a head said of a text that it had not seen, and whether it was so. */
export interface HeldOut {
  scores: Float32Array
  truth: ReadonlySet<number>
}

/** Labels that were rightly said, wrongly said, and missed. */
export interface Counts {
  hits: number
  wrong: number
  missed: number
}

export const f1Of = ({ hits, wrong, missed }: Counts): number =>
  hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong + missed)

/**
 * The thresholds with the best micro-F1 on held-out rows: first one for all labels, then one for each label that has enough examples,
 * best for the sum of all. Labels with few keep the common one: a threshold fitted on five examples is fitted on noise.
 */
export function fitThresholds(held: readonly HeldOut[], labels: number): Float32Array {
  const grid: number[] = []
  const { leastThreshold, mostThreshold, thresholdStep } = labelSettings
  for (let at = leastThreshold; at <= mostThreshold + 1e-9; at += thresholdStep) grid.push(at)
  const counts = grid.map((threshold) => Array.from({ length: labels }, (_, label) => countsOf(held, label, threshold)))
  const common = best(grid, (index) => f1Of(sum(counts[index] ?? [])))
  const chosen = new Array<number>(labels).fill(common)
  for (let label = 0; label < labels; label += 1) {
    const positives = held.reduce((total, { truth }) => total + (truth.has(label) ? 1 : 0), 0)
    if (positives < labelSettings.enoughForThreshold) continue
    const others = sum(chosen.flatMap((index, other) => (other === label ? [] : [counts[index]?.[other] ?? none])))
    chosen[label] = best(grid, (index) => f1Of(sum([others, counts[index]?.[label] ?? none])))
  }
  return Float32Array.from(chosen, (index) => grid[index] ?? 0.5)
}

const none: Counts = { hits: 0, wrong: 0, missed: 0 }

function countsOf(held: readonly HeldOut[], label: number, threshold: number): Counts {
  const counts = { hits: 0, wrong: 0, missed: 0 }
  for (const { scores, truth } of held) {
    const said = (scores[label] ?? 0) >= threshold
    if (truth.has(label)) counts[said ? 'hits' : 'missed'] += 1
    else if (said) counts.wrong += 1
  }
  return counts
}

const sum = (all: readonly Counts[]): Counts =>
  all.reduce(
    (total, { hits, wrong, missed }) => ({
      hits: total.hits + hits,
      wrong: total.wrong + wrong,
      missed: total.missed + missed,
    }),
    none,
  )

/** The middle of the places with the best value: the edge of a plateau is luck. */
function best(grid: readonly number[], value: (index: number) => number): number {
  const values = grid.map((_, index) => value(index))
  const most = Math.max(...values)
  const places = values.flatMap((one, index) => (one >= most - 1e-9 ? [index] : []))
  return places[Math.floor(places.length / 2)] ?? 0
}
