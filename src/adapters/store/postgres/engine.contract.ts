import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, newScene } from '#ports/contract-scene.ts'
import { postgresDatabase } from './database.ts'
import type { SqlEngine, Statement, Value } from './sql-engine.ts'

let count = 0
/** A statement of its own for a test. */
const sql = (text: string, ...values: Value[]): Statement => {
  count += 1
  return { name: `test_${count}`, text, values }
}
const as = (role: string, tenant: string | null = null) => [
  sql(`select set_config('role', $1, true)`, role),
  ...(tenant === null ? [] : [sql(`select set_config('parley.tenant', $1, true)`, tenant)]),
]

/** What the database itself refuses, asked with plain SQL as the application's roles; and what the engine promises. */
export function engineContract(name: string, open: () => Promise<SqlEngine>): void {
  describe(name, () => {
    let engine: SqlEngine
    beforeAll(async () => {
      engine = await open()
    })
    afterAll(() => engine.close())
    rowSecurity(() => engine)
    promises(() => engine)
  })
}

function rowSecurity(engineOf: () => SqlEngine): void {
  describe('row-level security', () => {
    const engine: Pick<SqlEngine, 'transaction'> = { transaction: (statements) => engineOf().transaction(statements) }
    const rowsAs = async (role: string, tenant: string | null, statement: Statement) =>
      (await engine.transaction([...as(role, tenant), statement])).at(-1) ?? []
    const tables = async () =>
      (await engine.transaction([
        sql(`select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced
             from pg_class where relnamespace = 'parley'::regnamespace and relkind = 'r' and relname <> 'migrations'`),
      ])) as unknown as [{ name: string; enabled: boolean; forced: boolean }[]]
    /** Two tenants with a row in every table that a turn writes. */
    const twoTenants = async () => {
      const database = postgresDatabase(engineOf(), 'embedded')
      const scenes = [await newScene(database), await newScene(database)] as const
      for (const scene of scenes) {
        const { tenant, clock } = scene
        const claim = await scene.acceptAndClaim('secret words')
        await database.journal.begin(claim, 'k', 'tool', { secret: true }, clock.now())
        const ticket = {
          ticket: newId('ticket'),
          reason: 'r',
          team: 't',
          priority: 'normal' as const,
          summary: 'secret',
        }
        await scene.record(claim, { ticket })
        const agent = newId('agent')
        await database.access.putPerson({ tenant, agent, name: 'Ada', email: 'a@example.org', role: 'admin' }, 1)
        await database.access.addKey(tenant, 'api', `key of ${tenant}`, 'label', 1)
        await database.access.addSession(tenant, agent, `session of ${tenant}`, 10)
        await database.access.secret(tenant, 'name', () => 'value')
      }
      return scenes
    }
    const perTurn = [
      'conversations',
      'events',
      'payloads',
      'messages',
      'journal',
      'tickets',
      'people',
      'keys',
      'secrets',
    ]

    test('every table has it enabled and forced on its owner', async () => {
      const [all] = await tables()
      expect(all.length).toBeGreaterThanOrEqual(18)
      expect(all.filter((table) => !table.enabled || !table.forced)).toEqual([])
    })

    test('without a tenant, or with an empty one, no row of any table is visible', async () => {
      await twoTenants()
      const [all] = await tables()
      for (const { name } of all) {
        for (const tenant of [null, '', 'tn_nobody']) {
          expect(await rowsAs('parley_app', tenant, sql(`select tenant from parley.${name}`)), name).toEqual([])
        }
      }
    })

    test("a tenant sees its own rows and nobody else's", async () => {
      const [one] = await twoTenants()
      for (const table of perTurn) {
        const rows = await rowsAs('parley_app', one.tenant, sql(`select distinct tenant from parley.${table}`))
        expect(rows, table).toEqual([{ tenant: one.tenant }])
      }
    })

    test('a tenant can neither write rows for another nor move its own there', async () => {
      const [one, two] = await twoTenants()
      const insert = sql(`insert into parley.secrets (tenant, name, value) values ($1, 'stolen', 'x')`, two.tenant)
      await expect(rowsAs('parley_app', one.tenant, insert)).rejects.toThrow('row-level security')
      const move = sql('update parley.tickets set tenant = $1', two.tenant)
      await expect(rowsAs('parley_app', one.tenant, move)).rejects.toThrow('row-level security')
      const steal = sql(`update parley.conversations set holder = 'me' where tenant = $1 returning id`, two.tenant)
      expect(await rowsAs('parley_app', one.tenant, steal)).toEqual([])
      const insertWithout = sql(`insert into parley.secrets (tenant, name, value) values ($1, 'x', 'x')`, one.tenant)
      await expect(rowsAs('parley_app', null, insertWithout)).rejects.toThrow('row-level security')
    })

    test('the application can neither change nor delete what happened', async () => {
      const [one] = await twoTenants()
      for (const text of [
        `update parley.events set kind = 'x'`,
        'delete from parley.events',
        'delete from parley.conversations',
        'delete from parley.messages',
        'update parley.audit set actor = $$nobody$$',
        'drop table parley.events',
        'alter table parley.events disable row level security',
      ]) {
        await expect(rowsAs('parley_app', one.tenant, sql(text)), text).rejects.toThrow(
          /permission denied|must be owner/,
        )
      }
    })

    test('whoever sweeps across tenants sees ids and times, no content', async () => {
      const scenes = await twoTenants()
      const ids = await rowsAs('parley_sweep', null, sql('select id from parley.conversations'))
      for (const scene of scenes) expect(ids).toContainEqual({ id: scene.conversation })
      for (const text of [
        'select snapshot from parley.conversations',
        'select customer from parley.conversations',
        'select * from parley.payloads',
        'select * from parley.keys',
        'update parley.conversations set pending = $${}$$',
      ]) {
        await expect(rowsAs('parley_sweep', null, sql(text)), text).rejects.toThrow('permission denied')
      }
    })

    test('a hash shows the row it belongs to and no other', async () => {
      const [one] = await twoTenants()
      const rows = await engine.transaction([
        ...as('parley_app'),
        sql(`select set_config('parley.bearer', $1, true)`, `key of ${one.tenant}`),
        sql('select tenant from parley.keys'),
        sql('select tenant from parley.sessions'),
        sql('select tenant from parley.people'),
      ])
      expect(rows.slice(-3)).toEqual([[{ tenant: one.tenant }], [], []])
    })

    test('role and tenant end with the transaction', async () => {
      const [one] = await twoTenants()
      await rowsAs('parley_app', one.tenant, sql('select 1 as one'))
      const [[left]] = (await engine.transaction([
        sql(
          `select current_user <> 'parley_app' as back, coalesce(current_setting('parley.tenant', true), '') as tenant`,
        ),
      ])) as [[unknown]]
      expect(left).toEqual({ back: true, tenant: '' })
    })
  })
}

