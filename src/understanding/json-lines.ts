/** A line that is not what was wanted. */
export interface LineProblem {
  /** From 1. */
  line: number
  /** Goes on after "line 3 …". */
  problem: string
}

/** Reads JSON Lines. `read` gives a row, or what is wrong with it; empty lines do not count. */
export function parseJsonLines<Row extends object>(
  content: string,
  read: (value: unknown) => Row | string,
): { rows: Row[]; problems: LineProblem[] } {
  const rows: Row[] = []
  const problems: LineProblem[] = []
  content.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return
    const row = readLine(line, read)
    if (typeof row === 'string') problems.push({ line: index + 1, problem: row })
    else rows.push(row)
  })
  return { rows, problems }
}

function readLine<Row extends object>(line: string, read: (value: unknown) => Row | string): Row | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'is not JSON'
  }
  return read(value)
}
