import type { SlotName } from '#domain/ids.ts'
import type { YamlPath } from '#source-files/index.ts'
import type { CompiledSilence, CompiledSlot, CompiledStep, CompiledStepOf, FlowContext, Said } from './compiled.ts'
import { type FlowNames, readsOf } from './names.ts'
import type { Report } from './report.ts'
import { durationMs, type SilenceSource, type StepKind, type StepSource } from './schema.ts'

/** What compilers of steps have in common. */

/** The flow a list of steps belongs to. */
export interface StepsOf {
  report: Report
  names: FlowNames
  context: FlowContext
  slots: Readonly<Record<SlotName, CompiledSlot>>
  /** Compiles a nested list. `hasYes`: whether a yes was asked for before, on the way here. */
  nested(list: unknown[], path: YamlPath, hasYes: boolean): CompiledStep[]
}

/** What a compiler of one kind gives: its step without what all have in common. */
type Made<K extends CompiledStep['kind']> = Omit<CompiledStepOf<K>, 'line' | 'reads' | 'writes' | 'branches'> & {
  reads?: string[]
  writes?: string[]
  branches?: Record<string, CompiledStep[]>
}
export type AnyMade = { [K in CompiledStep['kind']]: Made<K> }[CompiledStep['kind']]

export type Compilers<Kinds extends StepKind> = {
  [K in Kinds]: (of: StepsOf, source: StepSource<K>, path: YamlPath, hasYes: boolean) => AnyMade
}

/** The response named under `key` of the step at `path`, with its values. */
export function said(
  of: StepsOf,
  path: YamlPath,
  key: string,
  response: string,
  values: StepSource<'say'>['with'],
  given: readonly string[] = [],
): Said {
  return {
    response,
    with: of.names.values([...path, 'with'], values),
    uses: of.names.response([...path, key], response, [...Object.keys(values ?? {}), ...given]),
  }
}

/** What a spoken text depends on: its own values and, of the flow's names, those its wordings use (all where unknown). */
export function saidReads(of: StepsOf, made: Pick<Said, 'with' | 'uses'>): string[] {
  const used = made.uses === null ? [...of.names.known] : made.uses.filter((name) => of.names.known.has(name))
  return [...new Set([...readsOf(...Object.values(made.with)), ...used])].sort()
}

/** Whether flows that are offered exist is checked once all are known (checks.ts). */
export function compileSilence(
  names: FlowNames,
  path: YamlPath,
  rules: SilenceSource | undefined,
): CompiledSilence[] | null {
  if (rules === undefined) return null
  return rules.map((rule, index) => ({
    afterMs: durationMs(rule.after) ?? 0,
    say: rule.say ?? null,
    uses: rule.say === undefined ? [] : names.response([...path, index, 'say'], rule.say, ['slot']),
    suggest: rule.suggest ?? [],
    close: rule.close ?? false,
  }))
}
