import type { Json, JsonObject } from '#domain/json.ts'

/**
 * What is known of a value before anything runs. Anything may be null besides, so that null belongs to every kind. Where nothing is known
 * nothing is found wrong.
 */
export type Kind =
  | { is: 'unknown' }
  | { is: 'null' }
  | { is: 'boolean' }
  | { is: 'number' }
  /** `values`: all it can be. */
  | { is: 'text'; values?: readonly string[] }
  | { is: 'list'; of: Kind }
  /** `open`: it may have other fields, too. */
  | { is: 'record'; fields: Readonly<Record<string, Kind>>; open: boolean }

export const unknown: Kind = { is: 'unknown' }
export const number: Kind = { is: 'number' }
export const boolean: Kind = { is: 'boolean' }
export const text: Kind = { is: 'text' }
export const listOf = (of: Kind): Kind => ({ is: 'list', of })

/** What a value is that may be the one or the other. */
export function either(a: Kind, b: Kind): Kind {
  if (a.is === 'null') return b
  if (b.is === 'null') return a
  if (a.is === 'text' && b.is === 'text')
    return a.values && b.values ? { is: 'text', values: [...new Set([...a.values, ...b.values])] } : text
  if (a.is === 'list' && b.is === 'list') return listOf(either(a.of, b.of))
  if (a.is === 'record' && b.is === 'record') {
    const fields: Record<string, Kind> = { ...a.fields }
    for (const [name, kind] of Object.entries(b.fields)) {
      const other = Object.hasOwn(fields, name) ? fields[name] : undefined
      fields[name] = other === undefined ? kind : either(other, kind)
    }
    return { is: 'record', fields, open: a.open || b.open }
  }
  return a.is === b.is ? a : unknown
}

export const eitherOf = (kinds: readonly Kind[]): Kind => kinds.reduce(either, { is: 'null' })

const words: Record<Kind['is'], string> = {
  unknown: 'something',
  null: 'nothing',
  boolean: 'a yes or no',
  number: 'a number',
  text: 'a text',
  list: 'a list',
  record: 'a record',
}

/** As a problem speaks of it: "a number". */
export const spokenKind = (kind: Kind): string => words[kind.is]

export const isKnown = (kind: Kind): boolean => kind.is !== 'unknown' && kind.is !== 'null'

/** The kind of a value that is written down. */
export function kindOfValue(value: Json): Kind {
  if (value === null) return { is: 'null' }
  if (typeof value === 'string') return { is: 'text', values: [value] }
  if (typeof value === 'number') return number
  if (typeof value === 'boolean') return boolean
  if (Array.isArray(value)) return listOf(eitherOf(value.map(kindOfValue)))
  const fields = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, kindOfValue(inner)]))
  return { is: 'record', fields, open: false }
}

/** References of a schema are followed this far; what refers to itself is unknown below. */
const schemaDepth = 12

/** What a JSON Schema says of a value; unknown where it says nothing that expressions could go by. */
export function kindOfSchema(schema: Json | undefined): Kind {
  return fromSchema(schema, schema, 0)
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function fromSchema(schema: Json | undefined, whole: Json | undefined, depth: number): Kind {
  if (!isObject(schema) || depth > schemaDepth) return unknown
  const below = (inner: Json | undefined) => fromSchema(inner, whole, depth + 1)
  if (typeof schema['$ref'] === 'string') return below(referred(schema['$ref'], whole))
  if (schema['const'] !== undefined) return kindOfValue(schema['const'])
  if (Array.isArray(schema['enum'])) return eitherOf(schema['enum'].map(kindOfValue))
  const several = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(several)) return eitherOf(several.map(below))
  if (Array.isArray(schema['allOf'])) return schema['allOf'].length === 1 ? below(schema['allOf'][0]) : unknown
  const type = schema['type']
  if (Array.isArray(type)) return eitherOf(type.map((one) => below({ ...schema, type: one })))
  switch (type) {
    case 'string':
      return text
    case 'number':
    case 'integer':
      return number
    case 'boolean':
      return boolean
    case 'null':
      return { is: 'null' }
    case 'array':
      return listOf(below(schema['items']))
    case 'object': {
      const properties = isObject(schema['properties']) ? schema['properties'] : {}
      return {
        is: 'record',
        fields: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, below(inner)])),
        open: schema['additionalProperties'] !== false,
      }
    }
    default:
      return unknown
  }
}

/** What `#/$defs/order` stands for; other documents are not read. */
function referred(reference: string, whole: Json | undefined): Json | undefined {
  if (!reference.startsWith('#/')) return undefined
  let at: Json | undefined = whole
  for (const part of reference.slice(2).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined
  }
  return at
}
