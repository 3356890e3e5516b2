import type { FlowName, SlotName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import type { YamlPath } from '#source-files/index.ts'
import { builtInResponseList } from '../built-in-responses.ts'
import { type CompiledFlow, type CompiledSilence, type CompiledStep, type FlowContext, own } from './compiled.ts'
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
  const exists = (name: FlowName, line: number): boolean => {
    if (known.has(name)) return true
    report.unknown(path, 'flow', name, known.keys(), { line, column: null })
    return false
  }
  walkSteps(flow.steps, (step) => {
    for (const name of suggestedIn(step, flow)) exists(name, step.line)
    const to = step.kind === 'link' || step.kind === 'schedule' ? step.flow : null
    if (to === null || (step.kind !== 'link' && step.kind !== 'schedule') || !exists(to, step.line)) return
    const target = own(flows, to)
    if (target !== undefined)
      for (const slot of Object.keys(step.with))
        if (!Object.hasOwn(target.slots, slot))
          report.unknown(path, `slot of "${to}" named`, slot, Object.keys(target.slots), {
            line: step.line,
            column: null,
          })
  })
}

const suggestedBy = (rules: CompiledSilence[] | null): FlowName[] => (rules ?? []).flatMap(({ suggest }) => suggest)

/** Flows that a step offers as buttons. */
function suggestedIn(step: CompiledStep, { slots }: CompiledFlow): FlowName[] {
  if (step.kind === 'say') return step.suggest
  if (step.kind === 'collect' || step.kind === 'choose') return suggestedBy(own(slots, step.slot)?.silence ?? null)
  return step.kind === 'confirm' || step.kind === 'wait' ? suggestedBy(step.silence) : []
}

/** What is asked again or corrected must be asked for somewhere: here, or in a flow that this one goes to and comes back from. */
export function checkGoingBack(
  report: Report,
  flow: CompiledFlow,
  path: YamlPath,
  flows: Readonly<Record<FlowName, CompiledFlow>>,
): void {
  const asked = new Set<SlotName>()
  /** Lists that rounds made: to correct one is to do its rounds anew. */
  const gathered = new Set<string>()
  const visited = new Set<FlowName>()
  const collect = (from: CompiledFlow): void => {
    if (visited.has(from.name)) return
    visited.add(from.name)
    walkSteps(from.steps, (step) => {
      if (step.kind === 'collect' || step.kind === 'choose') asked.add(step.slot)
      if (step.kind === 'repeat') for (const name of Object.keys(step.gather)) gathered.add(name)
      const target = step.kind === 'link' && step.returns ? own(flows, step.flow) : undefined
      if (target !== undefined) collect(target)
    })
  }
  collect(flow)
  walkSteps(flow.steps, (step) => {
    const wanted = step.kind === 'confirm' ? (step.correct ?? []) : step.kind === 'ask-again' ? [step.slot] : []
    for (const slot of wanted)
      if (!(asked.has(slot) && own(flow.slots, slot) !== undefined) && !gathered.has(slot))
        report.unknown(path, 'collect or choose step for', slot, asked, { line: step.line, column: null })
  })
}

/** A flow that comes back shares the slots of the same name: it reads them, so a correction goes back to it. */
export function shareReads(flow: CompiledFlow, flows: Readonly<Record<FlowName, CompiledFlow>>): void {
  walkSteps(flow.steps, (step) => {
    const target = step.kind === 'link' && step.returns ? own(flows, step.flow) : undefined
    if (target === undefined) return
    const shared = Object.keys(flow.slots).filter((name) => own(target.slots, name) !== undefined)
    step.reads = [...new Set([...step.reads, ...shared])].sort()
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
