import { createHash } from 'node:crypto'
import { estOf } from './calendar.ts'
import type { Database, KeyRecord } from './database.ts'
import { Faults } from './faults.ts'
import { Refusal } from './problem.ts'
import type { DatabaseContent } from './records.ts'
import type { Route } from './route.ts'
import type { Sight } from './views.ts'

/** Now, as an ISO 8601 instant. */
export type Clock = () => string
export const realTime: Clock = () => new Date().toISOString()
export const standingAt = (now: string): Clock => {
  const instant = new Date(now).toISOString()
  return () => instant
}

export type Answer = { status: number; body: unknown; replayed: boolean }
type Input = { params: unknown; query: unknown; body: unknown }

/** The airline: its data, its time, and the failures that tests asked for. */
export class Airline {
  readonly faults = new Faults()
  private readonly database: Database
  private readonly contentAt: (now: string) => DatabaseContent
  private clock: Clock

  /** `contentAt` makes its first content, always anew. */
  constructor(database: Database, contentAt: (now: string) => DatabaseContent, clock: Clock) {
    this.database = database
    this.contentAt = contentAt
    this.clock = clock
  }

  now(): string {
    return this.clock()
  }

  /** Everything back to the first content; a given `now` stands still from here on. */
  reset(now?: string): void {
    if (now !== undefined) this.clock = standingAt(now)
    this.faults.clear()
    this.database.fill(this.contentAt(this.now()), estOf(this.now()).slice(0, 10))
  }

  /** Fills it where it is empty or was made for another day: invented flights of the day before yesterday help nobody. */
  fillIfStale(): void {
    if (this.database.madeFor !== estOf(this.now()).slice(0, 10)) this.reset()
  }

  /** All rows of all tables, each with its key first. */
  dump(): Record<string, unknown[]> {
    const { users, reservations, flights } = this.database
    return {
      users: Object.entries(users).map(([user_id, user]) => ({ user_id, ...user })),
      reservations: Object.values(reservations),
      flights: Object.values(flights),
    }
  }

  keyRecord(key: string): KeyRecord | undefined {
    return this.database.keyRecord(key)
  }

  /** Answers a validated request. A write and the record of its key take effect together; a key seen before gets its old answer. */
  perform(route: Route, input: Input, key: string | null): Answer {
    const performedAt = this.now()
    const sight: Sight = { database: this.database, now: estOf(performedAt) }
    if (!route.writes) return { status: route.status, body: route.handle({ ...input, sight }), replayed: false }
    if (key === null) throw new Refusal('idempotency_key_required')
    const requestHash = hashOf([route.operationId, input.params ?? null, input.body ?? null])
    const before = this.database.keyRecord(key)
    if (before) {
      if (before.requestHash !== requestHash) throw new Refusal('idempotency_key_reused')
      return { status: before.status, body: JSON.parse(before.response), replayed: true }
    }
    const made = this.database.change((draft) => {
      const answerFrom = route.handle({ ...input, sight, draft })
      // The answer shows the copies as if they had taken effect already: it is kept with the key, in the same transaction.
      const body = answerFrom({ ...sight, database: draft.seen() })
      return {
        key,
        operation: route.operationId,
        requestHash,
        status: route.status,
        response: JSON.stringify(body),
        performedAt,
      }
    })
    return { status: made.status, body: JSON.parse(made.response), replayed: false }
  }

  close(): void {
    this.database.close()
  }
}

/** The same for the same values, whatever the order of their keys. */
function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
  return createHash('sha256').update(text).digest('hex')
}
