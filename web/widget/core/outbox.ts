import { limits } from './limits.ts'
import { type KeyValue, readJson } from './storage.ts'

/** A message the server has not acknowledged yet. */
export interface OutboxEntry {
  /** The server stores a client id once, so sending again after a lost acknowledgement doubles nothing. */
  clientId: string
  text: string
  payload: string | null
  /** Entries go out in this order: time of writing, then a count within the page. */
  order: number
  /** What the server answered when it refused for good; null while it may still go through. */
  refusal: string | null
}

/**
 * Unacknowledged messages, each under a storage key of its own: two tabs of the same visitor then never overwrite each other's entries.
 * Written before anything is sent and removed only on acknowledgement, so a message survives reload, crash and reconnect.
 */
export class Outbox {
  readonly #storage: KeyValue
  readonly #prefix: string

  constructor(storage: KeyValue, prefix: string) {
    this.#storage = storage
    this.#prefix = prefix
  }

  entries(): OutboxEntry[] {
    return this.#storage
      .keys()
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => readJson(this.#storage, key, isEntry))
      .filter((entry) => entry !== null)
      .sort((a, b) => a.order - b.order || (a.clientId < b.clientId ? -1 : 1))
  }

  /** False where too many messages wait already. */
  add(message: { clientId: string; text: string; payload: string | null }, nowMs: number): boolean {
    const waiting = this.entries()
    if (waiting.length >= limits.outboxEntries) return false
    const last = waiting.at(-1)?.order ?? 0
    this.#write({ ...message, order: Math.max(nowMs, last + 1), refusal: null })
    return true
  }

  refuse(clientId: string, reason: string): void {
    this.#change(clientId, { refusal: reason })
  }

  /** Puts a refused message up for sending again, under the same client id. */
  retry(clientId: string): void {
    this.#change(clientId, { refusal: null })
  }

  remove(clientId: string): void {
    this.#storage.remove(this.#prefix + clientId)
  }

  #change(clientId: string, change: Partial<OutboxEntry>): void {
    const entry = readJson(this.#storage, this.#prefix + clientId, isEntry)
    if (entry) this.#write({ ...entry, ...change })
  }

  #write(entry: OutboxEntry): void {
    this.#storage.set(this.#prefix + entry.clientId, JSON.stringify(entry))
  }
}

function isEntry(value: unknown): value is OutboxEntry {
  if (typeof value !== 'object' || value === null) return false
  const entry = value as Partial<OutboxEntry>
  return (
    typeof entry.clientId === 'string' &&
    typeof entry.text === 'string' &&
    typeof entry.order === 'number' &&
    (entry.payload === null || typeof entry.payload === 'string') &&
    (entry.refusal === null || typeof entry.refusal === 'string')
  )
}
