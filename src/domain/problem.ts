/** Something wrong in an assistant's file, where it is, and what may have been meant. */
export interface Problem {
  file: string
  /** From 1; null where the whole file is meant. */
  line: number | null
  column: number | null
  /** One sentence that says what is wrong. */
  message: string
  /** The nearest valid name, or what to write instead. */
  suggestion: string | null
  /** Errors keep an assistant from loading; warnings do not. */
  severity: 'error' | 'warning'
}

/** `flows/orders.yaml:12:9 There is no tool "cancle_order". Did you mean "cancel_order"?` */
export function problemText(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== null).join(':')
  return `${place} ${problem.message}${problem.suggestion === null ? '' : ` ${problem.suggestion}`}`
}
