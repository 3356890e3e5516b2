import type { Json, JsonObject } from '#domain/json.ts'
import type { Operation, OperationInput } from '../declared/operation.ts'
import type { OpenApiSource } from '../declared/schema.ts'
import { secretsOf } from '../declared/secrets.ts'
import { isObject, type JsonSchema, SchemaError, selfContained } from '../json-schema/self-contained.ts'
import { documentLimits } from '../limits.ts'
import { type DocumentOperation, dereferenced, type OpenApiDocument } from './document.ts'
import { oneSentence } from './one-sentence.ts'
import { type ParameterPlace, sendRequest } from './request.ts'

/**
 * What an operation of a document takes and gives, and how it is called. The properties of a JSON body are inputs like path, query and
 * header parameters; a body that is no object is the input `body`. Throws a `SchemaError` where it cannot be a tool.
 */
export function openApiOperation(
  { id, method, path, operation, parameters }: DocumentOperation,
  document: OpenApiDocument,
  source: OpenApiSource,
  keyHeader: string | undefined,
): Operation {
  const inputs = new Map<string, OperationInput>()
  const places = new Map<string, ParameterPlace>()
  const add = (name: string, place: ParameterPlace, input: OperationInput): void => {
    if (inputs.has(name)) throw new SchemaError(`"${name}" is an input in two places, which is not supported`)
    if (inputs.size >= documentLimits.inputs) throw new SchemaError(`it has more than ${documentLimits.inputs} inputs`)
    inputs.set(name, input)
    places.set(name, place)
  }
  // Set by the tool itself; the document names them, flows must not.
  const own = new Set(
    [keyHeader, source.auth?.header, ...Object.keys(source.headers), 'accept', 'content-type', 'authorization'].flatMap(
      (name) => (name === undefined ? [] : [name.toLowerCase()]),
    ),
  )
  for (const parameter of parameters) {
    const name = String(parameter.name)
    if (parameter.in === 'header' && own.has(name.toLowerCase())) continue
    if (parameter.in === 'query' && name === source.auth?.query) continue
    const place = placeOf(parameter, name)
    if (place === null) continue
    add(name, place, {
      schema: selfContained(parameter.schema, document.value, 'input'),
      required: parameter.in === 'path' || parameter.required === true,
      description: oneSentence(parameter.description),
    })
  }
  const body = bodyOf(operation, document)
  if (body !== null)
    for (const [name, input] of body.inputs) add(name, { in: body.whole ? 'whole-body' : 'body' }, input)
  const codes = successOf(operation, document)
  const request = { method, path, places, mediaType: body?.mediaType ?? null, source, keyHeader }
  return {
    title: `${id} in tools/${source.document}`,
    description: oneSentence(operation.summary) ?? oneSentence(operation.description) ?? id,
    inputs,
    output: codes,
    isRead: method === 'get',
    isRepeatable: method !== 'post' && method !== 'patch',
    codeMatches: (said, declared) => said === declared,
    call: (input, context, sendKey) => sendRequest(request, input, context, sendKey),
    secrets: (settings) =>
      secretsOf(
        [...(source.auth === undefined ? [] : [source.auth.value]), ...Object.values(source.headers)],
        settings,
      ),
  }
}

/** Null for what may be left out and cannot be sent. */
function placeOf(parameter: JsonObject, name: string): ParameterPlace | null {
  const where = parameter.in
  const style = typeof parameter.style === 'string' ? parameter.style : null
  const isUsual =
    parameter.content === undefined &&
    ((where === 'path' && (style ?? 'simple') === 'simple') ||
      (where === 'query' && (style ?? 'form') === 'form') ||
      (where === 'header' && (style ?? 'simple') === 'simple'))
  if (isUsual && where === 'query') return { in: 'query', explode: parameter.explode !== false }
  if (isUsual && (where === 'path' || where === 'header')) return { in: where }
  if (parameter.required !== true && where !== 'path') return null
  throw new SchemaError(
    `its parameter "${name}" (in ${String(where)}, style ${style ?? 'of content'}) is not supported`,
  )
}

interface Body {
  /** It is no object: one input, `body`. */
  whole: boolean
  mediaType: string
  inputs: [string, OperationInput][]
}

function bodyOf(operation: JsonObject, document: OpenApiDocument): Body | null {
  const body = dereferenced(operation.requestBody, document.value)
  if (!isObject(body)) return null
  const media = jsonMedia(body)
  if (media === undefined) {
    // Even where it may be left out: without it such an operation would do something else than is meant.
    if (!isObject(body.content) || Object.keys(body.content).length === 0) return null
    throw new SchemaError('its body is not JSON, which is not supported')
  }
  const schema = selfContained(media.schema, document.value, 'input')
  const object = asObject(schema)
  if (object === null) {
    const whole = { schema, required: body.required === true, description: oneSentence(body.description) }
    return { whole: true, mediaType: media.type, inputs: [['body', whole]] }
  }
  const { properties, required } = object
  const needed = new Set(Array.isArray(required) ? required : [])
  return {
    whole: false,
    mediaType: media.type,
    inputs: Object.entries(properties).map(([name, property]) => [
      name,
      {
        schema: { ...(isObject(property) ? property : {}), ...(isObject(schema.$defs) && { $defs: schema.$defs }) },
        required: needed.has(name) && body.required === true,
        description: null,
      },
    ]),
  }
}

/** An object's properties, through a reference; null where it is something else or may have any. */
function asObject(schema: JsonSchema): { properties: JsonObject; required: Json | undefined } | null {
  const defs = isObject(schema.$defs) ? schema.$defs : {}
  const name = typeof schema.$ref === 'string' ? schema.$ref.slice('#/$defs/'.length) : null
  const whole = name === null ? schema : defs[name]
  if (!isObject(whole) || !isObject(whole.properties) || whole.anyOf !== undefined || whole.allOf !== undefined)
    return null
  return { properties: whole.properties, required: whole.required }
}

function jsonMedia(holder: JsonObject): { type: string; schema: Json } | undefined {
  const content = isObject(holder.content) ? holder.content : {}
  const [type, media] =
    Object.entries(content).find(([name]) => /^application\/([\w.-]+\+)?json\b/.test(name)) ??
    Object.entries(content).find(([name]) => name === '*/*') ??
    []
  if (type === undefined || !isObject(media)) return undefined
  return { type: type === '*/*' ? 'application/json' : type, schema: media.schema ?? {} }
}

/** What a success gives; several kinds of success are alternatives. Null where the document does not say. */
function successOf(operation: JsonObject, document: OpenApiDocument): JsonSchema | null {
  const responses = isObject(operation.responses) ? operation.responses : {}
  const successes = Object.entries(responses).filter(([status]) => /^2(\d\d|XX)$/i.test(status))
  const found = successes.map(([, given]) => {
    const response = dereferenced(given, document.value)
    if (!isObject(response) || !isObject(response.content) || Object.keys(response.content).length === 0)
      return { type: 'null' }
    return jsonMedia(response)?.schema
  })
  if (found.length === 0 || found.some((one) => one === undefined)) return null
  const [only] = found
  if (found.length === 1 && isObject(only) && Object.keys(only).length === 0) return null
  return selfContained(found.length === 1 ? only : { anyOf: found as Json[] }, document.value, 'output')
}
