import type { FlowName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import type { YamlPath } from '#source-files/index.ts'
import { builtInResponseList } from '../built-in-responses.ts'
import { type CompiledFlow, type FlowContext, own } from './compiled.ts'
import type { Report } from './report.ts'
import { walkSteps } from './walk.ts'

/** What can only be checked once all flows are known. */

export type Origins = ReadonlyMap<FlowName, { report: Report; path: YamlPath }>

export function checkLinks(
  report: Report,
  flow: CompiledFlow,
  path: YamlPath,
  known: ReadonlyMap<FlowName, unknown>,
  flows: Readonly<Record<FlowName, CompiledFlow>>,
): void {
  walkSteps(flow.steps, (step) => {
    if (step.kind !== 'link') return
    const target = own(flows, step.flow)
    const at = { line: step.line, column: null }
    if (!known.has(step.flow)) report.unknown(path, 'flow', step.flow, known.keys(), at)
    else if (target !== undefined)
      for (const slot of Object.keys(step.with))
        if (!Object.hasOwn(target.slots, slot))
          report.unknown(path, `slot of "${step.flow}" named`, slot, Object.keys(target.slots), at)
  })
}

export function checkVerification(
  problems: Problem[],
  context: FlowContext,
  flows: Readonly<Record<FlowName, CompiledFlow>>,
  origin: Origins,
): void {
  const name = context.verification
  if (name === null) return
  const place = origin.get(name)
  if (place === undefined) {
    problems.push({
      file: 'assistant.yaml',
      line: null,
      column: null,
      message: `The verification flow "${name}" does not exist.`,
      suggestion: null,
      severity: 'error',
    })
    return
  }
  const flow = own(flows, name)
  if (flow === undefined) return
  if (flow.needs !== 'anonymous')
    place.report.error([...place.path, 'needs'], 'The verification flow cannot need what it is there to find out.')
  let verifies = false
  walkSteps(flow.steps, (step) => {
    verifies ||= step.kind === 'verify'
  })
  if (!verifies) place.report.error(place.path, 'The verification flow has no "verify" step, so it can never succeed.')
}

export function checkBuiltIns(problems: Problem[], context: FlowContext): void {
  for (const { name, when } of builtInResponseList)
    if (!context.responses.has(name))
      problems.push({
        file: context.responsesFile ?? 'responses',
        line: null,
        column: null,
        message: `There is no wording for "${name}".`,
        suggestion: `It is said when: ${when}`,
        severity: 'error',
      })
}
