import type { Identity } from '#domain/customer.ts'
import type { Json, JsonObject } from '#domain/json.ts'
import type { Source, With } from './schema.ts'

/** What a declaration may draw from. */
export interface Sources {
  input: Json
  result?: Json
  before?: Json
  key?: string
  identity?: Identity
}

/** The value at `order.items.0.name`; undefined where there is none. */
export function at(value: Json | undefined, path: string): Json | undefined {
  let here = value
  for (const segment of path.split('.')) {
    if (Array.isArray(here)) here = here[Number(segment)]
    else if (here !== null && typeof here === 'object' && Object.hasOwn(here, segment)) here = here[segment]
    else return undefined
  }
  return here
}

/** What a source stands for. */
export function drawn(source: Source, from: Sources): Json | undefined {
  if (typeof source === 'object') return source.value
  if (typeof source !== 'string') return source
  if (source === 'key') return from.key
  const dot = source.indexOf('.')
  const [root, path] = [source.slice(0, dot), source.slice(dot + 1)]
  if (root === 'input') return at(from.input, path)
  if (root === 'result') return at(from.result, path)
  if (root === 'before') return at(from.before, path)
  if (from.identity === undefined) return undefined
  return at(from.identity.attributes, path) ?? (path === 'customer' ? (from.identity.customer ?? undefined) : undefined)
}

/** The inputs of another call; what there is no value for is left out. */
export function mapped(given: With, from: Sources): JsonObject {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, source]) => {
      const value = drawn(source, from)
      return value === undefined || value === null ? [] : [[name, value]]
    }),
  )
}
