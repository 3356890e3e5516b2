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
 * The decisions of a conversation, each from the state it was recorded in. What was right is read off conversations whose end was checked
 * alone: a flow that ended resolved was wanted, one that was begun and cancelled was not.
 */
export function momentsOf({ name, passed, events }: RecordedConversation): Moment[] {
  const turns = events.filter((event): event is Turn => event.kind === 'turn-recorded')
  const started = events.find(({ kind }) => kind === 'conversation-started')
  let locale = started?.kind === 'conversation-started' ? started.data.locale : 'en'
  let identity = started?.kind === 'conversation-started' ? (started.personal?.identity ?? anonymous) : anonymous
  let state = emptyDialogue()
  const moments: Moment[] = []
  for (const [index, turn] of turns.entries()) {
    locale = turn.data.locale ?? locale
    const { personal } = turn
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
        expected: passed === true ? expectedAt(turns, index, state) : null,
      })
    state = personal.dialogue
    identity = personal.identity
  }
  return moments
}

/** Turns after a question back in which what was meant comes out. */
const soon = 2

function expectedAt(turns: readonly Turn[], at: number, before: DialogueState): Expected {
  const turn = turns[at]
  const commands = turn?.personal?.commands ?? []
  if (commands.some(({ kind }) => kind === 'hand-off')) return { kind: 'person' }
  const wanted = commands.flatMap((command) => (command.kind === 'start-flow' ? [command.flow] : []))
  const asked = commands.some((command) => command.kind === 'clarify' || command.kind === 'out-of-scope')
  if (wanted.length === 0 && !asked) return { kind: 'no-flow' }
  const done = resolvedAfter(turns, at, before)
  const right = wanted.filter((flow) => done.includes(flow))
  if (right.length > 0) return { kind: 'flows', flows: right }
  // Asked back, or begun and left: what was begun next and done was meant.
  for (const next of turns.slice(at + 1, at + 1 + soon)) {
    const begun = begunIn(next).filter((flow) => done.includes(flow))
    if (begun.length > 0) return { kind: 'flows', flows: begun }
  }
  return null
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
