import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'

/** A one-time code as it is kept: nothing here tells it, nor where it was sent. */
export interface IssuedCode {
  id: string
  conversation: ConversationId
  /** A keyed hash of what was sent to. */
  destination: string
  salt: string
  /** A keyed hash of salt, conversation and code. */
  hash: string
  expiresAtMs: number
}

export interface CodeAttempt {
  id: string
  salt: string
  hash: string
  /** Who is proved by it; null until it was sent. */
  subject: Json
  expiresAtMs: number
  /** Tries at this code, this one among them. */
  attempts: number
  /** The try that used it up. */
  usedBy: string | null
}

/** One-time codes that prove who writes. The newest of a conversation is its only valid one. */
export interface CodeStore {
  /** Keeps a code, unless `allowed` many were kept since `sinceMs` for the conversation or the destination; false then. */
  issue(
    tenant: TenantId,
    code: IssuedCode,
    allowed: { perConversation: number; perDestination: number; sinceMs: number },
    atMs: number,
  ): Promise<boolean>
  /** The code is on its way; `subject` is what a right answer gives. Nothing changes where it is no longer there. */
  sent(tenant: TenantId, conversation: ConversationId, id: string, subject: Json): Promise<void>
  /** Counts a try at the conversation's newest code, one with the same key only once, and gives the code; null where there is none. */
  attempt(tenant: TenantId, conversation: ConversationId, key: string): Promise<CodeAttempt | null>
  /** Uses the code up; false where another try did so before. The same key may again. */
  use(tenant: TenantId, conversation: ConversationId, id: string, key: string): Promise<boolean>
  /** Deletes codes issued before then: whom they prove is personal. Gives how many went. */
  expire(tenant: TenantId, issuedBeforeMs: number): Promise<number>
}
