import { readLimits } from '../../choices.ts'
import { type ListItem, plain, type TreeBlock } from '../../tree.ts'
import { joinLines } from '../text.ts'
import type { PdfLine } from './lines.ts'

/** Larger than the body text by this factor is a heading; bold and short is one too. */
export const headingFactor = 1.12
const headingCharacters = 160
/** Line gap in font sizes from which a new paragraph begins. */
const paragraphGap = 1.75
const bullet = /^(?:[•‣▪◦·●○■–—*]|[-o](?=\s)|\uf0b7)\s*(?=\S)/
const numbered = /^(?:\d{1,3}[.)]|[a-z]\))\s+(?=\S)/

/** Reads lines into headings (by font), lists, tables (by columns) and paragraphs. */
export function blocksOf(lines: readonly PdfLine[]): TreeBlock[] {
  const body = bodySize(lines)
  const depths = headingDepths(lines, body)
  const blocks: TreeBlock[] = []
  let paragraph: PdfLine[] = []
  const flush = () => {
    if (paragraph.length > 0)
      blocks.push({ kind: 'paragraph', text: plain(joinLines(paragraph.map(({ text }) => text))) })
    paragraph = []
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined) break
    const table = tableAt(lines, at)
    if (table !== null) {
      flush()
      blocks.push(table.block)
      at += table.lines - 1
      continue
    }
    const depth = headingDepth(line, lines[at + 1], body, depths)
    if (depth !== null) {
      flush()
      const before = blocks.at(-1)
      const above = lines[at - 1]
      // A heading over two lines.
      if (before?.kind === 'heading' && before.depth === depth && above && isNextLine(above, line))
        before.text = joinLines([before.text, line.text])
      else blocks.push({ kind: 'heading', depth, text: line.text })
      continue
    }
    const list = listAt(lines, at, (candidate, next) => headingDepth(candidate, next, body, depths) !== null)
    if (list !== null) {
      flush()
      const before = blocks.at(-1)
      if (before?.kind === 'list' && before.ordered === list.ordered) before.items.push(...list.items)
      else blocks.push({ kind: 'list', ordered: list.ordered, items: list.items })
      at += list.lines - 1
      continue
    }
    const above = paragraph.at(-1)
    if (above !== undefined && !goesOn(above, line, lines)) flush()
    paragraph.push(line)
  }
  flush()
  return blocks
}

/** The size that most characters have. */
export function bodySize(lines: readonly PdfLine[]): number {
  const characters = new Map<number, number>()
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2
    characters.set(rounded, (characters.get(rounded) ?? 0) + text.length)
  }
  return [...characters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}

/** Sizes above the body's, the largest first: depth 1, 2 … */
function headingDepths(lines: readonly PdfLine[], body: number): Map<number, number> {
  const sizes = new Set(
    lines
      .filter(({ size, text }) => size >= body * headingFactor && text.length <= headingCharacters)
      .map(({ size }) => Math.round(size * 2) / 2),
  )
  return new Map([...sizes].toSorted((a, b) => b - a).map((size, at) => [size, Math.min(5, at + 1)]))
}

function headingDepth(
  line: PdfLine,
  next: PdfLine | undefined,
  body: number,
  depths: ReadonlyMap<number, number>,
): number | null {
  if (line.text.length > headingCharacters || line.cells.length > 1 || !/\p{L}/u.test(line.text)) return null
  const bySize = depths.get(Math.round(line.size * 2) / 2)
  if (bySize !== undefined) return bySize
  // A bold line over text that is not bold, which does not end as a sentence does.
  const isTitle = line.bold && line.text.length <= 100 && !/[.,;:]$/.test(line.text) && !bullet.test(line.text)
  return isTitle && line.size >= body * 0.95 && next !== undefined && !(next.bold && isNextLine(line, next))
    ? Math.min(6, depths.size + 1)
    : null
}

const isNextLine = (above: PdfLine, line: PdfLine): boolean =>
  above.page === line.page && above.y - line.y > 0 && above.y - line.y < Math.max(above.size, line.size) * paragraphGap

