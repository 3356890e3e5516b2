import type { FlowName } from '#domain/ids.ts'
import { branch, type CompiledFlow, type CompiledFlows, type CompiledStep } from './compiled.ts'
import { walkSteps } from './walk.ts'

/** A step as coverage, pictures and findings of flows speak of it. */
export interface ListedStep {
  flow: FlowName
  /** As in `EngineResult.visited`: `3.then.0`, without rounds. */
  path: string
  kind: CompiledStep['kind']
  /** `flows/orders.yaml`, and the line in it, from 1. */
  file: string
  line: number
  /** The ways it can go, where there are several; also one that has no steps of its own (an `if` without else: `else`). */
  branches: string[]
  step: CompiledStep
}

/** All steps of all flows, each flow from top to bottom, nested steps after the one they are nested in. */
export function stepsOf(flows: CompiledFlows): ListedStep[] {
  return Object.values(flows.flows).flatMap(stepsOfFlow)
}

export function stepsOfFlow(flow: CompiledFlow): ListedStep[] {
  const listed: ListedStep[] = []
  walkSteps(flow.steps, (step, path) => {
    const { kind, line } = step
    listed.push({ flow: flow.name, path: path.join('.'), kind, file: flow.file, line, branches: waysOf(step), step })
  })
  return listed
}

/** What `visited` may give as `branch` of a step. */
export function waysOf(step: CompiledStep): string[] {
  const named = Object.keys(step.branches)
  const and = (name: string) => (named.includes(name) ? named : [...named, name])
  switch (step.kind) {
    case 'if':
      return and(branch.otherwise)
    case 'match':
      return step.exhaustive ? named : and(branch.otherwise)
    case 'call':
    case 'collect':
    case 'choose':
      return named.length === 0 ? [] : [branch.ok, ...named]
    case 'confirm':
      return [branch.yes, ...named]
    default:
      return named
  }
}
