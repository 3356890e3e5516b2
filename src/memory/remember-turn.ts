import type { Mention } from '#domain/customer.ts'
import { type ConversationMemory, emptyMemory, type Topic } from '#domain/memory.ts'
import { learnAttributes } from './attributes.ts'
import { rememberDeeds } from './deeds.ts'
import { type NoteSource, takeNotes } from './notes.ts'
import { rememberThings } from './things.ts'

/** What a turn was, for the memory. */
export interface TurnToRemember extends NoteSource {
  /** What came up in it: named and referred to by the customer, then by the assistant. */
  cameUp: readonly Mention[]
  /** What the conversation is about now; null where nothing was read. */
  topic: Topic | null
}

/** The memory after a turn. Pure: what comes in is left as it is, and the same turn gives the same memory. */
export function rememberTurn(before: ConversationMemory | undefined, turn: TurnToRemember): ConversationMemory {
  const memory = before ?? emptyMemory()
  const { atMs, cameUp, toolCalls, mayKeep } = turn
  const told = toolCalls.filter(({ outcome }) => outcome === 'ok').map(({ result }) => result)
  const things = rememberDeeds(
    rememberThings(
      memory.things,
      cameUp.map((mention) => ({ mention, atMs })),
    ),
    turn,
  )
  return {
    ...memory,
    things: told.length === 0 ? things : learnAttributes(things, told, mayKeep),
    notes: takeNotes(memory.notes, turn),
    topic: turn.topic ?? memory.topic,
  }
}
