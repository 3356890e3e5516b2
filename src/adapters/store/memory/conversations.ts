import { dueAtMs } from '#domain/alarms.ts'
import { type Conversation, foldConversation, foldEvent } from '#domain/conversation.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import type { ConversationId, TenantId, TicketId } from '#domain/ids.ts'
import type { ClaimedTurn, ConversationRow, ConversationStore, Hold, TicketChange } from '#ports/conversation-store.ts'
import type { Ticket } from '#ports/desk-store.ts'
import { isActivity } from '../activity.ts'
import { checkMessages, messageEvent, pendingMessage } from '../message-event.ts'
import { memoryProfiles } from './profiles.ts'
import {
  type ConversationRecord,
  eventAt,
  holds,
  type MemoryState,
  snapshotOf,
  type TenantState,
  tenantState,
} from './state.ts'

/** Each call runs to its end without giving way, so each is one transaction. */
export function memoryConversations(state: MemoryState): ConversationStore {
  const find = (tenant: TenantId, conversation: ConversationId) =>
    state.tenants.get(tenant)?.conversations.get(conversation)
  const everywhere = () =>
    [...state.tenants].flatMap(([tenant, rows]) =>
      [...rows.conversations].map(([conversation, record]) => ({ tenant, conversation, record })),
    )

  return {
    async start(tenant, conversation, event, snapshot, atMs) {
      const rows = tenantState(state, tenant)
      if (rows.conversations.has(conversation)) throw new Error(`conversation ${conversation} started twice`)
      rows.conversations.set(conversation, {
        snapshot: JSON.stringify(snapshot),
        events: [JSON.stringify({ ...event, tenant, conversation, seq: 1, atMs })],
        version: 1,
        pending: 0,
        held: null,
        boundSeq: null,
        lastCustomerAtMs: null,
        lastActivityAtMs: atMs,
        dueAtMs: null,
        messages: new Map(),
        journal: new Map(),
      })
    },

    async accept(tenant, conversation, messages, hold, atMs) {
      checkMessages(messages)
      const record = find(tenant, conversation)
      if (!record) return { kind: 'unknown-conversation' }
      const stored = messages.map((message) => {
        const before = record.messages.get(message.clientId)
        if (before) {
          const event = eventAt(record, before.seq) as ConversationEvent & { kind: 'message-received' }
          return { clientId: message.clientId, message: event.data.message, seq: before.seq, seen: true }
        }
        const seq = appendTo(record, tenant, conversation, [messageEvent(message)], atMs)
        record.messages.set(message.clientId, { seq, turn: null })
        record.pending += 1
        record.lastCustomerAtMs = atMs
        return { clientId: message.clientId, message: message.message, seq, seen: false }
      })
      const free = record.pending > 0 && (record.held === null || record.held.leaseUntilMs <= atMs)
      const claimed = free ? take(record, tenant, hold, atMs) : null
      return { kind: 'accepted', messages: stored, claimed }
    },

    async claim(tenant, conversation, hold, atMs) {
      const record = find(tenant, conversation)
      if (!record) return null
      const { held } = record
      const free = held === null || held.leaseUntilMs <= atMs || held.holder === hold.holder
      return free ? take(record, tenant, hold, atMs) : null
    },

    async claimDue(tenant, conversation, hold, atMs) {
      const record = find(tenant, conversation)
      const free = record && record.pending === 0 && (record.held?.leaseUntilMs ?? 0) <= atMs
      return free ? take(record, tenant, hold, atMs) : null
    },

    async renew(claim, leaseMs, atMs) {
      const record = find(claim.tenant, claim.conversation.id)
      if (!holds(record, claim) || !record.held) return false
      record.held.leaseUntilMs = atMs + leaseMs
      return true
    },

    async record(claim, written, atMs) {
      const record = find(claim.tenant, claim.conversation.id)
      if (!holds(record, claim)) return { kind: 'lost-hold' }
      const givesWay = written.messages.length === 0 && record.pending > 0 && record.boundSeq === null
      if (record.version !== claim.version || givesWay) return { kind: 'superseded' }
      const rows = tenantState(state, claim.tenant)
      const conversation = claim.conversation.id
      // Everything that can be refused is looked at before the first change.
      const { ticket, withdrawTicket } = written
      if (ticket && rows.tickets.has(ticket.ticket)) throw new Error(`ticket ${ticket.ticket} made twice`)
      if (withdrawTicket) ticketOf(rows, conversation, withdrawTicket)
      takeUp(record, written.messages, claim)
      if (withdrawTicket) changeTicket(rows, conversation, { kind: 'end', ticket: withdrawTicket, as: 'withdrawn' })
      if (ticket) {
        const { reason, team, priority, summary } = ticket
        const entry = { ticket: ticket.ticket, conversation, reason, team, priority, summary, requestedAtMs: atMs }
        rows.tickets.set(ticket.ticket, { ...entry, status: 'waiting', agent: null })
      }
      const firstSeq = appendTo(record, claim.tenant, conversation, written.events, atMs)
      record.snapshot = JSON.stringify(written.snapshot)
      record.dueAtMs = dueAtMs(written.snapshot)
      record.boundSeq = null
      // The turn is over either way: recording it a second time finds no turn.
      record.held = record.pending > 0 && record.held ? { ...record.held, turn: null } : null
      return { kind: 'recorded', firstSeq, pending: record.pending }
    },

    async append(tenant, conversation, decide, atMs) {
      const record = find(tenant, conversation)
      if (!record) return { kind: 'unknown-conversation' }
      const decided = decide(rowOf(record))
      if (decided === null) return { kind: 'declined' }
      if (decided.ticket) changeTicket(tenantState(state, tenant), conversation, decided.ticket)
      const firstSeq = appendTo(record, tenant, conversation, decided.events, atMs)
      let after: Conversation = snapshotOf(record)
      for (let seq = firstSeq; seq <= record.events.length; seq += 1) after = foldEvent(after, eventAt(record, seq))
      record.snapshot = JSON.stringify(after)
      record.dueAtMs = dueAtMs(after)
      record.version += 1
      return { kind: 'appended', firstSeq, conversation: after }
    },

    async load(tenant, conversation) {
      const record = find(tenant, conversation)
      return record ? rowOf(record) : null
    },

    async events(tenant, conversation, afterSeq, limit) {
      const record = find(tenant, conversation)
      if (!record) return { events: [], lastSeq: 0 }
      const texts = record.events.slice(Math.max(0, afterSeq), Math.max(0, afterSeq) + limit)
      return { events: texts.map((text) => JSON.parse(text) as ConversationEvent), lastSeq: record.events.length }
    },

    async list(tenant, { status, customer, limit, beforeMs }) {
      return [...tenantState(state, tenant).conversations.values()]
        .map(rowOf)
        .filter((row) => !status || status.includes(row.conversation.status))
        .filter((row) => !customer || row.conversation.identity.customer === customer)
        .filter((row) => beforeMs === undefined || row.lastActivityAtMs < beforeMs)
        .sort((a, b) => b.lastActivityAtMs - a.lastActivityAtMs || (a.conversation.id < b.conversation.id ? 1 : -1))
        .slice(0, limit)
    },

    async abandoned(atMs, limit) {
      return everywhere()
        .filter(({ record }) => record.pending > 0 && (record.held?.leaseUntilMs ?? 0) <= atMs)
        .sort((a, b) => (a.record.held?.leaseUntilMs ?? 0) - (b.record.held?.leaseUntilMs ?? 0))
        .slice(0, limit)
        .map(({ tenant, conversation }) => ({ tenant, conversation }))
    },

    async inactive(status, beforeMs, limit) {
      return everywhere()
        .filter(({ record }) => record.pending === 0 && record.lastActivityAtMs < beforeMs)
        .filter(({ record }) => status === 'open' || record.dueAtMs === null)
        .filter(({ record }) => snapshotOf(record).status === status)
        .sort((a, b) => a.record.lastActivityAtMs - b.record.lastActivityAtMs)
        .slice(0, limit)
        .map(({ tenant, conversation }) => ({ tenant, conversation }))
    },

    async due(atMs, limit) {
      const set = everywhere().flatMap(({ tenant, conversation, record }) =>
        record.dueAtMs === null ? [] : [{ tenant, conversation, record, dueAtMs: record.dueAtMs }],
      )
      const later = set
        .map((one) =>
          one.dueAtMs > atMs || one.record.pending > 0 ? one.dueAtMs : (one.record.held?.leaseUntilMs ?? 0),
        )
        .filter((at) => at > atMs)
      return {
        conversations: set
          .filter(({ record }) => record.pending === 0 && (record.held?.leaseUntilMs ?? 0) <= atMs)
          .filter((one) => one.dueAtMs <= atMs)
          .sort((a, b) => a.dueAtMs - b.dueAtMs)
          .slice(0, limit)
          .map(({ tenant, conversation, dueAtMs }) => ({ tenant, conversation, dueAtMs })),
        nextAtMs: later.length > 0 ? Math.min(...later) : null,
      }
    },

    async erase(tenant, conversation) {
      const record = find(tenant, conversation)
      if (!record) return
      const events = record.events.map((_, index) => ({ ...eventAt(record, index + 1), personal: null }))
      record.events = events.map((event) => JSON.stringify(event))
      const blank = foldConversation(events as ConversationEvent[])
      record.snapshot = JSON.stringify(blank)
      record.dueAtMs = null
      record.version += 1
      for (const entry of record.journal.values()) {
        entry.input = 'null'
        if (entry.outcome !== null) entry.outcome = 'null'
      }
      await memoryProfiles(state).forgetConversation(tenant, conversation)
      const rows = tenantState(state, tenant)
      rows.codes = rows.codes.filter((code) => code.conversation !== conversation)
      rows.modelSpending.delete(`conversation ${conversation}`)
      const { tickets } = rows
      for (const [id, ticket] of tickets) {
        if (ticket.conversation === conversation) tickets.set(id, { ...ticket, summary: '' })
      }
    },
  }
}

