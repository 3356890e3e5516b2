import type { YamlPath } from '#source-files/index.ts'
import { askingCompilers } from './compile-asking.ts'
import { branchingCompilers } from './compile-branching.ts'
import { doingCompilers } from './compile-doing.ts'
import { leavingCompilers } from './compile-leaving.ts'
import { branch, type CompiledStep } from './compiled.ts'
import type { Report } from './report.ts'
import { type StepKind, type StepSource, shallowSteps, stepKinds } from './schema.ts'
import type { AnyMade, Compilers, StepsOf } from './step-compiler.ts'

/** Tells which step this is by its key; a problem and null where it is none. */
function stepKindOf(report: Report, raw: unknown, path: YamlPath): StepKind | null {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
    report.error(path, 'A step is written as a key with a value.', 'For example "- say: hello".')
    return null
  }
  const kind = kindIn(raw)
  if (kind !== null) return kind
  const [key] = Object.keys(raw)
  if (key !== undefined) report.unknownKey(path, key, stepKinds, 'a flow: it is no step')
  else report.error(path, 'This step is empty.')
  return null
}

/** The kind of step by the first key that names one (`ask_again: …` may be followed by `say: …`). */
export const kindIn = (raw: object): StepKind | null =>
  (Object.keys(raw) as StepKind[]).find((key) => stepKinds.includes(key)) ?? null

/** A step read by its schema, or null after its problems were reported. */
function readStep<K extends StepKind>(report: Report, kind: K, raw: unknown, path: YamlPath): StepSource<K> | null {
  const schema = shallowSteps[kind]
  const read = schema.safeParse(raw, { reportInput: true })
  if (read.success) return read.data as StepSource<K>
  report.schema(path, read.error.issues, Object.keys(schema.shape), `the step "${kind}"`)
  return null
}

/** `confirmed`: whether a yes was asked for before, on the way here. */
export function compileSteps(
  flow: Omit<StepsOf, 'nested'>,
  list: unknown[],
  path: YamlPath,
  confirmed = false,
): CompiledStep[] {
  const of: StepsOf = { ...flow, nested: (inner, at, hasYes) => compileSteps(flow, inner, at, hasYes) }
  const steps: CompiledStep[] = []
  let hasYes = confirmed
  for (const [index, raw] of list.entries()) {
    const here = [...path, index]
    const last = steps.at(-1)
    if (last !== undefined && leaves(last)) {
      of.report.error(
        here,
        `This is never reached: the step before it (${last.kind}) leaves the flow${isBranching(last) ? ' on every way' : ''}.`,
        'Move it before that step, or into the branch it belongs to.',
      )
      break
    }
    const kind = stepKindOf(of.report, raw, here)
    if (kind === null) continue
    const step = compileStep(of, kind, raw, here, hasYes)
    if (step === null) continue
    if (step.kind === 'confirm') hasYes = true
    steps.push(step)
  }
  return steps
}

const isBranching = (step: CompiledStep): boolean => step.kind === 'if' || step.kind === 'match'

/** Nothing comes after it: it ends, goes elsewhere, or each of its ways does. */
export function leaves(step: CompiledStep): boolean {
  switch (step.kind) {
    case 'end':
    case 'hand-off':
    case 'ask-again':
      return true
    case 'link':
      return !step.returns
    case 'if':
    case 'match': {
      const ways = Object.values(step.branches)
      return Object.hasOwn(step.branches, branch.otherwise) && ways.every((steps) => steps.some(leaves))
    }
    default:
      return false
  }
}

const compilers: Compilers<StepKind> = {
  ...askingCompilers,
  ...doingCompilers,
  ...branchingCompilers,
  ...leavingCompilers,
}

function compileStep(of: StepsOf, kind: StepKind, raw: unknown, path: YamlPath, hasYes: boolean): CompiledStep | null {
  const source = readStep(of.report, kind, raw, path)
  if (source === null) return null
  const compile = compilers[kind] as (of: StepsOf, source: unknown, path: YamlPath, hasYes: boolean) => AnyMade
  const made = compile(of, source, path, hasYes)
  return { reads: [], writes: [], branches: {}, ...made, line: of.report.line(path) } as CompiledStep
}
