import { walkSettings } from './limits.ts'
import type { Walked } from './walk.ts'

export interface WalkReport {
  conversations: number
  turns: number
  toolCalls: number
  /** Flows that were open in some conversation. */
  flows: string[]
  /** Could not be brought to their end. */
  stuck: number
  /** Broken invariants. */
  violations: number
  /** Exceptions that came out of a turn. */
  errors: number
  seconds: number
  /** The first of each kind, with the seed that walks the same way again. */
  findings: { seed: string; kind: 'stuck' | 'violation' | 'error'; what: string; transcript: Walked['transcript'] }[]
}

export const emptyReport = (): WalkReport => ({
  conversations: 0,
  turns: 0,
  toolCalls: 0,
  flows: [],
  stuck: 0,
  violations: 0,
  errors: 0,
  seconds: 0,
  findings: [],
})

/** The report with one more conversation in it. */
export function withWalk(report: WalkReport, walked: Walked): WalkReport {
  const { seed, transcript } = walked
  const found: WalkReport['findings'] = [
    ...(walked.stuck ? [{ seed, kind: 'stuck' as const, what: 'could not be brought to its end', transcript }] : []),
    ...walked.violations.map((what) => ({ seed, kind: 'violation' as const, what, transcript })),
    ...walked.errors.map((what) => ({ seed, kind: 'error' as const, what, transcript })),
  ]
  return {
    conversations: report.conversations + 1,
    turns: report.turns + walked.turns,
    toolCalls: report.toolCalls + walked.toolCalls,
    flows: [...new Set([...report.flows, ...walked.flows])],
    stuck: report.stuck + (walked.stuck ? 1 : 0),
    violations: report.violations + walked.violations.length,
    errors: report.errors + walked.errors.length,
    seconds: report.seconds,
    findings: [...report.findings, ...found].slice(0, walkSettings.findingsKept),
  }
}

/** Reports of workers as one. */
export function reportOf(parts: readonly WalkReport[], seconds: number): WalkReport {
  const sum = (of: (part: WalkReport) => number) => parts.reduce((total, part) => total + of(part), 0)
  return {
    conversations: sum((part) => part.conversations),
    turns: sum((part) => part.turns),
    toolCalls: sum((part) => part.toolCalls),
    flows: [...new Set(parts.flatMap((part) => part.flows))].sort(),
    stuck: sum((part) => part.stuck),
    violations: sum((part) => part.violations),
    errors: sum((part) => part.errors),
    seconds,
    findings: parts.flatMap((part) => part.findings).slice(0, walkSettings.findingsKept),
  }
}

export function walkReportText(report: WalkReport): string {
  const { conversations, turns, toolCalls, flows, stuck, violations, errors, seconds, findings } = report
  const lines = [
    `${conversations} conversations, ${turns} turns, ${toolCalls} tool calls, ${flows.length} flows in ${seconds.toFixed(0)} s: ${stuck} stuck, ${violations} violations, ${errors} errors`,
  ]
  const kinds = new Map<string, number>()
  for (const { kind, what } of findings) {
    const head = `${kind}: ${what.split('\n')[0]}`
    kinds.set(head, (kinds.get(head) ?? 0) + 1)
  }
  for (const finding of findings.slice(0, 3)) {
    lines.push('', `${finding.kind} (seed ${finding.seed}): ${finding.what}`)
    for (const { who, text } of finding.transcript) lines.push(`  ${who === 'customer' ? '>' : ' '} ${text}`)
  }
  if (kinds.size > 1) lines.push('', ...[...kinds].map(([head, count]) => `${count} × ${head}`))
  return lines.join('\n')
}
