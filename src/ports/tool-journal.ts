import type { Json } from '#domain/json.ts'
import type { ClaimedTurn } from './conversation-store.ts'

export type JournalEntry =
  | { status: 'started'; input: Json; startedAtMs: number }
  | { status: 'finished'; input: Json; outcome: Json; startedAtMs: number }

/** Side effects by idempotency key: started before, finished after, each in a commit of its own. */
export interface ToolJournal {
  /**
   * Commits the start if the claim still holds. `existing` where this key was started before (by this turn's earlier holder or run).
   * A conversation with an unrecorded start is bound to the messages of `claim`: a successor runs with the same ones.
   */
  begin(
    claim: ClaimedTurn,
    key: string,
    tool: string,
    input: Json,
    atMs: number,
  ): Promise<{ kind: 'begun' } | { kind: 'existing'; entry: JournalEntry } | { kind: 'lost-hold' }>
  finish(claim: ClaimedTurn, key: string, outcome: Json, atMs: number): Promise<void>
}
