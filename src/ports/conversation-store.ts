import type { Conversation } from '#domain/conversation.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import type {
  AgentId,
  ConversationId,
  CustomerId,
  HolderId,
  MessageId,
  TenantId,
  TicketId,
  TurnId,
} from '#domain/ids.ts'

export interface IncomingMessage {
  /** The sender's own id for it: sending the same again changes nothing. Unique within the conversation. */
  clientId: string
  message: MessageId
  via: 'text' | 'button'
  text: string
  payload: string | null
}

export interface PendingMessage extends IncomingMessage {
  seq: number
  receivedAtMs: number
}

/** A turn that this process holds: nobody else may record for the conversation until the lease ends. */
export interface ClaimedTurn {
  tenant: TenantId
  turn: TurnId
  holder: HolderId
  conversation: Conversation
  /** The last sequence number when claimed. */
  seq: number
  /** Raised by everything that a person or the system changes; recording fences on it. */
  version: number
  /**
   * Messages no turn has taken up, oldest first. Where an earlier holder died after starting a tool, only those it had. None: the turn is
   * for the alarm that is due.
   */
  pending: PendingMessage[]
  /** True where an earlier holder died: its journal entries may exist. */
  takenOver: boolean
}

export interface Hold {
  holder: HolderId
  turn: TurnId
  leaseMs: number
}

export type AcceptOutcome =
  | {
      kind: 'accepted'
      messages: { clientId: string; message: MessageId; seq: number; seen: boolean }[]
      /** Null where another turn of the conversation is running: it, or its successor, will take these up. */
      claimed: ClaimedTurn | null
    }
  | { kind: 'unknown-conversation' }

export interface NewTicket {
  ticket: TicketId
  reason: string
  team: string
  priority: 'normal' | 'high'
  summary: string
}

export interface TurnRecord {
  events: EventBody[]
  /** The fold after these events. */
  snapshot: Conversation
  /** Sequence numbers of the messages taken up. */
  messages: number[]
  /** Queue entries made with this very commit: a promise is kept before it is made. */
  ticket: NewTicket | null
  withdrawTicket: TicketId | null
}

export type RecordOutcome =
  | {
      kind: 'recorded'
      firstSeq: number /** Messages that came meanwhile; the hold is kept if there are any, else freed. */
      pending: number
    }
  /** The lease was taken over: whoever has it now answers. */
  | { kind: 'lost-hold' }
  /**
   * A person changed the conversation meanwhile, or a message came for which a turn without messages gives way (unless it has started a
   * tool): claim again and run again.
   */
  | { kind: 'superseded' }

/** What changes with an appended event in the queue. */
export type TicketChange =
  | { kind: 'take'; ticket: TicketId; agent: AgentId }
  | { kind: 'end'; ticket: TicketId; as: 'returned' | 'resolved' | 'withdrawn' }

export type AppendOutcome =
  | { kind: 'appended'; firstSeq: number; conversation: Conversation }
  | { kind: 'unknown-conversation' }
  /** The decide function declined. */
  | { kind: 'declined' }

export interface EventPage {
  events: ConversationEvent[]
  lastSeq: number
}

export interface ConversationRow {
  conversation: Conversation
  lastSeq: number
  version: number
  lastCustomerAtMs: number | null
  lastActivityAtMs: number
  /** Messages no turn has taken up. */
  pending: number
}

export interface ConversationFilter {
  status?: Conversation['status'][]
  customer?: CustomerId
  limit: number
  /** Continue before this activity time (for paging). */
  beforeMs?: number
}

/** Conversations and their events. Every adapter passes conversation-store.contract.ts. All calls act within one tenant. */
export interface ConversationStore {
  /** Stores event 1 (`conversation-started`) and the snapshot. */
  start(
    tenant: TenantId,
    conversation: ConversationId,
    event: EventBody,
    snapshot: Conversation,
    atMs: number,
  ): Promise<void>

  /**
   * Stores messages once each, and in the same transaction claims the turn where nobody holds the conversation (or the lease has
   * ended). After it resolves the messages may be acknowledged: they will be answered whatever crashes.
   */
  accept(
    tenant: TenantId,
    conversation: ConversationId,
    messages: IncomingMessage[],
    hold: Hold,
    atMs: number,
  ): Promise<AcceptOutcome>

  /**
   * Claims a conversation that has pending messages, or an alarm that is due (`dueAtMs` of its snapshot), and that nobody (or only
   * `hold.holder` itself) holds; null otherwise.
   */
  claim(tenant: TenantId, conversation: ConversationId, hold: Hold, atMs: number): Promise<ClaimedTurn | null>

  /** Claims the turn of an alarm that is due, where nobody holds the conversation and no message is pending; null otherwise. */
  claimDue(tenant: TenantId, conversation: ConversationId, hold: Hold, atMs: number): Promise<ClaimedTurn | null>

  /** Prolongs the lease while a slow tool or model runs; false where it was lost. */
  renew(claim: ClaimedTurn, leaseMs: number, atMs: number): Promise<boolean>

  /** Appends a turn's events, state, queue entry and outbox in one transaction, if `claim` still holds and nobody changed the conversation. */
  record(claim: ClaimedTurn, written: TurnRecord, atMs: number): Promise<RecordOutcome>

  /**
   * Appends events that are not a turn (agents' actions, feedback, expiry). `decide` sees the conversation under lock and gives the
   * events, or null to decline. Raises the version, so that a turn in flight runs again. `decide` may be called again on a newer row
   * where another writer came first: it decides, and does nothing else.
   */
  append(
    tenant: TenantId,
    conversation: ConversationId,
    decide: (row: ConversationRow) => { events: EventBody[]; ticket?: TicketChange } | null,
    atMs: number,
  ): Promise<AppendOutcome>

  load(tenant: TenantId, conversation: ConversationId): Promise<ConversationRow | null>
  /** Events after `afterSeq`, oldest first, at most `limit`. */
  events(tenant: TenantId, conversation: ConversationId, afterSeq: number, limit: number): Promise<EventPage>
  list(tenant: TenantId, filter: ConversationFilter): Promise<ConversationRow[]>

  /** Conversations with pending messages whose lease has ended: work that a dead process left. */
  abandoned(atMs: number, limit: number): Promise<{ tenant: TenantId; conversation: ConversationId }[]>
  /**
   * Conversations with an alarm due at `atMs` that nobody holds and that have no pending messages (their turn comes first), the earliest
   * first; and when to look again: when the next one of any conversation will be due, or the lease of one that is being taken up ends.
   */
  due(
    atMs: number,
    limit: number,
  ): Promise<{
    conversations: { tenant: TenantId; conversation: ConversationId; dueAtMs: number }[]
    nextAtMs: number | null
  }>
  /**
   * Open or idle conversations without activity since `beforeMs`. Those waiting or taken do not expire, nor idle ones that have
   * something due later.
   */
  inactive(
    status: 'open' | 'idle',
    beforeMs: number,
    limit: number,
  ): Promise<{ tenant: TenantId; conversation: ConversationId }[]>

  /** Blanks what people wrote and what was derived from it; the sequence stays. */
  erase(tenant: TenantId, conversation: ConversationId): Promise<void>
}
