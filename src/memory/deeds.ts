import type { Command } from '#domain/command.ts'
import type { DialogueState, Frame } from '#domain/dialogue-state.ts'
import type { ToolCallRecord } from '#domain/events.ts'
import { canonicalJson, type Json } from '#domain/json.ts'
import type { Deed, TalkedThing } from '#domain/memory.ts'
import { withDeed } from './things.ts'

/** What a turn did, as far as things can be concerned by it. */
export interface TurnDoings {
  seq: number
  atMs: number
  before: DialogueState
  after: DialogueState
  commands: readonly Command[]
  toolCalls: readonly ToolCallRecord[]
  /** Whether a tool changes something: looking a thing up is nothing that was done with it. */
  changes(tool: string): boolean
}

/** The things with what this turn did with them: flows that took them as a slot, tools that were given them. */
export function rememberDeeds(things: readonly TalkedThing[], doings: TurnDoings): TalkedThing[] {
  const { seq, atMs } = doings
  const deeds = [...toolDeeds(doings), ...flowDeeds(doings)]
  return things.map((thing) => {
    const value = canonicalJson(thing.value)
    return deeds
      .filter(({ values }) => values.has(value))
      .reduce<TalkedThing>((known, { deed }) => withDeed(known, { ...deed, seq, atMs }), thing)
  })
}

interface Concerning {
  deed: Pick<Deed, 'kind' | 'what' | 'outcome'>
  /** Canonical texts of the values it was done with. */
  values: ReadonlySet<string>
}

const toolDeeds = ({ toolCalls, changes }: TurnDoings): Concerning[] =>
  toolCalls
    .filter(({ tool }) => changes(tool))
    .map(({ tool, outcome, input }) => ({
      deed: { kind: 'tool', what: tool, outcome: outcomes[outcome] ?? 'not-done' },
      values: valuesIn(input),
    }))

const outcomes: Record<string, Deed['outcome']> = {
  ok: 'done',
  refused: 'not-done',
  failed: 'not-done',
  unknown: 'unknown',
}

function flowDeeds(doings: TurnDoings): Concerning[] {
  const { before, after } = doings
  const ended = newlyFinished(before, after).map(
    ({ flow, resolved }): Concerning => ({
      deed: { kind: 'flow', what: flow, outcome: resolved ? 'done' : 'not-done' },
      values: valuesOfFlow(flow, doings),
    }),
  )
  const open = after.stack.map(
    (frame): Concerning => ({
      deed: { kind: 'flow', what: frame.flow, outcome: 'begun' },
      values: valuesIn(frame.slots),
    }),
  )
  return [...ended, ...open]
}

/** The flows that ended in this turn. The list is bounded: where it moved on, what both have in common is found from its end. */
export function newlyFinished(before: DialogueState, after: DialogueState): DialogueState['finished'] {
  const old = before.finished.map(({ flow, resolved }) => `${flow}:${resolved}`)
  const now = after.finished.map(({ flow, resolved }) => `${flow}:${resolved}`)
  for (let kept = Math.min(old.length, now.length); kept >= 0; kept -= 1) {
    if (old.slice(old.length - kept).every((entry, at) => entry === now[at])) return after.finished.slice(kept)
  }
  return after.finished
}

/** What a flow that is over was about: the slots of its frame before the turn, what began it, and what its tools were given. */
function valuesOfFlow(flow: string, { before, commands, toolCalls, after }: TurnDoings): Set<string> {
  const frames = before.stack.filter((frame) => frame.flow === flow)
  const members = [...frames, ...frames.flatMap((frame) => servants(frame, before))]
  const begun = commands.flatMap((command) =>
    command.kind === 'start-flow' && command.flow === flow ? [command.slots] : [],
  )
  const filled = commands.flatMap((command) =>
    command.kind === 'set-slot' || command.kind === 'correct-slot' ? [command.value] : [],
  )
  // Begun and ended in one turn it left no frame behind; its tools tell what it was about, unless another flow could have called them.
  const alone = frames.length > 0 || newlyFinished(before, after).length === 1
  const given = alone ? toolCalls.map(({ input }) => input) : []
  return valuesIn([...members.map(({ slots }) => slots), ...begun, ...filled, ...given])
}

/** Frames that ran for another one: a verification shares its order number. */
const servants = (frame: Frame, { stack }: DialogueState): Frame[] =>
  stack.filter(({ caller }) => caller?.frame === frame.id)

/** Every plain value inside, as canonical text. */
function valuesIn(value: Json, found: Set<string> = new Set(), depth = 0): Set<string> {
  if (value === null || typeof value === 'boolean' || depth > 4) return found
  if (typeof value !== 'object') return found.add(canonicalJson(value))
  for (const inner of Array.isArray(value) ? value : Object.values(value)) valuesIn(inner, found, depth + 1)
  // An option may be an object as a whole.
  if (!Array.isArray(value)) found.add(canonicalJson(value))
  return found
}
