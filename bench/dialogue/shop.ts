import type { Json, JsonObject } from '#domain/json.ts'

/** A back end that says yes to everything, with a value of the shape that the tool declares. */

const depth = 8
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function sampleOf(schema: Json | undefined, left = depth): Json {
  if (!isObject(schema) || left === 0) return null
  if (schema['const'] !== undefined) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0] ?? null
  const several = schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']
  if (Array.isArray(several)) return sampleOf(several[0], left - 1)
  switch (schema['type']) {
    case 'string':
      return schema['format'] === 'date' ? '2026-03-01' : 'sample'
    case 'number':
    case 'integer':
      return 3
    case 'boolean':
      return true
    case 'array':
      return [sampleOf(schema['items'], left - 1), sampleOf(schema['items'], left - 1)]
    case 'object': {
      const properties = isObject(schema['properties']) ? schema['properties'] : {}
      return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, sampleOf(inner, left - 1)]))
    }
    default:
      return null
  }
}
