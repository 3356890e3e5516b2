import type { EntityName, IntentName, SlotName } from '#domain/ids.ts'
import type { YamlPath } from '#source-files/index.ts'
import { checkInputKinds, checkInputs } from './compile-doing.ts'
import type { CompiledCheck, CompiledChoice, CompiledSlot, FlowContext } from './compiled.ts'
import type { FlowNames } from './names.ts'
import { didYouMean, type Report } from './report.ts'
import type { SlotSource } from './schema.ts'
import { compileSilence } from './step-compiler.ts'

const plainTypes = ['text', 'boolean', 'number', 'choice'] as const
const defaultReaskLimit = 2

/** Variables every question gets from the engine. */
const givenToQuestions = ['attempt', 'options', 'slot']

/** An intent or the parent of some: `orders/return` where there is `orders/return/size`. */
export const hasIntent = (context: FlowContext, intent: IntentName): boolean =>
  context.intents.has(intent) || [...context.intents].some((name) => name.startsWith(`${intent}/`))

export const words = (name: string): string => name.replaceAll(/[_-]/g, ' ')

/** One slot, from where it is described: under `slots`, or in the step that asks for it. One never asked for needs no wording. */
export function compileSlot(
  name: SlotName,
  source: SlotSource,
  path: YamlPath,
  names: FlowNames,
  report: Report,
  context: FlowContext,
  isAsked: boolean,
): CompiledSlot {
  const choices = (source.choices ?? []).map(compileChoice)
  const values = choices.map((choice) => JSON.stringify(choice.value))
  if (new Set(values).size < values.length) report.error([...path, 'choices'], 'Two choices have the same value.')
  for (const [index, choice] of choices.entries())
    for (const intent of choice.intents)
      if (!hasIntent(context, intent))
        report.unknown([...path, 'choices', index, 'intents'], 'intent', intent, context.intents)
  for (const intent of [...Object.keys(source.intents ?? {}), ...(source.expect ?? [])])
    if (!hasIntent(context, intent)) report.unknown(path, 'intent', intent, context.intents)
  const type = typeOf(name, source, path, report, context)
  for (const [intent, value] of Object.entries(source.intents ?? {}))
    if ((type === 'boolean' || type === 'number') && value !== null && typeof value !== type)
      report.error(
        [...path, 'intents', intent],
        `"${name}" cannot be ${JSON.stringify(value)}: it is ${type === 'boolean' ? 'true or false' : 'a number'}.`,
      )
  if (type === 'choice' && choices.length === 0)
    report.error(path, `The slot "${name}" has no choices.`, 'Add choices: [ … ].')
  const ask = source.ask ?? `ask-${name.replaceAll('_', '-')}`
  return {
    name,
    called: source.called ?? words(name),
    type,
    entities: entitiesOf(source, type, name, path, report, context),
    role: source.role ?? null,
    choices,
    ...questions(source, ask, path, names, isAsked),
    explain: source.explain ?? null,
    from: source.from === undefined ? null : names.expression([...path, 'from'], source.from),
    ...rulesOf(source, path, names, report, context),
    answers: Object.entries(source.intents ?? {}).map(([intent, value]) => ({ intent, value })),
    expected: source.expect ?? [],
    ...(source.not_only && { notOnly: knownEntities(source.not_only, [...path, 'not_only'], report, context) }),
    reaskLimit: source.reask_limit ?? defaultReaskLimit,
    giveUp: source.give_up ?? 'hand-off',
    optional: source.optional ?? false,
    silence: compileSilence(names, [...path, 'silence'], source.silence),
  }
}

type Rule = NonNullable<SlotSource['validate']>[number]

/** Conditions first, then tools: what needs nobody is asked before what does. */
function rulesOf(
  source: SlotSource,
  path: YamlPath,
  names: FlowNames,
  report: Report,
  context: FlowContext,
): Pick<CompiledSlot, 'validate' | 'checks'> {
  const validate: CompiledSlot['validate'] = []
  const checks: CompiledCheck[] = []
  const condition = (rule: Rule, at: YamlPath) =>
    rule.if === undefined ? null : names.expression([...at, 'if'], rule.if, { as: 'condition' })
  for (const [index, rule] of (source.validate ?? []).entries()) {
    const at = [...path, 'validate', index]
    const given =
      'call' in rule ? [...givenToQuestions, ...(rule.save === undefined ? [] : [rule.save])] : givenToQuestions
    const uses = names.response([...at, 'else'], rule.else, given)
    if (!('call' in rule)) {
      const met = condition(rule, at)
      if (met !== null) validate.push({ if: met, else: rule.else, uses })
      continue
    }
    const tool = context.tools.get(rule.call)
    if (tool === undefined) report.unknown([...at, 'call'], 'tool', rule.call, context.tools.keys())
    else {
      checkInputs({ report }, at, rule.call, Object.keys(rule.with ?? {}), tool)
      if (tool.effect === 'write')
        report.error(
          [...at, 'call'],
          `"${rule.call}" changes something, so it cannot tell whether a value is valid.`,
          'Use a tool that only reads.',
        )
    }
    const values = names.values([...at, 'with'], rule.with)
    checkInputKinds(names, at, values, tool)
    checks.push({
      tool: rule.call,
      with: values,
      save: rule.save ?? null,
      needs: tool?.needs ?? 'anonymous',
      if: condition(rule, at),
      else: rule.else,
      uses,
    })
  }
  return { validate, checks }
}

