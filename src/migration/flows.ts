import { convertCondition, type SlotName } from './conditions.ts'
import type { MigratedSlot } from './domain.ts'
import { type FlowGraph, readGraph } from './flow-graph.ts'
import { describeSlot } from './flow-slots.ts'
import { keepsNothing, remembering, type StepsContext, writeSteps } from './flow-steps.ts'
import { flowNameOf, inWords, toolNameOf } from './names.ts'
import { type Entry, entriesUnder, isFields, listOf, type ProjectFile, textIn } from './project.ts'
import type { Notes } from './report.ts'
import type { MigratedResponses } from './responses.ts'

export interface MigratedFlow {
  name: string
  theirs: string
  /** In words: "transfer money". */
  called: string
  description: string
  /** Theirs. */
  intents: string[]
  /** It begins by itself, not only where another flow leads to it. */
  startable: boolean
  source: Record<string, unknown>
  /** Responses it asks or says first, theirs. */
  says: string[]
}

export interface MigratedTool {
  name: string
  theirs: string
  /** Slots of ours. */
  inputs: Set<string>
  outputs: Set<string>
}

export interface FlowsInput {
  files: readonly ProjectFile[]
  slots: ReadonlyMap<string, MigratedSlot>
  slotName: SlotName
  responses: MigratedResponses
  /** Entities (theirs) that there will be → ours. */
  entities: ReadonlyMap<string, string>
  intentName(theirs: string): string
  notes: Notes
}

/** What a flow has to do with, in their names. */
interface Facts {
  entry: Entry
  graph: FlowGraph
  fields: Record<string, unknown>
  collects: Set<string>
  sets: Set<string>
  reads: Set<string>
  actions: Set<string>
  calls: Set<string>
  links: Set<string>
  /** `utter_…` that it says, in order. */
  says: string[]
}

export function migrateFlows(input: FlowsInput): { flows: MigratedFlow[]; tools: Map<string, MigratedTool> } {
  const { notes, files } = input
  const facts = new Map<string, Facts>()
  for (const entry of entriesUnder(files, 'flows')) {
    const what = `the flow ${entry.name}`
    if (entry.name.startsWith('pattern_'))
      notes.lost(
        what,
        'repairs are built in',
        entry,
        'Word them in responses/, or name flows under repairs: in assistant.yaml.',
      )
    else if ([...facts.keys()].some((name) => flowNameOf(name) === flowNameOf(entry.name)))
      notes.lost(what, 'there is another of that name; the first counts', entry, 'Give it another name.')
    else facts.set(entry.name, factsOf(entry, input))
  }
  const led = new Set([...facts.values()].flatMap(({ calls, links }) => [...calls, ...links]))
  const tools = new Map<string, MigratedTool>()
  const flows = [...facts.values()].map((one) => migrateFlow(one, { ...input, facts, tools, led }))
  return { flows, tools }
}

function factsOf(entry: Entry, { slotName, notes, responses }: FlowsInput): Facts {
  const graph = readGraph(entry, notes)
  const fields = isFields(entry.value) ? entry.value : {}
  const facts: Facts = {
    entry,
    graph,
    fields,
    collects: new Set(),
    sets: new Set(),
    reads: new Set(),
    actions: new Set(),
    calls: new Set(),
    links: new Set(),
    says: [],
  }
  const read = (condition: unknown) => {
    const converted = convertCondition(condition, slotName)
    if (converted.ok) for (const slot of converted.reads) facts.reads.add(slot)
  }
  for (const { fields: step, next } of graph.nodes.values()) {
    const [collect, action, link, call] = [step['collect'], step['action'], step['link'], step['call']].map(textIn)
    if (collect) {
      facts.collects.add(collect)
      facts.says.push(textIn(step['utter']) ?? `utter_ask_${collect}`)
      for (const rejection of listOf(step['rejections'])) if (isFields(rejection)) read(rejection['if'])
    }
    if (action?.startsWith('utter_')) facts.says.push(action)
    else if (action) facts.actions.add(action)
    if (link) facts.links.add(link)
    if (call) facts.calls.add(call)
    for (const item of [step['set_slots']].flat())
      if (isFields(item)) for (const [name, value] of Object.entries(item)) if (value !== null) facts.sets.add(name)
    if ('arms' in next) for (const arm of next.arms) if (arm.if !== null) read(arm.if)
  }
  for (const said of facts.says)
    for (const slot of responses.uses.get(responses.names.get(said) ?? '') ?? []) facts.reads.add(slot)
  return facts
}

interface Migration extends FlowsInput {
  facts: ReadonlyMap<string, Facts>
  tools: Map<string, MigratedTool>
  led: ReadonlySet<string>
}

