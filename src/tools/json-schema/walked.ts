import type { Json, JsonObject } from '#domain/json.ts'
import { isObject, type JsonSchema } from './self-contained.ts'

/** The schema with every schema in it changed; what is data (`enum`, `const`) is left alone. `isPart`: it says only some of its value. */
export function walked(
  schema: JsonSchema,
  change: (node: JsonObject, isPart: boolean) => JsonObject,
  isPart = false,
): JsonSchema {
  const inner = (value: Json, part = false): Json => (isObject(value) ? walked(value, change, part) : value)
  const each = (value: Json): Json =>
    isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)])) : value
  return Object.fromEntries(
    Object.entries(change(schema, isPart)).map(([key, value]) => {
      if (key === 'properties' || key === '$defs') return [key, each(value)]
      if (key === 'allOf' && Array.isArray(value)) return [key, value.map((one) => inner(one, true))]
      // Beside properties an alternative is a part, too.
      if (key === 'anyOf' && Array.isArray(value))
        return [key, value.map((one) => inner(one, isPart || schema.properties !== undefined))]
      if (key === 'prefixItems' && Array.isArray(value)) return [key, value.map((one) => inner(one))]
      return [key, key === 'items' || key === 'additionalProperties' || key === 'not' ? inner(value) : value]
    }),
  )
}

/**
 * The schema as it is after `pruned`: objects have the properties that are named and no others, so that a flow which asks for another one is
 * told at load. Parts of an `allOf` are left open: each names only some.
 */
export const closed = (schema: JsonSchema): JsonSchema =>
  walked(schema, (node, isPart) => {
    const isWhole = node.allOf === undefined && node.anyOf === undefined && !isPart
    const isNamed = isObject(node.properties) && node.additionalProperties === undefined
    return isNamed && isWhole ? { ...node, additionalProperties: false } : node
  })
