import type { Json, JsonObject } from '#domain/json.ts'
import { readYaml } from '#source-files/index.ts'
import { isObject, pointed, SchemaError } from '../json-schema/self-contained.ts'

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const
export type Method = (typeof methods)[number]

/** An operation as the document gives it. */
export interface DocumentOperation {
  /** Its operationId, or `GET /orders/{id}` where it has none. */
  id: string
  method: Method
  path: string
  operation: JsonObject
  /** Parameters of the path and of the operation; the latter win. */
  parameters: JsonObject[]
}

export interface OpenApiDocument {
  file: string
  value: JsonObject
  operations: ReadonlyMap<string, DocumentOperation>
}

/** Reads an OpenAPI document. Throws a `SchemaError` that says what is wrong with it. */
export function readDocument(file: string, text: string): OpenApiDocument {
  const value = parsed(file, text)
  if (!isObject(value)) throw new SchemaError('it is not an OpenAPI document')
  if (typeof value.swagger === 'string')
    throw new SchemaError('it is Swagger 2.0: convert it to OpenAPI 3 first (npx swagger2openapi does)')
  if (typeof value.openapi !== 'string' || !/^3\.[0-2](\.|$)/.test(value.openapi))
    throw new SchemaError('it does not say `openapi: 3.0.…` or `3.1.…`')
  const operations = new Map<string, DocumentOperation>()
  for (const [path, given] of Object.entries(isObject(value.paths) ? value.paths : {})) {
    const item = dereferenced(given, value)
    // Anything else would be put behind the address's host name.
    if (!isObject(item) || !path.startsWith('/')) continue
    for (const method of methods) {
      const operation = item[method]
      if (!isObject(operation)) continue
      const id =
        typeof operation.operationId === 'string' && !operations.has(operation.operationId)
          ? operation.operationId
          : `${method.toUpperCase()} ${path}`
      operations.set(id, { id, method, path, operation, parameters: parametersOf(item, operation, value) })
    }
  }
  return { file, value, operations }
}

function parsed(file: string, text: string): Json {
  if (file.endsWith('.json')) {
    try {
      return JSON.parse(text) as Json
    } catch (error) {
      throw new SchemaError(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const read = readYaml(file, text)
  if (!read.ok) throw new SchemaError(read.problems[0]?.message ?? 'it is not YAML')
  return read.yaml.value as Json
}

function parametersOf(item: JsonObject, operation: JsonObject, document: JsonObject): JsonObject[] {
  const found = new Map<string, JsonObject>()
  for (const list of [item.parameters, operation.parameters]) {
    for (const given of Array.isArray(list) ? list : []) {
      const parameter = dereferenced(given, document)
      if (isObject(parameter)) found.set(`${String(parameter.in)} ${String(parameter.name)}`, parameter)
    }
  }
  return [...found.values()]
}

/** What stands at the end of its local references; a chain longer than a few is a circle. */
export function dereferenced(given: Json | undefined, document: Json): Json | undefined {
  let here = given
  for (let steps = 0; steps < 10 && isObject(here) && typeof here.$ref === 'string'; steps += 1)
    here = pointed(document, here.$ref)
  return here
}
