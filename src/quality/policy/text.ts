import type { Thresholds } from '#dialogue/index.ts'
import type { SweepPoint, SweepReport } from './sweep.ts'

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(8)

export const settingText = (changed: Partial<Thresholds>): string =>
  Object.entries(changed)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ') || 'as it is'

const row = (label: string, { shares, cost }: SweepPoint): string =>
  `  ${label.padEnd(34)}${percent(shares.resolved)}${percent(shares.asked)}${percent(shares.error)}${percent(shares.handoff)}${percent(shares.lost)}${cost.toFixed(1).padStart(9)}`

/** The sweep as a table, and what follows from it. */
export function sweepText(report: SweepReport): string {
  const { current, points, recommended, known, decisions, conversations, reproduced, costs } = report
  const head = `  ${'setting'.padEnd(34)}${['resolved', 'asked', 'error', 'handoff', 'lost', 'cost'].map((name, index) => name.padStart(index === 5 ? 9 : 8)).join('')}`
  const better = recommended !== current
  return [
    `${decisions} decisions of ${conversations} conversations; of ${known} it is known what was right, and those are compared.`,
    `With the present setting ${(reproduced * 100).toFixed(1)} % come out as they were recorded.`,
    '',
    head,
    row('as it is', current),
    ...points.map((point) => row(settingText(point.thresholds), point)),
    '',
    `An error counts as ${costs.error} questions, a person as ${costs.handoff}, a message that is lost as ${costs.lost}; cost is per hundred decisions.`,
    'What was right is what a scenario expects of the turn; where it says nothing, it is read off conversations that went right with the present setting, which favours it: a small gain of another may be none.',
    better
      ? `Recommended: ${settingText(recommended.thresholds)} (cost ${recommended.cost.toFixed(1)} instead of ${current.cost.toFixed(1)}).`
      : 'Recommended: leave the thresholds as they are; nothing that was tried costs less.',
  ].join('\n')
}
