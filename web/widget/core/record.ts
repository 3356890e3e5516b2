import type { ConversationView, CustomerEvent, Status } from '#contracts'
import { type Entry, entriesOf, unreadCount, type Value } from './entries.ts'
import type { Outbox, OutboxEntry } from './outbox.ts'
import { loadSession, type SavedSession, saveSession } from './saved.ts'
import type { KeyValue } from './storage.ts'
import { emptyTimeline, extend, type Timeline } from './timeline.ts'

type Standing = Pick<ConversationView, 'assistant' | 'status' | 'handoff'>

/** What is known of the conversation: its session, its events, and what lies between outbox and events. */
export class ConversationRecord {
  readonly #storage: KeyValue
  readonly #key: string
  readonly #outbox: Outbox
  #session: SavedSession | null
  #standing: Standing | null = null
  #timeline: Timeline = emptyTimeline
  /** Acknowledged, their events not here yet. */
  #acknowledged: OutboxEntry[] = []
  /** Number of the last event when the customer came back after the end. */
  #reopenedAt: number | null = null
  #loaded = false

  constructor(storage: KeyValue, key: string, outbox: Outbox) {
    this.#storage = storage
    this.#key = key
    this.#outbox = outbox
    this.#session = loadSession(storage, key)
    // Ended before this page was loaded: there is nothing to come back to.
    if (this.#session?.ended) this.forget()
  }

  get session(): SavedSession | null {
    return this.#session
  }
  /** The history is here. */
  get loaded(): boolean {
    return this.#loaded
  }
  get lastSeq(): number {
    return this.#timeline.lastSeq
  }
  get status(): Status {
    return this.#lastStatus?.status ?? this.#standing?.status ?? 'open'
  }
  get assistant(): string | null {
    return this.#standing?.assistant.name ?? null
  }
  get agent(): string | null {
    if (this.status !== 'taken') return null
    return this.#lastStatus?.agent ?? this.#standing?.handoff?.agent ?? null
  }
  get ahead(): number | null {
    return this.status === 'waiting' ? (this.#standing?.handoff?.ahead ?? null) : null
  }
  get unread(): number {
    return unreadCount(this.#timeline, this.#session?.readSeq ?? 0)
  }
  get satisfaction(): number | null {
    return this.#timeline.events.findLast((event) => event.kind === 'satisfaction')?.score ?? null
  }
  get over(): boolean {
    if (this.#session?.ended) return true
    if (this.status !== 'closed') return false
    return this.#reopenedAt === null || (this.#lastStatus?.seq ?? 0) > this.#reopenedAt
  }
  get entries(): Entry[] {
    return entriesOf({
      timeline: this.#timeline,
      waiting: this.#outbox.entries(),
      acknowledged: this.#acknowledged,
      ratings: this.#session?.ratings ?? {},
    })
  }

  get #lastStatus(): Extract<CustomerEvent, { kind: 'status' }> | undefined {
    return this.#timeline.events.findLast((event) => event.kind === 'status')
  }

  begin(session: { conversation: string; token: string }, standing: Standing, events: readonly CustomerEvent[]): void {
    const { conversation, token } = session
    this.#session = { conversation, token, lastSeq: 0, readSeq: 0, ended: false, ratings: {} }
    this.restore(standing, events)
    this.save({})
  }

  restore(standing: Standing, events: readonly CustomerEvent[]): void {
    this.#standing = standing
    this.#loaded = true
    this.receive(events)
  }

  stand(standing: Standing): void {
    this.#standing = standing
  }

  /** False where all of them were known. */
  receive(events: readonly CustomerEvent[]): boolean {
    const before = this.#timeline
    this.#timeline = extend(before, events)
    if (this.#timeline === before) return false
    for (const event of events) {
      if (event.kind !== 'message') continue
      // The event proves that the message is stored, also where its acknowledgement was lost.
      this.#outbox.remove(event.clientId)
      this.#acknowledged = this.#acknowledged.filter((entry) => entry.clientId !== event.clientId)
    }
    this.save({ lastSeq: this.#timeline.lastSeq })
    return true
  }

  acknowledge(clientId: string): void {
    const entry = this.#outbox.entries().find((waiting) => waiting.clientId === clientId)
    if (entry) this.#acknowledged.push(entry)
    this.#outbox.remove(clientId)
  }

  /** False where everything was read already. */
  markRead(): boolean {
    if (!this.#session || this.#session.readSeq >= this.#timeline.lastSeq) return false
    this.save({ readSeq: this.#timeline.lastSeq })
    return true
  }

  rate(seq: number, value: Value | null): void {
    const { [seq]: _, ...others } = this.#session?.ratings ?? {}
    this.save({ ratings: value === null ? others : { ...others, [seq]: value } })
  }

  end(): void {
    this.save({ ended: true })
    this.#reopenedAt = null
  }

  reopen(): void {
    this.save({ ended: false })
    this.#reopenedAt = this.#timeline.lastSeq
  }

  save(change: Partial<SavedSession>): void {
    if (!this.#session) return
    this.#session = { ...this.#session, ...change }
    saveSession(this.#storage, this.#key, this.#session)
  }

  /** Leaves this conversation, here and in storage. */
  forget(): void {
    this.#storage.remove(this.#key)
    this.#clear()
  }

  /** Takes over what another tab stored. True where that is another conversation. */
  adoptStored(): boolean {
    const stored = loadSession(this.#storage, this.#key)
    if (stored === null) return false
    const other = stored.conversation !== this.#session?.conversation
    if (other) this.#clear()
    this.#session = stored
    return other
  }

  #clear(): void {
    this.#session = null
    this.#standing = null
    this.#timeline = emptyTimeline
    this.#acknowledged = []
    this.#reopenedAt = null
    this.#loaded = false
  }
}
