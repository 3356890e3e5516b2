import { type Random, seededRandom } from '#domain/random.ts'
import { addCounts, type Counts, countsOf, noCounts } from './count-features.ts'
import { type DimensionName, dimensionNames, dimensions } from './dimensions.ts'
import { type MeasuredStyle, styleOfCounts } from './measure.ts'
import { isSet, type Style } from './style.ts'

/** Numbers of the judgement, on the scale of the dimensions (0 … 1) unless another unit is named. */
const judging = {
  /** As far from its target a dimension still counts as kept: half the way from "as written" to either end. */
  tolerance: 0.25,
  /** A drift smaller than this is no news, however surely it is there. */
  drift: 0.1,
  /** Words below which nothing is judged: the rates of a few sentences are chance. */
  words: 150,
  /** Resamplings; the ends of a 95 % interval are then known to about a hundredth. */
  resamplings: 200,
  /** Replies used at most, evenly taken: more cost time and no longer narrow the interval. */
  replies: 2_000,
} as const

export interface DimensionAdherence {
  dimension: DimensionName
  /** null: not set, and so not judged. */
  target: number | null
  score: number | null
  /** In the feature's unit. */
  value: number | null
  /** score − target. */
  deviation: number | null
  /** 95 %, of the score, over resampled replies. */
  interval: [low: number, high: number] | null
  verdict: 'kept' | 'too-low' | 'too-high' | 'not-judged'
}

export interface Adherence {
  replies: number
  words: number
  dimensions: DimensionAdherence[]
  /** Share of the dimensions that are judged which are kept; null where none is. */
  kept: number | null
}

/** Whether replies keep to a style. Judged against the target is the near end of the interval, so that chance is not blamed. */
export function adherence(texts: readonly string[], style: Style, seed = 'parley'): Adherence {
  const counts = sampled(texts).map(countsOf)
  const whole = sum(counts)
  const measured = styleOfCounts(whole)
  const intervals = intervalsOf(resampled(counts, seededRandom(seed)))
  const rows = dimensionNames.map((dimension): DimensionAdherence => {
    const { value, score } = measured[dimension]
    const interval = intervals[dimension]
    const target = isSet(style[dimension]) ? style[dimension] : null
    const base = { dimension, target, score, value, interval }
    if (target === null || score === null || interval === null || whole.words < judging.words)
      return { ...base, deviation: null, verdict: 'not-judged' }
    const verdict =
      interval[0] > target + judging.tolerance
        ? 'too-high'
        : interval[1] < target - judging.tolerance && !(dimensions[dimension].isRare && target < 0.5)
          ? 'too-low'
          : 'kept'
    return { ...base, deviation: score - target, verdict }
  })
  const judged = rows.filter(({ verdict }) => verdict !== 'not-judged')
  const kept = judged.filter(({ verdict }) => verdict === 'kept').length
  return {
    replies: texts.length,
    words: whole.words,
    dimensions: rows,
    kept: judged.length === 0 ? null : kept / judged.length,
  }
}

export interface Drift {
  dimension: DimensionName
  before: number | null
  after: number | null
  /** after − before; null where either gives nothing to measure. */
  change: number | null
  /** 95 %. */
  interval: [low: number, high: number] | null
  /** Surely there, and large enough to be heard. */
  isDrift: boolean
}

/** How replies changed from one set (last week's) to another (this week's). */
export function styleDrift(before: readonly string[], after: readonly string[], seed = 'parley'): Drift[] {
  const sets = [before, after].map((texts) => sampled(texts).map(countsOf)) as [Counts[], Counts[]]
  const [scores, later] = sets.map((counts) => styleOfCounts(sum(counts))) as [MeasuredStyle, MeasuredStyle]
  const random = seededRandom(seed)
  const [drawn, drawnLater] = sets.map((counts) => resampled(counts, random)) as [MeasuredStyle[], MeasuredStyle[]]
  return dimensionNames.map((dimension) => {
    const [a, b] = [scores[dimension].score, later[dimension].score]
    if (a === null || b === null)
      return { dimension, before: a, after: b, change: null, interval: null, isDrift: false }
    const changes = drawn.flatMap((one, at) => {
      const [from, to] = [one[dimension].score, drawnLater[at]?.[dimension].score ?? null]
      return from === null || to === null ? [] : [to - from]
    })
    const interval = middle95(changes)
    const isDrift = interval !== null && Math.abs(b - a) >= judging.drift && (interval[0] > 0 || interval[1] < 0)
    return { dimension, before: a, after: b, change: b - a, interval, isDrift }
  })
}

function sampled(texts: readonly string[]): string[] {
  const step = Math.max(1, texts.length / judging.replies)
  return Array.from({ length: Math.min(texts.length, judging.replies) }, (_, at) => texts[Math.floor(at * step)] ?? '')
}

function sum(counts: readonly Counts[]): Counts {
  const whole = { ...noCounts }
  for (const one of counts) addCounts(whole, one)
  return whole
}

function resampled(counts: readonly Counts[], random: Random): MeasuredStyle[] {
  if (counts.length === 0) return []
  return Array.from({ length: judging.resamplings }, () => {
    const whole = { ...noCounts }
    for (let drawn = 0; drawn < counts.length; drawn += 1)
      addCounts(whole, counts[Math.floor(random.next() * counts.length)] ?? noCounts)
    return styleOfCounts(whole)
  })
}

function intervalsOf(drawn: readonly MeasuredStyle[]): Record<DimensionName, [number, number] | null> {
  return Object.fromEntries(
    dimensionNames.map((name) => [name, middle95(drawn.flatMap((one) => one[name].score ?? []))]),
  ) as Record<DimensionName, [number, number] | null>
}

function middle95(values: readonly number[]): [number, number] | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  return [at(0.025), at(0.975)]
}
