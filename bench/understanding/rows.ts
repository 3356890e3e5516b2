import { intentSets } from './measure-intents.ts'
import type { Row } from './row.ts'

/** Every row, in the order in which they are shown. */
export const rows: readonly Row[] = [...intentSets]

export function rowOf(id: string): Row {
  const row = rows.find((candidate) => candidate.id === id)
  if (row === undefined) throw new Error(`there is no row ${id}`)
  return row
}
