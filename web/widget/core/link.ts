import type { CustomerEvent, Draft, Problem, Retract } from '#contracts'
import type { Session } from './api.ts'
import type { OutboxEntry } from './outbox.ts'

/** An open way to the server for one conversation: over a socket or over plain HTTP. */
export interface Link {
  /** May be called before `ready`: nothing is sent twice over one link. */
  send(entry: OutboxEntry): void
  typing(on: boolean): void
  close(): void
}

/** What a link tells. After `dropped` or `close()` it tells nothing more. */
export interface LinkListener {
  ready(): void
  event(event: CustomerEvent): void
  acknowledged(clientId: string): void
  /** The server will not take this message as it is. */
  refused(clientId: string, problem: Problem): void
  typing(on: boolean, by: 'assistant' | 'agent'): void
  /** A sentence of a reply that is still being written, or that all of them are void. */
  drafted(draft: Draft | Retract): void
  /** @param problem why, where the server said so. */
  dropped(problem: Problem | null): void
}

export interface LinkTarget {
  session: Session
  after: number
}
