import type { Json, JsonObject } from '#domain/json.ts'
import { documentLimits } from '../limits.ts'

/** A schema as the tools use it: keywords we check, references to its own `$defs` only. */
export type JsonSchema = JsonObject

export type SchemaUse = 'input' | 'output'

export class SchemaError extends Error {}

/**
 * A schema on its own, taken out of the document it stands in: local references become `$defs` of its own (a schema may contain itself),
 * OpenAPI 3.0 words become JSON Schema's, and what we do not check is left out. Nothing is ever fetched: a reference elsewhere is a
 * `SchemaError`, as is a schema beyond the limits.
 *
 * Inputs are as strict as the document says. Of outputs only the shape is held (types, properties, what must be there), not formats, patterns
 * and lengths, and further properties are allowed: the other side may add fields any day without breaking the assistant.
 */
export function selfContained(schema: Json | undefined, document: Json, use: SchemaUse): JsonSchema {
  const names = new Map<string, string>()
  const defs: JsonObject = {}
  let nodes = 0

  const convert = (given: Json | undefined, depth: number): JsonObject => {
    nodes += 1
    if (nodes > documentLimits.schemaNodes) throw new SchemaError('its schema is too large')
    if (depth > documentLimits.schemaDepth) throw new SchemaError('its schema is nested too deeply')
    if (given === undefined || given === true) return {}
    if (given === false) return { not: {} }
    if (!isObject(given)) throw new SchemaError('a schema must be an object')
    if (typeof given.$ref === 'string') return referenced(given.$ref, given, depth)
    const out: JsonObject = {}
    for (const key of kept[use]) if (given[key] !== undefined) out[key] = given[key]
    if (isObject(given.properties)) convertProperties(given, given.properties, out, depth)
    else if (Array.isArray(given.required)) out.required = given.required
    if (given.additionalProperties === false) {
      if (use === 'input') out.additionalProperties = false
    } else if (isObject(given.additionalProperties) || (given.additionalProperties === true && use === 'output')) {
      // Said outright that there are more: they are wanted.
      out.additionalProperties = convert(given.additionalProperties, depth + 1)
    }
    if (given.items !== undefined && !Array.isArray(given.items)) out.items = convert(given.items, depth + 1)
    if (Array.isArray(given.prefixItems)) out.prefixItems = given.prefixItems.map((one) => convert(one, depth + 1))
    // Several branches of a `oneOf` may fit what we can check; whether exactly one does is the other side's matter.
    const choices = given.anyOf ?? given.oneOf
    if (Array.isArray(choices)) out.anyOf = choices.map((one) => convert(one, depth + 1))
    if (Array.isArray(given.allOf)) return nullable(given, merged(out, given.allOf, depth))
    return nullable(given, bounded(given, out))
  }

  const convertProperties = (given: JsonObject, properties: JsonObject, out: JsonObject, depth: number): void => {
    const unwanted = use === 'input' ? 'readOnly' : 'writeOnly'
    const entries = Object.entries(properties).filter(([, one]) => !(isObject(one) && one[unwanted] === true))
    const converted = entries.map(([name, one]) => [name, convert(one, depth + 1)] as const)
    out.properties = Object.fromEntries(converted)
    const names = new Set(entries.map(([name]) => name))
    if (Array.isArray(given.required)) out.required = given.required.filter((name) => names.has(String(name)))
    if (out.type === undefined) out.type = 'object'
  }

  const referenced = (ref: string, given: JsonObject, depth: number): JsonObject => {
    const known = names.get(ref)
    const name = known ?? `d${names.size + 1}`
    if (known === undefined) {
      names.set(ref, name)
      defs[name] = convert(endOf(document, ref), depth + 1)
    }
    const target: JsonObject = { $ref: `#/$defs/${name}` }
    const rest = convert({ ...given, $ref: null }, depth + 1)
    return Object.keys(rest).some((key) => key !== 'description') ? { allOf: [target, rest] } : { ...target, ...rest }
  }

  /** Objects put together from parts become one object, so that their properties are known; other `allOf`s stay. */
  const merged = (own: JsonObject, parts: readonly Json[], depth: number): JsonObject => {
    const all = parts.map((part) => followed(convert(part, depth + 1)))
    const isPlain = [own, ...all].every(
      (part) =>
        part !== null && part.anyOf === undefined && part.allOf === undefined && (part.type ?? 'object') === 'object',
    )
    if (!isPlain) return { ...own, allOf: parts.map((part) => convert(part, depth + 1)) }
    const whole = [...(all as JsonObject[]), own]
    const properties = Object.assign({}, ...whole.map((part) => part.properties ?? {})) as JsonObject
    const required = [...new Set(whole.flatMap((part) => (Array.isArray(part.required) ? part.required : [])))]
    return { ...own, type: 'object', properties, ...(required.length > 0 && { required }) }
  }

  const followed = (schema: JsonObject): JsonObject | null => {
    if (typeof schema.$ref !== 'string') return schema
    const target = defs[schema.$ref.slice('#/$defs/'.length)]
    // Not there yet: it contains itself, and cannot be merged.
    return isObject(target) ? target : null
  }

  const whole = convert(schema, 0)
  return Object.keys(defs).length === 0 ? whole : { ...whole, $defs: defs }
}

