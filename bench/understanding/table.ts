import type { Line, MeasuredRow } from './judge.ts'

const heads = ['set', 'measure', 'Parley', 'nlp.js', 'goal', '']

/** For the terminal: a line per figure, the set named once. `colour`: whether signs may be coloured. */
export function terminalTable(rows: readonly MeasuredRow[], colour: boolean): string {
  const cells = rows.map((row) => cellsOf(row))
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.flat().map((line) => (line[column] ?? '').length)),
  )
  const show = (line: readonly string[]) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0
        const padded = isNumber(column) ? cell.padStart(width) : cell.padEnd(width)
        return colour && column === 5 ? painted(padded) : padded
      })
      .join('  ')
      .trimEnd()
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2))
  const body = rows.flatMap((row, index) => [
    ...(cells[index] ?? []).map(show),
    ...row.problems.map((problem) => `  failed  ${problem}`),
    rule,
  ])
  return [show(heads), rule, ...body].join('\n')
}

/** What a reader of the README asks for: figures that have a goal, and the first of rows without one. */
export const headlines = (rows: readonly MeasuredRow[]): MeasuredRow[] =>
  rows.map((row) => {
    const lines = row.lines.filter(({ goal }) => goal !== null)
    return { ...row, lines: lines.length > 0 ? lines : row.lines.slice(0, 1) }
  })

/** The same as Markdown, with the day it was measured. */
export function markdownTable(rows: readonly MeasuredRow[], dated: string): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [
    line(heads),
    '|---|---|--:|--:|--:|---|',
    ...rows.flatMap((row) => [
      ...cellsOf(row).map(line),
      ...row.problems.map((problem) => line(['', `failed: ${problem}`, '', '', '', '✗'])),
    ]),
    '',
    dated,
  ].join('\n')
}

/** How many goals were reached. */
export function summary(rows: readonly MeasuredRow[]): { reached: number; goals: number; failed: number } {
  const judged = rows.flatMap(({ lines }) => lines.filter(({ reached }) => reached !== null))
  return {
    reached: judged.filter(({ reached }) => reached).length,
    goals: judged.length,
    failed: rows.filter(({ problems }) => problems.length > 0).length,
  }
}

function cellsOf({ title, lines }: MeasuredRow): string[][] {
  return lines.map((line, index) => [
    index === 0 ? title : '',
    line.title,
    figure(line.parley, line.unit),
    figure(line.peer, line.unit),
    goalText(line),
    line.reached === null ? '' : line.reached ? '✓' : '✗',
  ])
}

function goalText({ goal, unit }: Line): string {
  if (goal === null) return ''
  const text = `${goal.most ? '≤' : '≥'} ${unit === 'share' ? String(Number(goal.value.toFixed(3))) : figure(goal.value, unit)}`
  return goal.note === null ? text : `${text} (${goal.note})`
}

function figure(value: number | null, unit: Line['unit']): string {
  if (value === null) return '–'
  if (unit === 'share') return value.toFixed(3)
  if (unit === 'count') return String(Math.round(value))
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${Number(value.toFixed(digits))} ${unit}`
}

const isNumber = (column: number) => column >= 2 && column <= 4
const painted = (sign: string) => sign.replace('✓', '\u001b[32m✓\u001b[0m').replace('✗', '\u001b[31m✗\u001b[0m')
