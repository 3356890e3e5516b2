import { canonicalJson, type Json } from '#domain/json.ts'
import type { BackEndState } from '../scenarios/index.ts'
import type { Explored } from './explore.ts'
import { exploreSettings } from './limits.ts'

/**
 * A conversation as a scenario: what was said and pressed, and as expectations what it did: which tools were used and what changed. It says
 * what is, not what should be; a person reads it before it is kept.
 */
export function scenarioOf(
  { flow, customer, faults, turns, tools, before, after, status }: Explored,
  bookkeeping: readonly string[],
) {
  const told = changesTold(before, after, bookkeeping)
  const called = [...new Map(tools.map((call) => [`${call.tool} ${call.outcome}`, call])).values()]
  return {
    goal: `Found by exploring ${flow}: keeps what it does as it is.`,
    tags: ['explored', flow],
    ...(customer !== null && { customer }),
    ...(faults !== null && Object.keys(faults).length > 0 && { faults }),
    turns,
    expect: {
      records: told.length === 0 ? [{ unchanged: true }] : told,
      ...(called.length > 0 && { tools: { called } }),
      ...(status !== 'open' && { status }),
    },
  }
}

type Row = Record<string, Json>

/** The first changed fields, by record; a record that is new is told by its key. */
function changesTold(before: BackEndState, after: BackEndState, bookkeeping: readonly string[]) {
  const told: Record<string, Json>[] = []
  for (const [table, rows] of Object.entries(after)) {
    if (bookkeeping.includes(table) || !isKeyed(rows)) continue
    const old = new Map((before[table] ?? []).map((row) => [keyOf(row), row]))
    for (const row of rows) {
      const key = keyOf(row)
      const [column] = Object.keys(row)
      if (key === null || column === undefined) continue
      const was = old.get(key)
      if (was === undefined) told.push({ table, where: { [column]: key }, count: 1 })
      else
        for (const [field, value] of Object.entries(row))
          if (isPlain(value) && canonicalJson(was[field] ?? null) !== canonicalJson(value))
            told.push({ table, where: { [column]: key }, field, equals: value })
    }
  }
  return told.slice(0, exploreSettings.fieldsTold)
}

/** The first column tells a row from all others. */
const isKeyed = (rows: readonly Row[]): boolean => new Set(rows.map(keyOf)).size === rows.length

const keyOf = (row: Row): string | number | null => {
  const [first] = Object.values(row)
  return typeof first === 'string' || typeof first === 'number' ? first : null
}
const isPlain = (value: Json): boolean => value === null || typeof value !== 'object'