const shape = ['type', 'enum', 'const', 'description'] as const
const bounds = ['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'multipleOf', 'minItems', 'maxItems']
/** Formats of an output are for whoever reads the schema; `toZod` does not check them. */
const kept: Record<SchemaUse, readonly string[]> = {
  input: [...shape, ...bounds, 'exclusiveMinimum', 'exclusiveMaximum', 'format'],
  output: [...shape, 'format'],
}

/** OpenAPI 3.0 and JSON Schema draft 4 say `exclusiveMinimum: true` of `minimum`. */
function bounded(given: JsonObject, out: JsonObject): JsonObject {
  for (const [flag, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof given[flag] !== 'boolean') continue
    delete out[flag]
    if (given[flag] && typeof out[limit] === 'number') {
      out[flag] = out[limit]
      delete out[limit]
    }
  }
  return out
}

/** OpenAPI 3.0 says `nullable: true`. */
function nullable(given: JsonObject, out: JsonObject): JsonObject {
  if (given.nullable !== true) return out
  const { description, ...rest } = out
  return { ...(description !== undefined && { description }), anyOf: [rest, { type: 'null' }] }
}

/** What a local reference (`#/components/schemas/Order`) points to. Throws a `SchemaError` for any other and for one that leads nowhere. */
export function pointed(document: Json, ref: string): Json {
  if (!ref.startsWith('#/'))
    throw new SchemaError(`"${ref}" leads out of the document; only references inside it are followed`)
  let at: Json | undefined = document
  for (const raw of ref.slice(2).split('/')) {
    const segment = decoded(raw).replaceAll('~1', '/').replaceAll('~0', '~')
    at = Array.isArray(at) ? at[Number(segment)] : isObject(at) && Object.hasOwn(at, segment) ? at[segment] : undefined
  }
  if (at === undefined) throw new SchemaError(`"${ref}" leads nowhere`)
  return at
}

/** What a reference comes to in the end: references to references are followed, and a circle of them means nothing. */
function endOf(document: Json, ref: string): Json {
  const seen = new Set([ref])
  let here = pointed(document, ref)
  while (isObject(here) && typeof here.$ref === 'string' && Object.keys(here).length === 1) {
    if (seen.has(here.$ref)) throw new SchemaError(`"${ref}" refers to nothing but itself`)
    seen.add(here.$ref)
    here = pointed(document, here.$ref)
  }
  return here
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a self-contained schema comes to in the end: its own `$defs` followed. */
export function followed(schema: JsonObject, defs: JsonObject): JsonObject {
  let here = schema
  for (let steps = 0; steps < 32 && typeof here.$ref === 'string'; steps += 1) {
    const target = defs[here.$ref.slice('#/$defs/'.length)]
    if (!isObject(target)) break
    here = target
  }
  return here
}
