import type { YamlPath } from '#source-files/index.ts'
import { type Expression, printExpression } from '../expressions/index.ts'
import { branch, type CompiledStep, own, type ToolFacts } from './compiled.ts'
import { checkInput } from './kinds.ts'
import { type FlowNames, readsOf } from './names.ts'
import { durationMs } from './schema.ts'
import { type Compilers, type StepsOf, said, saidReads } from './step-compiler.ts'

const dayMs = 86_400_000

/** The steps that say, compute, use tools and remember. */
export const doingCompilers: Compilers<'say' | 'call' | 'set' | 'answer' | 'remember' | 'verify'> = {
  say(of, source, path) {
    const made = said(of, path, 'say', source.say, source.with)
    return { kind: 'say', ...made, suggest: source.suggest ?? [], reads: saidReads(of, made) }
  },
  call(of, source, path, hasYes) {
    const tool = of.context.tools.get(source.call)
    const values = of.names.values([...path, 'with'], source.with)
    if (tool === undefined) of.report.unknown([...path, 'call'], 'tool', source.call, of.context.tools.keys())
    else {
      checkInputs(of, path, source.call, Object.keys(values), tool)
      checkInputKinds(of.names, path, values, tool)
      if (tool.confirm && !hasYes)
        of.report.error(path, `"${source.call}" must not be used without a yes.`, 'Put a confirm step before it.')
    }
    const branches: Record<string, CompiledStep[]> = {}
    const nested = (name: string, steps: unknown[] | undefined, at: YamlPath) => {
      if (steps !== undefined) branches[name] = of.nested(steps, [...path, ...at], hasYes)
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
    const { retry } = source
    return {
      kind: 'call',
      tool: source.call,
      with: values,
      save: source.save ?? null,
      needs: tool?.needs ?? 'anonymous',
      effect: tool?.effect ?? 'write',
      confirm: tool?.confirm ?? false,
      retries: typeof retry === 'object' ? retry.times : (retry ?? 0),
      timeLimitMs: source.time_limit === undefined ? null : durationMs(source.time_limit),
      reads: readsOf(...Object.values(values)),
      writes: source.save === undefined ? [] : [source.save],
      branches,
    }
  },
  set(of, source, path) {
    const values = of.names.values([...path, 'set'], source.set)
    return { kind: 'set', values, reads: readsOf(...Object.values(values)), writes: Object.keys(values) }
  },
  answer(of, source, path) {
    const query = of.names.value([...path, 'answer'], source.answer)
    return { kind: 'answer', query, reads: readsOf(query) }
  },
  remember(of, source, path) {
    const facts = of.names.values([...path, 'remember'], source.remember)
    const ms = source.expires === undefined ? null : durationMs(source.expires)
    return {
      kind: 'remember',
      facts,
      expiresInDays: ms === null ? null : Math.max(1, Math.round(ms / dayMs)),
      reads: readsOf(...Object.values(facts)),
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
}

/** What a tool is given against what it takes, by name. */
export function checkInputs(
  of: Pick<StepsOf, 'report'>,
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

/** … and by kind, once the kinds of the flow's values are known. */
export function checkInputKinds(
  names: FlowNames,
  path: YamlPath,
  values: Readonly<Record<string, Expression>>,
  tool: ToolFacts | undefined,
): void {
  const schema = tool?.inputSchema
  const isMap = typeof schema === 'object' && schema !== null && !Array.isArray(schema)
  const properties = isMap ? schema['properties'] : undefined
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return
  for (const [name, value] of Object.entries(values)) {
    // A reference in it is to the whole schema.
    const property = own(properties, name)
    if (property === undefined || JSON.stringify(property).includes('"$ref"')) continue
    names.later.push({
      path: [...path, 'with', name],
      source: `${name}: ${printExpression(value)}`,
      run: checkInput(name, value, property),
    })
  }
}