function promises(engineOf: () => SqlEngine): void {
  describe('what an engine promises', () => {
    const engine: Pick<SqlEngine, 'transaction'> = { transaction: (statements) => engineOf().transaction(statements) }
    beforeAll(() => engineOf().script('create table parley.engine_test (id integer primary key)'))
    afterAll(() => engineOf().script('drop table parley.engine_test'))

    test('values come back the same whatever the database makes of them', async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
      const [rows] = await engine.transaction([
        sql(
          `select $1::bigint as small, $2::bigint as large, $3::integer as int, $4::boolean as yes, $5::json as json,
             $6::bytea as bytes, null as nothing, $7::text as text, count(*) as count, $8::boolean as no`,
          ...[
            1,
            Number.MAX_SAFE_INTEGER,
            -5,
            true,
            '{"b":[1,null,"\\u0000"],"a":1.5}',
            bytes,
            `it's "x" \\ 👩‍👩‍👧`,
            false,
          ],
        ),
      ])
      const row = rows?.[0] ?? {}
      expect(row).toEqual({
        small: 1,
        large: Number.MAX_SAFE_INTEGER,
        int: -5,
        yes: true,
        no: false,
        json: { b: [1, null, '\u0000'], a: 1.5 },
        bytes: expect.any(Uint8Array),
        nothing: null,
        text: `it's "x" \\ 👩‍👩‍👧`,
        count: 1,
      })
      expect([...(row['bytes'] as Uint8Array)]).toEqual([...bytes])
    })

    test('a number too large to be exact is an error, not a wrong number', async () => {
      await expect(engine.transaction([sql(`select 9007199254740993::bigint as n`)])).rejects.toThrow('too large')
    })

    test('of a transaction that fails nothing is kept, and the next one works', async () => {
      const insert = (id: number): Statement => ({
        name: 'engine_insert',
        text: 'insert into parley.engine_test (id) values ($1)',
        values: [id],
      })
      const failing = engine.transaction([insert(1), insert(2), sql('select 1 / 0'), insert(3)])
      await expect(failing).rejects.toMatchObject({ code: '22012', message: 'division by zero' })
      const countRows = { name: 'engine_count', text: 'select count(*) as n from parley.engine_test', values: [] }
      expect(await engine.transaction([countRows])).toEqual([[{ n: 0 }]])
      await engine.transaction([insert(1), insert(2)])
      await expect(engine.transaction([insert(3), insert(1)])).rejects.toMatchObject({ code: '23505' })
      expect(await engine.transaction([countRows])).toEqual([[{ n: 2 }]])
    })

    test('a statement that does not parse fails alone, also the second time', async () => {
      const wrong = { name: 'engine_wrong', text: 'select from where', values: [] }
      for (const _ of [1, 2]) await expect(engine.transaction([wrong])).rejects.toMatchObject({ code: '42601' })
      expect(await engine.transaction([sql('select 1 as one')])).toEqual([[{ one: 1 }]])
    })

    test('many at once each get their own answer', async () => {
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          engine.transaction([{ name: 'engine_echo', text: 'select $1::integer as n', values: [n] }]),
        ),
      )
      expect(answers).toEqual(Array.from({ length: 60 }, (_, n) => [[{ n }]]))
    })
  })
}
