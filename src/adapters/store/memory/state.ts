import type { Conversation } from '#domain/conversation.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { ConversationId, HolderId, TenantId, TicketId, TurnId } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Person } from '#ports/access-store.ts'
import type { IssuedCode } from '#ports/code-store.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { Ticket } from '#ports/desk-store.ts'
import type { Spent } from '#ports/model-spending.ts'
import type { ProfileTrace } from '#ports/profile-store.ts'
import type { ReleaseRow } from '#ports/release-store.ts'

/** What the database has a row for; the same columns, the same rules. */
export interface ConversationRecord {
  /** JSON text, as in the database: nobody changes what is stored by holding on to an object. */
  snapshot: string
  events: string[]
  version: number
  pending: number
  held: { holder: HolderId; turn: TurnId | null; leaseUntilMs: number } | null
  /** Set by the first tool start that no recorded turn has behind it: a successor sees no later messages. */
  boundSeq: number | null
  lastCustomerAtMs: number | null
  lastActivityAtMs: number
  /** Of the snapshot's earliest alarm. */
  dueAtMs: number | null
  /** By client id: where a message is, and the turn that took it up. */
  messages: Map<string, { seq: number; turn: TurnId | null }>
  journal: Map<
    string,
    { tool: string; input: string; outcome: string | null; startedAtMs: number; finishedAtMs: number | null }
  >
}

/** A one-time code; what it proves as JSON text. */
export type CodeRecord = IssuedCode & {
  issuedAtMs: number
  subject: string
  attempts: number
  lastKey: string | null
  usedBy: string | null
}

export interface ProfileRecord {
  consent: { given: boolean; atMs: number } | null
  erasedAtMs: number
  /** By name, as JSON text. */
  facts: Map<string, string>
  /** Newest first. */
  traces: ProfileTrace[]
}

export interface TenantState {
  name: string
  conversations: Map<ConversationId, ConversationRecord>
  tickets: Map<TicketId, Ticket>
  parts: Map<string, { kind: string; bytes: Uint8Array }>
  releases: Map<string, ReleaseRow>
  live: string | null
  audit: { atMs: number; by: string; action: string; details: Json }[]
  people: Map<string, Person>
  secrets: Map<string, string>
  profiles: Map<string, ProfileRecord>
  /** In the order they were made. */
  codes: CodeRecord[]
  /** By `day 2026-11-21` and `conversation cv_…`. */
  modelSpending: Map<string, Spent>
}

export interface MemoryState {
  tenants: Map<TenantId, TenantState>
  keys: Map<string, { tenant: TenantId; kind: 'api' | 'widget' }>
  signIns: Map<string, { tenant: TenantId; agent: string; expiresAtMs: number }>
  sessions: Map<string, { tenant: TenantId; agent: string; expiresAtMs: number }>
}

export const emptyState = (): MemoryState => ({
  tenants: new Map(),
  keys: new Map(),
  signIns: new Map(),
  sessions: new Map(),
})

export function tenantState(state: MemoryState, tenant: TenantId): TenantState {
  let found = state.tenants.get(tenant)
  if (!found) {
    found = {
      name: '',
      conversations: new Map(),
      tickets: new Map(),
      parts: new Map(),
      releases: new Map(),
      live: null,
      audit: [],
      people: new Map(),
      secrets: new Map(),
      profiles: new Map(),
      codes: [],
      modelSpending: new Map(),
    }
    state.tenants.set(tenant, found)
  }
  return found
}

export const snapshotOf = (record: ConversationRecord): Conversation => JSON.parse(record.snapshot) as Conversation
export const eventAt = (record: ConversationRecord, seq: number): ConversationEvent =>
  JSON.parse(record.events[seq - 1] ?? 'null') as ConversationEvent

/** Whether this very turn still holds the conversation: a lease that ran out unnoticed is still a hold. */
export const holds = (record: ConversationRecord | undefined, claim: ClaimedTurn): record is ConversationRecord =>
  record?.held?.holder === claim.holder && record.held.turn === claim.turn
