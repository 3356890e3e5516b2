import type { SlotName } from '#domain/ids.ts'
import type { YamlPath } from '#source-files/index.ts'
import { branch, type CompiledSlot, type CompiledStep, type CompiledStepOf, type FlowContext } from './compiled.ts'
import { type FlowNames, readsOf } from './names.ts'
import type { Report } from './report.ts'
import { type ExpressionSource, type StepKind, type StepSource, shallowSteps, stepKinds } from './schema.ts'

/** The flow a list of steps belongs to. */
export interface StepsOf {
  report: Report
  names: FlowNames
  context: FlowContext
  slots: Readonly<Record<SlotName, CompiledSlot>>
}

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
export function compileSteps(of: StepsOf, list: unknown[], path: YamlPath, confirmed = false): CompiledStep[] {
  const steps: CompiledStep[] = []
  let hasYes = confirmed
  for (const [index, raw] of list.entries()) {
    const here = [...path, index]
    const last = steps.at(-1)
    if (last !== undefined && leaves(last)) {
      of.report.warning(here, `This is never reached: the step before it (${last.kind}) leaves the flow.`)
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

const leaves = (step: CompiledStep): boolean =>
  step.kind === 'end' ||
  step.kind === 'hand-off' ||
  step.kind === 'ask-again' ||
  (step.kind === 'link' && !step.returns)

/** What a compiler of one kind gives: its step without what all have in common. */
type Made<K extends CompiledStep['kind']> = Omit<CompiledStepOf<K>, 'line' | 'reads' | 'writes' | 'branches'> & {
  reads?: string[]
  writes?: string[]
  branches?: Record<string, CompiledStep[]>
}
type AnyMade = { [K in CompiledStep['kind']]: Made<K> }[CompiledStep['kind']]

function compileStep(of: StepsOf, kind: StepKind, raw: unknown, path: YamlPath, hasYes: boolean): CompiledStep | null {
  const source = readStep(of.report, kind, raw, path)
  if (source === null) return null
  const compile = compilers[kind] as (of: StepsOf, source: unknown, path: YamlPath, hasYes: boolean) => AnyMade
  const made = compile(of, source, path, hasYes)
  return {
    reads: [],
    writes: [],
    branches: {},
    ...made,
    line: of.report.line(path),
  } as CompiledStep
}

type Compilers = { [K in StepKind]: (of: StepsOf, source: StepSource<K>, path: YamlPath, hasYes: boolean) => AnyMade }

type Said = Pick<CompiledStepOf<'say'>, 'response' | 'with' | 'uses'>

/** The response named under `key` of the step at `path`, with its values. */
function said(of: StepsOf, path: YamlPath, key: string, response: string, values: StepSource<'say'>['with']): Said {
  return {
    response,
    with: of.names.values([...path, 'with'], values),
    uses: of.names.response([...path, key], response, Object.keys(values ?? {})),
  }
}

const compilers: Compilers = {
  collect(of, source, path) {
    const slot = of.slots[source.collect]
    if (slot?.type === 'chosen')
      of.report.error(path, `"${source.collect}" is chosen from a list elsewhere and cannot be collected too.`)
    return {
      kind: 'collect',
      slot: source.collect,
      reads: readsOf(slot?.from ?? null, ...(slot?.validate ?? []).map((rule) => rule.if)).filter(
        (name) => name !== source.collect,
      ),
      writes: [source.collect],
    }
  },
  say(of, source, path) {
    const made = said(of, path, 'say', source.say, source.with)
    return { kind: 'say', ...made, reads: saidReads(of, made) }
  },
  call(of, source, path, hasYes) {
    const tool = of.context.tools.get(source.call)
    const values = of.names.values([...path, 'with'], source.with)
    if (tool === undefined) of.report.unknown([...path, 'call'], 'tool', source.call, of.context.tools.keys())
    else {
      checkInputs(of, path, source.call, Object.keys(values), tool)
      if (tool.confirm && !hasYes)
        of.report.error(path, `"${source.call}" must not be used without a yes.`, 'Put a confirm step before it.')
    }
    const branches: Record<string, CompiledStep[]> = {}
    const nested = (name: string, steps: unknown[] | undefined, at: YamlPath) => {
      if (steps !== undefined) branches[name] = compileSteps(of, steps, [...path, ...at], hasYes)
    }
    for (const [code, steps] of Object.entries(source.on_refused ?? {})) {
      if (code !== 'default' && tool?.refusals !== undefined && !tool.refusals.includes(code))
        of.report.unknownKey(
          [...path, 'on_refused'],
          code,
          [...tool.refusals, 'default'],
          `refusals of "${source.call}"`,
        )
      nested(branch.refused(code), steps, ['on_refused', code])
    }
    nested(branch.failed, source.on_failed, ['on_failed'])
    nested(branch.unknown, source.on_unknown, ['on_unknown'])
    return {
      kind: 'call',
      tool: source.call,
      with: values,
      save: source.save ?? null,
      needs: tool?.needs ?? 'anonymous',
      effect: tool?.effect ?? 'write',
      confirm: tool?.confirm ?? false,
      reads: readsOf(...Object.values(values)),
      writes: source.save === undefined ? [] : [source.save],
      branches,
    }
  },
  set(of, source, path) {
    const values = of.names.values([...path, 'set'], source.set)
    return { kind: 'set', values, reads: readsOf(...Object.values(values)), writes: Object.keys(values) }
  },
  if(of, source, path, hasYes) {
    const alternatives = (source.elif ?? []).map((arm, index) => ({
      if: of.names.expression([...path, 'elif', index, 'if'], arm.if),
      branch: branch.elif(index),
      steps: compileSteps(of, arm.then, [...path, 'elif', index, 'then'], hasYes),
    }))
    const arms = [
      { if: of.names.expression([...path, 'if'], source.if), branch: branch.met },
      ...alternatives.map(({ steps: _, ...arm }) => arm),
    ]
    return {
      kind: 'if',
      arms,
      reads: readsOf(...arms.map((arm) => arm.if)),
      branches: {
        [branch.met]: compileSteps(of, source.then, [...path, 'then'], hasYes),
        ...Object.fromEntries(alternatives.map((arm) => [arm.branch, arm.steps])),
        ...(source.else && { [branch.otherwise]: compileSteps(of, source.else, [...path, 'else'], hasYes) }),
      },
    }
  },
  confirm(of, source, path, hasYes) {
    const made = said(of, path, 'confirm', source.confirm, source.with)
    const deny = source.on_deny
    const correct = deny !== undefined && !Array.isArray(deny) ? deny.correct : null
    return {
      kind: 'confirm',
      ...made,
      correct,
      reads: saidReads(of, made),
      branches: Array.isArray(deny) ? { [branch.deny]: compileSteps(of, deny, [...path, 'on_deny'], hasYes) } : {},
    }
  },
  choose(of, source, path, hasYes) {
    const from = of.names.expression([...path, 'from'], source.from)
    const match = source.match === undefined ? null : of.names.expression([...path, 'match'], source.match)
    const ofItem = (key: string, text: ExpressionSource) => of.names.expression([...path, key], text, true)
    return {
      kind: 'choose',
      slot: source.choose,
      from,
      label: ofItem('label', source.label),
      value: source.value === undefined ? null : ofItem('value', source.value),
      attributes: Object.fromEntries(
        Object.entries(source.attributes ?? {}).map(([name, text]) => [
          name,
          of.names.expression([...path, 'attributes', name], text, true),
        ]),
      ),
      match,
      askWhenOne: source.ask_when_one ?? false,
      reads: readsOf(from, match),
      writes: [source.choose],
      branches: source.on_none ? { [branch.none]: compileSteps(of, source.on_none, [...path, 'on_none'], hasYes) } : {},
    }
  },
  ask_again(of, source, path) {
    return {
      kind: 'ask-again',
      slot: source.ask_again,
      said: source.say === undefined ? null : said(of, path, 'say', source.say, source.with),
    }
  },
  link(of, source, path) {
    const values = of.names.values([...path, 'with'], source.with)
    return {
      kind: 'link',
      flow: source.link,
      returns: source.return ?? false,
      with: values,
      save: source.save ?? null,
      reads: readsOf(...Object.values(values)),
      writes: source.save === undefined ? [] : [source.save],
    }
  },
  verify(of, { verify }, path) {
    const here = [...path, 'verify']
    const customer = of.names.expression([...here, 'customer'], verify.customer)
    const attributes =
      verify.attributes === undefined ? null : of.names.expression([...here, 'attributes'], verify.attributes)
    return {
      kind: 'verify',
      customer,
      by: verify.by,
      attributes,
      level: verify.level ?? 'verified',
      reads: readsOf(customer, attributes),
    }
  },
  'hand-off': (_, source) => ({
    kind: 'hand-off',
    team: source['hand-off'],
    priority: source.priority ?? 'normal',
    reason: source.reason ?? null,
  }),
  answer(of, source, path) {
    const query = of.names.value([...path, 'answer'], source.answer)
    return { kind: 'answer', query, reads: readsOf(query) }
  },
  end(of, source, path) {
    const result = source.result === undefined ? null : of.names.value([...path, 'result'], source.result)
    return { kind: 'end', resolved: source.end === 'resolved', result, reads: readsOf(result) }
  },
}

/** What a spoken text depends on: its own values and, of the flow's names, those its wordings use (all where unknown). */
function saidReads(of: StepsOf, made: Said): string[] {
  const used = made.uses === null ? [...of.names.known] : made.uses.filter((name) => of.names.known.has(name))
  return [...new Set([...readsOf(...Object.values(made.with)), ...used])].sort()
}

function checkInputs(
  of: StepsOf,
  path: YamlPath,
  tool: string,
  given: string[],
  facts: { inputs?: readonly string[]; requiredInputs?: readonly string[] },
): void {
  const inputs = facts.inputs
  if (inputs !== undefined)
    for (const name of given)
      if (!inputs.includes(name)) of.report.unknownKey([...path, 'with'], name, inputs, `the input of "${tool}"`)
  const missing = (facts.requiredInputs ?? []).filter((name) => !given.includes(name))
  if (missing.length > 0)
    of.report.error(path, `"${tool}" needs ${missing.map((name) => `"${name}"`).join(', ')}.`, 'Give it under with.')
}
