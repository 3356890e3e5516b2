import type { Json, JsonObject } from '#domain/json.ts'
import { followed, isObject, type JsonSchema, SchemaError } from '../json-schema/self-contained.ts'
import type { Operation } from './operation.ts'

/**
 * The operation with these inner parts (`customer.id`) as inputs of their own: a declaration can name them, or bind them to who is verified,
 * however deep an API puts them. What they are taken out of is given without them, or not at all where nothing else is in it. Throws a
 * `SchemaError` for a part that is not there.
 */
export function withInnerInputs(operation: Operation, names: readonly string[]): Operation {
  const inner = names.filter((name) => name.includes('.') && !operation.inputs.has(name))
  if (inner.length === 0) return operation
  const inputs = new Map(operation.inputs)
  for (const name of inner) {
    const [root = '', ...path] = name.split('.')
    const whole = inputs.get(root)
    if (whole === undefined) throw new SchemaError(`${operation.title} has no input "${root}" (for "${name}")`)
    const { part, required, rest } = taken(whole.schema, path, name)
    inputs.set(name, { schema: part, required: required && whole.required, description: null })
    if (rest === null) inputs.delete(root)
    else inputs.set(root, { ...whole, schema: rest })
  }
  return {
    ...operation,
    inputs,
    call: (input, context, sendKey) => operation.call(nested(input, inner), context, sendKey),
  }
}

/** The schema of the part at `path`, whether it must be there, and the schema without it; null where nothing is left. */
function taken(
  schema: JsonSchema,
  [first = '', ...path]: readonly string[],
  name: string,
): { part: JsonSchema; required: boolean; rest: JsonSchema | null } {
  const defs = isObject(schema.$defs) ? schema.$defs : {}
  const whole = followed(schema, defs)
  const properties = isObject(whole.properties) ? whole.properties : {}
  const property = Object.hasOwn(properties, first) ? properties[first] : undefined
  if (!isObject(property) || whole.anyOf !== undefined || whole.allOf !== undefined)
    throw new SchemaError(`there is no "${first}" where "${name}" leads`)
  const withDefs = (one: JsonObject): JsonSchema => (isObject(schema.$defs) ? { ...one, $defs: defs } : one)
  const needed = Array.isArray(whole.required) ? whole.required : []
  const deeper = path.length === 0 ? null : taken(withDefs(property), path, name)
  const { [first]: _, ...others } = properties
  const left = deeper === null || deeper.rest === null ? others : { ...properties, [first]: deeper.rest }
  const isLeft = left[first] !== undefined
  const rest = withDefs({
    ...whole,
    properties: left,
    required: isLeft ? needed : needed.filter((one) => one !== first),
  })
  return {
    part: deeper?.part ?? withDefs(property),
    required: needed.includes(first) && (deeper?.required ?? true),
    rest: Object.keys(left).length === 0 ? null : rest,
  }
}

/** `{ 'customer.id': 'C-1' }` → `{ customer: { id: 'C-1' } }` */
function nested(input: JsonObject, names: readonly string[]): JsonObject {
  let whole: JsonObject = input
  for (const name of names) {
    const { [name]: value, ...others } = whole
    // A part that is bound and not known must not come from a flow instead.
    whole = value === undefined ? without(others, name.split('.')) : placed(others, name.split('.'), value)
  }
  return whole
}

function without(whole: JsonObject, [first = '', ...path]: readonly string[]): JsonObject {
  const { [first]: here, ...others } = whole
  if (here === undefined || path.length === 0) return others
  return isObject(here) ? { ...whole, [first]: without(here, path) } : whole
}

function placed(into: JsonObject, [first = '', ...path]: readonly string[], value: Json): JsonObject {
  const here = Object.hasOwn(into, first) ? into[first] : undefined
  return { ...into, [first]: path.length === 0 ? value : placed(isObject(here) ? here : {}, path, value) }
}
