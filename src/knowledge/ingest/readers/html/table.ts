import { readLimits } from '../../choices.ts'
import type { TreeBlock } from '../../tree.ts'
import { attribute, flat, type HtmlNode, textOf } from './nodes.ts'

/** Reads a table of data; null for one that only arranges a page (one column, tables within, said so). */
export function readTable(table: HtmlNode): TreeBlock | null {
  if (/^(?:presentation|none)$/.test(attribute(table, 'role'))) return null
  const rows: { cells: string[]; heads: number; count: number }[] = []
  /** Cells of rows above that reach down, by column. */
  const reaching = new Map<number, { text: string; rows: number }>()
  for (const row of rowsOf(table)) {
    if (rows.length >= readLimits.tableRows) break
    const cells: string[] = []
    const own = (row.children ?? []).filter(({ name }) => name === 'td' || name === 'th')
    const carry = () => {
      for (let above = reaching.get(cells.length); above !== undefined; above = reaching.get(cells.length)) {
        if (above.rows <= 1) reaching.delete(cells.length)
        else above.rows -= 1
        cells.push(above.text)
      }
    }
    for (const cell of own) {
      if ([...(cell.children ?? [])].some(({ name }) => name === 'table')) return null
      carry()
      const text = flat(textOf(cell)).slice(0, readLimits.cellCharacters)
      const wide = Math.min(readLimits.tableColumns, Math.max(1, Number(attribute(cell, 'colspan')) || 1))
      const high = Math.min(readLimits.tableRows, Math.max(1, Number(attribute(cell, 'rowspan')) || 1))
      for (let at = 0; at < wide && cells.length < readLimits.tableColumns; at += 1) {
        if (high > 1) reaching.set(cells.length, { text, rows: high - 1 })
        // A cell over several columns says one thing once; the names of columns hold for each.
        cells.push(at === 0 || cell.name === 'th' ? text : '')
      }
    }
    carry()
    if (cells.some((text) => text !== ''))
      rows.push({ cells, heads: own.filter(({ name }) => name === 'th').length, count: own.length })
  }
  if (rows.length === 0 || Math.max(...rows.map(({ cells }) => cells.length)) < 2) return null
  const [first] = rows
  const isHeaded = first !== undefined && (first.heads === first.count || !isSideHeaded(rows)) && rows.length > 1
  return { kind: 'table', headed: isHeaded, rows: rows.map(({ cells }) => cells) }
}

/** Each row names itself in its first cell, also the first one: a list of properties without names of columns. */
const isSideHeaded = (rows: readonly { heads: number; count: number; cells: string[] }[]): boolean =>
  rows.every(({ heads, count }) => heads === 1 && count > 1) ||
  (rows.every(({ cells, heads }) => cells.length === 2 && heads === 0) &&
    rows.every(({ cells }) => cells[0]?.endsWith(':')))

function rowsOf(table: HtmlNode): HtmlNode[] {
  return (table.children ?? []).flatMap((child) => {
    if (child.name === 'tr') return [child]
    return /^(?:thead|tbody|tfoot)$/.test(child.name ?? '')
      ? (child.children ?? []).filter(({ name }) => name === 'tr')
      : []
  })
}
