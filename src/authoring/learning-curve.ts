import type { IntentName } from '#domain/ids.ts'
import { seededRandom } from '#domain/random.ts'
import type { TrainingData } from '#understanding/index.ts'
import { type CrossValidationOptions, readWith } from './cross-validation.ts'
import { keepExamples, type PlacedExample } from './examples.ts'
import { assignFolds } from './folds.ts'
import { limits } from './limits.ts'
import { rememberingEncoder } from './vectors.ts'

export interface LearningCurveOptions extends CrossValidationOptions {
  /** Shares of the examples that are trained on, rising; the last one says where the assistant stands. */
  shares?: readonly number[]
  /** Further examples whose effect is estimated. */
  more?: number
}

export interface CurvePoint {
  share: number
  /** Examples that were trained on, mean over the folds. */
  examples: number
  /** In scope, on examples that were held out. */
  accuracy: number
}

export interface IntentGain {
  intent: IntentName
  examples: number
  /** Share of its held-out examples that are read as it. */
  recall: number
  /** … and with `more` further examples, as estimated. */
  expectedRecall: number
  /** What that adds to the accuracy, if intents are as frequent as their examples. */
  gain: number
}

export interface LearningCurve {
  points: CurvePoint[]
  more: number
  /** Errors fall with the number of examples to the power of minus this. */
  exponent: number
  /** Where further examples help most first. */
  intents: IntentGain[]
}

/**
 * Accuracy by how many of the examples are trained on, and where more would help most. The errors of each intent are taken to fall as a power
 * of its number of examples; exponents are fitted on the curve, each intent's drawn towards that of all intents together, since a single
 * intent has few held-out examples. Takes as long as training (folds x sum of shares) times.
 */
export async function learningCurve(
  data: TrainingData,
  examples: readonly PlacedExample[],
  options: LearningCurveOptions,
): Promise<LearningCurve> {
  const folds = options.folds ?? limits.curveFolds
  const shares = options.shares ?? limits.curveShares
  const more = options.more ?? limits.curveMore
  const encoder = options.encoder ? rememberingEncoder(options.encoder) : null
  const assigned = assignFolds(examples, folds, options.seed)
  const ranks = rankWithinIntents(examples, options.seed)
  const points = shares.map((share) => ({ share, trained: 0, right: 0, read: 0 }))
  const cells = new Map<IntentName, Cell[]>()
  const total = folds * shares.reduce((sum, share) => sum + share, 0)
  let done = 0
  for (let fold = 0; fold < folds; fold += 1) {
    const held = examples.filter(({ index, isOutOfScope }) => assigned[index] === fold && !isOutOfScope)
    for (const [at, share] of shares.entries()) {
      const isTrained = ({ index }: PlacedExample) => assigned[index] !== fold && (ranks[index] as number) < share
      const trained = examples.filter(isTrained)
      const kept = new Set(trained.map(({ index }) => index))
      const what = `fold ${fold + 1} of ${folds}, ${Math.round(share * 100)} % of the examples`
      const onProgress = (step: number, of: number) => options.onProgress?.(done + (share * step) / of, total, what)
      const readings = await readWith(
        keepExamples(data, (index) => kept.has(index)),
        held,
        { encoder, seed: `${options.seed}:${fold}:${share}`, onProgress },
      )
      done += share
      const point = points[at] as (typeof points)[number]
      point.trained += trained.length
      const counts = countByIntent(trained)
      for (const { example, intents } of readings) {
        const { intent } = examples[example] as PlacedExample
        const isRight = intents[0]?.name === intent
        point.read += 1
        point.right += isRight ? 1 : 0
        const own = cells.get(intent) ?? shares.map(() => ({ trained: 0, wrong: 0, read: 0 }))
        cells.set(intent, own)
        const cell = own[at] as Cell
        cell.read += 1
        cell.wrong += isRight ? 0 : 1
        // Weighed by held-out examples: a mean over the folds.
        cell.trained += counts.get(intent) ?? 0
      }
    }
  }
  const exponents = fitExponents(cells)
  return {
    points: points.map(({ share, trained, right, read }) => ({
      share,
      examples: Math.round(trained / folds),
      accuracy: read === 0 ? 0 : right / read,
    })),
    more,
    exponent: exponents.shared,
    intents: gains(cells, exponents.byIntent, countByIntent(examples), more),
  }
}

