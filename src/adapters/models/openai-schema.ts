import type { Json, JsonObject } from '#domain/json.ts'

/** Of what strict structured output takes: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas */
const formats = new Set(['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'])
const dropped = new Set(['minLength', 'maxLength', 'default', '$schema'])
const impossible = [
  'oneOf',
  'allOf',
  'not',
  'if',
  'propertyNames',
  'patternProperties',
  'prefixItems',
  'dependentRequired',
]

/**
 * A schema as OpenAI takes it, and whether it can be held to it strictly: not where properties may be missing or have free names. Keywords that it
 * would refuse are left out; answers are validated against the whole schema in any case.
 */
export function openAiSchema(schema: JsonObject): { schema: JsonObject; strict: boolean } {
  return isStrict(schema) ? { schema: reduced(schema), strict: true } : { schema, strict: false }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isStrict(schema: Json): boolean {
  if (!isObject(schema)) return true
  if (impossible.some((keyword) => keyword in schema)) return false
  if (schema.type === 'object') {
    const names = isObject(schema.properties) ? Object.keys(schema.properties) : []
    const required = Array.isArray(schema.required) ? schema.required : []
    if (schema.additionalProperties !== false || names.some((name) => !required.includes(name))) return false
  }
  // Anything goes where nothing is said.
  if (!['type', 'anyOf', 'enum', 'const', '$ref'].some((keyword) => keyword in schema)) return false
  return innerOf(schema).every(isStrict)
}

function innerOf(schema: JsonObject): Json[] {
  const named = ['properties', 'definitions', '$defs'].flatMap((keyword) => {
    const inner = schema[keyword]
    return isObject(inner) ? Object.values(inner) : []
  })
  return [
    ...named,
    ...(Array.isArray(schema.anyOf) ? schema.anyOf : []),
    ...('items' in schema ? [schema.items ?? null] : []),
  ]
}

function reduced<T extends Json>(schema: T): T {
  if (!isObject(schema)) return schema
  const kept = Object.entries(schema).flatMap(([keyword, value]): [string, Json][] => {
    if (dropped.has(keyword) || (keyword === 'format' && !formats.has(String(value)))) return []
    if (['properties', 'definitions', '$defs'].includes(keyword) && isObject(value))
      return [[keyword, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, reduced(inner)]))]]
    if (keyword === 'anyOf' && Array.isArray(value)) return [[keyword, value.map(reduced)]]
    return [[keyword, keyword === 'items' ? reduced(value) : value]]
  })
  return Object.fromEntries(kept) as T
}
