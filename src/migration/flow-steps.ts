import type { Json } from '#domain/json.ts'
import { convertCondition, type SlotName } from './conditions.ts'
import type { MigratedSlot } from './domain.ts'
import { type FlowGraph, type FlowNode, meetings, type Target, theEnd } from './flow-graph.ts'
import { flowNameOf, toolNameOf } from './names.ts'
import { isFields, listOf, textIn } from './project.ts'
import type { NotePlace, Notes } from './report.ts'

/** A step as our flow files have it. */
export type Written = Record<string, unknown>

/** What steps of a flow need to know of the project. */
export interface StepsContext {
  /** Name of the flow, theirs. */
  flow: string
  slots: ReadonlyMap<string, MigratedSlot>
  slotName: SlotName
  /** Flows of the project, theirs. */
  flows: ReadonlySet<string>
  /** The response of ours that `utter_…` became; makes one where there is none. */
  response(theirs: string, place: NotePlace): string
  /** What the flow asks for its slots with: slot (ours) → response. */
  asks: Map<string, string>
  /** Tool → what it is given and what it gives, slots of ours. */
  action(theirs: string): { inputs: string[]; outputs: string[] }
  /** The collect step is a question for a yes. */
  isConfirmation(step: Record<string, unknown>): boolean
  notes: Notes
}

/** Written steps of one flow at most: branches that meet nowhere are written twice. */
const writtenAtMost = 600

/** Actions that Rasa brings along. */
const builtIn: Record<string, string> = {
  action_listen: 'the engine waits by itself',
  action_session_start: 'conversations begin with the response "greeting"',
  action_restart: 'there is no restart',
  action_clean_stack: 'the stack is the engine’s own',
  action_cancel_flow: 'cancelling is built in',
  action_correct_flow_slot: 'corrections are built in',
  action_clarify_flows: 'clarification is built in',
  action_repeat_bot_messages: 'repeating is built in',
  action_hangup: 'there are no calls to hang up',
  action_trigger_search: 'questions are answered from the knowledge by themselves',
  action_trigger_chitchat: 'small talk is worded in responses/',
  action_reset_routing: 'there is nothing to route between',
  action_default_fallback: 'misunderstandings are dealt with by the engine',
}

/** Spelt as a constant because an object literal with a `then` looks like a promise to linters. */
const thenKey = 'then'
const armOf = ({ if: condition, steps }: { if: string; steps: Written[] }): Written => ({
  if: condition,
  [thenKey]: steps,
})

