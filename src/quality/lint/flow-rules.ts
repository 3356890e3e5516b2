import { type CompiledStep, type Expression, evaluate, printExpression } from '#dialogue/index.ts'
import type { FlowName } from '#domain/ids.ts'
import type { Found, LintRule } from './finding.ts'
import { lintLimits } from './limits.ts'
import { goesOn } from './paths.ts'

/** Flows that a step leads to, begins later or offers. */
function ledTo(step: CompiledStep): FlowName[] {
  const silent = 'silence' in step ? (step.silence ?? []).flatMap(({ suggest }) => suggest) : []
  if (step.kind === 'link') return [step.flow, ...silent]
  if (step.kind === 'schedule') return step.flow === null ? silent : [step.flow, ...silent]
  return step.kind === 'say' ? [...step.suggest, ...silent] : silent
}

const unstartedFlow: LintRule = {
  id: 'flow-never-started',
  severity: 'warning',
  about: 'Nothing starts the flow: no intent, no other flow that is started, neither the verification nor a repair.',
  check(subject) {
    const { flows, stepsIn, config } = subject
    const reached = new Set<FlowName>()
    const reach = (name: FlowName): void => {
      const flow = flows.flows[name]
      if (flow === undefined || reached.has(name)) return
      reached.add(name)
      for (const { step } of stepsIn.get(name) ?? []) for (const next of ledTo(step)) reach(next)
      for (const { silence } of Object.values(flow.slots))
        for (const { suggest } of silence ?? []) for (const next of suggest) reach(next)
    }
    for (const flow of Object.values(flows.flows)) if (flow.intents.length > 0) reach(flow.name)
    for (const name of [flows.verification, ...Object.values(config.repairs)]) if (name !== null) reach(name)
    return Object.values(flows.flows)
      .filter(({ name }) => !reached.has(name))
      .map((flow) => ({
        ...subject.flowPlace(flow),
        message: `Nothing starts "${flow.name}".`,
        todo: 'Give it intents:, link to it from another flow, or remove it.',
      }))
  },
}

/** The value of an expression that reads nothing; undefined where it depends on something. */
function constantOf(expression: Expression): unknown {
  const text = JSON.stringify(expression)
  if (text.includes('"op":"name"') || text.includes('"op":"call"')) return undefined
  return evaluate(expression, { lookup: () => undefined, today: '' })
}

const unreachableStep: LintRule = {
  id: 'unreachable-step',
  severity: 'warning',
  about: 'A branch can never be taken: its condition is always the same, or an earlier one holds whenever it does.',
  check: ({ steps }) =>
    steps.flatMap(({ step, file, line, branches }): Found[] => {
      if (step.kind === 'if') return deadArms(step, file)
      if (step.kind !== 'match' || !step.exhaustive || !branches.includes('else')) return []
      return [
        { file, line, message: 'The else is never reached: the cases are all there can be.', todo: 'Remove the else.' },
      ]
    }),
}

function deadArms(step: Extract<CompiledStep, { kind: 'if' }>, file: string): Found[] {
  const found: Found[] = []
  const seen = new Map<string, string>()
  const { line } = step
  for (const { if: condition, branch } of step.arms) {
    const written = printExpression(condition)
    const value = constantOf(condition)
    const earlier = seen.get(written)
    if (earlier !== undefined)
      found.push({
        file,
        line,
        message: `"${written}" stands twice; its second branch is never reached.`,
        todo: 'Remove one of them, or mend its condition.',
      })
    if (value !== undefined)
      found.push({
        file,
        line,
        message: `"${written}" is always ${value ? 'true: what comes after it is never reached' : 'false: its steps are never reached'}.`,
        todo: 'Write a condition that depends on something, or leave the if away.',
      })
    seen.set(written, branch)
  }
  return found
}

/** Whether a list of steps can come to an end, given which flows can; running off the end is one. */
function canEnd(steps: readonly CompiledStep[], ending: ReadonlySet<FlowName>): 'end' | 'on' | 'both' | 'never' {
  let some = false
  for (const step of steps) {
    const ways = Object.values(step.branches).map((nested) => canEnd(nested, ending))
    // A "no" to a summary cancels, and so does an empty list, where nothing else is written.
    const mayStop =
      (step.kind === 'confirm' && step.correct === null && !Object.hasOwn(step.branches, 'deny')) ||
      step.kind === 'end' ||
      step.kind === 'hand-off' ||
      (step.kind === 'link' && !step.returns && ending.has(step.flow))
    some ||= mayStop || ways.some((way) => way === 'end' || way === 'both')
    const blocked = step.kind === 'link' && step.returns && !ending.has(step.flow)
    const on =
      !blocked && (goesOn(step) || (step.kind !== 'repeat' && ways.some((way) => way === 'on' || way === 'both')))
    if (!on) return some ? 'end' : 'never'
  }
  return some ? 'both' : 'on'
}

