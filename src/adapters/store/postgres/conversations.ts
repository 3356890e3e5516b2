import { dueAtMs } from '#domain/alarms.ts'
import { type Conversation, foldConversation, foldEvent } from '#domain/conversation.ts'
import { appError } from '#domain/errors.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { ConversationRow, ConversationStore, TicketChange } from '#ports/conversation-store.ts'
import { isActivity } from '../activity.ts'
import { eraseCodesSql } from './codes.ts'
import { eventArrays } from './event-arrays.ts'
import { eraseSpendingSql } from './model-spending.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { forgetConversationSql } from './profiles.ts'
import { one, type Scopes } from './scopes.ts'
import { type Statement, statement, type Value } from './sql-engine.ts'
import { postgresTurns } from './turns.ts'

const columns = `snapshot as conversation, last_seq as "lastSeq", version, last_customer_at as "lastCustomerAtMs",
   last_activity_at as "lastActivityAtMs", cardinality(pending) as pending`
const startSql = statement('start', 'select parley.start_conversation($1, $2, $3, $4, $5, $6, $7, $8, $9)')
const loadSql = statement('load', `select ${columns} from parley.conversations where tenant = $1 and id = $2`)
const eventsSql = statement(
  'events',
  `select seq, kind, data, at_ms as "atMs", (
     select personal from parley.payloads p where p.tenant = $1 and p.conversation = $2 and p.seq = e.seq
   ) as personal
   from parley.events e where tenant = $1 and conversation = $2 and seq > $3 order by seq limit $4`,
)
const lastSeqSql = statement(
  'last_seq',
  'select last_seq as "lastSeq" from parley.conversations where tenant = $1 and id = $2',
)
const appendSql = statement(
  'append_events',
  'select parley.append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) as "firstSeq"',
)
const eraseSql = statement('erase', 'select parley.erase($1, $2, $3, $4, $5, $6) as erased')
const bareEventsSql = statement(
  'bare_events',
  `select seq, kind, data, at_ms as "atMs", null as personal
   from parley.events where tenant = $1 and conversation = $2 order by seq`,
)
const abandonedSql = statement(
  'abandoned',
  `select tenant, id as conversation from parley.conversations
   where live and pending <> '{}' and lease_until <= $1 order by lease_until limit $2`,
)
const inactiveSql = statement(
  'inactive',
  `select tenant, id as conversation from parley.conversations
   where status = $1 and status in ('open', 'idle') and active_minute <= $2::bigint / 60000 and last_activity_at < $2
     and pending = '{}' and (status = 'open' or due_at is null)
   order by active_minute, last_activity_at limit $3`,
)
const dueSql = statement(
  'due',
  `select tenant, id as conversation, due_at as "dueAtMs" from parley.conversations
   where due_at <= $1 and pending = '{}' and lease_until <= $1 order by due_at limit $2`,
)
const nextDueSql = statement(
  'next_due',
  `select least(
     (select due_at from parley.conversations where due_at > $1 order by due_at limit 1),
     (select min(lease_until) from parley.conversations where due_at <= $1 and pending = '{}' and lease_until > $1)
   ) as "nextAtMs"`,
)

/** Tries before an append gives up because other processes keep changing the conversation. */
const appendAttempts = 20

