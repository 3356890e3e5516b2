import type { YamlPath } from '#source-files/index.ts'
import { limits } from '../limits.ts'
import { branch, type CompiledSlot, type CompiledStep, type CompiledStepOf, own } from './compiled.ts'
import { checkCaseKinds } from './kinds.ts'
import { readsOf } from './names.ts'
import type { StepSource } from './schema.ts'
import type { Compilers, StepsOf } from './step-compiler.ts'

/** The steps that decide which steps come next. */
export const branchingCompilers: Compilers<'if' | 'match' | 'repeat'> = {
  if(of, source, path, hasYes) {
    const alternatives = (source.elif ?? []).map((arm, index) => ({
      if: of.names.expression([...path, 'elif', index, 'if'], arm.if, { as: 'condition' }),
      branch: branch.elif(index),
      steps: of.nested(arm.then, [...path, 'elif', index, 'then'], hasYes),
    }))
    const arms = [
      { if: of.names.expression([...path, 'if'], source.if, { as: 'condition' }), branch: branch.met },
      ...alternatives.map(({ steps: _, ...arm }) => arm),
    ]
    return {
      kind: 'if',
      arms,
      reads: readsOf(...arms.map((arm) => arm.if)),
      branches: {
        [branch.met]: of.nested(source.then, [...path, 'then'], hasYes),
        ...Object.fromEntries(alternatives.map((arm) => [arm.branch, arm.steps])),
        ...(source.else && { [branch.otherwise]: of.nested(source.else, [...path, 'else'], hasYes) }),
      },
    }
  },
  match(of, source, path, hasYes) {
    const value = of.names.expression([...path, 'match'], source.match)
    const cases = Object.keys(source.cases).map((key) => ({
      values: key.split(' | ').map((text) => text.trim()),
      branch: branch.match(key),
    }))
    const exhaustive = checkCases(of, source, path, cases)
    if (own(of.slots, String(source.match).trim()) === undefined)
      of.names.later.push({
        path: [...path, 'cases'],
        source: `match: ${source.match}`,
        run: checkCaseKinds(
          value,
          cases.flatMap(({ values }) => values),
        ),
      })
    const branches: Record<string, CompiledStep[]> = {}
    for (const [key, steps] of Object.entries(source.cases))
      branches[branch.match(key)] = of.nested(steps, [...path, 'cases', key], hasYes)
    if (source.else) branches[branch.otherwise] = of.nested(source.else, [...path, 'else'], hasYes)
    return { kind: 'match', of: value, cases, exhaustive, reads: readsOf(value), branches }
  },
  repeat(of, source, path, hasYes) {
    const { repeat } = source
    const over = overOf(of, repeat, [...path, 'repeat'])
    if ('times' in over && source.as !== undefined)
      of.report.error(
        [...path, 'as'],
        '"as" names the element of a list, and "times" has none.',
        'Write index: … for the number of the round.',
      )
    if (source.steps.length === 0)
      of.report.error(path, 'A repeat without steps does nothing.', 'Write steps: and what is done in each round.')
    const gather = of.names.values([...path, 'gather'], source.gather)
    return {
      kind: 'repeat',
      over,
      as: source.as ?? null,
      index: source.index ?? null,
      by: byOf(of, source, over, path),
      gather,
      until:
        source.until === undefined ? null : of.names.expression([...path, 'until'], source.until, { as: 'condition' }),
      most: Math.min(source.at_most ?? limits.rounds, limits.roundsAtMost),
      // Known once all flows are: rounds.ts.
      locals: [],
      reaches: [],
      changes: [],
      reads: readsOf('times' in over ? over.times : over.list),
      writes: [...Object.keys(gather), ...[source.as ?? [], source.index ?? []].flat()],
      branches: { [branch.round]: of.nested(source.steps, [...path, 'steps'], hasYes) },
    }
  },
}

function overOf(of: StepsOf, repeat: StepSource<'repeat'>['repeat'], path: YamlPath): CompiledStepOf<'repeat'>['over'] {
  if (Array.isArray(repeat)) return { list: of.names.value(path, repeat) }
  if (typeof repeat === 'object')
    return { times: of.names.expression([...path, 'times'], repeat.times, { as: 'number' }) }
  return { list: of.names.expression(path, repeat, { as: 'list' }) }
}

function byOf(of: StepsOf, { by }: StepSource<'repeat'>, over: CompiledStepOf<'repeat'>['over'], path: YamlPath) {
  if (by === undefined) return null
  if ('list' in over) return of.names.expression([...path, 'by'], by, { itemOf: over.list })
  of.report.error([...path, 'by'], '"by" tells the elements of a list apart, and "times" has none.', 'Leave it away.')
  return null
}

/**
 * A match over the choices of a slot has a way for each of them, and none for what is no choice. Gives whether the cases are all there can
 * be, an optional slot's null included.
 */
function checkCases(of: StepsOf, source: StepSource<'match'>, path: YamlPath, cases: { values: string[] }[]): boolean {
  const named = cases.flatMap(({ values }) => values)
  const twice = named.find((value, index) => named.indexOf(value) !== index)
  if (twice !== undefined) of.report.error([...path, 'cases'], `There are two cases for "${twice}".`)
  const slot = own(of.slots, String(source.match).trim())
  const choices = slot === undefined ? null : valuesOf(slot)
  if (slot === undefined || choices === null) return false
  for (const key of Object.keys(source.cases))
    for (const value of key.split(' | ').map((text) => text.trim()))
      if (!choices.includes(value) && !(value === 'null' && slot.optional))
        of.report.unknownKey([...path, 'cases'], key, choices, `the choices of "${slot.name}"`)
  const missing = choices.filter((value) => !named.includes(value))
  if (missing.length > 0 && source.else === undefined)
    of.report.error(
      path,
      `This match has no case for ${missing.map((value) => `"${value}"`).join(', ')} of "${slot.name}".`,
      'Add the cases, or an else.',
    )
  return missing.length === 0 && (!slot.optional || named.includes('null'))
}

/** The values a slot can have, as texts; null where there is no end to them. */
function valuesOf(slot: CompiledSlot): string[] | null {
  if (slot.type === 'boolean') return ['true', 'false']
  const answers = slot.answers.filter(({ value }) => value !== null)
  return slot.choices.length > 0 ? [...new Set([...slot.choices, ...answers].map(({ value }) => String(value)))] : null
}