/** A flow's graph as nested steps: what meets again is written once, what jumps back asks again. */
export function writeSteps(graph: FlowGraph, context: StepsContext): Written[] {
  const meets = meetings(graph)
  let written = 0

  const emit = (start: Target, stop: Target, before: ReadonlySet<string>): Written[] => {
    const steps: Written[] = []
    const path = new Set(before)
    let target = start
    while (target !== stop) {
      if (target === theEnd) return [...steps, { end: 'resolved' }]
      const node = graph.nodes.get(target)
      if (node === undefined) return steps
      if (path.has(target)) return [...steps, ...jumpBack(node)]
      written += 1
      if (written > writtenAtMost) {
        const why = 'its branches lead to one another so often that it would be too long'
        context.notes.lost(
          `a part of the flow ${context.flow}`,
          why,
          node,
          'Write it as a flow of its own and link to it.',
        )
        return [...steps, { 'hand-off': 'support' }]
      }
      path.add(target)
      const own = writeStep(node, context)
      steps.push(...own)
      if (own.some(leaves)) return steps
      if ('to' in node.next) {
        target = node.next.to
        continue
      }
      const meeting = meets.get(target) ?? theEnd
      const branched = branches(node, meeting, path)
      if (branched !== null) steps.push(branched)
      target = meeting
    }
    return steps
  }

  const branches = (node: FlowNode, meeting: Target, path: ReadonlySet<string>): Written | null => {
    if (!('arms' in node.next)) return null
    const arms: { if: string; steps: Written[] }[] = []
    let otherwise: Written[] = []
    for (const arm of node.next.arms) {
      const steps = emit(arm.to, meeting, path)
      if (arm.if === null) {
        otherwise = steps
        break
      }
      const converted = convertCondition(arm.if, context.slotName)
      if (converted.ok) arms.push({ if: converted.expression, steps })
      else {
        const what = `the condition "${textIn(arm.if) ?? '?'}"`
        context.notes.lost(what, converted.why, arm, 'It is false here: write it anew.')
        arms.push({ if: 'false', steps })
      }
    }
    const [first, ...more] = arms
    if (first === undefined) return otherwise.length === 0 ? null : armOf({ if: 'true', steps: otherwise })
    if (otherwise.length === 0 && arms.every(({ steps }) => steps.length === 0)) return null
    return {
      ...armOf(first),
      ...(more.length > 0 && { elif: more.map(armOf) }),
      ...(otherwise.length > 0 && { else: otherwise }),
    }
  }

  /** Back to a question: it is asked again. Back to something else: on to the question that follows it. */
  const jumpBack = (to: FlowNode): Written[] => {
    const seen = new Set<string>()
    let node: FlowNode | undefined = to
    while (node !== undefined && !seen.has(node.key)) {
      seen.add(node.key)
      const asked = textIn(node.fields['collect'])
      const slot = asked === null || context.isConfirmation(node.fields) ? null : context.slotName(asked)
      if (slot !== null) {
        if (node !== to)
          context.notes.changed(
            `a jump back in the flow ${context.flow}`,
            `it goes back to the question for ${slot}, not to the step before it`,
            to,
            'Look whether what lies between must be done again.',
          )
        return [{ ask_again: slot }]
      }
      node = 'to' in node.next ? graph.nodes.get(node.next.to) : undefined
    }
    context.notes.lost(
      `a jump back in the flow ${context.flow}`,
      'flows go back only to questions',
      to,
      'Write what is repeated as a flow of its own; it hands over to a person here.',
    )
    return [{ 'hand-off': 'support' }]
  }

  return emit(graph.entry, theEnd, new Set())
}

const leaves = (step: Written): boolean =>
  'hand-off' in step || 'end' in step || ('link' in step && !('return' in step))

function writeStep({ fields, file, line }: FlowNode, context: StepsContext): Written[] {
  const place = { file, line }
  const { notes, flow } = context
  const lost = (what: string, why: string, todo: string): Written[] => {
    notes.lost(`${what} in the flow ${flow}`, why, place, todo)
    return []
  }
  if (fields['collect'] !== undefined) return writeCollect(fields, place, context)
  if (fields['action'] !== undefined) return writeAction(textIn(fields['action']) ?? '', place, context)
  if (fields['set_slots'] !== undefined) return writeSet(fields['set_slots'], place, context)
  if (fields['link'] !== undefined) {
    const to = textIn(fields['link']) ?? ''
    if (to === 'pattern_human_handoff') return [{ 'hand-off': 'support' }]
    if (context.flows.has(to)) return [{ link: flowNameOf(to) }]
    lost(
      `the link to ${to}`,
      to.startsWith('pattern_') ? 'repairs are built in' : 'there is no such flow',
      'Look what it did.',
    )
    return [{ end: 'resolved' }]
  }
  if (fields['call'] !== undefined) {
    const to = textIn(fields['call']) ?? ''
    if (context.flows.has(to)) return [{ link: flowNameOf(to), return: true }]
    const what =
      fields['mapping'] !== undefined || fields['mcp_server'] !== undefined
        ? 'a tool of an MCP server'
        : 'an agent or tool'
    return lost(`the call of ${to}`, `it is ${what}, not a flow`, 'Declare a tool for it and call that.')
  }
  if (fields['generation_prompt'] !== undefined)
    return lost('a generated text', 'flows say wordings', 'Write a response, or answer: from the knowledge.')
  if (fields['noop'] !== undefined || fields['id'] !== undefined) return []
  return lost(`the step ${Object.keys(fields).join(', ')}`, 'it is not known', 'Write it by hand.')
}

