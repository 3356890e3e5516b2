import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newId, newScene, says } from '#ports/contract-scene.ts'
import { databaseContract } from '#ports/database.contract.ts'
import { newTestDatabase, type TestDatabase } from '#test/postgres/database.ts'
import { outboxOf } from '../bus/outbox.ts'
import type { OpenedStore } from '../opened.ts'
import { engineContract } from '../postgres/engine.contract.ts'
import { scopesOf } from '../postgres/scopes.ts'
import { openPostgres } from './open.ts'
import { poolEngine } from './pool-engine.ts'

const fail = (error: unknown, doing: string) => {
  throw new Error(doing, { cause: error })
}

/** Drops the database when the store on it is closed. */
const dropping = ({ database, bus }: OpenedStore, drop: () => Promise<void>): OpenedStore => ({
  bus,
  database: {
    ...database,
    async close() {
      await database.close()
      await drop()
    },
  },
})

databaseContract(
  'the store on a PostgreSQL server',
  async () => {
    const { url, drop } = await newTestDatabase()
    return dropping(await openPostgres({ url, onProblem: fail }), drop)
  },
  { propertyRuns: 40 },
)

engineContract('the engine on a PostgreSQL server', async () => {
  const { url, drop } = await newTestDatabase()
  const engine = poolEngine({ url, onProblem: fail })
  return {
    ...engine,
    async close() {
      await engine.close()
      await drop()
    },
  }
})

