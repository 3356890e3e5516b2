import {
  type AssistantConfig,
  type AssistantSource,
  filesOf,
  type IntentDefinition,
  type IntentPlaces,
  readIntents,
  textOf,
} from '#assistant/index.ts'
import { type CompiledFlow, type CompiledFlows, type ListedStep, stepsOf } from '#dialogue/index.ts'
import type { FlowName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import type { Wordings } from '#responses/index.ts'
import { readYaml, type SourceFile } from '#source-files/index.ts'
import type { ToolSet } from '#tools/index.ts'

export interface Place {
  file: string
  line: number | null
}

/** An assistant folder, compiled, with where everything stands in it: what rules look at. */
export interface LintSubject {
  config: AssistantConfig
  flows: CompiledFlows
  /** All steps of all flows, and those of each. */
  steps: readonly ListedStep[]
  stepsIn: ReadonlyMap<FlowName, readonly ListedStep[]>
  intents: readonly IntentDefinition[]
  tools: ToolSet
  /** What is said, built-in wordings included. */
  wordings: Wordings
  /** Own responses, by name. */
  responsePlaces: ReadonlyMap<string, Place>
  intentPlaces: ReadonlyMap<string, IntentPlaces>
  /** Where the name of a flow stands. */
  flowPlace(flow: CompiledFlow): Place
  toolPlace(tool: string): Place
  slotPlace(flow: CompiledFlow, slot: string): Place
  /** Source of the tools: what they name of one another. */
  toolSources: readonly SourceFile[]
  problems: readonly Problem[]
  source: AssistantSource
}

export interface LintInput {
  config: AssistantConfig
  flows: CompiledFlows
  intents: readonly IntentDefinition[]
  tools: ToolSet
  wordings: Wordings
  problems: readonly Problem[]
  source: AssistantSource
}

export function lintSubject(input: LintInput): LintSubject {
  const { source, flows } = input
  const steps = stepsOf(flows)
  const stepsIn = new Map<FlowName, ListedStep[]>(Object.keys(flows.flows).map((name) => [name, []]))
  for (const step of steps) stepsIn.get(step.flow)?.push(step)
  const flowPlaces = placesUnder(filesOf(source, 'flows'), 'flows')
  const toolsFile = { file: 'tools.ts', text: textOf(source, 'tools.ts') ?? '' }
  const toolSources = [toolsFile, ...filesOf(source, 'tools')]
  return {
    ...input,
    steps,
    stepsIn,
    responsePlaces: placesUnder(filesOf(source, 'responses'), 'responses'),
    intentPlaces: readIntents(filesOf(source, 'intents'), new Set()).places,
    flowPlace: ({ name, file, line }) => flowPlaces.get(name) ?? { file, line },
    toolPlace: (tool) => toolPlace(toolSources, tool),
    slotPlace: (flow, slot) => slotPlace(filesOf(source, 'flows'), flow, slot),
    toolSources,
  }
}

/** Where each entry below a key of YAML files stands; of two with one name the first. */
function placesUnder(files: readonly SourceFile[], key: string): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const { file, text } of files) {
    const read = readYaml(file, text)
    if (!read.ok) continue
    const entries = (read.yaml.value as Record<string, unknown> | null)?.[key]
    if (entries === null || typeof entries !== 'object') continue
    for (const name of Object.keys(entries))
      if (!places.has(name)) places.set(name, { file, line: read.yaml.keyPlace([key], name).line })
  }
  return places
}

/** The line that gives a tool its name. Tools are code: found by how they are written, else the file is meant. */
function toolPlace(files: readonly SourceFile[], tool: string): Place {
  for (const { file, text } of files) {
    const line = text.split('\n').findIndex((code) => new RegExp(`name:\\s*['"\`]${tool}['"\`]`).test(code))
    if (line >= 0) return { file, line: line + 1 }
  }
  return { file: 'tools.ts', line: null }
}

/** Where a slot is described, else where its flow begins. */
function slotPlace(files: readonly SourceFile[], flow: CompiledFlow, slot: string): Place {
  const source = files.find(({ file }) => file === flow.file)
  const read = source && readYaml(source.file, source.text)
  const value = read?.ok
    ? (read.yaml.value as { flows?: Record<string, { slots?: Record<string, unknown> }> } | null)
    : null
  if (!read?.ok || value?.flows?.[flow.name]?.slots?.[slot] === undefined) return { file: flow.file, line: flow.line }
  return { file: flow.file, line: read.yaml.keyPlace(['flows', flow.name, 'slots'], slot).line }
}
