import type { ConversationId, CustomerId, TenantId } from '#domain/ids.ts'
import type { ProfileFact } from '#domain/memory.ts'

/** What is remembered of a customer beyond one conversation. */
export interface Profile {
  /** The customer's own word on whether anything may be remembered; null where they were never asked or never said. */
  consent: { given: boolean; atMs: number } | null
  /** Without those that have expired, by name. */
  facts: ProfileFact[]
}

/** Something that happened to a profile; never what was in it. */
export interface ProfileTrace {
  atMs: number
  /** `customer`, or the id of whoever did it. */
  by: string
  action: 'consent-given' | 'consent-withdrawn' | 'erased-all' | 'erased-fact'
  /** Facts that went with it. */
  facts: number
}

/**
 * Profiles of customers, by the customer's id at the tenant. Every adapter passes profile-store.contract.ts. Writing the same facts again
 * changes nothing, so that a turn that is run again may.
 */
export interface ProfileStore {
  load(tenant: TenantId, customer: CustomerId, atMs: number): Promise<Profile>

  /**
   * Keeps facts, each under its name. What was said outlives what a tool told, and that what was inferred; of the same rank the newest
   * counts. Nothing is kept of a customer who said no, nor what is older than the last erasure of the whole profile. Beyond `atMost` the
   * oldest are forgotten.
   */
  remember(tenant: TenantId, customer: CustomerId, facts: readonly ProfileFact[], atMost: number): Promise<void>

  /** The customer's yes or no. A no erases what is there. Gives the number of facts erased. */
  consent(tenant: TenantId, customer: CustomerId, given: boolean, by: string, atMs: number): Promise<number>

  /** Erases one fact, or all (null). Leaves a trace without content. Gives how many there were. */
  forget(tenant: TenantId, customer: CustomerId, fact: string | null, by: string, atMs: number): Promise<number>

  /** Erases what was learnt in one conversation: for when that is erased. */
  forgetConversation(tenant: TenantId, conversation: ConversationId): Promise<void>

  /** Newest first. */
  traces(tenant: TenantId, customer: CustomerId, limit: number): Promise<ProfileTrace[]>

  /** Deletes what has expired. Gives how many facts went. */
  expire(tenant: TenantId, atMs: number): Promise<number>
}
