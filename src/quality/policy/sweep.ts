import {
  type DecisionContext,
  decideCommands,
  proposeKnowing,
  type Thresholds,
  thresholdsSchema,
} from '#dialogue/index.ts'
import type { Command } from '#domain/command.ts'
import { judge, type Verdict, verdicts } from './judge.ts'
import type { Moment } from './moments.ts'

/** What each verdict costs, in questions asked back (`asked` is the unit). */
export type Costs = Record<Exclude<Verdict, 'resolved'>, number>

/**
 * An error begins something nobody wanted and has to be undone in the customer's head or in the shop; a person costs minutes of somebody; not
 * being understood is a question without its answer. Choices of ours: `--error-cost` and its like change them.
 */
export const defaultCosts: Costs = { asked: 1, error: 10, handoff: 6, lost: 3 }

export type ThresholdName = keyof Thresholds
/** Threshold → the values that are tried. */
export type Grid = Partial<Record<ThresholdName, number[]>>

export const sweepLimits = {
  /** Settings tried at once: with a thousand decisions each, some minutes. */
  settings: 1_000,
} as const

export interface SweepPoint {
  /** Where it differs from the current setting. */
  thresholds: Partial<Thresholds>
  /** Share of the decisions whose right end is known. */
  shares: Record<Verdict, number>
  /** Per hundred such decisions. */
  cost: number
}

export interface SweepReport {
  conversations: number
  decisions: number
  /** Decisions whose right end is known: only they are compared. */
  known: number
  /** Share of all decisions that come out as recorded with the current setting. */
  reproduced: number
  costs: Costs
  grid: Grid
  current: SweepPoint
  points: SweepPoint[]
  /** The cheapest; the current one where nothing is cheaper. */
  recommended: SweepPoint
}

export interface SweepGround extends Omit<DecisionContext, 'identity' | 'text' | 'locale' | 'knows'> {
  /** Sureness of the knowledge base, as it was at that time. */
  knowing?(query: string, locale: string, atMs: number): Promise<number>
}

/** Values from `0.4:0.8:0.1`, `0.5,0.6` or `0.6`; null where it is none of these. */
export function gridValues(text: string): number[] | null {
  const [from, to, step] = text.split(':').map(Number)
  if (from !== undefined && to !== undefined && step !== undefined) {
    if (![from, to, step].every(Number.isFinite) || step <= 0 || to < from) return null
    return Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, index) => rounded(from + index * step))
  }
  const values = text.split(',').map(Number)
  return values.length > 0 && values.every(Number.isFinite) && !text.includes(':') ? values : null
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** Every threshold for itself, around where it stands: what moves it moves alone. */
export function defaultGrids(current: Thresholds): Grid[] {
  const around = (name: ThresholdName, by: number): Grid => ({
    [name]: [-3, -2, -1, 1, 2, 3]
      .map((times) => rounded(current[name] + times * by))
      .filter((value) => isValid(name, value)),
  })
  const steps: [ThresholdName, number][] = [
    ['accept', 0.05],
    ['acceptReading', 0.05],
    ['acceptChanging', 0.05],
    ['alone', 0.05],
    ['clarify', 0.04],
    ['margin', 0.04],
    ['outOfScope', 0.08],
    ['interrupt', 0.06],
    ['knowledge', 0.08],
  ]
  return steps.map(([name, by]) => around(name, by))
}

export const isValid = (name: ThresholdName, value: number): boolean =>
  thresholdsSchema.shape[name].safeParse(value).success

/** All settings of a grid: each value of each threshold with each of the others. */
export function settingsOf(grid: Grid): Partial<Thresholds>[] {
  return Object.entries(grid).reduce<Partial<Thresholds>[]>(
    (settings, [name, values]) => settings.flatMap((setting) => values.map((value) => ({ ...setting, [name]: value }))),
    [{}],
  )
}

/**
 * Decides recorded moments again under other thresholds and says what would have come of it. Each is decided from the state it was recorded
 * in: what another decision would have led to later is not played. Pure but for `onProgress` and asking the knowledge base, once per question.
 */
export async function sweep(
  moments: readonly Moment[],
  ground: SweepGround,
  {
    grids,
    costs,
    onProgress,
  }: { grids: readonly Grid[]; costs: Costs; onProgress?: (done: number, total: number) => void },
): Promise<SweepReport> {
  const known = new Map<string, number>()
  const knows =
    ({ locale, atMs }: Moment) =>
    async (query: string): Promise<number> => {
      const key = `${locale}\n${query}`
      const before = known.get(key)
      if (before !== undefined) return before
      const sureness = (await ground.knowing?.(query, locale, atMs)) ?? 0
      known.set(key, sureness)
      return sureness
    }
  const decide = async (moment: Moment, thresholds: Thresholds): Promise<readonly Command[]> => {
    const { identity, locale, state, understanding, text } = moment
    const context: DecisionContext = { ...ground, thresholds, identity, locale, text }
    const proposed = await proposeKnowing(understanding, state, context, knows(moment))
    return decideCommands(proposed, understanding, state, context).commands
  }
  const judged = moments.filter(({ expected }) => expected !== null)
  const pointAt = async (changed: Partial<Thresholds>): Promise<SweepPoint> => {
    const thresholds = { ...ground.thresholds, ...changed }
    const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>
    for (const moment of judged) {
      const verdict = judge(await decide(moment, thresholds), moment.expected)
      if (verdict !== null) counts[verdict] += 1
    }
    const total = Math.max(1, judged.length)
    const shares = Object.fromEntries(
      verdicts.map((verdict) => [verdict, counts[verdict] / total]),
    ) as SweepPoint['shares']
    const cost = Object.entries(costs).reduce(
      (sum, [verdict, each]) => sum + each * shares[verdict as Verdict] * 100,
      0,
    )
    return { thresholds: changed, shares, cost: rounded(cost) }
  }
  const settings = grids.flatMap(settingsOf).slice(0, sweepLimits.settings)
  const current = await pointAt({})
  const points: SweepPoint[] = []
  for (const [index, setting] of settings.entries()) {
    onProgress?.(index, settings.length)
    points.push(await pointAt(setting))
  }
  let same = 0
  for (const moment of moments)
    if (kindsOf(await decide(moment, ground.thresholds)) === kindsOf(moment.decided)) same += 1
  const cheapest = points.reduce((best, point) => (point.cost < best.cost - 1e-9 ? point : best), current)
  return {
    conversations: new Set(moments.map(({ conversation }) => conversation)).size,
    decisions: moments.length,
    known: judged.length,
    reproduced: same / Math.max(1, moments.length),
    costs,
    grid: Object.assign({}, ...grids),
    current,
    points,
    recommended: cheapest,
  }
}

const kindsOf = (commands: readonly Command[]): string =>
  commands.map((command) => (command.kind === 'start-flow' ? command.flow : command.kind)).join()
