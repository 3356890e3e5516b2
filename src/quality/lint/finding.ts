import type { LintSubject } from './subject.ts'

/** `error`: the assistant does not load; `warning`: customers will meet it; `note`: worth a look. */
export type Severity = 'error' | 'warning' | 'note'

export interface LintFinding {
  rule: string
  severity: Severity
  file: string
  /** From 1; null where the whole file is meant. */
  line: number | null
  /** One sentence that says what is wrong. */
  message: string
  /** What to do about it. */
  todo: string | null
}

export type Found = Omit<LintFinding, 'rule' | 'severity'> & { severity?: Severity }

export interface LintRule {
  id: string
  severity: Severity
  /** For people: what it looks for, and why that matters. */
  about: string
  check(subject: LintSubject): Found[]
}
