import type { SlotName } from './conditions.ts'
import type { MigratedFlow } from './flows.ts'
import { flowNameOf, toolNameOf } from './names.ts'
import { isFields, listOf, type ProjectFile, textIn } from './project.ts'
import type { NotePlace, Notes } from './report.ts'
import { type MigratedResponses, payloadValue } from './responses.ts'

export type WrittenScenario = Record<string, unknown>

export interface ScenariosInput {
  files: readonly ProjectFile[]
  responses: MigratedResponses
  slotName: SlotName
  flows: readonly MigratedFlow[]
  /** Tools of ours that there will be. */
  tools: ReadonlySet<string>
  notes: Notes
}

interface Turn {
  say: string
  /** Patterns, one for each thing that is said. */
  matches: string[]
  slots: Record<string, unknown>
  /** Something is asked at the end of the turn, so that its flow is still open. */
  asks: boolean
  flow: string | null
  buttons: string[]
  commands: string[]
  tools: string[]
  outcome: string | null
}

/** Tests as scenarios, and what they begin with by the flow that answers: examples of what customers say for it. */
export function migrateTests(input: ScenariosInput): {
  scenarios: Map<string, WrittenScenario>
  openings: Map<string, string[]>
} {
  const scenarios = new Map<string, WrittenScenario>()
  const openings = new Map<string, string[]>()
  for (const from of input.files) {
    const { file, fields, yaml } = from
    if (fields['fixtures'] !== undefined)
      input.notes.lost(
        'fixtures (slots that are set before)',
        'a scenario begins with who writes, not with slots',
        { file, line: yaml.keyPlace([], 'fixtures').line },
        'Use customer: or say it in the first turn.',
      )
    for (const [index, test] of listOf(fields['test_cases']).entries()) {
      if (!isFields(test)) continue
      const place = { file, line: yaml.place(['test_cases', index]).line }
      const plain = flowNameOf(textIn(test['test_case']) ?? `test-${index + 1}`)
      let name = plain
      for (let number = 2; scenarios.has(name); number += 1) name = `${plain}-${number}`
      const lineOf = (step: number) => yaml.place(['test_cases', index, 'steps', step]).line
      const turns = turnsOf(listOf(test['steps']), (step) => ({ file, line: lineOf(step) }), input)
      if (turns.length === 0) {
        input.notes.lost(`the test ${name}`, 'nobody says anything in it', place)
        continue
      }
      const opened = openedFlow(turns, listOf(test['steps']), input.flows)
      const [first] = turns
      if (opened !== null && first !== undefined && !first.say.startsWith('/'))
        openings.set(opened, [...(openings.get(opened) ?? []), first.say])
      scenarios.set(name, scenarioOf(turns))
      input.notes.carried(`the test ${textIn(test['test_case']) ?? name}`, place, `as the scenario ${name}`)
    }
  }
  return { scenarios, openings }
}

function scenarioOf(turns: readonly Turn[]): WrittenScenario {
  const written = turns.map(({ say, matches, slots, asks, flow, buttons, commands, tools, outcome }) => {
    const reply = {
      ...(matches.length > 0 && { matches }),
      ...(buttons.length > 0 && { quick_replies: buttons }),
    }
    const expect = {
      ...(Object.keys(reply).length > 0 && { reply }),
      ...(asks && Object.keys(slots).length > 0 && { slots }),
      ...(asks && flow !== null && { flow }),
      ...(commands.length > 0 && { commands }),
      ...(tools.length > 0 && { tools: { called: tools } }),
      ...(outcome !== null && { outcome }),
    }
    return { say, ...(Object.keys(expect).length > 0 && { expect }) }
  })
  const isExpected = written.some((turn) => 'expect' in turn)
  return { tags: ['rasa'], turns: written, ...(!isExpected && { expect: { handoff: false } }) }
}

function turnsOf(steps: unknown[], placeOf: (step: number) => NotePlace, input: ScenariosInput): Turn[] {
  const turns: Turn[] = []
  for (const [index, step] of steps.entries()) {
    if (!isFields(step)) continue
    const place = placeOf(index)
    const user = textIn(step['user'])
    if (user !== null) turns.push(turnOf(user, input, place))
    const turn = turns.at(-1)
    if (turn === undefined) {
      if (step['utter'] !== undefined || step['bot'] !== undefined)
        input.notes.changed('what is expected before the first message', 'left out', place)
      continue
    }
    const bot = textIn(step['bot'])
    if (bot !== null) turn.matches.push(patternOf(bot))
    const utter = textIn(step['utter'])
    if (utter !== null) addUtter(turn, utter, input, place)
    for (const key of ['slot_was_set', 'slot_was_not_set'] as const) addSlots(turn, step[key], key, input, place)
    for (const assertion of listOf(step['assertions']))
      if (isFields(assertion)) addAssertion(turn, assertion, input, place)
  }
  return turns
}

/** What the customer says; the payload of a button is what its title or value says. */
function turnOf(user: string, { notes }: ScenariosInput, place: NotePlace): Turn {
  const value = user.startsWith('/') ? payloadValue(user) : null
  const words = { true: 'yes', false: 'no' }[value?.toLowerCase() ?? ''] ?? value ?? user
  if (user.startsWith('/'))
    notes.changed(`"${user}" in a test`, `a person says "${words}"`, place, 'Press a button instead: press: <label>.')
  return {
    say: words.trim() === '' ? '…' : words.trim(),
    matches: [],
    slots: {},
    asks: false,
    flow: null,
    buttons: [],
    commands: [],
    tools: [],
    outcome: null,
  }
}

