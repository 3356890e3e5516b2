import type { FlowName, IntentName, SlotName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import { readYaml, type YamlPath } from '#source-files/index.ts'
import { builtInResponseList, builtInResponses } from '../built-in-responses.ts'
import { itemName } from '../expressions/index.ts'
import { checkBuiltIns, checkGoingBack, checkLinks, checkVerification, shareReads } from './checks.ts'
import { chosenSlot, compileSlot, hasIntent, words } from './compile-slot.ts'
import { compileSteps } from './compile-steps.ts'
import {
  type CompiledFlow,
  type CompiledFlows,
  type CompiledSlot,
  type FlowContext,
  type FlowFile,
  own,
} from './compiled.ts'
import { gather, isMap } from './gather.ts'
import { checkKinds, type LaterCheck, slotKinds } from './kinds.ts'
import { checkLoops, endlessFlows } from './loops.ts'
import { FlowNames, rootNames } from './names.ts'
import { Report } from './report.ts'
import { delimitRounds } from './rounds.ts'
import { type FlowSource, flowNameSchema, languageVersion, shallowFlow } from './schema.ts'

/**
 * Checks and compiles all flow files of an assistant. With errors among the problems `flows` is not fit to run; with warnings it is.
 * Never throws for what stands in the files.
 */
export function compileFlows(
  files: readonly FlowFile[],
  context: FlowContext,
): { flows: CompiledFlows; problems: Problem[] } {
  const problems: Problem[] = []
  const flows: Record<FlowName, CompiledFlow> = {}
  const origin = new Map<FlowName, { report: Report; path: YamlPath }>()
  const later = new Map<FlowName, LaterCheck[]>()

  for (const { file, text } of files) {
    const read = readYaml(file, text)
    if (!read.ok) {
      problems.push(...read.problems)
      continue
    }
    const report = new Report(file, read.yaml, problems)
    for (const [name, raw] of flowsOf(report, read.yaml.value)) {
      const path = ['flows', name]
      const named = flowNameSchema.safeParse(name)
      if (!named.success)
        report.error(path, `"${name}" cannot be the name of a flow.`, named.error.issues[0]?.message ?? null)
      else if (isReserved(name)) report.error(path, `"${name}" cannot be the name of a flow.`)
      else if (origin.has(name)) report.error(path, `There are two flows named "${name}".`)
      else {
        origin.set(name, { report, path })
        const made = compileFlow(report, name, raw, path, context)
        if (made === null) continue
        flows[name] = made.flow
        later.set(name, made.later)
      }
    }
  }

  const kinds = slotKinds(Object.values(flows))
  const endless = endlessFlows(flows)
  for (const [name, flow] of Object.entries(flows)) {
    const { report, path } = origin.get(name) as { report: Report; path: YamlPath }
    checkKinds(report, later.get(name) ?? [], flow, kinds[name] ?? {}, context)
    checkLinks(report, flow, path, origin, flows)
    checkPartOf(report, flow, path, flows)
    checkGoingBack(report, flow, path, flows)
    checkLoops(report, flow, endless, flows)
    shareReads(flow, flows)
    delimitRounds(flow, flows)
    if (flow.needs !== 'anonymous' && context.verification === null)
      report.error(
        [...path, 'needs'],
        `"${name}" needs to know who writes, and the assistant has no verification flow.`,
        'Name it in assistant.yaml: verification: …',
      )
  }
  checkVerification(problems, context, flows, origin)
  checkBuiltIns(problems, context)
  return {
    flows: { format: 1, flows, startedBy: startedBy(flows), verification: context.verification },
    problems,
  }
}

/** What a flow is a part of must be there. */
function checkPartOf(
  report: Report,
  { partOf }: CompiledFlow,
  path: YamlPath,
  flows: Readonly<Record<FlowName, CompiledFlow>>,
): void {
  for (const [index, larger] of (partOf?.flows ?? []).entries())
    if (own(flows, larger) === undefined)
      report.unknown([...path, 'part_of', 'flows', index], 'flow', larger, Object.keys(flows))
}

const versionKey = 'language_version'

/** Names that mean something to JavaScript objects would be found where nothing is. */
const isReserved = (name: string): boolean => name in {} || name === 'then'

function flowsOf(report: Report, value: unknown): [string, unknown][] {
  if (value === null || value === undefined) return []
  if (!isMap(value) || !isMap(value['flows'])) {
    report.error([], 'A flow file has the key "flows" with the flows by name.', 'Write flows: and the flows below it.')
    return []
  }
  for (const key of Object.keys(value))
    if (key !== 'flows' && key !== versionKey) report.unknownKey([], key, ['flows', versionKey], 'a flow file')
  if (versionKey in value && value[versionKey] !== languageVersion)
    report.error(
      [versionKey],
      `This file is written in version ${String(value[versionKey])} of the flow language, and this Parley reads ${languageVersion}.`,
      'Use a newer Parley, or write the file anew (docs/flow-language.md).',
    )
  return Object.entries(value['flows'])
}

function compileFlow(
  report: Report,
  name: FlowName,
  raw: unknown,
  path: YamlPath,
  context: FlowContext,
): { flow: CompiledFlow; later: LaterCheck[] } | null {
  const read = shallowFlow.safeParse(raw, { reportInput: true })
  if (!read.success) {
    report.schema(path, read.error.issues, Object.keys(shallowFlow.shape), `the flow "${name}"`)
    return null
  }
  const source = read.data
  const gathered = gather(report, source, path)
  for (const known of gathered.known)
    if ((rootNames as readonly string[]).includes(known) || known === itemName || isReserved(known))
      report.error(path, `"${known}" has a meaning of its own in expressions and cannot be a name in "${name}".`)
  const names = new FlowNames(report, context, gathered.known)

  const slots: Record<SlotName, CompiledSlot> = {}
  for (const [slot, described] of gathered.slots)
    slots[slot] =
      described.kind === 'chosen'
        ? chosenSlot(slot, described.source, described.path, names)
        : compileSlot(slot, described.source, described.path, names, report, context, gathered.asked.has(slot))

  for (const [index, slot] of (source.part_of?.unless ?? []).entries())
    if (own(slots, slot) === undefined)
      report.unknown([...path, 'part_of', 'unless', index], 'slot', slot, Object.keys(slots))
  for (const [index, intent] of (source.intents ?? []).entries())
    if (!hasIntent(context, intent)) report.unknown([...path, 'intents', index], 'intent', intent, context.intents)

  const title = source.title ?? capitalised(words(name))
  const flow: CompiledFlow = {
    name,
    file: report.file,
    line: report.line(path),
    description: source.description,
    title,
    called: source.called ?? title.charAt(0).toLowerCase() + title.slice(1),
    intents: source.intents ?? [],
    version: source.version === undefined ? null : String(source.version),
    owner: source.owner ?? null,
    needs: source.needs ?? 'anonymous',
    guard: guardOf(report, context, source, path, names),
    priority: source.priority ?? 0,
    ...(source.yields === true && { yields: true as const }),
    ...(source.part_of && {
      partOf: {
        flows: source.part_of.flows,
        unless: [...new Set((source.part_of.unless ?? []).flatMap((slot) => own(slots, slot)?.entities ?? []))],
      },
    }),
    repair: ownRepairs(report, source, path, names),
    slots,
    steps: compileSteps({ report, names, context, slots }, source.steps, [...path, 'steps']),
  }
  return { flow, later: names.later }
}

/** A guard is asked before the flow has anything: it sees who writes and what the assistant knows, no slots. */
function guardOf(
  report: Report,
  context: FlowContext,
  source: FlowSource,
  path: YamlPath,
  names: FlowNames,
): CompiledFlow['guard'] {
  if (source.only_if === undefined) {
    if (source.otherwise !== undefined)
      report.error(
        [...path, 'otherwise'],
        '"otherwise" is what those hear whom "only_if" keeps out, and there is none.',
      )
    return null
  }
  const outside = new FlowNames(report, context, new Set())
  const onlyIf = outside.expression([...path, 'only_if'], source.only_if, { as: 'condition' })
  names.later.push(...outside.later)
  if (source.otherwise === undefined) {
    report.error(
      [...path, 'only_if'],
      'It is not said what those hear who may not start it.',
      'Add otherwise: and a response.',
    )
    return null
  }
  const uses = names.response([...path, 'otherwise'], source.otherwise, ['flow'])
  return { onlyIf, otherwise: source.otherwise, uses }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function ownRepairs(report: Report, source: FlowSource, path: YamlPath, names: FlowNames): CompiledFlow['repair'] {
  const repair: CompiledFlow['repair'] = {}
  for (const [short, response] of Object.entries(source.repair ?? {})) {
    const name = `repair.${short}`
    const builtIn = own(builtInResponses, name)
    if (builtIn === undefined) {
      const all = builtInResponseList.map((item) => item.name.slice('repair.'.length))
      report.unknownKey([...path, 'repair'], short, all, 'repair')
    } else {
      names.response([...path, 'repair', short], response, Object.keys(builtIn.variables))
      repair[name] = response
    }
  }
  return repair
}

function startedBy(flows: Readonly<Record<FlowName, CompiledFlow>>): CompiledFlows['startedBy'] {
  const found: Record<IntentName, FlowName[]> = {}
  const sorted = Object.values(flows).sort((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1))
  for (const flow of sorted)
    for (const intent of flow.intents) {
      found[intent] = [...(own(found, intent) ?? []), flow.name]
    }
  return found
}
