import type { LintFinding, LintRule } from './finding.ts'
import { flowRules } from './flow-rules.ts'
import { withoutIgnored } from './ignore.ts'
import { intentRules } from './intent-rules.ts'
import { slotRules } from './slot-rules.ts'
import { type LintInput, lintSubject } from './subject.ts'
import { timeRules } from './time-rules.ts'
import { toolRules } from './tool-rules.ts'
import { wordingRules } from './wording-rules.ts'

const compileRule: LintRule = {
  id: 'compile',
  severity: 'error',
  about: 'What the assistant finds when it is loaded: unknown names, wrong types, missing steps.',
  check: ({ problems }) =>
    problems.map(({ file, line, message, suggestion, severity }) => ({
      file,
      line,
      message,
      todo: suggestion,
      severity,
    })),
}

/** A rule of the comments themselves: see ignore.ts. */
const ignoreRule: LintRule = {
  id: 'lint-ignore',
  severity: 'warning',
  about: 'A comment that lets findings pass names no reason, an unknown rule, or something that is not found there.',
  check: () => [],
}

export const lintRules: readonly LintRule[] = [
  compileRule,
  ...flowRules,
  ...intentRules,
  ...slotRules,
  ...timeRules,
  ...toolRules,
  ...wordingRules,
  ignoreRule,
]

export interface LintReport {
  errors: number
  warnings: number
  notes: number
  /** Let pass by comments. */
  ignored: number
  findings: LintFinding[]
}

/** What is wrong or doubtful in an assistant folder. `only`: findings of these rules. */
export function lintAssistant(input: LintInput, only: readonly string[] = []): LintReport {
  const subject = lintSubject(input)
  // A folder that does not load is mended first: what is found in half of it may be found for that reason alone.
  const isBroken = input.problems.some(({ severity }) => severity === 'error')
  const rules = isBroken ? [compileRule] : lintRules
  const found = rules.flatMap((rule) =>
    rule.check(subject).map((one): LintFinding => ({ rule: rule.id, severity: rule.severity, ...one })),
  )
  const { findings, ignored } = isBroken
    ? { findings: found, ignored: 0 }
    : withoutIgnored(found, input.source.files, new Set(lintRules.map(({ id }) => id)))
  const told = findings.filter(({ rule }) => only.length === 0 || only.includes(rule)).sort(inOrder)
  const count = (severity: LintFinding['severity']) => told.filter((one) => one.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), notes: count('note'), ignored, findings: told }
}

const ranks = { error: 0, warning: 1, note: 2 } as const
const inOrder = (a: LintFinding, b: LintFinding): number =>
  ranks[a.severity] - ranks[b.severity] ||
  (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
  (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
  (a.line ?? 0) - (b.line ?? 0)

/** Findings by rule, each with its place and what to do. */
export function lintText({ errors, warnings, notes, ignored, findings }: LintReport): string {
  const lines: string[] = []
  let rule = ''
  for (const finding of findings) {
    if (finding.rule !== rule) {
      rule = finding.rule
      const about = lintRules.find(({ id }) => id === rule)?.about
      lines.push(...(lines.length > 0 ? [''] : []), `${finding.severity} ${rule}${about ? `: ${about}` : ''}`)
    }
    const place = finding.line === null ? finding.file : `${finding.file}:${finding.line}`
    lines.push(`  ${place}  ${finding.message}${finding.todo === null ? '' : ` ${finding.todo}`}`)
  }
  const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`
  const sum = [plural(errors, 'error'), plural(warnings, 'warning'), plural(notes, 'note')].join(', ')
  lines.push(...(lines.length > 0 ? [''] : []), `${sum}${ignored > 0 ? ` (${ignored} let pass by comments)` : ''}`)
  return lines.join('\n')
}