function goesOn(above: PdfLine, line: PdfLine, lines: readonly PdfLine[]): boolean {
  const isSentenceOver = /[.!?:…]["'”’)]?$/.test(above.text)
  if (above.page !== line.page || line.y > above.y) return !isSentenceOver || /^\p{Ll}/u.test(line.text)
  if (!isNextLine(above, line)) return false
  if (Math.abs(above.size - line.size) > 1) return false
  // Indented, after a line that ended a sentence before the edge.
  const edge = rightEdge(above, lines)
  const isShort = above.right < edge - (edge - above.x) * 0.25
  return !(isSentenceOver && (isShort || line.x > above.x + above.size * 0.8))
}

function rightEdge(line: PdfLine, lines: readonly PdfLine[]): number {
  const known = edges.get(lines) ?? new Map<number, number>()
  edges.set(lines, known)
  const edge = known.get(line.page)
  if (edge !== undefined) return edge
  let most = 0
  for (const other of lines) if (other.page === line.page) most = Math.max(most, other.right)
  known.set(line.page, most)
  return most
}
const edges = new WeakMap<readonly PdfLine[], Map<number, number>>()

/** An item with the lines that go on under its text, and the items that follow it. */
function listAt(
  lines: readonly PdfLine[],
  from: number,
  isHeading: (line: PdfLine, next: PdfLine | undefined) => boolean,
): { ordered: boolean; items: ListItem[]; lines: number } | null {
  const first = lines[from]
  if (first === undefined) return null
  const ordered = numbered.test(first.text)
  if (!ordered && !bullet.test(first.text)) return null
  const mark = ordered ? numbered : bullet
  const items: string[][] = []
  let at = from
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined) break
    if (mark.test(line.text) && (items.length === 0 || line.x <= first.x + first.size * 4)) {
      items.push([line.text.replace(mark, '')])
      continue
    }
    const above = lines[at - 1]
    const isUnder =
      above !== undefined && isNextLine(above, line) && line.x > first.x + 2 && !isHeading(line, lines[at + 1])
    if (!isUnder) break
    items.at(-1)?.push(line.text)
  }
  // A lonely "1. Scope" is a title without a larger font, and "2019. " the end of a sentence; both stay text.
  if (ordered && items.length === 1 && !/^1[.)]/.test(first.text)) return null
  return { ordered, items: items.map((parts) => ({ text: plain(joinLines(parts)), below: null })), lines: at - from }
}

/** Rows of cells that begin at the same places. Two rows are enough where each has three cells; else three. */
function tableAt(lines: readonly PdfLine[], from: number): { block: TreeBlock; lines: number } | null {
  const head = lines[from]
  if (head === undefined || head.cells.length < 2 || bullet.test(head.text) || numbered.test(head.text)) return null
  const columns = head.cells.map(({ x }) => x)
  const rows: string[][] = []
  let at = from
  for (; at < lines.length && rows.length < readLimits.tableRows; at += 1) {
    const line = lines[at]
    const above = lines[at - 1]
    if (line === undefined) break
    if (at > from && above && above.page === line.page && above.y - line.y > head.size * 4) break
    const places = line.cells.map(({ x }) => columnOf(x, columns, head.size))
    if (places.some((place) => place < 0)) break
    if (line.cells.length === 1) {
      // The rest of a cell on a line of its own.
      const [cell] = line.cells
      const [place = 0] = places
      const row = rows.at(-1)
      if (row === undefined || cell === undefined || place === 0 || !above || !isNextLine(above, line)) break
      row[place] = joinLines([row[place] ?? '', cell.text])
      continue
    }
    const row: string[] = Array.from({ length: columns.length }, () => '')
    for (const [n, cell] of line.cells.entries()) {
      const place = places[n] ?? 0
      row[place] = joinLines([row[place] ?? '', cell.text]).slice(0, readLimits.cellCharacters)
    }
    rows.push(row)
  }
  if (rows.length < (columns.length > 2 ? 2 : 3)) return null
  return { block: { kind: 'table', headed: true, rows }, lines: at - from }
}

/** Numbers stand to the right of their column, so a cell belongs to the last column that begins before it, or right at it. */
function columnOf(x: number, columns: readonly number[], size: number): number {
  let found = -1
  for (const [at, start] of columns.entries()) if (x >= start - size * 1.2) found = at
  return found
}