/** One intent at one share. */
export interface Cell {
  /** Sum over the held-out examples of how many examples the intent was trained on. */
  trained: number
  wrong: number
  read: number
}

/** Each example's place among those of its intent in a seeded order, in [0, 1): a share takes those below it, so that shares are nested. */
function rankWithinIntents(examples: readonly PlacedExample[], seed: string): Float64Array {
  const random = seededRandom(`${seed}:shares`)
  const draws = examples.map(() => random.next())
  const byIntent = new Map<IntentName, number[]>()
  for (const { intent, index } of examples) byIntent.set(intent, [...(byIntent.get(intent) ?? []), index])
  const ranks = new Float64Array(examples.length)
  for (const indices of byIntent.values()) {
    indices.sort((a, b) => (draws[a] as number) - (draws[b] as number))
    indices.forEach((index, place) => {
      ranks[index] = place / indices.length
    })
  }
  return ranks
}

function countByIntent(examples: readonly PlacedExample[]): Map<IntentName, number> {
  const counts = new Map<IntentName, number>()
  for (const { intent } of examples) counts.set(intent, (counts.get(intent) ?? 0) + 1)
  return counts
}

/** Errors of an intent at a share, a little drawn towards one in two so that none is exactly 0 and has a logarithm. */
const smoothed = ({ wrong, read }: Cell) => (wrong + 0.5) / (read + 1)

/**
 * Slopes of log error over log examples: within each intent, then drawn towards the slope of all by how much its own points say. Never
 * below 0: more examples of an intent do not make it worse, however chance has it.
 */
export function fitExponents(cells: ReadonlyMap<IntentName, readonly Cell[]>): {
  shared: number
  byIntent: Map<IntentName, number>
} {
  const sums = [...cells].map(([intent, own]) => {
    const points = own
      .filter(({ read, trained }) => read > 0 && trained > 0)
      .map((cell) => ({ x: Math.log(cell.trained / cell.read), y: Math.log(smoothed(cell)), weight: cell.wrong + 0.5 }))
    const weight = points.reduce((sum, point) => sum + point.weight, 0)
    const x = points.reduce((sum, point) => sum + point.weight * point.x, 0) / weight
    const y = points.reduce((sum, point) => sum + point.weight * point.y, 0) / weight
    return {
      intent,
      xx: points.reduce((sum, point) => sum + point.weight * (point.x - x) ** 2, 0),
      xy: points.reduce((sum, point) => sum + point.weight * (point.x - x) * (point.y - y), 0),
    }
  })
  const xx = sums.reduce((sum, one) => sum + one.xx, 0)
  const shared = xx === 0 ? 0 : Math.max(0, -sums.reduce((sum, one) => sum + one.xy, 0) / xx)
  const prior = limits.curvePrior
  return {
    shared,
    byIntent: new Map(sums.map((one) => [one.intent, Math.max(0, (-one.xy + prior * shared) / (one.xx + prior))])),
  }
}

function gains(
  cells: ReadonlyMap<IntentName, readonly Cell[]>,
  exponents: ReadonlyMap<IntentName, number>,
  counts: ReadonlyMap<IntentName, number>,
  more: number,
): IntentGain[] {
  const all = [...cells.keys()].reduce((sum, intent) => sum + (counts.get(intent) ?? 0), 0)
  return [...cells]
    .map(([intent, own]) => {
      const examples = counts.get(intent) ?? 0
      const { wrong, read } = own.at(-1) as Cell
      const error = wrong / read
      const expected = error * ((examples + more) / Math.max(1, examples)) ** -(exponents.get(intent) ?? 0)
      return {
        intent,
        examples,
        recall: 1 - error,
        expectedRecall: 1 - expected,
        gain: ((error - expected) * examples) / all,
      }
    })
    .sort((a, b) => b.gain - a.gain)
}
