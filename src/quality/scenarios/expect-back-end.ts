import { canonicalJson, type Json } from '#domain/json.ts'
import { folded, sameOrPart, sameValue, shown } from './compare.ts'
import type { Mismatch } from './expect-reply.ts'
import { patternFlags } from './patterns.ts'
import { type BackEndCheck, checkKeys } from './schema.ts'
import type { BackEndState } from './stage.ts'

export interface SeenBackEnd {
  before: BackEndState
  after: BackEndState
  /** Tables that `unchanged` leaves out. */
  bookkeeping: readonly string[]
}

export function checkBackEnd(backEnd: SeenBackEnd | null, check: BackEndCheck): Mismatch[] {
  if (backEnd === null)
    return [
      { expectation: 'records', expected: shown(check), got: 'the assistant folder has no back-end.ts to look at' },
    ]
  const { before, after, bookkeeping } = backEnd
  if (check.unchanged) {
    const changes = changesBetween(before, after, bookkeeping)
    return changes.length === 0
      ? []
      : [{ expectation: 'records.unchanged', expected: 'nothing changed', got: changes.join('; ') }]
  }
  return checkRows(after, check)
}

const changesShown = 5

/** What differs, for people: `orders A-12: state received → cancelled`; the first of it, as many as `atMost`. */
export function changesBetween(
  before: BackEndState,
  after: BackEndState,
  bookkeeping: readonly string[],
  atMost = changesShown,
): string[] {
  const changes: string[] = []
  for (const table of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (bookkeeping.includes(table)) continue
    const old = byKey(before[table] ?? [])
    const now = byKey(after[table] ?? [])
    for (const [key, row] of now) {
      const was = old.get(key)
      if (was === undefined) changes.push(`${table}: new ${shown(row).slice(0, 160)}`)
      else if (canonicalJson(was) !== canonicalJson(row)) changes.push(`${table} ${key}: ${fieldChanges(was, row)}`)
    }
    for (const key of old.keys()) if (!now.has(key)) changes.push(`${table} ${key}: removed`)
  }
  return changes.length > atMost ? [...changes.slice(0, atMost), `and ${changes.length - atMost} more`] : changes
}

type Row = Record<string, Json>

/** Rows by their first column; where that is not a key of their own, by place. */
function byKey(rows: readonly Row[]): Map<string, Row> {
  const keys = rows.map((row) => shown(Object.values(row)[0] ?? null))
  const unique = new Set(keys).size === rows.length
  return new Map(rows.map((row, index) => [unique ? (keys[index] ?? '') : `row ${index + 1}`, row]))
}

const fieldChanges = (was: Row, now: Row): string =>
  Object.keys(now)
    .filter((field) => canonicalJson(was[field] ?? null) !== canonicalJson(now[field] ?? null))
    .map((field) => `${field} ${shown(was[field])} → ${shown(now[field])}`)
    .join(', ')

function checkRows(state: BackEndState, check: BackEndCheck): Mismatch[] {
  const record = Object.entries(check).find(([key]) => !checkKeys.includes(key))
  const wantedTable = check.table ?? record?.[0] ?? ''
  const table = tableNamed(state, wantedTable)
  const label = record
    ? `${record[0]} ${shown(record[1])}`
    : `${wantedTable}${check.where ? ` ${shown(check.where)}` : ''}`
  const fail = (expected: string, got: string): Mismatch[] => [{ expectation: `records.${label}`, expected, got }]
  if (table === null) return fail(`a table "${wantedTable}"`, `tables: ${Object.keys(state).join(', ')}`)
  const rows = (state[table] ?? []).filter((row) =>
    record
      ? sameValue(Object.values(row)[0], record[1] as Json)
      : Object.entries(check.where ?? {}).every(([field, value]) => sameOrPart(row[field], value)),
  )
  if (check.count !== undefined && rows.length !== check.count)
    return fail(
      `${check.count} rows`,
      `${rows.length} rows${rows.length > 0 ? `: ${rows.slice(0, 3).map(shown).join('; ')}` : ''}`,
    )
  if (check.exists !== undefined && rows.length > 0 !== check.exists)
    return fail(check.exists ? 'it exists' : 'it does not exist', rows.length > 0 ? shown(rows[0]) : 'nothing')
  if (check.field === undefined) return []
  const { field } = check
  if (rows.length === 0) return fail(`${field} ${comparisonText(check)}`, 'there is no such record')
  if (rows.some((row) => row[field] === undefined))
    return fail(`a field "${field}"`, `fields: ${Object.keys(rows[0] ?? {}).join(', ')}`)
  // Several rows: one of them must fit, since each check names what it means by `where`.
  return rows.some((row) => fieldFits(row[field] ?? null, check))
    ? []
    : fail(
        `${field} ${comparisonText(check)}`,
        rows
          .slice(0, 3)
          .map((row) => shown(row[field]))
          .join('; '),
      )
}

/** "order" is the table `orders`, "promo code" is `promoCodes`. */
function tableNamed(state: BackEndState, name: string): string | null {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const wanted = plain(name)
  return (
    Object.keys(state).find((table) =>
      [wanted, `${wanted}s`, `${wanted}es`, wanted.replace(/y$/, 'ies')].includes(plain(table)),
    ) ?? null
  )
}

function fieldFits(value: Json, { equals, not_equals, contains, matches }: BackEndCheck): boolean {
  const text = typeof value === 'string' ? value : shown(value)
  return (
    (equals === undefined || sameValue(value, equals)) &&
    (not_equals === undefined || !sameValue(value, not_equals)) &&
    (contains === undefined || folded(text).includes(folded(contains))) &&
    (matches === undefined || new RegExp(matches, patternFlags).test(text))
  )
}

function comparisonText({ equals, not_equals, contains, matches }: BackEndCheck): string {
  return [
    equals !== undefined && `equals ${shown(equals)}`,
    not_equals !== undefined && `is not ${shown(not_equals)}`,
    contains !== undefined && `contains "${contains}"`,
    matches !== undefined && `matches /${matches}/`,
  ]
    .filter((part) => part !== false)
    .join(' and ')
}
