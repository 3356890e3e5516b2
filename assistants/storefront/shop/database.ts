import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { daysBetween } from './calendar.ts'
import { shopLimits } from './limits.ts'
import type { SeedData } from './rows.ts'
import { dateColumns, schemaSql, schemaVersion } from './schema.ts'

/** The file cannot serve as the shop's data: the message says what to do. */
export class ShopFileError extends Error {}

/** Tables that rows are added to by name; the names never come from outside. */
export type TableName =
  | keyof SeedData
  | 'meta'
  | 'messages'
  | 'notifications'
  | 'failedAttempts'
  | 'effects'
  | 'idempotency'

/** A thin, typed hand on one SQLite database. Everything is synchronous: no request sees half of another's work. */
export class ShopDatabase {
  private readonly connection: DatabaseSync
  private readonly statements = new Map<string, StatementSync>()
  private inTransaction = false

  constructor(connection: DatabaseSync) {
    this.connection = connection
    connection.exec('PRAGMA foreign_keys = ON')
  }

  private prepared(sql: string): StatementSync {
    let statement = this.statements.get(sql)
    if (!statement) {
      statement = this.connection.prepare(sql)
      this.statements.set(sql, statement)
    }
    return statement
  }

  /** The first row. The caller names its type; schema.ts and rows.ts are kept alike by the tests. */
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.prepared(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.prepared(sql).all(...values) as Row[]
  }

  /** Runs a statement and returns how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.prepared(sql).run(...values).changes)
  }

  insert(
    table: keyof typeof dateColumns | 'variants' | 'orderItems' | 'counters' | 'meta',
    row: Record<string, SQLInputValue>,
  ): void {
    const columns = Object.keys(row)
    this.run(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...Object.values(row),
    )
  }

  /** All or nothing. Not nested: one request is one transaction. */
  transaction<T>(work: () => T): T {
    if (this.inTransaction) throw new Error('transactions do not nest')
    this.connection.exec('BEGIN IMMEDIATE')
    this.inTransaction = true
    try {
      const result = work()
      this.connection.exec('COMMIT')
      return result
    } catch (error) {
      this.connection.exec('ROLLBACK')
      throw error
    } finally {
      this.inTransaction = false
    }
  }

  /** The next number of a kind; gaps are possible after an undone request, repeats are not. */
  nextNumber(name: string): number {
    const row = this.get<{ last: number }>('UPDATE counters SET last = last + 1 WHERE name = ? RETURNING last', name)
    if (!row) throw new Error(`no counter "${name}"`)
    return row.last
  }

  tables(): string[] {
    return this.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    ).map((table) => table.name)
  }

  /** Replaces the whole content by the seed's, in one transaction. */
  refill(seed: SeedData, seededAt: string): void {
    this.connection.exec('PRAGMA foreign_keys = OFF')
    try {
      this.transaction(() => {
        for (const table of this.tables()) this.run(`DELETE FROM ${table}`)
        for (const [table, rows] of Object.entries(seed)) for (const row of rows) this.insert(table as TableName, row)
        this.insert('meta', { name: 'schemaVersion', value: String(schemaVersion) })
        this.insert('meta', { name: 'datedAt', value: seededAt })
      })
    } finally {
      this.connection.exec('PRAGMA foreign_keys = ON')
    }
  }

  /**
   * Moves every date forward by the whole days since the data was last dated, so that a demo file from last month shows
   * the same ages as on its first day. Returns the days moved.
   */
  bringUpToDate(now: string): number {
    const datedAt = this.get<{ value: string }>("SELECT value FROM meta WHERE name = 'datedAt'")?.value
    const days = datedAt === undefined ? 0 : daysBetween(datedAt, now)
    if (days <= 0) return 0
    this.transaction(() => {
      for (const [table, columns] of Object.entries(dateColumns)) {
        const moved = columns.map(
          (column) =>
            `${column} = CASE WHEN length(${column}) = 10 THEN date(${column}, '+${days} days') ` +
            `ELSE strftime('%Y-%m-%dT%H:%M:%fZ', ${column}, '+${days} days') END`,
        )
        this.run(`UPDATE ${table} SET ${moved.join(', ')}`)
      }
      this.run("UPDATE meta SET value = ? WHERE name = 'datedAt'", now)
    })
    return days
  }

  /** Takes over what `serialize` gave. Only for a database in memory: a file would stop being one. */
  restore(image: Uint8Array): void {
    this.statements.clear()
    this.connection.deserialize(image)
    this.connection.exec('PRAGMA foreign_keys = ON')
  }

  get isInMemory(): boolean {
    return this.connection.location() === null
  }

  serialize(): Uint8Array {
    return this.connection.serialize()
  }

  close(): void {
    this.statements.clear()
    this.connection.close()
  }
}

/** An empty shop in memory. */
export function openMemory(): ShopDatabase {
  const connection = new DatabaseSync(':memory:')
  connection.exec(schemaSql)
  return new ShopDatabase(connection)
}

/** A copy in memory of what `serialize` gave. */
export function openCopy(image: Uint8Array): ShopDatabase {
  const database = new ShopDatabase(new DatabaseSync(':memory:'))
  database.restore(image)
  return database
}

/**
 * Opens the shop's file, making it when it is not there. WAL with synchronous=FULL: what was acknowledged is on disk, also after
 * SIGKILL or power loss. The lock is exclusive, so that a second shop on the same file is told so instead of sharing it.
 */
export function openFile(path: string): { database: ShopDatabase; isNew: boolean } {
  let connection: DatabaseSync | undefined
  try {
    connection = new DatabaseSync(path, { timeout: shopLimits.lockWaitMs })
    connection.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN EXCLUSIVE; COMMIT',
    )
    const version = storedVersion(connection)
    if (version !== null && version > schemaVersion) {
      throw new ShopFileError(
        `${path} was written by a newer shop (schema ${version}, this one knows ${schemaVersion}): update, or choose another --data file`,
      )
    }
    if (version === null) connection.exec(`BEGIN; ${schemaSql}; COMMIT`)
    return { database: new ShopDatabase(connection), isNew: version === null }
  } catch (error) {
    connection?.close()
    throw error instanceof ShopFileError ? error : new ShopFileError(explain(path, error))
  }
}

function storedVersion(connection: DatabaseSync): number | null {
  const table = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get()
  if (!table) {
    const any = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' LIMIT 1").get()
    if (any) throw new ShopFileError('the --data file is a database of something else: choose another file')
    return null
  }
  const row = connection.prepare("SELECT value FROM meta WHERE name = 'schemaVersion'").get()
  return row && typeof row['value'] === 'string' ? Number(row['value']) : 0
}

function explain(path: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  if (/locked|busy/i.test(reason))
    return `${path} is in use by another shop: stop that one, or choose another --data file`
  if (/not a database/i.test(reason)) return `${path} is not a shop's data file: choose another --data file`
  if (/unable to open|readonly|read-only|permission/i.test(reason)) {
    return `${path} cannot be opened for writing: check that its folder exists and that this user may write there (${reason})`
  }
  return `${path} cannot be used: ${reason}`
}
