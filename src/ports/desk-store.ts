import type { AgentId, ConversationId, TenantId, TicketId } from '#domain/ids.ts'

export interface Ticket {
  ticket: TicketId
  conversation: ConversationId
  status: 'waiting' | 'taken' | 'returned' | 'resolved' | 'withdrawn'
  reason: string
  team: string
  priority: 'normal' | 'high'
  summary: string
  requestedAtMs: number
  agent: AgentId | null
}

/** The queue, read side: its entries are written with the events that make them (see ConversationStore). */
export interface DeskStore {
  /** High priority first, then longest waiting. */
  waiting(tenant: TenantId, limit: number): Promise<Ticket[]>
  ticket(tenant: TenantId, ticket: TicketId): Promise<Ticket | null>
  /** How many wait ahead of this ticket (0: next); null where it no longer waits. */
  ahead(tenant: TenantId, ticket: TicketId): Promise<number | null>
}
