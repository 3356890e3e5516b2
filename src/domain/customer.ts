import type { CustomerId } from './ids.ts'
import type { Json } from './json.ts'

/** How sure we are of who writes: flows and tools state what they need, the engine insists. */
export type IdentityLevel = 'anonymous' | 'identified' | 'verified'

export interface Identity {
  level: IdentityLevel
  customer: CustomerId | null
  /** What proved it: `signed-token`, `order-and-email` …; null while anonymous. */
  by: string | null
  /** The customer's record as the tools know it: `{ customerId, name, level, email }` …; readable in flows as `customer`. */
  attributes: Record<string, Json>
  /** When a verified customer last wrote; absent before the first message. */
  activeAtMs?: number
  /** Who they were known as before a conversation verified them: what is left when that ends. */
  before?: Omit<Identity, 'before' | 'activeAtMs'>
}

export const anonymous: Identity = { level: 'anonymous', customer: null, by: null, attributes: {} }

const rank: Record<IdentityLevel, number> = { anonymous: 0, identified: 1, verified: 2 }
export const meets = (has: IdentityLevel, needs: IdentityLevel): boolean => rank[has] >= rank[needs]

/** A thing that was talked about: what "it" and "that order" can stand for. */
export interface Mention {
  /** Entity type or kind of thing: `order_number`, `product`. */
  type: string
  value: Json
  /** "The sender's address": its role in what was said, where it had one. */
  role?: string
  /** As it was called. */
  text: string
  seq: number
  by: 'customer' | 'assistant'
}