/** Puts events at the end; gives the first one's number. */
function appendTo(
  record: ConversationRecord,
  tenant: TenantId,
  conversation: ConversationId,
  events: readonly EventBody[],
  atMs: number,
): number {
  const firstSeq = record.events.length + 1
  for (const event of events) {
    record.events.push(JSON.stringify({ ...event, tenant, conversation, seq: record.events.length + 1, atMs }))
  }
  if (isActivity(events)) record.lastActivityAtMs = Math.max(record.lastActivityAtMs, atMs)
  return firstSeq
}

function take(record: ConversationRecord, tenant: TenantId, hold: Hold, atMs: number): ClaimedTurn | null {
  const isDue = record.dueAtMs !== null && record.dueAtMs <= atMs
  if (record.pending === 0 && !isDue) return null
  const takenOver = record.held !== null && record.held.holder !== hold.holder
  record.held = { holder: hold.holder, turn: hold.turn, leaseUntilMs: atMs + hold.leaseMs }
  const bound = record.boundSeq ?? Number.POSITIVE_INFINITY
  const pending = [...record.messages.values()]
    .filter((message) => message.turn === null && message.seq <= bound)
    .sort((a, b) => a.seq - b.seq)
    .map(({ seq }) => pendingMessage(eventAt(record, seq) as ConversationEvent & { kind: 'message-received' }))
  return {
    tenant,
    turn: hold.turn,
    holder: hold.holder,
    conversation: snapshotOf(record),
    seq: record.events.length,
    version: record.version,
    pending,
    takenOver,
  }
}

