import { type CompiledFlow, type CompiledStep, own } from '../flow-language/index.ts'

/** Where a step stands in its flow: indexes, with the branch name between (`[3, 'then', 0]`). */
export type StepPath = (string | number)[]

/** `3.then.0`. Codes in branch names have no dots that matter: paths are only ever compared. */
export const pathText = (path: StepPath): string => path.join('.')

function listAt(flow: CompiledFlow, path: StepPath): readonly CompiledStep[] | undefined {
  let steps: readonly CompiledStep[] | undefined = flow.steps
  for (let depth = 0; depth + 2 < path.length; depth += 2) {
    const step: CompiledStep | undefined = steps?.[path[depth] as number]
    steps = step && own(step.branches, String(path[depth + 1]))
  }
  return steps
}

export function stepAt(flow: CompiledFlow, path: StepPath): CompiledStep | undefined {
  return listAt(flow, path)?.[path.at(-1) as number]
}

/** The step after the one at `path`, climbing out of branches that are done; null at the end of the flow. */
export function nextPath(flow: CompiledFlow, path: StepPath): StepPath | null {
  const next = [...path]
  while (next.length > 0) {
    next.push((next.pop() as number) + 1)
    if (stepAt(flow, next) !== undefined) return next
    next.splice(-2)
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
        const inside = search(nested, [...here, name])
        if (inside !== null) return inside
      }
    }
    return null
  }
  return search(flow.steps, [])
}
