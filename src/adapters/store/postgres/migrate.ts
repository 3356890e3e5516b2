import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { appError } from '#domain/errors.ts'
import type { SqlEngine } from './sql-engine.ts'
import { statement } from './sql-engine.ts'

/** In order; the number in the name is the version. A migration that has been released is never edited. */
const files = [
  '0001-tables.sql',
  '0002-turns.sql',
  '0003-outside-turns.sql',
  '0004-alarms.sql',
  '0005-one-time-codes.sql',
  '0006-profiles.sql',
  '0007-model-spending.sql',
] as const

const migrations = files.map((file, index) => {
  const version = Number(file.slice(0, 4))
  if (version !== index + 1) throw new Error(`migration ${file} is out of order`)
  return { version, name: file, text: readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8') }
})

/** What `migrate` brings a database to. */
export const schemaVersion = migrations.length

/** Changes when any migration does: what a prepared database folder is kept under. */
export const schemaHash = createHash('sha256')
  .update(migrations.map((migration) => migration.text).join('\n'))
  .digest('hex')

/** Any number that only Parley uses: replicas that start together migrate one after the other. */
const lock = 7_239_004_871

const tableSql = statement('migrations_table', `select to_regclass('parley.migrations') is not null as present`)
const versionSql = statement('schema_version', 'select coalesce(max(version), 0) as version from parley.migrations')

/**
 * Brings the schema to this version, each migration in a transaction of its own. Our own 40 lines rather than Kysely's Migrator, because
 * that holds transactions open across calls, which this store has no way to do (see SqlEngine).
 * Errors: `store.newer-schema`; the database's own, with the migration's name.
 */
export async function migrate(engine: SqlEngine): Promise<void> {
  for (let done = await versionOf(engine); done < migrations.length; ) {
    const next = migrations[done]
    if (!next) throw new Error('no such migration')
    try {
      await engine.script(`
        select pg_advisory_xact_lock(${lock});
        create schema if not exists parley;
        create table if not exists parley.migrations
          (version integer primary key, name text not null, applied_at timestamptz not null default now());
        insert into parley.migrations (version, name) values (${next.version}, '${next.name}');
        ${next.text}`)
    } catch (error) {
      // Another replica was first: its row made our insert fail, and the schema has moved on.
      if ((await versionOf(engine)) <= done) throw new Error(`migration ${next.name} failed`, { cause: error })
    }
    done = await versionOf(engine)
  }
}

async function versionOf(engine: SqlEngine): Promise<number> {
  const [table] = await engine.transaction([tableSql()])
  if (!(table?.[0] as { present: boolean } | undefined)?.present) return 0
  const [rows] = await engine.transaction([versionSql()])
  const version = (rows?.[0] as { version: number } | undefined)?.version ?? 0
  if (version > migrations.length) throw appError('store.newer-schema', { found: version })
  return version
}