/** The slot that a choose step fills. */
export function chosenSlot(
  name: SlotName,
  source: Pick<SlotSource, 'called' | 'ask' | 'reask' | 'explain' | 'reask_limit' | 'give_up' | 'silence'>,
  path: YamlPath,
  names: FlowNames,
): CompiledSlot {
  const ask = source.ask ?? `ask-${name.replaceAll('_', '-')}`
  return {
    name,
    called: source.called ?? words(name),
    type: 'chosen',
    entities: [],
    role: null,
    choices: [],
    ...questions(source, ask, path, names),
    explain: source.explain ?? null,
    from: null,
    validate: [],
    checks: [],
    answers: [],
    expected: [],
    reaskLimit: source.reask_limit ?? defaultReaskLimit,
    giveUp: source.give_up ?? 'hand-off',
    optional: false,
    silence: compileSilence(names, [...path, 'silence'], source.silence),
  }
}

function questions(
  source: Pick<SlotSource, 'ask' | 'reask' | 'explain'>,
  ask: string,
  path: YamlPath,
  names: FlowNames,
  isAsked = true,
): Pick<CompiledSlot, 'ask' | 'reasks' | 'uses'> {
  if (!isAsked && source.ask === undefined) return { ask, reasks: [ask], uses: [] }
  const uses = names.response(source.ask === undefined ? path : [...path, 'ask'], ask, givenToQuestions)
  if (source.explain !== undefined) names.response([...path, 'explain'], source.explain, givenToQuestions)
  if (source.reask === undefined) return { ask, reasks: [ask], uses }
  const reasks = [source.reask].flat()
  let all = uses
  for (const [index, reask] of reasks.entries()) {
    const at = Array.isArray(source.reask) ? [...path, 'reask', index] : [...path, 'reask']
    const used = names.response(at, reask, givenToQuestions)
    all = all && used ? [...new Set([...all, ...used])] : null
  }
  return { ask, reasks, uses: all }
}

function compileChoice(source: NonNullable<SlotSource['choices']>[number]): CompiledChoice {
  if (typeof source !== 'object') return { value: source, label: label(source), means: [], intents: [] }
  return {
    value: source.value,
    label: source.label ?? label(source.value),
    means: source.means ?? [],
    intents: source.intents ?? [],
  }
}

const label = (value: string | number | boolean): string => {
  const text = words(String(value))
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function typeOf(
  name: SlotName,
  source: SlotSource,
  path: YamlPath,
  report: Report,
  context: FlowContext,
): CompiledSlot['type'] {
  const { type } = source
  if (type === undefined) {
    if (source.choices !== undefined) return 'choice'
    if (context.entities.has(name)) return 'entity'
    report.error(
      path,
      `What kind of value is "${name}"?`,
      'Give type: an entity type, text, boolean, number, or choice with choices.',
    )
    return 'text'
  }
  const plain = plainTypes.find((candidate) => candidate === type)
  if (plain !== undefined) return plain
  if (!context.entities.has(type))
    report.unknown([...path, 'type'], 'entity type', type, [...context.entities, ...plainTypes])
  return 'entity'
}

function knownEntities(types: readonly string[], path: YamlPath, report: Report, context: FlowContext): EntityName[] {
  for (const [index, type] of types.entries())
    if (!context.entities.has(type)) report.unknown([...path, index], 'entity type', type, context.entities)
  return [...types]
}

function entitiesOf(
  source: SlotSource,
  type: CompiledSlot['type'],
  name: SlotName,
  path: YamlPath,
  report: Report,
  context: FlowContext,
): string[] {
  const own = type === 'entity' ? [source.type ?? name] : []
  const more = source.from_entities ?? []
  for (const [index, entity] of more.entries())
    if (!context.entities.has(entity))
      report.error(
        [...path, 'from_entities', index],
        `There is no entity type "${entity}".`,
        didYouMean(entity, context.entities),
      )
  return [...new Set([...own, ...more])]
}
