import type { Figure, Measured } from './row.ts'
import type { SideResult } from './run-side.ts'

/** A row as it was measured, ready to be shown. */
export interface MeasuredRow {
  id: string
  set: string
  title: string
  lines: Line[]
  problems: string[]
}

export interface Line {
  key: string
  title: string
  unit: Figure['unit']
  parley: number | null
  peer: number | null
  /** As a number to reach; `most` where less is better. */
  goal: { value: number; most: boolean; note: string | null } | null
  /** null: there is no goal, or nothing was measured. */
  reached: boolean | null
}

/** Puts both sides and the goals beside each other. Figures that a side does not have are null. */
export function judge(
  { id, set, title, figures }: { id: string; set: string; title: string; figures: readonly Figure[] },
  parley: SideResult,
  peer: SideResult | null,
  quick: boolean,
): MeasuredRow {
  const ours = 'measured' in parley ? parley.measured : {}
  const theirs = peer !== null && 'measured' in peer ? peer.measured : {}
  const problems = [
    ...('problem' in parley ? [`Parley: ${parley.problem}`] : []),
    ...(peer !== null && 'problem' in peer ? [`nlp.js: ${peer.problem}`] : []),
  ]
  const lines = figures.map((figure) => {
    const value = ours[figure.key] ?? null
    const goal = goalOf(figure, ours)
    const reached =
      quick || goal === null || value === null ? null : goal.most ? value <= goal.value : value >= goal.value
    const { key, title: name, unit } = figure
    return { key, title: name, unit, parley: value, peer: theirs[key] ?? null, goal, reached }
  })
  return { id, set, title, lines, problems }
}

function goalOf({ goal }: Figure, measured: Measured): Line['goal'] {
  if (goal === undefined) return null
  if ('atLeast' in goal) return { value: goal.atLeast, most: false, note: null }
  if ('atMost' in goal) return { value: goal.atMost, most: true, note: null }
  const other = measured[goal.above]
  if (other == null) return null
  return { value: other + goal.by, most: false, note: `${goal.calledHere} ${other.toFixed(3)} + ${goal.by.toFixed(2)}` }
}