function writeCollect(fields: Record<string, unknown>, place: NotePlace, context: StepsContext): Written[] {
  const { notes, flow } = context
  const theirs = textIn(fields['collect']) ?? ''
  const name = context.slotName(theirs)
  if (name === null) {
    notes.lost(`the question for ${theirs} in the flow ${flow}`, 'there is no such slot', place, 'Describe it.')
    return []
  }
  const asksWith = textIn(fields['utter']) ?? textIn(fields['collect_action']) ?? `utter_ask_${theirs}`
  const told = (key: string, how: string, todo: string | null) => {
    if (fields[key] !== undefined && fields[key] !== null) notes.changed(`${key} of ${theirs}`, how, place, todo)
  }
  if (fields['collect_action'] !== undefined)
    notes.lost(
      `the action that asks for ${theirs}`,
      'questions are wordings',
      place,
      'Compute what it needs with call before, and word it.',
    )
  told('silence_timeout', 'silence is set in assistant.yaml (silence:) or at the slot', 'Add silence: to the slot.')
  told('force_slot_filling', 'while something is asked, an answer to it goes first', null)
  if (fields['reset_after_flow_ends'] === false) told('reset_after_flow_ends', keepsNothing, remembering)
  const response = context.response(asksWith, place)
  if (context.isConfirmation(fields)) {
    notes.changed(`the question for ${theirs}`, 'it asks for a yes (confirm)', place)
    return [{ set: { [name]: true } }, { confirm: response, on_deny: [{ set: { [name]: false } }] }]
  }
  if (fields['ask_before_filling'] === true)
    told(
      'ask_before_filling',
      'what was said before counts; it is not asked again',
      'Forget it first: set: { … null }.',
    )
  const before = context.asks.get(name)
  if (before !== undefined && before !== response)
    notes.changed(`the question for ${theirs}`, `it is asked with "${before}" everywhere in this flow`, place)
  else context.asks.set(name, response)
  return [{ collect: name }]
}

export const keepsNothing = 'what a flow asked for is known while the flow runs, not after it'
export const remembering = 'To know it later: remember it, and take it from: profile.<fact>.'

function writeAction(theirs: string, place: NotePlace, context: StepsContext): Written[] {
  const { notes, flow } = context
  if (theirs.startsWith('utter_')) return [{ say: context.response(theirs, place) }]
  const why = builtIn[theirs]
  if (why !== undefined) {
    notes.changed(`${theirs} in the flow ${flow}`, `left out: ${why}`, place)
    return []
  }
  const tool = toolNameOf(theirs)
  const { inputs, outputs } = context.action(theirs)
  const saved = `${tool}_result`
  const call = {
    call: tool,
    ...(inputs.length > 0 && { with: Object.fromEntries(inputs.map((slot) => [slot, slot])) }),
    ...(outputs.length > 0 && { save: saved }),
  }
  if (outputs.length === 0) return [call]
  return [call, { set: Object.fromEntries(outputs.map((slot) => [slot, `${saved}.${slot}`])) }]
}

function writeSet(value: unknown, place: NotePlace, context: StepsContext): Written[] {
  const values: Record<string, unknown> = {}
  for (const item of [value].flat()) {
    if (!isFields(item)) continue
    for (const [theirs, given] of Object.entries(item)) {
      const name = context.slotName(theirs)
      if (name === null)
        context.notes.lost(`set_slots: ${theirs} in the flow ${context.flow}`, 'there is no such slot', place)
      else values[name] = literal(given as Json)
    }
  }
  return Object.keys(values).length === 0 ? [] : [{ set: values }]
}

/** A value as `set` writes it: text is text, not an expression. */
export const literal = (value: Json): unknown =>
  typeof value === 'string'
    ? { text: value }
    : Array.isArray(value)
      ? listOf(value).map((one) => literal(one as Json))
      : value
