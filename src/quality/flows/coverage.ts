import { type CompiledFlow, type CompiledFlows, stepsOf, type VisitedStep } from '#dialogue/index.ts'
import type { FlowName } from '#domain/ids.ts'
import type { Marks } from './svg.ts'
import { stepTitle, wayTitle } from './titles.ts'

/** Shares are from 0 to 1, and 1 where there is nothing to reach. */
export interface CoverageCounts {
  steps: number
  stepsReached: number
  /** Ways of steps that can go several ways: arms of an if (also where it is not met), endings of a tool, a "no". */
  branches: number
  branchesReached: number
  stepCoverage: number
  branchCoverage: number
}

export interface MissedStep {
  flow: FlowName
  /** `3.then.0` */
  step: string
  file: string
  line: number
  /** What the step does: "do: cancel_order". */
  what: string
  /** The way it never went; null: it was never reached at all. */
  branch: string | null
}

export interface FlowCoverage extends CoverageCounts {
  flow: FlowName
  missed: MissedStep[]
}

export interface CoverageReport extends CoverageCounts {
  flows: FlowCoverage[]
}

/** Which steps of an assistant's flows were done, and which ways they went, over any number of conversations. */
export class Coverage {
  private readonly steps = new Set<string>()
  private readonly ways = new Set<string>()

  add(visited: readonly VisitedStep[]): void {
    for (const { flow, step, branch } of visited) {
      this.steps.add(`${flow} ${step}`)
      if (branch !== undefined) this.ways.add(`${flow} ${step} ${branch}`)
    }
  }

  /** Whether any of these was not reached before. */
  isNew(visited: readonly VisitedStep[]): boolean {
    return visited.some(
      ({ flow, step, branch }) =>
        !this.steps.has(`${flow} ${step}`) || (branch !== undefined && !this.ways.has(`${flow} ${step} ${branch}`)),
    )
  }

  hasWay(flow: FlowName, step: string, branch: string): boolean {
    return this.ways.has(`${flow} ${step} ${branch}`)
  }

  /** `only`: of these flows. */
  report(flows: CompiledFlows, only: readonly CompiledFlow[] = Object.values(flows.flows)): CoverageReport {
    const covered = only
      .map((flow): FlowCoverage => {
        const listed = stepsOf({ ...flows, flows: { [flow.name]: flow } })
        const missed: MissedStep[] = []
        let [stepsReached, branches, branchesReached] = [0, 0, 0]
        for (const { path, file, line, step, branches: named } of listed) {
          // One way is no branch.
          const ways = named.length > 1 ? named : []
          const isReached = this.steps.has(`${flow.name} ${path}`)
          const miss = { flow: flow.name, step: path, file, line, what: stepTitle(step) }
          if (isReached) stepsReached += 1
          else missed.push({ ...miss, branch: null })
          branches += ways.length
          for (const way of ways) {
            if (this.ways.has(`${flow.name} ${path} ${way}`)) branchesReached += 1
            // Of a step that was never reached its ways need no word.
            else if (isReached) missed.push({ ...miss, branch: wayTitle(step, way) })
          }
        }
        const counts = shares({ steps: listed.length, stepsReached, branches, branchesReached })
        return { flow: flow.name, ...counts, missed }
      })
      .sort((a, b) => (a.flow < b.flow ? -1 : 1))
    const sum = (of: (one: FlowCoverage) => number) => covered.reduce((total, one) => total + of(one), 0)
    return {
      ...shares({
        steps: sum((one) => one.steps),
        stepsReached: sum((one) => one.stepsReached),
        branches: sum((one) => one.branches),
        branchesReached: sum((one) => one.branchesReached),
      }),
      flows: covered,
    }
  }

  /** The sum over all flows. */
  counts(flows: CompiledFlows): CoverageCounts {
    const { flows: _, ...counts } = this.report(flows)
    return counts
  }

  /** What of a flow's picture was reached. */
  marks(flow: FlowName): Marks {
    const of = (all: ReadonlySet<string>) =>
      new Set([...all].filter((key) => key.startsWith(`${flow} `)).map((key) => key.slice(flow.length + 1)))
    return { reached: of(this.steps), ways: of(this.ways) }
  }
}

const share = (reached: number, all: number): number => (all === 0 ? 1 : Math.floor((reached / all) * 10_000) / 10_000)

const shares = (
  counts: Pick<CoverageCounts, 'steps' | 'stepsReached' | 'branches' | 'branchesReached'>,
): CoverageCounts => ({
  ...counts,
  stepCoverage: share(counts.stepsReached, counts.steps),
  branchCoverage: share(counts.branchesReached, counts.branches),
})

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`

/** One line: what `parley test` adds to its sum. */
export const coverageLine = (counts: CoverageCounts): string =>
  `flows: ${counts.stepsReached} of ${counts.steps} steps reached (${percent(counts.stepCoverage)}), ${counts.branchesReached} of ${counts.branches} branches (${percent(counts.branchCoverage)})`

/** What is not reached, by file and line, after a line for each flow that is not reached as a whole. */
export function coverageText(report: CoverageReport): string {
  const lines: string[] = []
  for (const { flow, missed, ...counts } of report.flows) {
    if (missed.length === 0) continue
    lines.push(
      `${flow}: ${counts.stepsReached}/${counts.steps} steps, ${counts.branchesReached}/${counts.branches} branches`,
      ...missed.map(
        ({ file, line, what, branch }) =>
          `  ${file}:${line}  ${what}${branch === null ? ': never reached' : `: never went "${branch}"`}`,
      ),
      '',
    )
  }
  const whole = report.flows.filter(({ missed }) => missed.length === 0).length
  lines.push(`${whole} of ${report.flows.length} flows reached in full`, coverageLine(report))
  return lines.join('\n')
}
