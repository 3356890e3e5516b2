import type { CompiledFlows, CompiledStep } from '#dialogue/index.ts'
import { type IdentityLevel, meets } from '#domain/customer.ts'
import type { FlowName } from '#domain/ids.ts'

/** What is sure, and what may be, on every way that leads to a step. */
export interface Way {
  /** The customer may have been asked something. */
  asked: boolean
  /** A yes was asked for on every way. */
  confirmed: boolean
  /** Who writes is known at least this well on every way. */
  level: IdentityLevel
}

/**
 * Follows a flow from top to bottom along all its branches. `visit` gets each step with what holds before it. Steps that lead back are
 * followed no further: what holds there held already.
 */
export function followWays(
  flows: CompiledFlows,
  start: FlowName,
  visit: (step: CompiledStep, before: Way) => void,
): void {
  const flow = flows.flows[start]
  if (flow !== undefined) follow(flow.steps, { asked: false, confirmed: false, level: flow.needs }, flows, visit)
}

/** What holds after a list of steps; null where nothing comes after it. */
function follow(
  steps: readonly CompiledStep[],
  before: Way,
  flows: CompiledFlows,
  visit: (step: CompiledStep, before: Way) => void,
): Way | null {
  let way: Way | null = before
  for (const step of steps) {
    if (way === null) return null
    visit(step, way)
    const here: Way = way
    const done = after(step, here, flows)
    const ends = Object.entries(step.branches).map(([name, nested]) =>
      // "No" and what could not be asked leave what was: no yes came of it.
      follow(
        nested,
        name === 'deny' || name === 'gave-up' ? { ...done, confirmed: here.confirmed } : done,
        flows,
        visit,
      ),
    )
    way = joined([...ends, ...(goesOn(step) ? [done] : [])])
  }
  return way
}

function after(step: CompiledStep, way: Way, flows: CompiledFlows): Way {
  switch (step.kind) {
    case 'collect':
    case 'choose':
      return { ...way, asked: true }
    case 'confirm':
      return { ...way, asked: true, confirmed: true }
    case 'if':
      // Where the author asks who it is, they know what they do.
      return step.reads.includes('identity') ? { ...way, level: 'verified' } : way
    case 'verify':
      return { ...way, level: higher(way.level, step.level) }
    case 'call':
      return { ...way, level: higher(way.level, step.needs) }
    case 'link': {
      const target = step.returns ? flows.flows[step.flow] : undefined
      if (target === undefined) return way
      const kinds = new Set<string>()
      collectKinds(target.steps, kinds)
      const asks = ['collect', 'choose', 'confirm'].some((kind) => kinds.has(kind))
      return {
        asked: way.asked || asks,
        confirmed: way.confirmed || kinds.has('confirm'),
        level: higher(way.level, kinds.has('verify') ? 'verified' : target.needs),
      }
    }
    default:
      return way
  }
}

function collectKinds(steps: readonly CompiledStep[], kinds: Set<string>): void {
  for (const step of steps) {
    kinds.add(step.kind)
    for (const nested of Object.values(step.branches)) collectKinds(nested, kinds)
  }
}

/** Whether a step may go on to the next one without going through a branch. */
export function goesOn(step: CompiledStep): boolean {
  switch (step.kind) {
    case 'end':
    case 'hand-off':
    case 'ask-again':
      return false
    case 'link':
      return step.returns
    case 'if':
      return !Object.hasOwn(step.branches, 'else')
    case 'match':
      return !step.exhaustive && !Object.hasOwn(step.branches, 'else')
    default:
      return true
  }
}

const higher = (one: IdentityLevel, other: IdentityLevel): IdentityLevel => (meets(one, other) ? one : other)
const lower = (one: IdentityLevel, other: IdentityLevel): IdentityLevel => (meets(one, other) ? other : one)

function joined(ways: readonly (Way | null)[]): Way | null {
  return ways.reduce<Way | null>((all, way) => {
    if (all === null || way === null) return all ?? way
    return {
      asked: all.asked || way.asked,
      confirmed: all.confirmed && way.confirmed,
      level: lower(all.level, way.level),
    }
  }, null)
}
