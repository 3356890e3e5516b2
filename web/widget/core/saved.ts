import type { Session } from './api.ts'
import type { Value } from './entries.ts'
import { type KeyValue, readJson } from './storage.ts'

/** What is kept of a conversation over page loads. Its messages are not: the server has them. */
export interface SavedSession extends Session {
  /** Last event seen by the widget, and last one seen by the customer. */
  lastSeq: number
  readSeq: number
  /** The customer ended the chat: the closing question is shown, and the next chat is a new one. */
  ended: boolean
  /** Thumbs by event number: the event list does not repeat them. */
  ratings: Record<number, Value>
}

/** Storage keys of one visitor at one shop. Another signed-in customer on the same machine gets another set. */
export interface StorageKeys {
  session: string
  outbox: string
}

export function storageKeys(key: string, identity: string | null): StorageKeys {
  const base = `parley:${key}:${identity === null ? 'guest' : subjectOf(identity)}`
  return { session: `${base}:session`, outbox: `${base}:outbox:` }
}

/** The `sub` of a signed identity, unverified: it only names the storage slot. A renewed token keeps the conversation. */
function subjectOf(identity: string): string {
  try {
    const middle = (identity.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(middle), (character) => character.charCodeAt(0))
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof claims === 'object' && claims !== null && 'sub' in claims) return String(claims.sub).slice(0, 100)
  } catch {
    // Not a token of the expected form: the server will say so; here its own text names the slot.
  }
  return identity.slice(-24)
}

export function loadSession(storage: KeyValue, key: string): SavedSession | null {
  return readJson(storage, key, isSaved)
}

export function saveSession(storage: KeyValue, key: string, session: SavedSession): void {
  storage.set(key, JSON.stringify(session))
}

function isSaved(value: unknown): value is SavedSession {
  if (typeof value !== 'object' || value === null) return false
  const saved = value as Partial<SavedSession>
  return (
    typeof saved.conversation === 'string' &&
    typeof saved.token === 'string' &&
    typeof saved.lastSeq === 'number' &&
    typeof saved.readSeq === 'number' &&
    typeof saved.ended === 'boolean' &&
    typeof saved.ratings === 'object' &&
    saved.ratings !== null
  )
}