const endlessLoop: LintRule = {
  id: 'loop-without-exit',
  severity: 'error',
  about: 'Flows lead to one another (or a flow back to itself) and none of the ways through them ends.',
  check(subject) {
    const { flows } = subject
    const all = Object.values(flows.flows)
    const ending = new Set<FlowName>()
    for (let grew = true; grew; ) {
      grew = false
      for (const { name, steps } of all)
        if (!ending.has(name) && canEnd(steps, ending) !== 'never') {
          ending.add(name)
          grew = true
        }
    }
    return all
      .filter(({ name }) => !ending.has(name))
      .map((flow) => ({
        ...subject.flowPlace(flow),
        message: `No way through "${flow.name}" ends: it always leads on to another flow or back.`,
        todo: 'Give it a way that ends, hands over, or goes to a flow that does.',
      }))
  },
}

const silentLoop: LintRule = {
  id: 'loop-without-question',
  severity: 'warning',
  about: 'Flows lead to one another in a circle on which the customer is not asked anything: it may turn without end.',
  check(subject) {
    const { flows } = subject
    const silent = new Map<FlowName, Set<FlowName>>()
    for (const { name, steps } of Object.values(flows.flows)) {
      const to = new Set<FlowName>()
      silentLinks(steps, to)
      silent.set(name, to)
    }
    const turns = (start: FlowName): boolean => {
      const seen = new Set<FlowName>()
      const open = [...(silent.get(start) ?? [])]
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (next === start) return true
        if (!seen.has(next)) open.push(...(silent.get(next) ?? []))
        seen.add(next)
      }
      return false
    }
    return Object.values(flows.flows)
      .filter(({ name }) => turns(name))
      .map((flow) => ({
        ...subject.flowPlace(flow),
        message: `"${flow.name}" may lead back to itself without asking the customer anything.`,
        todo: 'Ask or confirm something on the way round, or end one of the flows.',
      }))
  },
}

/** Flows that are gone to before anything is asked. False: the steps ask on every way that goes on. */
function silentLinks(steps: readonly CompiledStep[], to: Set<FlowName>): boolean {
  for (const step of steps) {
    if (['collect', 'choose', 'confirm', 'wait', 'ask-again'].includes(step.kind)) return false
    if (step.kind === 'link') to.add(step.flow)
    // What the other flow asks is not known here: coming back counts as having asked.
    if (step.kind === 'link') return false
    const ways = Object.values(step.branches).map((nested) => silentLinks(nested, to))
    if (!goesOn(step) && !ways.some(Boolean)) return false
  }
  return true
}

const missingKey = (id: string, key: 'owner' | 'version'): LintRule => ({
  id,
  severity: 'note',
  about: `A flow has no ${key} where most others have one.`,
  check(subject) {
    const { flows } = subject
    const all = Object.values(flows.flows)
    const having = all.filter((flow) => flow[key] !== null).length
    if (all.length === 0 || having / all.length < lintLimits.usualShare) return []
    return all
      .filter((flow) => flow[key] === null)
      .map((flow) => ({
        ...subject.flowPlace(flow),
        message: `"${flow.name}" has no ${key}; ${having} of ${all.length} flows have one.`,
        todo: `Add ${key}: to it.`,
      }))
  },
})

export const flowRules: readonly LintRule[] = [
  unstartedFlow,
  unreachableStep,
  endlessLoop,
  silentLoop,
  missingKey('flow-without-owner', 'owner'),
  missingKey('flow-without-version', 'version'),
]

export const sharedIntent: LintRule = {
  id: 'intent-shared',
  severity: 'warning',
  about: 'Two flows are started by one intent with the same priority: the customer is asked each time which is meant.',
  check: (subject) =>
    Object.entries(subject.flows.startedBy).flatMap(([intent, names]) => {
      const [first, second] = names.map((name) => subject.flows.flows[name])
      if (first === undefined || second === undefined || first.priority !== second.priority) return []
      return [
        {
          ...subject.flowPlace(second),
          message: `"${first.name}" and "${second.name}" are both started by "${intent}" with priority ${first.priority}.`,
          todo: 'Give one of them a higher priority or other intents, unless it shall be asked.',
        },
      ]
    }),
}
