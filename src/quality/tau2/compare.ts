import { canonicalJson, type Json } from '#domain/json.ts'
import type { BackEndState } from '../scenarios/index.ts'

/** Differences that are shown of one task: the first tell what went wrong. */
const shownAtMost = 12
const textAtMost = 120

/** What differs between two states of a back end, by path, for people; none where they are the same to the letter. */
export function differences(expected: BackEndState, actual: BackEndState, bookkeeping: readonly string[]): string[] {
  const found: string[] = []
  for (const table of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    if (bookkeeping.includes(table)) continue
    const [right, is] = [rowsByKey(expected[table]), rowsByKey(actual[table])]
    for (const key of new Set([...right.keys(), ...is.keys()]))
      compare(`${table} ${key}`, right.get(key), is.get(key), found)
  }
  return found.length > shownAtMost ? [...found.slice(0, shownAtMost), `and ${found.length - shownAtMost} more`] : found
}

const rowsByKey = (rows: BackEndState[string] = []): Map<string, Json> =>
  new Map(rows.map((row) => [String(Object.values(row)[0]), row]))

function compare(path: string, expected: Json | undefined, actual: Json | undefined, found: string[]): void {
  if (expected !== undefined && actual !== undefined && canonicalJson(expected) === canonicalJson(actual)) return
  const [right, is] = [partsOf(expected), partsOf(actual)]
  if (right === null || is === null) {
    found.push(`${path}: expected ${shown(expected)}, is ${shown(actual)}`)
    return
  }
  for (const key of new Set([...Object.keys(right), ...Object.keys(is)]))
    compare(Array.isArray(expected) ? `${path}[${key}]` : `${path}.${key}`, right[key], is[key], found)
}

/** Objects, and lists of the same length, are compared part by part. */
function partsOf(value: Json | undefined): Record<string, Json> | null {
  if (value === undefined || value === null || typeof value !== 'object') return null
  return Array.isArray(value) ? Object.fromEntries(value.map((one, index) => [String(index), one])) : value
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > textAtMost ? `${text.slice(0, textAtMost)}…` : text
}

/** What of these texts the assistant never said: in one message each, whatever the capitals, thousands without their commas. */
export function notCommunicated(texts: readonly string[], said: readonly string[]): string[] {
  const messages = said.map((message) => message.toLowerCase().replaceAll(',', ''))
  return texts.filter((text) => !messages.some((message) => message.includes(text.toLowerCase())))
}
