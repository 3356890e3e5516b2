import type { Bus } from '#ports/bus.ts'
import type { Database } from '#ports/database.ts'

/** What opening a store gives: closing the database also ends the bus. */
export interface OpenedStore {
  database: Database
  bus: Bus
}

/** Where nobody asked to be told: Node prints it to standard error. */
export function warnOfProblem(error: unknown, doing: string): void {
  process.emitWarning(`${doing}: ${error instanceof Error ? error.message : String(error)}`, 'ParleyStoreWarning')
}
