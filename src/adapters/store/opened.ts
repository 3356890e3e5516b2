import type { Bus } from '#ports/bus.ts'
import type { Database } from '#ports/database.ts'

/** What opening a store gives: closing the database also ends the bus. */
export interface OpenedStore {
  database: Database
  bus: Bus
}
