import type { JsonObject } from '#domain/json.ts'
import { followed, isObject, type JsonSchema, SchemaError } from '../json-schema/self-contained.ts'

/** The schema of the part of an answer at `path`. Throws a `SchemaError` where the answer has no such part. */
export function outputAt(schema: JsonSchema | null, path: string | undefined): JsonSchema | null {
  if (schema === null || path === undefined) return schema
  const defs = isObject(schema.$defs) ? schema.$defs : {}
  let here: JsonObject = schema
  for (const segment of path.split('.')) {
    const whole = followed(here, defs)
    const { properties, additionalProperties, items } = whole
    const next =
      isObject(properties) && Object.hasOwn(properties, segment) ? properties[segment] : (additionalProperties ?? items)
    if (!isObject(next)) {
      // Nothing is said of what is in there: anything.
      if (!isObject(properties) && !isObject(items)) return null
      const known = isObject(properties) ? Object.keys(properties).join(', ') : 'a list'
      throw new SchemaError(`its answer has no "${segment}" (result: ${path}); it has ${known}`)
    }
    here = next
  }
  return isObject(schema.$defs) ? { ...here, $defs: schema.$defs } : here
}
