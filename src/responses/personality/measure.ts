import { addCounts, type Counts, countsOf, features, noCounts } from './count-features.ts'
import { type DimensionName, dimensionNames, dimensions } from './dimensions.ts'

export interface Measured {
  /** In the feature's unit; null where the text gives nothing to measure it by. */
  value: number | null
  /** On the dimension's scale, [0, 1]. */
  score: number | null
}
export type MeasuredStyle = Record<DimensionName, Measured>

/** The style of one text or of several as one, dimension by dimension. English; of other languages only marks and lengths mean anything. */
export function measureStyle(text: string | readonly string[]): MeasuredStyle {
  const counts: Counts = { ...noCounts }
  for (const one of [text].flat()) addCounts(counts, countsOf(one))
  return styleOfCounts(counts)
}

export const styleOfCounts = (counts: Counts): MeasuredStyle =>
  Object.fromEntries(
    dimensionNames.map((name) => {
      const { feature } = dimensions[name]
      const value = features[feature].of(counts)
      return [name, { value, score: value === null ? null : scoreOf(name, value) }]
    }),
  ) as MeasuredStyle

/** From a feature's unit to [0, 1]: straight lines between the values that score 0, 0.5 and 1. */
export function scoreOf(name: DimensionName, value: number): number {
  const [zero, half, one] = dimensions[name].scale
  const raw = value <= half ? (0.5 * (value - zero)) / (half - zero) : 0.5 + (0.5 * (value - half)) / (one - half)
  return Math.min(1, Math.max(0, raw))
}

/** The feature's value that a target stands for, such as the words of a sentence. */
export function featureValueOf(name: DimensionName, target: number): number {
  const [zero, half, one] = dimensions[name].scale
  return target <= 0.5 ? zero + 2 * target * (half - zero) : half + 2 * (target - 0.5) * (one - half)
}
