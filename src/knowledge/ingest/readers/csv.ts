import { CsvError, parse } from 'csv-parse/sync'
import { readLimits } from '../choices.ts'
import { toMarkdown } from '../markdown.ts'
import { slugOf } from '../slug.ts'
import { type ReadDocument, type ReadSource, type SourceMetadata, Unreadable } from '../source.ts'
import { plain } from '../tree.ts'
import { readText } from './text.ts'

/** What a column's head may be called, by what it holds. */
const heads = {
  question: /^(?:questions?|q|frage|fragen|pregunta|prompt|utterance|query|customer question)$/i,
  answer: /^(?:answers?|a|antwort|antworten|respuesta|réponse|reponse|response|reply|text|content)$/i,
  title: /^(?:title|titel|name)$/i,
  category: /^(?:category|kategorie|topic|thema|section|tags?)$/i,
  audience: /^(?:audience|zielgruppe)$/i,
  locale: /^(?:locale|language|lang|sprache)$/i,
  owner: /^(?:owner|team)$/i,
  url: /^(?:url|link|source url)$/i,
  updated: /^(?:updated|last updated|updated at)$/i,
  valid_from: /^valid[ _]from$/i,
  valid_until: /^valid[ _](?:until|to)$/i,
} as const
type Role = keyof typeof heads

/**
 * Reads questions and answers: one document for each answer, with all questions that have it. A table without a column of questions
 * becomes one document with that table. Throws `Unreadable`.
 */
export function readCsv(text: string): ReadSource {
  const notes: string[] = []
  const rows = parseRows(text)
  if (rows.length > readLimits.csvRows + 1) {
    notes.push(`It has ${rows.length} rows; the first ${readLimits.csvRows} were read. Split it.`)
    rows.length = readLimits.csvRows + 1
  }
  const [first] = rows
  if (first === undefined) throw new Unreadable('empty', 'There is nothing in it.')
  const columns = columnsOf(first, rows)
  const pages = Math.max(1, Math.ceil(text.length / 3_000))
  if (columns === null) return { documents: [tableDocument(rows, notes)], pages, notes }
  return { documents: answersOf(columns.headed ? rows.slice(1) : rows, columns.at, notes), pages, notes }
}

function parseRows(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      relax_quotes: true,
      trim: true,
      to: readLimits.csvRows + 2,
      max_record_size: 1_000_000,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = 'lines' in error && typeof error.lines === 'number' ? ` near line ${error.lines}` : ''
    throw new Unreadable('broken', `Its quotes do not close${line}. Export it again as CSV (UTF-8).`)
  }
}

/** The sign that cuts the first lines into the same number of fields, more than one. */
export function delimiterOf(text: string): string {
  const lines = withoutQuoted(text.slice(0, 65_536))
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  const scored = [',', ';', '\t', '|'].map((sign) => {
    const counts = lines.map((line) => line.split(sign).length - 1)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    return { sign, score: usual === 0 ? 0 : counts.filter((count) => count === usual).length + usual / 100 }
  })
  return scored.toSorted((a, b) => b.score - a.score)[0]?.sign ?? ','
}

const withoutQuoted = (text: string): string => text.replace(/"(?:[^"]|"")*"/g, '""')

function columnsOf(
  first: readonly string[],
  rows: readonly string[][],
): { headed: boolean; at: Partial<Record<Role, number>> } | null {
  const at: Partial<Record<Role, number>> = {}
  for (const [column, head] of first.entries()) {
    const role = (Object.keys(heads) as Role[]).find((name) => heads[name].test(head) && at[name] === undefined)
    if (role !== undefined) at[role] = column
  }
  if (at.question !== undefined && at.answer !== undefined) return { headed: true, at }
  // Without heads: most first fields are questions, and something longer follows.
  const sample = rows.slice(0, 50)
  const asking = sample.filter(([question, answer]) => question?.endsWith('?') && (answer ?? '') !== '')
  return asking.length >= Math.max(1, sample.length * 0.6)
    ? { headed: !first[0]?.endsWith('?'), at: { question: 0, answer: 1 } }
    : null
}

function answersOf(rows: readonly string[][], at: Partial<Record<Role, number>>, notes: string[]): ReadDocument[] {
  const field = (row: readonly string[], role: Role) => (at[role] === undefined ? '' : (row[at[role]] ?? '').trim())
  const byAnswer = new Map<string, { row: string[]; questions: string[] }>()
  let incomplete = 0
  for (const row of rows) {
    const answer = field(row, 'answer')
    const questions = field(row, 'question')
      .split(/\s*(?:\r?\n|\|)\s*/)
      .filter((question) => question !== '')
    if (answer === '' || questions.length === 0) {
      incomplete += 1
      continue
    }
    const key = JSON.stringify([answer, field(row, 'locale'), field(row, 'audience'), field(row, 'title')])
    const known = byAnswer.get(key)
    if (known === undefined) byAnswer.set(key, { row, questions: [...questions] })
    else known.questions.push(...questions)
  }
  if (incomplete > 0) notes.push(`${incomplete} row(s) without question or answer were left out.`)
  if (byAnswer.size === 0) throw new Unreadable('no-text', 'No row has both a question and an answer.')
  const taken = new Map<string, number>()
  return [...byAnswer.values()].map(({ row, questions }) => {
    const title = (field(row, 'title') || questions[0] || '').slice(0, readLimits.titleCharacters)
    const slug = slugOf(title) || 'entry'
    const count = (taken.get(slug) ?? 0) + 1
    taken.set(slug, count)
    const stated = Object.fromEntries(
      (['category', 'audience', 'locale', 'owner', 'url', 'updated', 'valid_from', 'valid_until'] as const).flatMap(
        (key) => {
          const value = field(row, key)
          return value === '' ? [] : [[key, value]]
        },
      ),
    ) as SourceMetadata
    const kept = [...new Set(questions.map((question) => question.slice(0, 300)))].slice(0, readLimits.questionsPerRow)
    return {
      part: count === 1 ? slug : `${slug}-${count}`,
      metadata: { ...stated, title, questions: kept },
      body: toMarkdown({ blocks: readText(field(row, 'answer')).blocks.map(asText) }),
    }
  })
}

/** An answer is one text: what looks like a heading in it is a line. */
const asText = (block: ReturnType<typeof readText>['blocks'][number]) =>
  block.kind === 'heading' ? { kind: 'paragraph' as const, text: plain(block.text) } : block

function tableDocument(rows: readonly string[][], notes: string[]): ReadDocument {
  const cut = rows.slice(0, readLimits.tableRows + 1)
  if (cut.length < rows.length)
    notes.push(`It has ${rows.length - 1} rows; the first ${readLimits.tableRows} were read. Split it.`)
  const short = cut.map((row) =>
    row.slice(0, readLimits.tableColumns).map((cell) => cell.slice(0, readLimits.cellCharacters)),
  )
  return { part: null, metadata: {}, body: toMarkdown({ blocks: [{ kind: 'table', headed: true, rows: short }] }) }
}
