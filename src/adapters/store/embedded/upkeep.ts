import type { PGlite } from '@electric-sql/pglite'

/** Choices about the work that a server's background processes do, and that a database in one process must do itself. */
const choices = {
  /** Bytes of write-ahead log between checkpoints: what is replayed after a kill (under a second), some 5,000 turns. */
  checkpointBytes: 32 * 1024 * 1024,
  /** Transactions between two looks at how much log there is. */
  lookEvery: 500,
  /** Transactions that make vacuuming worth its while (a second or so in pieces) once nothing else is asked for. */
  vacuumAfter: 20_000,
  /** Transactions after which it is done whether or not there is a pause: transaction numbers are finite. */
  vacuumAtLatest: 2_000_000,
} as const

/** Bound on the log's files, which are reused. */
export const walSettings = ['-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB']

/**
 * Checkpoints and vacuums. PGlite is PostgreSQL without its background processes: left alone, the write-ahead log grew by 16 MB every
 * 2,700 turns for ever. Each step is short; the caller runs them between requests.
 */
export function upkeep(database: PGlite) {
  let transactions = 0
  let sinceVacuum = 0
  let checkpointAt: bigint | null = null
  let tables: string[] = []

  const written = async (): Promise<bigint> => {
    const { rows } = await database.query<{ bytes: string }>(
      `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text as bytes`,
    )
    return BigInt(rows[0]?.bytes ?? 0)
  }

  return {
    /** After every request. Mostly does nothing; 10 to 20 ms at a checkpoint. */
    async afterRequest(): Promise<void> {
      transactions += 1
      sinceVacuum += 1
      if (transactions % choices.lookEvery !== 0) return
      const now = await written()
      checkpointAt ??= now + BigInt(choices.checkpointBytes)
      if (now < checkpointAt) return
      await database.exec('checkpoint')
      checkpointAt = (await written()) + BigInt(choices.checkpointBytes)
    },

    /** Whether there is a next piece of work for a pause. */
    dueInPause: () => sinceVacuum >= choices.vacuumAfter || tables.length > 0,
    overdue: () => sinceVacuum >= choices.vacuumAtLatest,

    /** One table, so that requests need not wait for all of them. */
    async nextPiece(): Promise<void> {
      if (tables.length === 0) {
        const { rows } = await database.query<{ name: string }>(
          `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'parley'`,
        )
        tables = rows.map((row) => row.name)
        sinceVacuum = 0
      }
      const table = tables.pop()
      if (table) await database.exec(`vacuum (analyze) ${table}`)
    },
  }
}
