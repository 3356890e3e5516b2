import { InvalidArgumentError } from 'commander'
import { count } from '../usage.ts'

/** Reads `--folds`: with one there would be nothing to train on. */
export function foldCount(text: string): number {
  const folds = count(text)
  if (folds < 2 || folds > 50) throw new InvalidArgumentError('Write a whole number from 2 to 50')
  return folds
}

/** Rows in columns; numbers to the right, everything else to the left. */
export function cells(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length)
    })
  }
  const isNumber = (column: number) =>
    rows.filter((_, i) => i > 0 || rows.length === 1).every((row) => /^[-−+]?[\d.,]*( ?%)?$/.test(row[column] ?? ''))
  const right = widths.map((_, column) => column > 0 && isNumber(column))
  return rows.map((row) =>
    `  ${row.map((cell, i) => (right[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  ')}`.trimEnd(),
  )
}

export const plural = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