/** Any of the wordings of a response, whatever stands in their gaps. */
function addUtter(turn: Turn, theirs: string, { responses, notes }: ScenariosInput, place: NotePlace): void {
  const name = responses.names.get(theirs)
  if (name === undefined) {
    notes.lost(`the expectation ${theirs}`, 'there is no such response', place, 'Expect a text.')
    return
  }
  const variants = responses.written.get(name) ?? []
  turn.matches.push(variants.map(({ text }) => patternOf(text.replaceAll('{{', '{').replaceAll('}}', '}'))).join('|'))
  turn.asks ||= theirs.startsWith('utter_ask_')
}

/** Gaps of a pattern at most: each more makes a text that does not fit slower to refuse. */
const gapsAtMost = 6
/** Characters of a text that are compared. */
const comparedAtMost = 400

/** A wording as a pattern: gaps for what is filled in, any space for a space. */
function patternOf(text: string): string {
  const parts = text
    .trim()
    .slice(0, comparedAtMost)
    .split(/\{[^}]*\}/)
    .slice(0, gapsAtMost + 1)
  const literal = (part: string) =>
    part
      .split(/\s+/)
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
      .join('\\s+')
  return parts.map(literal).join('[\\s\\S]*?')
}

function addSlots(
  turn: Turn,
  value: unknown,
  key: 'slot_was_set' | 'slot_was_not_set',
  { slotName, notes }: ScenariosInput,
  place: NotePlace,
): void {
  for (const item of [value].flat()) {
    if (item === undefined) continue
    const [theirs, wanted] = isFields(item)
      ? 'name' in item
        ? [textIn(item['name']), item['value']]
        : (Object.entries(item)[0] ?? [null, undefined])
      : [textIn(item), undefined]
    const name = theirs === null ? null : slotName(theirs)
    if (name === null) continue
    if (key === 'slot_was_not_set' && wanted === undefined) turn.slots[name] = null
    else if (key === 'slot_was_set' && wanted !== undefined) turn.slots[name] = wanted
    else notes.changed(`${key}: ${theirs} in a test`, 'left out: scenarios compare with a value', place)
  }
}

function addAssertion(turn: Turn, assertion: Record<string, unknown>, input: ScenariosInput, place: NotePlace): void {
  const { notes, flows, tools } = input
  for (const [key, value] of Object.entries(assertion)) {
    const id = isFields(value) ? textIn(value['flow_id']) : textIn(value)
    if (key === 'bot_uttered' && isFields(value)) {
      const utter = textIn(value['utter_name'])
      if (utter !== null) addUtter(turn, utter, input, place)
      const text = textIn(value['text_matches'])
      if (text !== null) turn.matches.push(patternOf(text))
      for (const button of listOf(value['buttons']))
        if (isFields(button) && typeof button['title'] === 'string') turn.buttons.push(button['title'])
    } else if (key === 'slot_was_set' || key === 'slot_was_not_set') addSlots(turn, value, key, input, place)
    else if (key === 'flow_started' && flows.some(({ theirs }) => theirs === id)) turn.flow = flowNameOf(id ?? '')
    else if (key === 'flow_cancelled') turn.commands.push('cancel-flow')
    else if (key === 'pattern_clarification_contains') turn.outcome = 'clarified'
    else if (key === 'action_executed' && typeof value === 'string') {
      if (value.startsWith('utter_')) addUtter(turn, value, input, place)
      else if (tools.has(toolNameOf(value))) turn.tools.push(toolNameOf(value))
      else notes.changed(`${key}: ${value} in a test`, 'left out: no flow uses it', place)
    } else if (key === 'flow_completed' || key === 'flow_started')
      notes.changed(`${key}: ${id ?? ''} in a test`, 'left out: expect what the customer hears', place)
    else notes.lost(`${key} in a test`, 'there is no such expectation', place, 'Expect it of the reply or the tools.')
  }
}

/** The flow whose first words answer the first message. */
function openedFlow(turns: readonly Turn[], steps: unknown[], flows: readonly MigratedFlow[]): string | null {
  const names: string[] = []
  let users = 0
  for (const step of steps) {
    if (!isFields(step)) continue
    if (step['user'] !== undefined) users += 1
    if (users > 1) break
    const said = [textIn(step['utter'])]
    for (const assertion of listOf(step['assertions']))
      if (isFields(assertion)) {
        const uttered = assertion['bot_uttered']
        said.push(isFields(uttered) ? textIn(uttered['utter_name']) : null, textIn(assertion['action_executed']))
        const started = textIn(assertion['flow_started'])
        if (started !== null && flows.some(({ theirs }) => theirs === started)) return started
      }
    names.push(...said.flatMap((name) => name ?? []))
  }
  if (turns.length === 0) return null
  const found = names.flatMap((name) => flows.filter(({ says }) => says.includes(name)))
  const one = found[0]
  return one !== undefined && found.every(({ theirs }) => theirs === one.theirs) ? one.theirs : null
}
