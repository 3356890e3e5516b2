import type { FlowName } from '#domain/ids.ts'
import { branch, type CompiledFlow, type CompiledStep, own } from './compiled.ts'
import { walkSteps } from './walk.ts'

/**
 * Tells for each `repeat` what belongs to a round and what reaches beyond it. A name that only the steps inside fill belongs to the round
 * and is forgotten after it; one that is also filled outside, or that a step computes from itself (`count: default(count, 0) + 1`), goes on.
 */
export function delimitRounds(flow: CompiledFlow, flows: Readonly<Record<FlowName, CompiledFlow>>): void {
  walkSteps(flow.steps, (step, path) => {
    if (step.kind !== 'repeat') return
    const within = [...path, branch.round].join('.')
    const inside = names()
    const outside = names()
    const goesOn = new Set<string>()
    walkSteps(flow.steps, (other, at) => {
      const text = at.join('.')
      const to = text.startsWith(`${within}.`) ? inside : outside
      if (text === path.join('.')) return
      for (const name of filledBy(other, flow, flows)) to.writes.add(name)
      for (const name of other.reads) to.reads.add(name)
      if (other.kind === 'set') for (const name of other.writes) if (readsItself(other, name)) goesOn.add(name)
    })
    const own = [step.as, step.index].filter((name) => name !== null)
    const locals = [...inside.writes].filter((name) => !outside.writes.has(name) && !goesOn.has(name)).sort()
    const isOwn = (name: string) => locals.includes(name) || own.includes(name)
    step.locals = locals
    step.reaches = [...inside.reads].filter((name) => !isOwn(name)).sort()
    step.changes = [...inside.writes].filter((name) => !isOwn(name)).sort()
  })
}

const names = () => ({ reads: new Set<string>(), writes: new Set<string>() })

/** What a step fills; a flow that comes back shares the slots of the same name. */
function filledBy(step: CompiledStep, flow: CompiledFlow, flows: Readonly<Record<FlowName, CompiledFlow>>): string[] {
  const target = step.kind === 'link' && step.returns ? own(flows, step.flow) : undefined
  const shared = target === undefined ? [] : Object.keys(flow.slots).filter((name) => own(target.slots, name))
  return [...step.writes, ...shared]
}

const readsItself = (step: CompiledStep, name: string): boolean => step.reads.includes(name)