export function postgresConversations(scopes: Scopes): ConversationStore {
  const appendInTurn = oneAtATime()

  const load = async (tenant: TenantId, conversation: ConversationId): Promise<ConversationRow | null> => {
    const [rows] = await scopes.tenant(tenant, loadSql(tenant, conversation))
    return (rows?.[0] as ConversationRow | undefined) ?? null
  }

  /**
   * Reads, decides and writes without holding a lock: the write happens only if the row is still the one that was read. Within this
   * process appends to one conversation queue up, so that only other writers can come between.
   */
  async function onUnchanged<T>(
    tenant: TenantId,
    conversation: ConversationId,
    attempt: (row: ConversationRow) => Promise<T | 'changed'>,
  ): Promise<T | null> {
    return appendInTurn(`${tenant} ${conversation}`, async () => {
      for (let tries = 0; tries < appendAttempts; tries += 1) {
        const row = await load(tenant, conversation)
        if (row === null) return null
        const done = await attempt(row)
        if (done !== 'changed') return done
      }
      throw appError('conversation.changed', { conversation })
    })
  }

  return {
    ...postgresTurns(scopes),
    load,

    async start(tenant, conversation, event, snapshot, atMs) {
      const { status, identity } = snapshot
      const text = JSON.stringify(snapshot)
      await scopes.tenant(
        tenant,
        startSql(tenant, conversation, ...eventArrays([event]), text, status, identity.customer, atMs),
      )
    },

    async append(tenant, conversation, decide, atMs) {
      const outcome = await onUnchanged(tenant, conversation, async (row) => {
        const decided = decide(row)
        if (decided === null) return { kind: 'declined' } as const
        const after = decided.events.reduce(
          (before: Conversation, event, index) =>
            foldEvent(before, { ...event, tenant, conversation, seq: row.lastSeq + 1 + index, atMs }),
          row.conversation,
        )
        const [rows] = await scopes.tenant(
          tenant,
          appendSql(
            tenant,
            conversation,
            row.version,
            row.lastSeq,
            ...eventArrays(decided.events),
            JSON.stringify(after),
            after.status,
            after.identity.customer,
            isActivity(decided.events),
            ...ticketChange(decided.ticket),
            atMs,
            dueAtMs(after),
          ),
        )
        const { firstSeq } = one<{ firstSeq: number | null }>(rows)
        return firstSeq === null ? 'changed' : ({ kind: 'appended', firstSeq, conversation: after } as const)
      })
      return outcome ?? { kind: 'unknown-conversation' }
    },

    async events(tenant, conversation, afterSeq, limit) {
      const [events = [], last] = await scopes.tenant(
        tenant,
        eventsSql(tenant, conversation, afterSeq, limit),
        lastSeqSql(tenant, conversation),
      )
      return {
        events: events.map((row) => ({ ...row, tenant, conversation }) as unknown as ConversationEvent),
        lastSeq: (last?.[0] as { lastSeq: number } | undefined)?.lastSeq ?? 0,
      }
    },

    async list(tenant, filter) {
      const [rows = []] = await scopes.tenant(tenant, listStatement(tenant, filter))
      return rows as unknown as ConversationRow[]
    },

    async abandoned(atMs, limit) {
      const [rows = []] = await scopes.sweep(abandonedSql(atMs, limit))
      return rows as { tenant: TenantId; conversation: ConversationId }[]
    },

    async inactive(status, beforeMs, limit) {
      const [rows = []] = await scopes.sweep(inactiveSql(status, beforeMs, limit))
      return rows as { tenant: TenantId; conversation: ConversationId }[]
    },

    async due(atMs, limit) {
      const [rows = [], next = []] = await scopes.sweep(dueSql(atMs, limit), nextDueSql(atMs))
      return {
        conversations: rows as { tenant: TenantId; conversation: ConversationId; dueAtMs: number }[],
        nextAtMs: (next[0] as { nextAtMs: number } | undefined)?.nextAtMs ?? null,
      }
    },

    async erase(tenant, conversation) {
      await onUnchanged(tenant, conversation, async (row) => {
        const [rows = []] = await scopes.tenant(tenant, bareEventsSql(tenant, conversation))
        const events = rows.map((event) => ({ ...event, tenant, conversation }) as unknown as ConversationEvent)
        const blank = foldConversation(events)
        const [done] = await scopes.tenant(
          tenant,
          eraseSql(tenant, conversation, row.version, row.lastSeq, JSON.stringify(blank), row.conversation.status),
          forgetConversationSql(tenant, conversation),
          eraseCodesSql(tenant, conversation),
          eraseSpendingSql(tenant, conversation),
        )
        return one<{ erased: boolean }>(done).erased ? true : 'changed'
      })
    },
  }
}

function ticketChange(change: TicketChange | undefined): [ticket: Value, status: Value, agent: Value] {
  if (!change) return [null, null, null]
  return change.kind === 'take' ? [change.ticket, 'taken', change.agent] : [change.ticket, change.as, null]
}

/** One text for each combination of conditions, so that each keeps its own plan. */
function listStatement(tenant: TenantId, filter: Parameters<ConversationStore['list']>[1]): Statement {
  const values: Value[] = [tenant, filter.limit]
  const conditions = ['tenant = $1']
  let name = 'list'
  const where = (suffix: string, value: Value, condition: (parameter: string) => string) => {
    name += `_${suffix}`
    conditions.push(condition(`$${values.push(value)}`))
  }
  if (filter.status) where('status', `{${filter.status.join(',')}}`, (status) => `status = any (${status}::text[])`)
  if (filter.customer) where('customer', filter.customer, (customer) => `customer = ${customer}`)
  if (filter.beforeMs !== undefined) {
    where('before', filter.beforeMs, (ms) => `active_minute <= ${ms}::bigint / 60000 and last_activity_at < ${ms}`)
  }
  const text = `select ${columns} from parley.conversations where ${conditions.join(' and ')}
    order by active_minute desc, last_activity_at desc, id desc limit $2`
  return { name, text, values }
}
