import type { CompiledFlow, CompiledStep } from '#dialogue/index.ts'

/** A step of a flow as reports speak of it. */
export interface ListedStep {
  /** `3.then.0`: as the engine tells what it visited, rounds apart. */
  path: string
  /** In its file, from 1. */
  line: number
  step: CompiledStep
  /** The ways it can go, where there are several: names of branches, and `ok`, `yes` or `else` where it goes on without one. */
  ways: string[]
}

/** The steps of a flow in the order of its file, nested ones after the step they are nested in. */
export function listSteps(flow: CompiledFlow): ListedStep[] {
  const listed: ListedStep[] = []
  const list = (steps: readonly CompiledStep[], before: string): void => {
    for (const [index, step] of steps.entries()) {
      const path = `${before}${index}`
      listed.push({ path, line: step.line, step, ways: waysOf(step, flow) })
      for (const [name, nested] of Object.entries(step.branches)) list(nested, `${path}.${name}.`)
    }
  }
  list(flow.steps, '')
  return listed
}

/** An `if` that is not met is a way of its own, also where nothing is written for it. */
function waysOf(step: CompiledStep, flow: CompiledFlow): string[] {
  const written = Object.keys(step.branches)
  const goingOn = onwards(step, flow)
  const ways = goingOn === null || written.includes(goingOn) ? written : [...written, goingOn]
  return ways.length > 1 ? ways : []
}

/** The name of the way on to the next step, without a branch; null where there is none, or none that the engine tells apart. */
function onwards(step: CompiledStep, flow: CompiledFlow): string | null {
  switch (step.kind) {
    case 'if':
      return 'else'
    case 'match':
      return coversAll(step.of, step.cases, flow) ? null : 'else'
    case 'confirm':
      return 'yes'
    case 'call':
    case 'collect':
    case 'choose':
      return 'ok'
    default:
      return null
  }
}

type Match = Extract<CompiledStep, { kind: 'match' }>

/** Every value that the slot can have has its case, so that there is no other way. */
function coversAll(of: Match['of'], cases: Match['cases'], flow: CompiledFlow): boolean {
  const slot = of.op === 'name' && Object.hasOwn(flow.slots, of.name) ? flow.slots[of.name] : undefined
  if (slot === undefined || slot.optional) return false
  const values = slot.type === 'boolean' ? ['true', 'false'] : slot.choices.map(({ value }) => String(value))
  return values.length > 0 && values.every((value) => cases.some((one) => one.values.includes(value)))
}
