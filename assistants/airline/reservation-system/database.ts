import { readFileSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { limits } from './limits.ts'
import {
  type BookedFlight,
  type DatabaseContent,
  databaseFile,
  type FlightRecord,
  type ReservationRecord,
  type UserRecord,
} from './records.ts'

/** The file cannot serve as the reservation system's data: the message says what to do. */
export class DataProblem extends Error {}

/** A write that was made, so that the same key gives the same answer. */
export type KeyRecord = {
  key: string
  operation: string
  requestHash: string
  status: number
  response: string
  performedAt: string
}

type Kind = keyof DatabaseContent

/**
 * Three tables of documents. All of them are held in memory and read from there; a change is worked out on copies and takes effect
 * as a whole: first in the file, in one transaction with the record of its key, then in memory.
 */
export class Database {
  private readonly file: DatabaseSync
  private content: DatabaseContent = { flights: {}, users: {}, reservations: {} }
  private readonly keys = new Map<string, KeyRecord>()

  /** `:memory:` keeps nothing. Throws `DataProblem`. */
  constructor(path: string) {
    try {
      this.file = new DatabaseSync(path)
      this.file.exec(`
        PRAGMA busy_timeout = ${limits.lockWaitMs};
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA locking_mode = EXCLUSIVE;
        CREATE TABLE IF NOT EXISTS documents (kind TEXT, id TEXT, place INTEGER, document TEXT NOT NULL, PRIMARY KEY (kind, id));
        CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, record TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);`)
      for (const row of this.file.prepare('SELECT kind, id, document FROM documents ORDER BY place').all()) {
        const { kind, id, document } = row as { kind: Kind; id: string; document: string }
        this.content[kind][id] = JSON.parse(document)
      }
      for (const row of this.file.prepare('SELECT record FROM keys').all()) {
        const record = JSON.parse((row as { record: string }).record) as KeyRecord
        this.keys.set(record.key, record)
      }
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      throw new DataProblem(
        /locked|busy/i.test(problem)
          ? `${path} is in use by another reservation system: stop it, or name another file with --data.`
          : `${path} cannot be used as the data file: ${problem}. Name another one with --data.`,
      )
    }
  }

  get flights(): Readonly<Record<string, FlightRecord>> {
    return this.content.flights
  }
  get users(): Readonly<Record<string, UserRecord>> {
    return this.content.users
  }
  get reservations(): Readonly<Record<string, ReservationRecord>> {
    return this.content.reservations
  }

  /** The day its content was made for; null while it is empty. */
  get madeFor(): string | null {
    const row = this.file.prepare("SELECT value FROM meta WHERE name = 'madeFor'").get() as
      | { value: string }
      | undefined
    return row?.value ?? null
  }

  /** Replaces everything; keys of earlier writes are forgotten. The content is not copied: it is this database's from now on. */
  fill(content: DatabaseContent, madeFor: string): void {
    this.transaction(() => {
      this.file.exec('DELETE FROM documents; DELETE FROM keys; DELETE FROM meta')
      this.file.prepare("INSERT INTO meta VALUES ('madeFor', ?)").run(madeFor)
      if (this.isKept)
        for (const kind of kinds)
          for (const [id, document] of Object.entries(content[kind])) this.write(kind, id, document)
    })
    this.content = content
    this.keys.clear()
  }

  keyRecord(key: string): KeyRecord | undefined {
    return this.keys.get(key)
  }

  /** Flights that a reservation had before they were changed for others. */
  replacedFlights(reservationId: string): BookedFlight[] {
    return [...this.keys.values()].flatMap(({ operation, response }) => {
      if (operation !== 'update_reservation_flights') return []
      const { reservation, previous_flights } = JSON.parse(response) as {
        reservation?: { reservation_id: string }
        previous_flights?: BookedFlight[]
      }
      return reservation?.reservation_id === reservationId ? (previous_flights ?? []) : []
    })
  }

  /** Works on copies; what `work` touches is taken over, with the record it gives, unless it throws. */
  change(work: (draft: Draft) => KeyRecord): KeyRecord {
    const draft = new Draft(this.content)
    const record = work(draft)
    this.transaction(() => {
      for (const { kind, id, document } of draft.touched()) this.write(kind, id, document)
      this.file.prepare('INSERT INTO keys VALUES (?, ?)').run(record.key, JSON.stringify(record))
    })
    for (const { kind, id, document } of draft.touched()) (this.content[kind] as Record<string, unknown>)[id] = document
    this.keys.set(record.key, record)
    return record
  }

  close(): void {
    this.file.close()
  }

  /** In memory the documents need no second copy. */
  private get isKept(): boolean {
    return this.file.location() !== null
  }

  private write(kind: Kind, id: string, document: unknown): void {
    if (!this.isKept) return
    this.file
      .prepare(
        'INSERT INTO documents VALUES (?, ?, (SELECT COALESCE(MAX(place), 0) + 1 FROM documents), ?) ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document',
      )
      .run(kind, id, JSON.stringify(document))
  }

  private transaction(work: () => void): void {
    this.file.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.file.exec('COMMIT')
    } catch (error) {
      this.file.exec('ROLLBACK')
      throw error
    }
  }
}

const kinds = ['flights', 'users', 'reservations'] as const

/** Copies of the documents that a change touches. */
export class Draft {
  private readonly content: DatabaseContent
  private readonly copies = new Map<string, { kind: Kind; id: string; document: unknown }>()

  constructor(content: DatabaseContent) {
    this.content = content
  }

  flight(id: string): FlightRecord | undefined {
    return this.copy('flights', id) as FlightRecord | undefined
  }
  user(id: string): UserRecord | undefined {
    return this.copy('users', id) as UserRecord | undefined
  }
  reservation(id: string): ReservationRecord | undefined {
    return this.copy('reservations', id) as ReservationRecord | undefined
  }
  addReservation(reservation: ReservationRecord): void {
    const id = reservation.reservation_id
    this.copies.set(`reservations ${id}`, { kind: 'reservations', id, document: reservation })
  }
  /** The tables as they will be when this has taken effect. */
  seen(): DatabaseContent {
    const after = {
      flights: { ...this.content.flights },
      users: { ...this.content.users },
      reservations: { ...this.content.reservations },
    }
    for (const { kind, id, document } of this.copies.values()) (after[kind] as Record<string, unknown>)[id] = document
    return after
  }
  touched(): Iterable<{ kind: Kind; id: string; document: unknown }> {
    return this.copies.values()
  }

  private copy(kind: Kind, id: string): unknown {
    const name = `${kind} ${id}`
    const copied = this.copies.get(name)
    if (copied) return copied.document
    const original = Object.hasOwn(this.content[kind], id) ? this.content[kind][id] : undefined
    if (original === undefined) return undefined
    const document = structuredClone(original)
    this.copies.set(name, { kind, id, document })
    return document
  }
}

/** The content of a `db.json` or `db.json.gz`. Throws `DataProblem`. */
export function readDatabaseFile(path: string): DatabaseContent {
  let parsed: unknown
  try {
    if (statSync(path).size > limits.databaseBytes) throw new Error('it is too large')
    const bytes = readFileSync(path)
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: limits.databaseBytes }) : bytes
    parsed = JSON.parse(plain.toString('utf8'))
  } catch (error) {
    throw new DataProblem(
      `${path} cannot be read as a database: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  const read = databaseFile.safeParse(parsed)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new DataProblem(
    `${path} is no database of an airline: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}. It needs the tables flights, reservations and users.`,
  )
}
