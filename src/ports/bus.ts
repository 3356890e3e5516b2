import type { ConversationId, TenantId } from '#domain/ids.ts'

export interface Notice {
  tenant: TenantId
  conversation: ConversationId
  /** The last sequence number there is now. */
  seq: number
}

/** Wakes whoever watches a conversation. At most once and unordered: readers fetch events after the last number they have. */
export interface Bus {
  publish(notice: Notice): void
  /** `conversation` null: all of the tenant (the desk). Returns the way to stop. */
  subscribe(tenant: TenantId, conversation: ConversationId | null, listener: (notice: Notice) => void): () => void
}
