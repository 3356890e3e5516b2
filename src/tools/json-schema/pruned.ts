import type { Json, JsonObject } from '#domain/json.ts'
import { isObject, type JsonSchema } from './self-contained.ts'

/**
 * The value with only the properties that its schema names: what another system says beyond that goes no further, into no slot, event or
 * trace. Where the schema names none, all stay.
 */
export function pruned(value: Json, schema: JsonSchema): Json {
  const defs = isObject(schema.$defs) ? schema.$defs : {}
  return prune(value, [schema], defs, 0)
}

function prune(value: Json, given: readonly JsonObject[], defs: JsonObject, depth: number): Json {
  if (value === null || typeof value !== 'object' || depth > 64) return value
  const schemas = flattened(given, defs)
  if (Array.isArray(value)) {
    const items = schemas.flatMap(({ items }) => (isObject(items) ? [items] : []))
    return items.length === 0 ? value : value.map((one) => prune(one, items, defs, depth + 1))
  }
  const named = schemas.filter(({ properties }) => isObject(properties))
  const rest = schemas.flatMap(({ additionalProperties }) =>
    isObject(additionalProperties) ? [additionalProperties] : [],
  )
  if (named.length === 0 && rest.length === 0) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const own = named.flatMap(({ properties }) => {
        const property = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
        return isObject(property) ? [property] : []
      })
      const wanted = own.length > 0 ? own : rest
      return wanted.length === 0 ? [] : [[name, prune(one, wanted, defs, depth + 1)]]
    }),
  )
}

/** The schemas and everything they refer to or are put together from, each once: a union that contains itself has ever more ways down. */
function flattened(schemas: readonly JsonObject[], defs: JsonObject): JsonObject[] {
  const found = new Set<JsonObject>()
  const waiting = [...schemas]
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (found.has(schema)) continue
    found.add(schema)
    const parts = [schema.anyOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list : []))
    const name = typeof schema.$ref === 'string' ? schema.$ref.slice('#/$defs/'.length) : null
    const target = name === null ? undefined : defs[name]
    waiting.push(...[...parts, target].filter(isObject))
  }
  return [...found]
}
