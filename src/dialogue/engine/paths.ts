import { branch, type CompiledFlow, type CompiledStep, own } from '../flow-language/index.ts'

/** Where a step stands in its flow: indexes, with the branch name between (`[3, 'then', 0]`); in a round with its number (`each#1`). */
export type StepPath = (string | number)[]

/** `3.then.0`. Codes in branch names have no dots that matter: paths are only ever compared. */
export const pathText = (path: StepPath): string => path.join('.')

const roundForm = new RegExp(`^${branch.round}#(\\d+)$`)

export const roundBranch = (round: number): string => `${branch.round}#${round}`

/** The round that a part of a path stands for; null where it is none. */
export function roundOf(part: string | number | undefined): number | null {
  const match = roundForm.exec(String(part))
  return match === null ? null : Number(match[1])
}

/** The branch of a step that a part of a path leads into. A tool's refusal may be named like a round. */
const branchIn = (step: CompiledStep, part: string | number | undefined): string =>
  step.kind === 'repeat' && roundOf(part) !== null ? branch.round : String(part)

/** The path as `stepsOf` lists it: rounds apart. */
export const listedPath = (path: StepPath): string =>
  path.map((part) => (typeof part === 'string' && roundOf(part) !== null ? branch.round : part)).join('.')

function listAt(flow: CompiledFlow, path: StepPath): readonly CompiledStep[] | undefined {
  let steps: readonly CompiledStep[] | undefined = flow.steps
  for (let depth = 0; depth + 2 < path.length; depth += 2) {
    const step: CompiledStep | undefined = steps?.[path[depth] as number]
    steps = step && own(step.branches, branchIn(step, path[depth + 1]))
  }
  return steps
}

export function stepAt(flow: CompiledFlow, path: StepPath): CompiledStep | undefined {
  return listAt(flow, path)?.[path.at(-1) as number]
}

/**
 * The step after the one at `path`, climbing out of branches that are done; null at the end of the flow. At the end of a round it is the
 * `repeat` step itself, which goes on with the next round.
 */
export function nextPath(flow: CompiledFlow, path: StepPath): StepPath | null {
  const next = [...path]
  while (next.length > 0) {
    next.push((next.pop() as number) + 1)
    if (stepAt(flow, next) !== undefined) return next
    next.pop()
    const part = next.pop()
    if (part !== undefined && stepAt(flow, next)?.kind === 'repeat') return next
  }
  return null
}

/** Finds the path of a text like `3.then.0` by walking: branch names may hold any character. */
export function pathFromText(flow: CompiledFlow, text: string): StepPath | null {
  const search = (steps: readonly CompiledStep[], path: StepPath): StepPath | null => {
    for (const [index, step] of steps.entries()) {
      const here = [...path, index]
      const found = pathText(here)
      if (found === text) return here
      if (!text.startsWith(`${found}.`)) continue
      for (const [name, nested] of Object.entries(step.branches)) {
        const part = step.kind === 'repeat' ? text.slice(found.length + 1).split('.')[0] : name
        const inside = search(nested, [...here, part ?? name])
        if (inside !== null) return inside
      }
    }
    return null
  }
  return search(flow.steps, [])
}

/**
 * A path of the flow as one of this moment: inside a `repeat` that is under way it is in the same round, and of another the whole `repeat`.
 */
export function inRound(at: StepPath, path: StepPath): StepPath {
  const found: StepPath = []
  for (const part of path) {
    if (part === branch.round && found.length % 2 === 1) {
      const same = found.every((other, index) => other === at[index])
      const round = same ? roundOf(at[found.length]) : null
      if (round === null) return found
      found.push(roundBranch(round))
    } else found.push(part)
  }
  return found
}
