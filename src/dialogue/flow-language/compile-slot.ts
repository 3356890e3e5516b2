import type { IntentName, SlotName } from '#domain/ids.ts'
import type { YamlPath } from '#source-files/index.ts'
import type { CompiledChoice, CompiledSlot, FlowContext } from './compiled.ts'
import type { FlowNames } from './names.ts'
import { didYouMean, type Report } from './report.ts'
import type { SlotSource } from './schema.ts'

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
  const type = typeOf(name, source, path, report, context)
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
    validate: (source.validate ?? []).map((rule, index) => ({
      if: names.expression([...path, 'validate', index, 'if'], rule.if),
      else: rule.else,
      uses: names.response([...path, 'validate', index, 'else'], rule.else, givenToQuestions),
    })),
    reaskLimit: source.reask_limit ?? defaultReaskLimit,
    giveUp: source.give_up ?? 'hand-off',
    optional: source.optional ?? false,
  }
}

/** The slot that a choose step fills. */
export function chosenSlot(
  name: SlotName,
  source: Pick<SlotSource, 'called' | 'ask' | 'reask' | 'explain' | 'reask_limit' | 'give_up'>,
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
    reaskLimit: source.reask_limit ?? defaultReaskLimit,
    giveUp: source.give_up ?? 'hand-off',
    optional: false,
  }
}

function questions(
  source: Pick<SlotSource, 'ask' | 'reask' | 'explain'>,
  ask: string,
  path: YamlPath,
  names: FlowNames,
  isAsked = true,
): Pick<CompiledSlot, 'ask' | 'reask' | 'uses'> {
  if (!isAsked && source.ask === undefined) return { ask, reask: ask, uses: [] }
  const uses = names.response(source.ask === undefined ? path : [...path, 'ask'], ask, givenToQuestions)
  if (source.explain !== undefined) names.response([...path, 'explain'], source.explain, givenToQuestions)
  if (source.reask === undefined) return { ask, reask: ask, uses }
  const again = names.response([...path, 'reask'], source.reask, givenToQuestions)
  return { ask, reask: source.reask, uses: uses && again ? [...new Set([...uses, ...again])] : null }
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
