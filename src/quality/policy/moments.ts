import { type CompiledFlows, walkSteps } from '#dialogue/index.ts'
import type { Command } from '#domain/command.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import { type DialogueState, emptyDialogue } from '#domain/dialogue-state.ts'
import type { ConversationEvent, EventOf } from '#domain/events.ts'
import type { FlowName } from '#domain/ids.ts'
import type { Understanding } from '#domain/understanding.ts'

/** A recorded conversation; `passed`: its end was checked and right. Null: nobody checked it. */
export interface RecordedConversation {
  name: string
  passed: boolean | null
  events: readonly ConversationEvent[]
  /** The flow that its scenario expects to be under way after each of the customer's turns, where it says so. */
  expected?: readonly (FlowName | null)[]
}

/**
 * What a message was for, as the conversation showed afterwards: the flows that were done for it in the end, none, or a person. Null where
 * that cannot be told.
 */
export type Expected = { kind: 'flows'; flows: FlowName[] } | { kind: 'no-flow' } | { kind: 'person' } | null

/** One decision of a recorded conversation: what was known, what was decided, and what would have been right. */
export interface Moment {
  conversation: string
  text: string
  understanding: Understanding
  state: DialogueState
  identity: Identity
  locale: string
  atMs: number
  decided: readonly Command[]
  expected: Expected
}

type Turn = EventOf<'turn-recorded'>

/**
 * The decisions of a conversation, each from the state it was recorded in. What was right is what its scenario expects of that turn, passed or
 * not; where it says nothing of it, it is read off conversations whose end was right: a flow that ended resolved was wanted, also where it went over into another; of one that was left again it cannot be told whether it
 * was misunderstood or the customer changed their mind.
 */
export function momentsOf({ name, passed, events, expected }: RecordedConversation, flows: CompiledFlows): Moment[] {
  const turns = events.filter((event): event is Turn => event.kind === 'turn-recorded')
  const started = events.find(({ kind }) => kind === 'conversation-started')
  let locale = started?.kind === 'conversation-started' ? started.data.locale : 'en'
  let identity = started?.kind === 'conversation-started' ? (started.personal?.identity ?? anonymous) : anonymous
  let state = emptyDialogue()
  const moments: Moment[] = []
  let spoken = 0
  for (const [index, turn] of turns.entries()) {
    locale = turn.data.locale ?? locale
    const { personal } = turn
    const said = turn.data.messages.length > 0 ? (expected?.[spoken++] ?? null) : null
    if (personal === null) continue
    const { understanding, commands } = personal
    if (understanding !== null && commands.every(({ proposer }) => proposer !== 'button'))
      moments.push({
        conversation: name,
        text: understanding.text,
        understanding,
        state,
        identity,
        locale,
        atMs: turn.atMs,
        decided: commands,
        expected: saidBy(said, state, flows) ?? (passed === true ? expectedAt(turns, index, state, flows) : null),
      })
    state = personal.dialogue
    identity = personal.identity
  }
  return moments
}

/** What a scenario expects of one turn: a flow that is not under way yet is to begin, one that is goes on. */
function saidBy(flow: FlowName | null, { stack }: DialogueState, { verification }: CompiledFlows): Expected {
  if (flow === null || flow === verification) return null
  return stack.some((frame) => frame.flow === flow) ? { kind: 'no-flow' } : { kind: 'flows', flows: [flow] }
}

/** Turns after a question back in which what was meant comes out. */
const soon = 2

function expectedAt(turns: readonly Turn[], at: number, before: DialogueState, flows: CompiledFlows): Expected {
  const turn = turns[at]
  const commands = turn?.personal?.commands ?? []
  if (commands.some(({ kind }) => kind === 'hand-off')) return { kind: 'person' }
  const wanted = commands.flatMap((command) => (command.kind === 'start-flow' ? [command.flow] : []))
  const asked = commands.some((command) => command.kind === 'clarify' && command.options.length > 0)
  if (wanted.length === 0 && !asked)
    return commands.some(({ kind }) => kind === 'clarify' || kind === 'out-of-scope') ? null : { kind: 'no-flow' }
  const done = resolvedAfter(turns, at, before)
  const right = wanted.filter((flow) => leadsTo(flow, flows).some((end) => done.includes(end)))
  if (right.length > 0) return { kind: 'flows', flows: right }
  if (!asked) return null
  // Asked back: what was begun next and done was meant.
  for (const next of turns.slice(at + 1, at + 1 + soon)) {
    const begun = begunIn(next).filter((flow) => done.includes(flow))
    if (begun.length > 0) return { kind: 'flows', flows: [...new Set(begun)] }
  }
  return null
}

/** A flow and those it goes over into for good: they end in its place. */
function leadsTo(name: FlowName, { flows }: CompiledFlows): FlowName[] {
  const found = new Set<FlowName>()
  const look = (each: FlowName): void => {
    const flow = Object.hasOwn(flows, each) ? flows[each] : undefined
    if (found.has(each) || flow === undefined) return
    found.add(each)
    walkSteps(flow.steps, (step) => {
      if (step.kind === 'link' && !step.returns) look(step.flow)
    })
  }
  look(name)
  return [...found]
}

const begunIn = ({ personal }: Turn): FlowName[] => {
  const started = (personal?.commands ?? []).flatMap((command) => (command.kind === 'start-flow' ? [command.flow] : []))
  return [...started, ...(personal?.dialogue.stack ?? []).map(({ flow }) => flow)]
}

/** Flows that ended resolved in this turn or later. */
function resolvedAfter(turns: readonly Turn[], at: number, before: DialogueState): FlowName[] {
  const found: FlowName[] = []
  let known = before.finished
  for (const { personal } of turns.slice(at)) {
    if (personal === null) continue
    const { finished } = personal.dialogue
    // The list is cut at its front: what is new is what it has more at its end.
    const overlap = Math.min(known.length, finished.length)
    const isSame = (length: number) =>
      finished.slice(0, length).every((task, index) => task.flow === known.at(index - length)?.flow)
    let kept = overlap
    while (kept > 0 && !isSame(kept)) kept -= 1
    for (const { flow, resolved } of finished.slice(kept)) if (resolved) found.push(flow)
    known = finished
  }
  return found
}
