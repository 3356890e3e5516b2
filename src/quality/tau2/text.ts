import { transcriptText } from '../scenarios/index.ts'
import type { Tau2Report, Tau2Result } from './run.ts'

/** A task as people read it: what was wrong, and with `verbose` how the conversation went. */
export function tau2ResultText(result: Tau2Result, verbose: boolean): string {
  const { id, passed, differences, notCommunicated, problem, transcript, turns } = result
  const why = passed
    ? []
    : [
        ...differences.map((difference) => `  database: ${difference}`),
        ...notCommunicated.map((text) => `  never said: ${text}`),
      ]
  return [
    `${passed ? 'passed' : 'FAILED'}  ${id}  (${turns} turns${result.needsWriteOrStatement ? '' : ', nothing to change or say'})`,
    ...why,
    ...(problem === null ? [] : [`  note: ${problem}`]),
    ...(verbose && transcript.length > 0 ? [transcriptText(transcript).replace(/^/gm, '  │ '), ''] : []),
  ].join('\n')
}

export function tau2ReportText({
  tasks,
  passed,
  passRate,
  needingWriteOrStatement: needing,
  seconds,
}: Tau2Report): string {
  const share = (rate: number) => `${(rate * 100).toFixed(1)} %`
  return [
    `${passed} of ${tasks} tasks passed (${share(passRate)}) in ${seconds.toFixed(1)} s`,
    `${needing.passed} of the ${needing.tasks} that need a change or a statement (${share(needing.passRate)})`,
  ].join('\n')
}
