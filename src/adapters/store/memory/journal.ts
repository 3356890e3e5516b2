import type { Json } from '#domain/json.ts'
import type { JournalEntry, ToolJournal } from '#ports/tool-journal.ts'
import { holds, type MemoryState } from './state.ts'

export function memoryJournal(state: MemoryState): ToolJournal {
  return {
    async begin(claim, key, tool, input, atMs) {
      const record = state.tenants.get(claim.tenant)?.conversations.get(claim.conversation.id)
      if (!holds(record, claim)) return { kind: 'lost-hold' }
      const before = record.journal.get(key)
      if (before) {
        const started = { input: JSON.parse(before.input) as Json, startedAtMs: before.startedAtMs }
        const entry: JournalEntry =
          before.finishedAtMs === null
            ? { status: 'started', ...started }
            : { status: 'finished', ...started, outcome: JSON.parse(before.outcome ?? 'null') as Json }
        return { kind: 'existing', entry }
      }
      record.journal.set(key, {
        tool,
        input: JSON.stringify(input),
        outcome: null,
        startedAtMs: atMs,
        finishedAtMs: null,
      })
      record.boundSeq ??= claim.pending.at(-1)?.seq ?? claim.seq
      return { kind: 'begun' }
    },

    async finish(claim, key, outcome, atMs) {
      const entry = state.tenants.get(claim.tenant)?.conversations.get(claim.conversation.id)?.journal.get(key)
      if (!entry) throw new Error(`tool call ${key} finished without a start`)
      if (entry.finishedAtMs !== null) return // The first word on it stands: a successor has built on it.
      entry.outcome = JSON.stringify(outcome)
      entry.finishedAtMs = atMs
    },
  }
}
