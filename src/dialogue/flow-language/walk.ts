import type { CompiledStep } from './compiled.ts'

/** Visits all steps in the order of the file, nested ones after the step they are nested in. */
export function walkSteps(
  steps: readonly CompiledStep[],
  visit: (step: CompiledStep, path: (string | number)[]) => void,
  path: (string | number)[] = [],
): void {
  for (const [index, step] of steps.entries()) {
    const here = [...path, index]
    visit(step, here)
    for (const [name, nested] of Object.entries(step.branches)) walkSteps(nested, visit, [...here, name])
  }
}