function migrateFlow(one: Facts, migration: Migration): MigratedFlow {
  const { entry, fields, graph } = one
  const { notes, slots, slotName, responses, tools } = migration
  const name = flowNameOf(entry.name)
  const what = `the flow ${entry.name}`
  const around = nearby(one, migration)
  const asks = new Map<string, string>()
  const context: StepsContext = {
    flow: entry.name,
    slots,
    slotName,
    flows: new Set(migration.facts.keys()),
    response: (theirs, place) => responses.of(theirs, place),
    asks,
    action: (theirs) => toolOf(theirs, around, migration, tools),
    isConfirmation: (step) => {
      const slot = slots.get(textIn(step['collect']) ?? '')
      return slot?.type === 'boolean' && (step['ask_before_filling'] === true || /confirm/.test(slot.name))
    },
    notes,
  }
  const steps = writeSteps(graph, context)
  if (steps.length === 0) {
    notes.lost(`the steps of ${what}`, 'there is nothing in them that came over', entry, 'Write them.')
    steps.push({ end: 'unresolved' })
  }
  const described = Object.fromEntries(
    [...around].sort().flatMap((slot) => {
      const of = [...slots.values()].find((candidate) => candidate.name === slot)
      return of === undefined ? [] : [[slot, describeSlot(of, graph, migration, asks.get(slot))]]
    }),
  )
  const intents = triggers(fields['nlu_trigger'])
  const startable = fields['if'] !== false && textIn(fields['if'])?.toLowerCase() !== 'false'
  noteProperties(one, notes)
  notes.carried(what, entry, name === entry.name ? '' : `as ${name}`)
  const called = textIn(fields['name']) ?? inWords(entry.name)
  const description = (textIn(fields['description']) ?? called).replaceAll(/\s+/g, ' ').trim()
  return {
    name,
    theirs: entry.name,
    called,
    description,
    intents,
    startable: startable && (intents.length > 0 || !migration.led.has(entry.name)),
    says: one.says,
    source: {
      description,
      title: titled(called),
      // Filled when it is known how it begins: here, so that it stands at the top.
      intents: undefined,
      ...(Object.keys(described).length > 0 && { slots: described }),
      steps,
    },
  }
}

const titled = (text: string): string => {
  const plain = text.replaceAll(/\s+/g, ' ').trim().slice(0, 60)
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** The slots (ours) that a flow and those it leads to have to do with: what one knows, the other must be able to take. */
function nearby(one: Facts, { facts, slots, slotName }: Migration): Set<string> {
  const found = new Set<string>()
  const seen = new Set<string>()
  const visit = (facts_: Facts): void => {
    if (seen.has(facts_.entry.name)) return
    seen.add(facts_.entry.name)
    for (const theirs of [...facts_.collects, ...facts_.sets]) {
      const name = slotName(theirs)
      if (name !== null) found.add(name)
    }
    for (const name of facts_.reads) found.add(name)
    for (const slot of slots.values()) if (slot.setBy.some((action) => facts_.actions.has(action))) found.add(slot.name)
    for (const to of [...facts_.calls, ...facts_.links]) {
      const next = facts.get(to)
      if (next !== undefined) visit(next)
    }
  }
  visit(one)
  return found
}

/** An action reads what customers are asked for, and gives what is read and nobody else fills. */
function toolOf(
  theirs: string,
  around: ReadonlySet<string>,
  { slots, facts, slotName }: Migration,
  tools: Map<string, MigratedTool>,
): { inputs: string[]; outputs: string[] } {
  const all = [...facts.values()]
  const asked = new Set(all.flatMap(({ collects }) => [...collects].flatMap((name) => slotName(name) ?? [])))
  const set = new Set(all.flatMap(({ sets }) => [...sets].flatMap((name) => slotName(name) ?? [])))
  const of = [...slots.values()].filter(({ name }) => around.has(name))
  const isOwn = ({ setBy }: MigratedSlot) => setBy.includes(theirs)
  const isFree = ({ name, setBy, initial, intents }: MigratedSlot) =>
    setBy.length === 0 && !asked.has(name) && !set.has(name) && initial === null && intents.length === 0
  const outputs = of.filter((slot) => isOwn(slot) || isFree(slot)).map(({ name }) => name)
  const inputs = of.filter(({ name }) => asked.has(name) && !outputs.includes(name)).map(({ name }) => name)
  const name = toolNameOf(theirs)
  const tool = tools.get(name) ?? { name, theirs, inputs: new Set<string>(), outputs: new Set<string>() }
  tools.set(name, tool)
  for (const input of inputs) tool.inputs.add(input)
  for (const output of outputs) tool.outputs.add(output)
  return { inputs: inputs.sort(), outputs: outputs.sort() }
}

function triggers(value: unknown): string[] {
  return [value].flat().flatMap((trigger) => {
    const intent = isFields(trigger) ? trigger['intent'] : trigger
    const name = isFields(intent) ? textIn(intent['name']) : textIn(intent)
    return name === null ? [] : [name]
  })
}

/** What is said of a flow beside its steps. */
function noteProperties({ entry, fields }: Facts, notes: Notes): void {
  const at = (key: string) => ({ file: entry.file, line: entry.from.yaml.keyPlace(entry.path, key).line })
  const guard = fields['if']
  if (guard !== undefined && guard !== false && textIn(guard)?.toLowerCase() !== 'false')
    notes.lost(
      `the guard of the flow ${entry.name}`,
      `"${textIn(guard) ?? '?'}": guards see who writes and what is known of them, no slots`,
      at('if'),
      'Write needs: or only_if: with otherwise:, or begin the flow with an if.',
    )
  if (fields['persisted_slots'] !== undefined)
    notes.changed(`persisted_slots of the flow ${entry.name}`, keepsNothing, at('persisted_slots'), remembering)
  const known = [
    ...['name', 'description', 'steps', 'if', 'nlu_trigger', 'persisted_slots'],
    ...['always_include_in_prompt', 'run_pattern_completed', 'file_path'],
  ]
  for (const key of Object.keys(fields))
    if (!known.includes(key))
      notes.lost(`"${key}" of the flow ${entry.name}`, 'it is not known here', at(key), 'Look what it did.')
}
