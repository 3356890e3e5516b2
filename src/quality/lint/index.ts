export type { LintFinding, LintRule, Severity } from './finding.ts'
export { type LintReport, lintAssistant, lintRules, lintText } from './lint.ts'
export type { LintInput } from './subject.ts'
