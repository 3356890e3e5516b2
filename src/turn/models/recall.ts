import { createHash } from 'node:crypto'
import type { Clock } from '#domain/clock.ts'
import { canonicalJson, type Json } from '#domain/json.ts'
import type { ModelRole } from '#domain/model-call.ts'
import type { Asked, AskFor } from '#language-models/index.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { ToolJournal } from '#ports/tool-journal.ts'

/** Answers that decide what a turn does: run again, it must do the same. What only words the reply may be worded anew. */
const decisive: ReadonlySet<ModelRole> = new Set(['understand', 'rewrite', 'translate', 'judge'])

export interface Recall {
  /** What was answered to this request when the turn ran before, else what `ask` gives now, which is kept first. */
  remembered<T>(request: AskFor<T>, ask: () => Promise<Asked<T>>): Promise<Asked<T>>
}

/** Nothing is kept: for turns that change nothing, and tests. */
export const noRecall: Recall = { remembered: (_request, ask) => ask() }

/**
 * Answers of models in the journal of tools, under the turn's first message and what was asked: a turn that is run again after a crash, or
 * because a person changed the conversation, takes the same decisions and reaches the same keys of tool calls. A request that differs by a
 * letter is another one. Two commits a call, a few milliseconds beside the seconds that a model takes.
 */
export function journalRecall(claim: ClaimedTurn, journal: ToolJournal, clock: Clock): Recall {
  return {
    async remembered<T>(request: AskFor<T>, ask: () => Promise<Asked<T>>): Promise<Asked<T>> {
      const first = claim.pending[0]?.seq
      if (first === undefined || !decisive.has(request.role)) return ask()
      const { role, system, messages } = request
      const asked = createHash('sha256').update(canonicalJson({ role, system, messages })).digest('base64url')
      const key = `model:${first}:${role}:${asked}`
      const begun = await journal.begin(claim, key, `model:${role}`, null, clock.now())
      if (begun.kind === 'existing' && begun.entry.status === 'finished') {
        const known = readAgain(request, begun.entry.outcome)
        if (known !== null) return known
      }
      const answered = await ask()
      if (begun.kind !== 'lost-hold') await journal.finish(claim, key, answered as Json, clock.now())
      return answered
    },
  }
}

/** What was kept, if it still has the shape that is asked for: a newer version may ask for another one. */
function readAgain<T>({ schema }: AskFor<T>, outcome: Json): Asked<T> | null {
  const kept = outcome as unknown as Asked<T>
  if (kept === null || typeof kept !== 'object') return null
  if (kept.kind === 'none') return kept
  if (kept.kind !== 'given') return null
  return schema === undefined || schema.safeParse(kept.value).success ? kept : null
}
