/** A piece of text where it stands on a page. Points; y grows upwards. */
export interface PdfText {
  text: string
  x: number
  y: number
  width: number
  /** Font size. */
  size: number
  bold: boolean
}

/** What stands on one line of a page. Cells are parts with a wide gap between them; running text has one. */
export interface PdfLine {
  page: number
  x: number
  y: number
  /** Where it ends. */
  right: number
  size: number
  bold: boolean
  text: string
  cells: { x: number; text: string }[]
}

/** Gap in font sizes from which text on one line is another cell, and from which it is another word. */
const cellGap = 1.6
const wordGap = 0.18
/** Part of the font size by which pieces of one line may stand higher or lower (indices, small capitals). */
const baselineDrift = 0.45

/**
 * Joins pieces of a page to lines in the order in which they were set: columns of text are set one after the other, a row of a table
 * from left to right, so the order of setting is the order of reading where nobody laid it out by hand.
 */
export function linesOf(page: number, pieces: readonly PdfText[]): PdfLine[] {
  const lines: PdfLine[] = []
  let line: PdfLine | null = null
  let characters = { bold: 0, all: 0 }
  const close = () => {
    if (line !== null) {
      line.bold = characters.bold > characters.all * 0.8
      for (const cell of line.cells) cell.text = cell.text.replace(/\s+/g, ' ').trim()
      line.cells = line.cells.filter(({ text }) => text !== '')
      line.text = line.cells.map(({ text }) => text).join(' ')
      if (line.text !== '') lines.push(line)
    }
    line = null
    characters = { bold: 0, all: 0 }
  }
  for (const piece of pieces) {
    if (piece.text === '') continue
    const current: PdfLine | null = line
    const isOn =
      current !== null &&
      Math.abs(piece.y - current.y) <= Math.max(piece.size, current.size) * baselineDrift &&
      piece.x >= current.right - Math.max(piece.size, current.size) * 0.6
    if (!isOn) {
      if (piece.text.trim() === '') continue
      close()
      line = {
        page,
        x: piece.x,
        y: piece.y,
        right: piece.x,
        size: piece.size,
        bold: false,
        text: '',
        cells: [{ x: piece.x, text: '' }],
      }
    }
    const on = line as PdfLine | null
    if (on === null) continue
    const gap = piece.x - on.right
    const last = on.cells.at(-1)
    if (piece.text.trim() === '') {
      if (last) last.text += ' '
      continue
    }
    if (gap > on.size * cellGap && on.right > on.x) on.cells.push({ x: piece.x, text: piece.text })
    else if (last) last.text += (gap > on.size * wordGap ? ' ' : '') + piece.text
    on.right = Math.max(on.right, piece.x + piece.width)
    // Of a line with indices the main text's size counts.
    if (piece.text.trim().length > 1) on.size = Math.max(on.size, piece.size)
    characters.all += piece.text.length
    if (piece.bold) characters.bold += piece.text.length
  }
  close()
  return lines
}
