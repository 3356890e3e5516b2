import { addExample, entityName, type Imported, type ImportedMark, newImport, roleName } from './imported.ts'

/** What column names mean, in the order in which they are looked for. */
const textNames = [
  'text',
  'utterance',
  'message',
  'query',
  'sentence',
  'example',
  'phrase',
  'question',
  'input',
  'user',
]
const intentNames = ['intent', 'label', 'category', 'class', 'target', 'intent_name', 'tag']

export interface TableOptions {
  /** Names, or numbers from 1, of the two columns where they cannot be told. */
  columns?: { text: string; intent: string }
}

/** Reads comma-, semicolon- or tab-separated text and intent, with or without a line of names. Throws an Error that says what is missing. */
export function importTable(file: string, content: string, { columns }: TableOptions = {}): Imported {
  const into = newImport()
  const separator = separatorOf(content)
  const rows = parseTable(content.replace(/^\uFEFF/, ''), separator)
  const [first, ...rest] = rows
  if (first === undefined) throw new Error('it has no rows')
  const names = first.cells.map((cell) => cell.trim().toLowerCase())
  const named = (wanted: readonly string[]) => wanted.map((name) => names.indexOf(name)).find((at) => at >= 0) ?? -1
  const asked = (column: string) => (/^\d+$/.test(column) ? Number(column) - 1 : names.indexOf(column.toLowerCase()))
  let text = columns ? asked(columns.text) : named(textNames)
  let intent = columns ? asked(columns.intent) : named(intentNames)
  const isHeader = text >= 0 && intent >= 0 && (columns === undefined || names.includes(columns.text.toLowerCase()))
  if (columns && (text < 0 || intent < 0 || text >= first.cells.length || intent >= first.cells.length))
    throw new Error(`it has no columns "${columns.text}" and "${columns.intent}"; it has ${first.cells.join(', ')}`)
  const body = isHeader ? rest : rows
  if (text < 0 || intent < 0) {
    if (first.cells.length !== 2)
      throw new Error('no column says that it is the text or the intent: name them with --columns text,intent')
    // Without names: intents repeat themselves, texts hardly do.
    const distinct = (column: number) => new Set(body.map(({ cells }) => cells[column])).size
    ;[text, intent] = distinct(0) >= distinct(1) ? [0, 1] : [1, 0]
    into.notes.push(
      `${file} has no line of column names: column ${text + 1} is taken for the text, column ${intent + 1} for the intent.`,
    )
  }
  for (const { cells, line } of body) {
    const [words, name] = [cells[text], cells[intent]?.trim()]
    if (words === undefined || name === undefined || name === '') {
      if (cells.some((cell) => cell.trim() !== ''))
        into.left.push({ file, line, what: 'a row', why: 'it has no text or no intent' })
    } else addExample(into, name, { text: words.trim(), marks: [] }, { file, line })
  }
  return into
}

/** The sign that the first line has most often outside quotes. */
function separatorOf(content: string): string {
  const line = (content.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length }))
  return counted.sort((a, b) => b.count - a.count)[0]?.sign ?? ','
}

/** RFC 4180, any separator: quotes around cells, doubled within, may hold line breaks. */
export function parseTable(content: string, separator: string): { cells: string[]; line: number }[] {
  const rows: { cells: string[]; line: number }[] = []
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  let line = 1
  let startedAt = 1
  const endRow = () => {
    cells.push(cell)
    if (cells.some((one) => one !== '')) rows.push({ cells, line: startedAt })
    cells = []
    cell = ''
  }
  for (let at = 0; at < content.length; at += 1) {
    const sign = content[at] as string
    if (sign === '\n') line += 1
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (content[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (sign === '"' && cell === '') isQuoted = true
    else if (sign === separator) {
      cells.push(cell)
      cell = ''
    } else if (sign === '\n') {
      endRow()
      startedAt = line
    } else if (sign !== '\r') cell += sign
  }
  endRow()
  return rows
}

/** Reads one JSON object per line with `text` and `intent`, and `entities` where there are any (start and end in code points, as Python counts). */
export function importJsonLines(file: string, content: string): Imported {
  const into = newImport()
  content.split(/\r?\n/).forEach((written, i) => {
    const line = i + 1
    if (written.trim() === '') return
    let row: Record<string, unknown> | null
    try {
      row = JSON.parse(written) as Record<string, unknown> | null
    } catch {
      into.left.push({ file, line, what: 'a line', why: 'it is not JSON' })
      return
    }
    const text = typeof row === 'object' && row !== null ? find(row, textNames) : null
    const intent = typeof row === 'object' && row !== null ? find(row, intentNames) : null
    if (row === null || text === null || intent === null) {
      into.left.push({ file, line, what: 'a line', why: 'it has no "text" or no "intent"' })
      return
    }
    addExample(into, intent, { text, marks: marksOf(into, row, text, { file, line }) }, { file, line })
  })
  return into
}

const find = (row: Record<string, unknown>, names: readonly string[]): string | null => {
  const found = names.map((name) => row[name]).find((value) => typeof value === 'string' && value.trim() !== '')
  return typeof found === 'string' ? found : null
}

function marksOf(
  into: Imported,
  row: Record<string, unknown>,
  text: string,
  place: { file: string; line: number },
): ImportedMark[] {
  const listed = row.entities ?? row.spans ?? row.slots
  if (!Array.isArray(listed)) return []
  const offset = (points: number) => [...text].slice(0, points).join('').length
  const marks = listed.flatMap((entry: unknown): ImportedMark[] => {
    const one = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>
    const type = find(one, ['entity', 'type', 'label', 'slot', 'name'])
    if (type === null || typeof one.start !== 'number' || typeof one.end !== 'number') {
      into.left.push({ ...place, what: 'an entity', why: 'it needs "entity", "start" and "end"' })
      return []
    }
    const [start, end] = [offset(one.start), offset(one.end)]
    const { value, role } = one
    return [
      {
        start,
        end,
        entity: entityName(into, type),
        ...(typeof role === 'string' && role !== '' && { role: roleName(into, role) }),
        ...((typeof value === 'string' || typeof value === 'number') && value !== text.slice(start, end) && { value }),
      },
    ]
  })
  return marks.sort((a, b) => a.start - b.start)
}
