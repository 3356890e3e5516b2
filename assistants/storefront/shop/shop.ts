import { createHash } from 'node:crypto'
import { openCopy, openMemory, type ShopDatabase } from './database.ts'
import { Faults } from './faults.ts'
import { shopLimits } from './limits.ts'
import { ShopProblem } from './problem.ts'
import type { Call, Route } from './route.ts'
import { seedShop } from './seed/index.ts'

/** Now, as an ISO 8601 instant. */
export type ShopClock = () => string
export const realTime: ShopClock = () => new Date().toISOString()
export const standingAt = (now: string): ShopClock => {
  const instant = new Date(now).toISOString()
  return () => instant
}

export type ShopAnswer = { status: number; body: unknown; replayed: boolean }

/** One shop: its data, its time, and the failures that tests asked for. */
export class Shop {
  readonly database: ShopDatabase
  readonly faults = new Faults()
  private seed: number
  private clock: ShopClock

  constructor(database: ShopDatabase, seed: number, clock: ShopClock) {
    this.database = database
    this.seed = seed
    this.clock = clock
  }

  now(): string {
    return this.clock()
  }

  /** Everything back to the seed's content; a given `now` stands still from here on. */
  reset(wanted: { seed?: number | undefined; now?: string | undefined } = {}): void {
    this.seed = wanted.seed ?? this.seed
    if (wanted.now !== undefined) this.clock = standingAt(wanted.now)
    this.faults.clear()
    const now = this.now()
    if (this.database.isInMemory) this.database.restore(freshImage(this.seed, now))
    else this.database.refill(seedShop(this.seed, now), now)
  }

  /** All rows of all tables, without what proves who a customer is. */
  dump(): Record<string, unknown[]> {
    const tables = this.database
      .tables()
      .map((table) => [table, this.database.all<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY rowid`)])
    const dump = Object.fromEntries(tables) as Record<string, Record<string, unknown>[]>
    for (const customer of dump['customers'] ?? []) {
      delete customer['pinHash']
      delete customer['securityAnswerHash']
    }
    return dump
  }

  /** Answers a validated request. A write and the record of its key are one transaction; a key seen before gets its old answer. */
  perform(
    route: Route,
    input: Pick<Call<unknown, unknown, unknown>, 'params' | 'query' | 'body'>,
    key: string | null,
  ): ShopAnswer {
    const call = { ...input, database: this.database, now: this.now() }
    try {
      if (!route.writes) return { status: route.status, body: route.handle(call).body, replayed: false }
      if (key === null) throw new ShopProblem('idempotency_key_required')
      return this.database.transaction(() => this.once(route, call, key))
    } catch (error) {
      if (error instanceof ShopProblem && error.extra.failedAttemptOn !== undefined) {
        this.database.insert('failedAttempts', { subject: error.extra.failedAttemptOn, failedAt: call.now })
      }
      throw error
    }
  }

  private once(route: Route, call: Call<unknown, unknown, unknown>, key: string): ShopAnswer {
    const requestHash = hashOf([route.operationId, call.params ?? null, call.body ?? null])
    const before = recordOf(this.database, key)
    if (before) {
      if (before.requestHash !== requestHash) throw new ShopProblem('idempotency_key_reused')
      return { status: before.status, body: JSON.parse(before.response), replayed: true }
    }
    const { subject, body } = route.handle(call)
    const performedAt = call.now
    this.database.insert('effects', { operation: route.operationId, subject, idempotencyKey: key, performedAt })
    this.database.insert('idempotency', {
      key,
      operation: route.operationId,
      requestHash,
      status: route.status,
      response: JSON.stringify(body),
      performedAt,
    })
    return { status: route.status, body, replayed: false }
  }
}

type KeyRecord = {
  key: string
  operation: string
  requestHash: string
  status: number
  response: string
  performedAt: string
}

export const recordOf = (database: ShopDatabase, key: string): KeyRecord | undefined =>
  database.get<KeyRecord>('SELECT * FROM idempotency WHERE key = ?', key)

/** The same for the same values, whatever the order of their keys. */
function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
  return createHash('sha256').update(text).digest('hex')
}

/** The shop itself and, for tests, isolated copies in memory by name. */
export class Shops {
  private readonly main: Shop
  private readonly seed: number
  private readonly clock: ShopClock
  private readonly copies = new Map<string, Shop>()

  constructor(main: Shop, seed: number, clock: ShopClock) {
    this.main = main
    this.seed = seed
    this.clock = clock
  }

  /** The named copy, made from the seed where it is new; without a name the shop itself. */
  get(name: string | null): Shop {
    if (name === null) return this.main
    const existing = this.copies.get(name)
    if (existing) return existing
    if (this.copies.size >= shopLimits.sandboxes) throw new ShopProblem('too_many_sandboxes')
    const copy = new Shop(openCopy(freshImage(this.seed, this.clock())), this.seed, this.clock)
    this.copies.set(name, copy)
    return copy
  }

  drop(name: string): void {
    this.copies.get(name)?.database.close()
    this.copies.delete(name)
  }

  close(): void {
    for (const name of [...this.copies.keys()]) this.drop(name)
    this.main.database.close()
  }
}

let latestImage: { of: string; image: Uint8Array } | null = null

/** A freshly filled shop as bytes. The latest is kept: scenarios ask for the same one again and again (80 ms to make, 1 ms to copy). */
function freshImage(seed: number, now: string): Uint8Array {
  const of = `${seed} ${now}`
  if (latestImage?.of === of) return latestImage.image
  const template = openMemory()
  template.refill(seedShop(seed, now), now)
  latestImage = { of, image: template.serialize() }
  template.close()
  return latestImage.image
}
