import type { Json } from '#domain/json.ts'
import type { ToolJournal } from '#ports/tool-journal.ts'
import { one, type Scopes } from './scopes.ts'
import { statement } from './sql-engine.ts'
import { holdOf } from './turns.ts'

const beginSql = statement('begin_call', 'select parley.begin_call($1, $2, $3, $4, $5, $6, $7, $8, $9) as outcome')
// The first word on a call stands (a successor may have built on it), and a call must have been started.
const finishSql = statement(
  'finish_call',
  `update parley.journal set
     outcome = case when finished_at is null then $4::json else outcome end, finished_at = coalesce(finished_at, $5)
   where tenant = $1 and conversation = $2 and key = $3 returning true as finished`,
)

type Begun =
  | { kind: 'begun' | 'lost-hold' }
  | { kind: 'existing'; finished: boolean; input: Json; outcome: Json; startedAtMs: number }

export function postgresJournal(scopes: Scopes): ToolJournal {
  return {
    async begin(claim, key, tool, input, atMs) {
      const bound = claim.pending.at(-1)?.seq ?? claim.seq
      const [rows] = await scopes.tenant(
        claim.tenant,
        beginSql(...holdOf(claim), bound, key, tool, JSON.stringify(input), atMs),
      )
      const { outcome } = one<{ outcome: Begun }>(rows)
      if (outcome.kind !== 'existing') return { kind: outcome.kind }
      const { input: started, startedAtMs } = outcome
      return {
        kind: 'existing',
        entry: outcome.finished
          ? { status: 'finished', input: started, outcome: outcome.outcome, startedAtMs }
          : { status: 'started', input: started, startedAtMs },
      }
    },

    async finish(claim, key, outcome, atMs) {
      const [rows] = await scopes.tenant(
        claim.tenant,
        finishSql(claim.tenant, claim.conversation.id, key, JSON.stringify(outcome), atMs),
      )
      if (rows?.length !== 1) throw new Error(`tool call ${key} finished without a start`)
    },
  }
}
