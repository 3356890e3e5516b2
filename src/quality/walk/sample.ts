import type { Json } from '#domain/json.ts'
import { pick, type Random } from '#domain/random.ts'
import { walkSettings } from './limits.ts'

/** The part of JSON Schema that Zod writes for the shapes of tools. */
export interface ValueSchema {
  type?: string | string[]
  enum?: Json[]
  const?: Json
  anyOf?: ValueSchema[]
  oneOf?: ValueSchema[]
  allOf?: ValueSchema[]
  properties?: Record<string, ValueSchema>
  additionalProperties?: ValueSchema | boolean
  required?: string[]
  items?: ValueSchema
  prefixItems?: ValueSchema[]
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  format?: string
  $ref?: string
  $defs?: Record<string, ValueSchema>
}

export interface SampleSource {
  random: Random
  /** The day walks are played on: made-up dates lie around it. */
  nowMs: number
  /** Texts that mean something to the assistant (values of entities), so that made-up records and customers meet. */
  texts: readonly string[]
}

const dayMs = 86_400_000

/** A value that the schema allows, as far as its keywords are known here: patterns are not followed. */
export function sampleValue(schema: ValueSchema, source: SampleSource): Json {
  return sample(schema, source, schema.$defs ?? {}, 0)
}

function sample(schema: ValueSchema, source: SampleSource, defs: Record<string, ValueSchema>, depth: number): Json {
  const { random } = source
  if (schema.$ref !== undefined) {
    const target = defs[schema.$ref.split('/').at(-1) ?? '']
    return target === undefined || depth > walkSettings.depth ? null : sample(target, source, defs, depth + 1)
  }
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return pick(schema.enum, random) ?? null
  const either = schema.anyOf ?? schema.oneOf
  if (either !== undefined) {
    const chosen = pick(either, random)
    return chosen === undefined ? null : sample(chosen, source, defs, depth)
  }
  const [part] = schema.allOf ?? []
  if (part !== undefined) return sample(part, source, defs, depth)
  const type = Array.isArray(schema.type) ? pick(schema.type, random) : schema.type
  switch (type) {
    case 'object':
      return sampleObject(schema, source, defs, depth)
    case 'array':
      return sampleList(schema, source, defs, depth)
    case 'string':
      return sampleText(schema, source)
    case 'integer':
      return Math.round(sampleNumber(schema, random))
    case 'number':
      return Math.round(sampleNumber(schema, random) * 100) / 100
    case 'boolean':
      return random.next() < 0.5
    default:
      return null
  }
}

function sampleObject(
  { properties = {}, required = [], additionalProperties }: ValueSchema,
  source: SampleSource,
  defs: Record<string, ValueSchema>,
  depth: number,
): Json {
  const made: Record<string, Json> = {}
  for (const [name, schema] of Object.entries(properties))
    if (required.includes(name) || (depth < walkSettings.depth && source.random.next() < 0.8))
      made[name] = sample(schema, source, defs, depth + 1)
  if (typeof additionalProperties === 'object' && Object.keys(properties).length === 0)
    made[pick(source.texts, source.random) ?? 'key'] = sample(additionalProperties, source, defs, depth + 1)
  return made
}

function sampleList(schema: ValueSchema, source: SampleSource, defs: Record<string, ValueSchema>, depth: number): Json {
  if (schema.prefixItems !== undefined) return schema.prefixItems.map((item) => sample(item, source, defs, depth + 1))
  const least = schema.minItems ?? 0
  const most = Math.max(least, Math.min(schema.maxItems ?? walkSettings.listLength, walkSettings.listLength))
  const length = depth > walkSettings.depth ? least : least + Math.floor(source.random.next() * (most - least + 1))
  const { items } = schema
  return items === undefined ? [] : Array.from({ length }, () => sample(items, source, defs, depth + 1))
}

function sampleText({ format, minLength = 0, maxLength = 200 }: ValueSchema, source: SampleSource): string {
  const { random, nowMs } = source
  const at = new Date(nowMs + Math.floor((random.next() - 0.7) * 200) * dayMs).toISOString()
  if (format === 'date') return at.slice(0, 10)
  if (format === 'date-time') return at
  if (format === 'email') return `person${Math.floor(random.next() * 90)}@example.com`
  if (format === 'uri') return 'https://example.com/'
  // A day is what texts without a format most often hold besides names and numbers.
  const text = random.next() < 0.15 ? at.slice(0, 10) : (pick(source.texts, random) ?? 'blue')
  return text.padEnd(minLength, 'x').slice(0, maxLength)
}

function sampleNumber({ minimum, exclusiveMinimum, maximum }: ValueSchema, random: Random): number {
  // Where a shape names no bound of its own, Zod writes that of safe integers: nobody means it.
  const given = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined
  const least = given ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1)
  const most = Math.max(least, Math.min(maximum ?? Number.POSITIVE_INFINITY, least + 400))
  // Small numbers are where rules change: none left, one, a few days.
  return least + (random.next() < 0.5 ? Math.min(most - least, random.next() * 5) : random.next() * (most - least))
}
