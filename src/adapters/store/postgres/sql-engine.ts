import { appError } from '#domain/errors.ts'

export type Value = string | number | boolean | null | Uint8Array

/** `name` stands for the text: servers keep the prepared statement under it. One name, one text. */
export interface Statement {
  name: string
  text: string
  values: readonly Value[]
}

/** Columns by name: json parsed, every integer a number (a bigint beyond 2^53 is an error), bytea a Uint8Array. */
export type Row = Record<string, unknown>

/**
 * What the two PostgreSQL adapters differ in. There is no way to hold a transaction open: it is sent whole and comes back finished. So
 * nothing can be sent outside an open one, none waits for our code, and one costs one round trip.
 */
export interface SqlEngine {
  /** All of it happens or nothing does; gives the rows of each statement. Errors: `store.unreachable`, or the database's own. */
  transaction(statements: readonly Statement[]): Promise<Row[][]>
  /** Several statements in one text, as the role that owns the tables, in one transaction: migrations. */
  script(text: string): Promise<void>
  close(): Promise<void>
}

/** Makes a statement of a text; the arguments come with each use. */
export const statement =
  (name: string, text: string) =>
  (...values: Value[]): Statement => ({ name, text, values })

/** PostgreSQL's text cannot hold it; json can, so only ids and names are concerned. */
export function refuseNul(values: readonly Value[]): void {
  if (values.some((value) => typeof value === 'string' && value.includes('\u0000'))) {
    throw appError('request.invalid', { problem: 'an id or a name contains the character NUL' })
  }
}
