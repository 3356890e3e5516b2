import { readValue } from '../postgres/column-types.ts'
import type { Row } from '../postgres/sql-engine.ts'
import type { WireResult } from './wire.ts'

/** The values of one row, by the names of their columns. */
export function readRow(columns: WireResult['columns'], texts: readonly (string | null)[]): Row {
  const row: Row = {}
  columns.forEach(({ name, type }, index) => {
    const text = texts[index] ?? null
    row[name] = text === null ? null : readValue(type, text)
  })
  return row
}