/** Marks the messages as this turn's; each may be taken up once. */
function takeUp(record: ConversationRecord, seqs: readonly number[], claim: ClaimedTurn): void {
  const open = new Map([...record.messages.values()].filter((m) => m.turn === null).map((m) => [m.seq, m]))
  const found = seqs.map((seq) => open.get(seq))
  if (new Set(found).size !== seqs.length || found.includes(undefined)) {
    throw new Error(`turn ${claim.turn} takes up messages that are not pending: ${seqs.join(', ')}`)
  }
  for (const message of found) if (message) message.turn = claim.turn
  record.pending -= seqs.length
}

function changeTicket(rows: TenantState, conversation: ConversationId, change: TicketChange): void {
  const ticket = ticketOf(rows, conversation, change.ticket)
  rows.tickets.set(
    change.ticket,
    change.kind === 'take' ? { ...ticket, status: 'taken', agent: change.agent } : { ...ticket, status: change.as },
  )
}

function ticketOf(rows: TenantState, conversation: ConversationId, ticket: TicketId): Ticket {
  const found = rows.tickets.get(ticket)
  if (found?.conversation !== conversation) throw new Error(`no ticket ${ticket} in ${conversation}`)
  return found
}

const rowOf = (record: ConversationRecord): ConversationRow => ({
  conversation: snapshotOf(record),
  lastSeq: record.events.length,
  version: record.version,
  lastCustomerAtMs: record.lastCustomerAtMs,
  lastActivityAtMs: record.lastActivityAtMs,
  pending: record.pending,
})
