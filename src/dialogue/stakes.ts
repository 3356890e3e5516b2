import { type CompiledFlow, type CompiledFlows, own, walkSteps } from './flow-language/index.ts'

/**
 * What it costs to begin a flow by mistake.
 * - `reads`: it changes nothing; a mistake costs a sentence.
 * - `asks`: it changes something, but not before a yes.
 * - `changes`: it changes something by itself, once it has what it needs.
 */
export type Stakes = 'reads' | 'asks' | 'changes'

const known = new WeakMap<CompiledFlow, Stakes>()

/** By the compiled steps, those of the flows it goes to included. A confirmation counts for what comes after it in the file. */
export function stakesOf(flow: CompiledFlow, { flows }: CompiledFlows): Stakes {
  const before = known.get(flow)
  if (before !== undefined) return before
  const seen = new Set<string>()
  let stakes: Stakes = 'reads'
  let confirmed = false
  const look = (each: CompiledFlow): void => {
    if (seen.has(each.name)) return
    seen.add(each.name)
    walkSteps(each.steps, (step) => {
      if (step.kind === 'confirm') confirmed = true
      if (step.kind === 'call' && step.effect === 'write') {
        if (!confirmed && !step.confirm) stakes = 'changes'
        else if (stakes === 'reads') stakes = 'asks'
      }
      const target = step.kind === 'link' ? own(flows, step.flow) : undefined
      if (target !== undefined) look(target)
    })
  }
  look(flow)
  known.set(flow, stakes)
  return stakes
}
