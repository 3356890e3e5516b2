import type { CompiledStep, Expression } from '#dialogue/index.ts'
import type { FlowName } from '#domain/ids.ts'
import type { LintRule } from './finding.ts'
import type { LintSubject } from './subject.ts'

/** What the clock does by itself: rules about `schedule`. */

type Schedule = Extract<CompiledStep, { kind: 'schedule' }>

const readsNothing = (expression: Expression): boolean => !JSON.stringify(expression).includes('"op":"name"')

const fixedTime: LintRule = {
  id: 'schedule-fixed-time',
  severity: 'warning',
  about: 'A schedule step is for a time that is always the same: once it is past, nothing is scheduled any more.',
  check: ({ steps }) =>
    steps.flatMap(({ step, file, line }) =>
      step.kind === 'schedule' && 'at' in step.when && readsNothing(step.when.at)
        ? [
            {
              file,
              line,
              message: 'The time of this schedule step is always the same, and past one day.',
              todo: 'Compute it from today, now or a value of the flow, or write in: with how long from now.',
            },
          ]
        : [],
    ),
}

const schedulesItself: LintRule = {
  id: 'schedule-without-end',
  severity: 'warning',
  about:
    'A flow has itself begun again by the clock, and nothing on the way asks the customer: it goes on until the engine stops it.',
  check(subject) {
    return subject.steps.flatMap(({ flow, step, file, line }) =>
      step.kind === 'schedule' && step.flow !== null && leadsTo(subject, step.flow, flow)
        ? [
            {
              file,
              line,
              message: `"${flow}" is begun again by this step${every(step)}, whether or not the customer writes.`,
              todo: 'Ask something first, so that only an answer leads on, or count how often it was done and end.',
            },
          ]
        : [],
    )
  },
}

const every = ({ when }: Schedule): string =>
  'inMs' in when
    ? ` every ${when.inMs < 60_000 ? `${when.inMs / 1000} s` : `${Math.round(when.inMs / 60_000)} min`}`
    : ''

/** Whether a flow comes, unasked, to a step that begins the other or goes to it. */
function leadsTo({ flows }: LintSubject, from: FlowName, target: FlowName): boolean {
  const seen = new Set<FlowName>()
  const open = [from]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === target) return true
    const flow = flows.flows[name]
    if (flow === undefined || seen.has(name)) continue
    seen.add(name)
    unasked(flow.steps, open)
  }
  return false
}

/** Collects the flows that are gone to or scheduled before anything is asked. False where all ways ask or end. */
function unasked(steps: readonly CompiledStep[], to: FlowName[]): boolean {
  for (const step of steps) {
    if (['collect', 'choose', 'confirm', 'ask-again', 'end', 'hand-off'].includes(step.kind)) return false
    if (step.kind === 'link' || (step.kind === 'schedule' && step.flow !== null)) to.push(step.flow as FlowName)
    if (step.kind === 'link' && !step.returns) return false
    const ways = Object.values(step.branches).map((nested) => unasked(nested, to))
    const isOpen = step.kind !== 'if' && step.kind !== 'match'
    if (ways.length > 0 && !isOpen && 'else' in step.branches && !ways.some(Boolean)) return false
  }
  return true
}

export const timeRules: readonly LintRule[] = [fixedTime, schedulesItself]