describe('opening a PostgreSQL server', () => {
  const opened: TestDatabase[] = []
  afterAll(async () => {
    for (const { drop } of opened) await drop()
  })
  const fresh = async (kind: 'migrated' | 'empty') => {
    const database = await newTestDatabase(kind)
    opened.push(database)
    return database
  }
  const asAdmin = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }

  test('several replicas that start on an empty database migrate it once', async () => {
    const { url } = await fresh('empty')
    const replicas = await Promise.all([1, 2, 3, 4].map(() => openPostgres({ url, onProblem: fail })))
    const scene = await newScene(replicas[0]?.database ?? fail(null, 'no replica'))
    await expect(scene.accept(says('hi'))).resolves.toMatchObject({ kind: 'accepted' })
    for (const { database } of replicas) await database.close()
  })

  test('a database of a newer Parley is left alone', async () => {
    const { url, adminUrl } = await fresh('migrated')
    await asAdmin(adminUrl, `insert into parley.migrations (version, name) values (999, 'from the future')`)
    await expect(openPostgres({ url })).rejects.toMatchObject({
      code: 'store.newer-schema',
      message: expect.stringContaining('999'),
    })
  })

  test('nobody there, a wrong password and a database that does not exist: the database cannot be reached', async () => {
    const { url } = await fresh('empty')
    for (const change of [
      (wrong: URL) => Object.assign(wrong, { port: '1' }),
      (wrong: URL) => Object.assign(wrong, { password: 'wrong' }),
      (wrong: URL) => Object.assign(wrong, { pathname: '/no_such_database' }),
    ]) {
      const wrong = change(new URL(url)).href
      const error: unknown = await openPostgres({ url: wrong }).catch((problem: unknown) => problem)
      expect(error).toMatchObject({ code: 'store.unreachable', retryable: true })
      expect(String(error)).not.toContain('wrong@')
    }
  })

  test('a user who may not become the roles is told what a superuser has to run', async () => {
    const { adminUrl } = await fresh('empty')
    const name = `plain_${newId('message').slice(-12)}`
    const database = new URL(adminUrl).pathname.slice(1)
    await asAdmin(
      adminUrl,
      `create role ${name} login password '${name}'; grant create on database ${database} to ${name}`,
    )
    const plain = Object.assign(new URL(adminUrl), { username: name, password: name }).href
    await expect(openPostgres({ url: plain })).rejects.toMatchObject({
      code: 'store.role-missing',
      message: expect.stringContaining('CREATE ROLE parley_app'),
    })
    await asAdmin(adminUrl, `grant parley_app, parley_sweep to ${name}`)
    const store = await openPostgres({ url: plain, onProblem: fail })
    await expect(newScene(store.database)).resolves.toBeDefined()
    await store.database.close()
    await asAdmin(adminUrl, `drop owned by ${name}; drop role ${name}`)
  })

  test('connections cut by the server fail as unreachable, and the next call works', async () => {
    const { url, adminUrl } = await fresh('migrated')
    const onProblem = vi.fn()
    const { database } = await openPostgres({ url, onProblem })
    const scene = await newScene(database)
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`
    const busy = Promise.allSettled(Array.from({ length: 200 }, (_, n) => scene.accept(says(`message ${n}`))))
    await asAdmin(adminUrl, cut)
    const outcomes = await busy
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'store.unreachable' })
    }
    await vi.waitFor(() => expect(onProblem).toHaveBeenCalledWith(expect.anything(), 'listening for other replicas'))
    const { events, lastSeq } = await database.conversations.events(scene.tenant, scene.conversation, 0, 1_000)
    expect(events).toHaveLength(lastSeq)
    const kept = outcomes.filter((outcome) => outcome.status === 'fulfilled').length
    expect(lastSeq).toBeGreaterThanOrEqual(kept + 1)
    await database.close()
  })
})

describe('replicas', () => {
  let testDatabase: TestDatabase
  const stores: OpenedStore[] = []
  beforeAll(async () => {
    testDatabase = await newTestDatabase()
    for (const _ of [1, 2]) stores.push(await openPostgres({ url: testDatabase.url, onProblem: fail }))
  })
  afterAll(async () => {
    for (const { database } of stores) await database.close()
    await testDatabase.drop()
  })
  const pair = () => {
    const [one, other] = stores
    if (!one || !other) throw new Error('not open')
    return { one, other }
  }

  test('what one replica publishes wakes the listeners of another', async () => {
    const { one, other } = pair()
    const scene = await newScene(one.database)
    const listener = vi.fn()
    const stop = other.bus.subscribe(scene.tenant, scene.conversation, listener)
    await scene.accept(says('hello'))
    const notice = { tenant: scene.tenant, conversation: scene.conversation, seq: 2 }
    one.bus.publish(notice)
    await vi.waitFor(() => expect(listener).toHaveBeenCalledWith(notice), { timeout: 10_000 })
    stop()
  })

  test('what a replica wrote before it died reaches the others although it never published', async () => {
    const { one, other } = pair()
    const scene = await newScene(one.database)
    const listener = vi.fn()
    const stop = other.bus.subscribe(scene.tenant, null, listener)
    await scene.record(await scene.acceptAndClaim())
    const notice = { tenant: scene.tenant, conversation: scene.conversation, seq: 3 }
    await vi.waitFor(() => expect(listener).toHaveBeenCalledWith(notice), { timeout: 10_000 })
    stop()
  })

  test('what all replicas have read long ago is removed from the outbox, and nothing younger', async () => {
    const { one } = pair()
    const engine = poolEngine({ url: testDatabase.url, onProblem: fail })
    const outbox = outboxOf(scopesOf(engine))
    const first = (await outbox.lastId()) + 1
    const scene = await newScene(one.database)
    const before = scene.clock.now() + 1
    scene.clock.advance(1_000)
    await scene.accept(says('hello'))
    expect(await outbox.after(first - 1, [], 10)).toHaveLength(2)
    await outbox.purge(before, 10_000)
    expect(await outbox.after(first - 1, [], 10)).toMatchObject([{ conversation: scene.conversation, seq: 2 }])
    await engine.close()
  })

  test('of two replicas that take over the same turn one answers', async () => {
    const { one, other } = pair()
    const scene = await newScene(one.database)
    await scene.acceptAndClaim()
    scene.clock.advance(60_000)
    const claims = await Promise.all(
      [one, other].map(({ database }) =>
        database.conversations.claim(
          scene.tenant,
          scene.conversation,
          { holder: newId('holder'), turn: newId('turn'), leaseMs: 1_000 },
          scene.clock.now(),
        ),
      ),
    )
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
  })

  test('appends of two replicas to one conversation are all kept', async () => {
    const { one, other } = pair()
    const scene = await newScene(one.database)
    const append = ({ database }: OpenedStore, n: number) =>
      database.conversations.append(
        scene.tenant,
        scene.conversation,
        () => ({ events: [{ kind: 'satisfaction-given', data: { score: 5 }, personal: { comment: `${n}` } }] }),
        scene.clock.now(),
      )
    await Promise.all(Array.from({ length: 30 }, (_, n) => append(n % 2 ? one : other, n)))
    const events = await scene.events()
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1))
  })
})
