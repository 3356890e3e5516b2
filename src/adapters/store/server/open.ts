import { type Clock, systemClock } from '#domain/clock.ts'
import { appError } from '#domain/errors.ts'
import { outboxOf } from '../bus/outbox.ts'
import { purgeOutbox } from '../bus/outbox-purge.ts'
import { replicatedBus } from '../bus/replicated.ts'
import { type OpenedStore, warnOfProblem } from '../opened.ts'
import { postgresDatabase } from '../postgres/database.ts'
import { migrate } from '../postgres/migrate.ts'
import { scopesOf } from '../postgres/scopes.ts'
import type { SqlEngine } from '../postgres/sql-engine.ts'
import { poolEngine } from './pool-engine.ts'
import { wakeUps } from './wake-ups.ts'

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. The user owns the tables; it may also be the only one there is. */
  url: string
  clock?: Clock
  /** Told of what fails in the background and is tried again. */
  onProblem?: (error: unknown, doing: string) => void
}

/** ms that outbox rows are kept: a replica that has not looked for so long fetches events by their numbers instead. */
const outboxKeepMs = 5 * 60_000

/**
 * Opens a PostgreSQL server (15 or later), which any number of replicas may share. Brings its schema up to date.
 * Errors: `store.unreachable`, `store.newer-schema`, `store.role-missing`.
 */
export async function openPostgres(options: PostgresOptions): Promise<OpenedStore> {
  const { url, clock = systemClock, onProblem = warnOfProblem } = options
  const engine = poolEngine({ url, onProblem })
  try {
    await prepare(engine)
    const outbox = outboxOf(scopesOf(engine))
    const { bus, close } = await replicatedBus({ outbox, clock, onProblem, ...wakeUps(engine, url, onProblem) })
    const stopPurging = purgeOutbox(outbox, clock, outboxKeepMs, onProblem)
    return {
      bus,
      database: {
        ...postgresDatabase(engine, 'postgresql'),
        async close() {
          await Promise.all([close(), stopPurging()])
          await engine.close()
        },
      },
    }
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** SQLSTATEs: no right, no such role, and our own of migration 1. */
const roleProblems = ['42501', '22023', 'PY001']

/** Migrates, and makes sure that this user may become the two roles that the application works as. */
async function prepare(engine: SqlEngine): Promise<void> {
  try {
    await migrate(engine)
    await engine.script(
      `select set_config('role', 'parley_app', true); select set_config('role', 'parley_sweep', true)`,
    )
  } catch (error) {
    const { code } = ((error as Error).cause ?? error) as { code?: string }
    if (code !== undefined && roleProblems.includes(code)) throw appError('store.role-missing', {}, error)
    throw error
  }
}
