import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import type { MemoryNote } from '#domain/memory.ts'
import { newlyFinished, type TurnDoings } from './deeds.ts'
import { memoryLimits } from './limits.ts'

/** What matters of a conversation later, most first: what was done can no longer be asked, small talk is worth no note at all. */
export const importance: Record<MemoryNote['kind'], number> = { done: 5, promised: 4, refused: 3, wish: 2, said: 1 }

export interface NoteSource extends TurnDoings {
  handoff: { team: string; reason: string } | null
  /** How people call a flow and a slot. */
  titleOf(flow: string): string
  slotCalled(slot: string): string
  /** What must not be kept, wherever it was said. */
  mayKeep(name: string, value: string): boolean
}

/** The notes after a turn, pruned: the least important go first, of those the oldest. */
export function takeNotes(before: readonly MemoryNote[], turn: NoteSource): MemoryNote[] {
  const all = new Map<string, MemoryNote>()
  for (const note of [...before, ...notesOf(turn)]) {
    // Said again it is one note, as new as the last time.
    const key = `${note.kind} ${note.text}`
    all.delete(key)
    all.set(key, note)
  }
  const notes = [...all.values()]
  while (notes.length > memoryLimits.notes) {
    const least = Math.min(...notes.map(({ kind }) => importance[kind]))
    notes.splice(
      notes.findIndex(({ kind }) => importance[kind] === least),
      1,
    )
  }
  return notes
}

function notesOf(turn: NoteSource): MemoryNote[] {
  const { seq, before, after, toolCalls, handoff, titleOf } = turn
  const note = (kind: MemoryNote['kind'], text: string): MemoryNote => ({
    kind,
    text: text.slice(0, memoryLimits.noteCharacters),
    seq,
  })
  return [
    ...turn.commands.flatMap((command) => ofCommand(command, turn).map(([kind, text]) => note(kind, text))),
    ...toolCalls
      .filter(({ tool, outcome }) => turn.changes(tool) || outcome === 'refused')
      .map(({ tool, outcome, input, result }) =>
        outcome === 'ok'
          ? note('done', `${spoken(tool)}${given(input, turn)}`)
          : note(
              'refused',
              `${spoken(tool)}${given(input, turn)}: ${outcome === 'refused' ? codeOf(result) : outcome}`,
            ),
      ),
    ...newlyFinished(before, after).map(({ flow, resolved }) =>
      resolved ? note('done', `${titleOf(flow)}: finished`) : note('refused', `${titleOf(flow)}: not finished`),
    ),
    ...(handoff === null ? [] : [note('promised', `a person takes over (${handoff.team}, ${handoff.reason})`)]),
    ...newlyScheduled(before, after).map((atMs) =>
      note('promised', `to write again at ${new Date(atMs).toISOString()}`),
    ),
  ]
}

function ofCommand(command: Command, { titleOf, slotCalled, mayKeep }: NoteSource): [MemoryNote['kind'], string][] {
  switch (command.kind) {
    case 'start-flow':
      return [['wish', titleOf(command.flow)]]
    case 'answer-from-knowledge':
      return mayKeep('question', command.query) ? [['wish', `asked: ${command.query}`]] : []
    case 'set-slot':
    case 'correct-slot':
      return mayKeep(command.slot, command.text) ? [['said', `${slotCalled(command.slot)}: ${command.text}`]] : []
    case 'refuse':
    case 'out-of-scope':
      return [
        ['refused', command.kind === 'refuse' ? spoken(command.response) : 'something this assistant does not do'],
      ]
    default:
      return []
  }
}

/** `create_return` and `refuse.weather` as words. */
const spoken = (name: string): string => name.replace(/[._-]+/g, ' ')

/** The short texts and numbers that a tool was given: "(MF-104233, too small)". */
function given(input: Json, { mayKeep }: NoteSource): string {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return ''
  const values = Object.entries(input).flatMap(([name, value]) => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return text !== '' && text.length <= 40 && mayKeep(name, text) ? [text] : []
  })
  return values.length === 0 ? '' : ` (${values.slice(0, 3).join(', ')})`
}

function codeOf(result: Json): string {
  const code = result !== null && typeof result === 'object' && !Array.isArray(result) ? result['code'] : null
  return typeof code === 'string' ? spoken(code) : 'refused'
}

function newlyScheduled(before: DialogueState, after: DialogueState): number[] {
  const known = new Set((before.alarms ?? []).map(({ id }) => id))
  return (after.alarms ?? []).flatMap(({ id, atMs, what }) =>
    what.kind === 'scheduled' && !known.has(id) ? [atMs] : [],
  )
}
