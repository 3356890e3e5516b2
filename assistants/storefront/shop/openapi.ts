import { z } from 'zod'
import { type ProblemCode, problems } from './problem.ts'
import type { Route } from './route.ts'
import { routes } from './routes/index.ts'
import { health, operationRoutes } from './service.ts'

type JsonObject = { [key: string]: unknown }

/** Every route of the document that needs the token. */
export const documentedRoutes: readonly Route[] = [...routes, ...operationRoutes]

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]).describe('Stable; branch on this'),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' })

/** What any request can be answered with, beside its own. */
const always: readonly ProblemCode[] = ['unauthorized', 'invalid_request', 'internal_error']
const alwaysWithBody: readonly ProblemCode[] = ['invalid_json', 'body_too_large', 'unsupported_media_type']
const alwaysForWrites: readonly ProblemCode[] = ['idempotency_key_required', 'idempotency_key_reused']

/** The OpenAPI 3.1 document, made from the schemas the server validates with. `openapi.yaml` is a copy that a test keeps equal. */
export function openApiDocument(): JsonObject {
  const components = new Map<string, unknown>()
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
    const { $defs, $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io }) as JsonObject
    for (const [name, definition] of Object.entries(($defs ?? {}) as JsonObject))
      components.set(name, pointed(definition))
    return pointed(rest)
  }
  const named = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
    const id = schema.meta()?.id
    const made = schemaOf(schema, io)
    if (id === undefined) return made
    const { id: _id, ...body } = made
    // Where it is used within itself or elsewhere, only a reference comes back: what it refers to was set with the definitions.
    if (body['$ref'] === undefined) components.set(id, body)
    return { $ref: `#/components/schemas/${id}` }
  }
  const paths: Record<string, JsonObject> = {
    '/health': {
      get: {
        operationId: 'getHealth',
        tags: ['service'],
        summary: 'Whether the shop answers, and its time',
        security: [],
        responses: { 200: json('The shop answers', named(health, 'input')) },
      },
    },
    '/openapi.json': {
      get: {
        operationId: 'getOpenApi',
        tags: ['service'],
        summary: 'This document',
        security: [],
        responses: { 200: json('OpenAPI 3.1', { type: 'object' }) },
      },
    },
  }
  for (const route of documentedRoutes) {
    const item = paths[route.path] ?? {}
    item[route.method.toLowerCase()] = operation(route, named, schemaOf)
    paths[route.path] = item
  }
  named(problemSchema, 'input')
  return {
    openapi: '3.1.0',
    info: {
      title: 'Marlow & Finch shop',
      version: '1.0.0',
      description:
        'The back end of an online clothing and footwear shop. Money is in US cents; days are UTC days. Every write needs an ' +
        'Idempotency-Key: the same key and body give the same answer without doing it again; refusals are not kept and may be tried again.',
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      responses: {
        Refused: {
          description: 'Refused; `code` says why',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  }
}

type SchemaMaker = (schema: z.ZodType, io: 'input' | 'output') => JsonObject

function operation(route: Route, named: SchemaMaker, schemaOf: SchemaMaker): JsonObject {
  const parameters = [
    ...parametersOf(route.params, 'path', schemaOf),
    ...parametersOf(route.query, 'query', schemaOf),
    ...(route.writes ? [idempotencyHeader] : []),
  ]
  const codes = [
    ...route.problems,
    ...always,
    ...(route.body ? alwaysWithBody : []),
    ...(route.writes ? alwaysForWrites : []),
  ]
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: named(route.body, 'input') } } } }
      : {}),
    responses: { [route.status]: json(route.summary, named(route.response, 'input')), ...refusals(codes) },
  }
}

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  description: 'Of this write and no other; the same at every try',
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', schemaOf: SchemaMaker): JsonObject[] {
  if (!schema) return []
  const properties = (schemaOf(schema, 'output')['properties'] ?? {}) as Record<string, JsonObject>
  const required = (schemaOf(schema, 'input')['required'] ?? []) as string[]
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function refusals(codes: readonly ProblemCode[]): JsonObject {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of new Set(codes)) byStatus.set(problems[code][0], [...(byStatus.get(problems[code][0]) ?? []), code])
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, list]) => [
        status,
        // OpenAPI 3.1 lets a reference have a description of its own.
        { $ref: '#/components/responses/Refused', description: `Refused: ${list.join(', ')}` },
      ]),
  )
}

const json = (description: string, schema: JsonObject): JsonObject => ({
  description,
  content: { 'application/json': { schema } },
})

/** Definitions move from each schema to the document's components. */
const pointed = (value: unknown): JsonObject =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === 'id' && typeof inner === 'string' ? undefined : inner,
    ).replaceAll('#/$defs/', '#/components/schemas/'),
  ) as JsonObject
