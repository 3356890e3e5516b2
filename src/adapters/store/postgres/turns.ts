import { dueAtMs } from '#domain/alarms.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { EventOf } from '#domain/events.ts'
import type { ConversationId, MessageId, TenantId } from '#domain/ids.ts'
import type { ClaimedTurn, ConversationStore, Hold, RecordOutcome } from '#ports/conversation-store.ts'
import { checkMessages, messageEvent, pendingMessage } from '../message-event.ts'
import { eventArrays } from './event-arrays.ts'
import { one, type Scopes } from './scopes.ts'
import { statement } from './sql-engine.ts'

const acceptSql = statement('accept', 'select parley.accept($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as outcome')
const claimSql = statement('claim', 'select parley.claim($1, $2, $3, $4, $5, $6) as claim')
const claimDueSql = statement('claim_due', 'select parley.claim_due($1, $2, $3, $4, $5, $6) as claim')
const recordSql = statement(
  'record_turn',
  `select parley.record_turn(
     $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20
   ) as outcome`,
)
const renewSql = statement(
  'renew',
  `update parley.conversations set lease_until = $5
   where tenant = $1 and id = $2 and holder = $3 and turn = $4 returning true as renewed`,
)

interface Accepted {
  messages: { message: MessageId; seq: number; seen: boolean }[]
  claim: Claimed | null
}

interface Claimed {
  conversation: Conversation
  seq: number
  version: number
  takenOver: boolean
  pending: Pick<EventOf<'message-received'>, 'seq' | 'atMs' | 'data' | 'personal'>[]
}

/** The path of a turn: each call is one function in the database and one round trip (migrations/0002-turns.sql, 0004-alarms.sql). */
export function postgresTurns(
  scopes: Scopes,
): Pick<ConversationStore, 'accept' | 'claim' | 'claimDue' | 'renew' | 'record'> {
  async function claimBy(
    sql: typeof claimSql,
    tenant: TenantId,
    conversation: ConversationId,
    hold: Hold,
    atMs: number,
  ): Promise<ClaimedTurn | null> {
    const { holder, turn, leaseMs } = hold
    const [rows] = await scopes.tenant(tenant, sql(tenant, conversation, holder, turn, leaseMs, atMs))
    const { claim } = one<{ claim: Claimed | null }>(rows)
    return claim && claimedTurn(tenant, hold, claim)
  }

  return {
    async accept(tenant, conversation, messages, hold, atMs) {
      checkMessages(messages)
      const events = messages.map(messageEvent)
      const [, data, personal] = eventArrays(events)
      const clientIds = JSON.stringify(messages.map((message) => message.clientId))
      const ids = JSON.stringify(messages.map((message) => message.message))
      const { holder, turn, leaseMs } = hold
      const [rows] = await scopes.tenant(
        tenant,
        acceptSql(tenant, conversation, clientIds, ids, data, personal, holder, turn, leaseMs, atMs),
      )
      const { outcome } = one<{ outcome: Accepted | null }>(rows)
      if (outcome === null) return { kind: 'unknown-conversation' }
      return {
        kind: 'accepted',
        messages: outcome.messages.map((stored, index) => ({ clientId: messages[index]?.clientId ?? '', ...stored })),
        claimed: outcome.claim && claimedTurn(tenant, hold, outcome.claim),
      }
    },

    claim: (tenant, conversation, hold, atMs) => claimBy(claimSql, tenant, conversation, hold, atMs),
    claimDue: (tenant, conversation, hold, atMs) => claimBy(claimDueSql, tenant, conversation, hold, atMs),

    async renew(claim, leaseMs, atMs) {
      const [rows] = await scopes.tenant(claim.tenant, renewSql(...holdOf(claim), atMs + leaseMs))
      return rows?.length === 1
    },

    async record(claim, { events, snapshot, messages, ticket, withdrawTicket }, atMs) {
      const [rows] = await scopes.tenant(
        claim.tenant,
        recordSql(
          ...holdOf(claim),
          claim.version,
          ...eventArrays(events),
          JSON.stringify(snapshot),
          snapshot.status,
          snapshot.identity.customer,
          `{${messages.join(',')}}`,
          withdrawTicket,
          ticket?.ticket ?? null,
          ticket?.reason ?? null,
          ticket?.team ?? null,
          ticket ? ticket.priority === 'high' : null,
          ticket ? JSON.stringify(ticket.summary) : null,
          atMs,
          dueAtMs(snapshot),
        ),
      )
      return one<{ outcome: RecordOutcome }>(rows).outcome
    },
  }
}

/** What says that this very turn still holds: the first four arguments of everything that asks for it. */
export const holdOf = (claim: ClaimedTurn): [TenantId, ConversationId, string, string] => [
  claim.tenant,
  claim.conversation.id,
  claim.holder,
  claim.turn,
]

const claimedTurn = (tenant: TenantId, hold: Hold, { pending, ...claimed }: Claimed): ClaimedTurn => ({
  tenant,
  turn: hold.turn,
  holder: hold.holder,
  ...claimed,
  pending: pending.map(pendingMessage),
})
