import { z } from 'zod'
import { type ProblemCode, problems } from './problem.ts'
import type { Route } from './route.ts'
import { routes } from './routes/index.ts'
import { health, keyAnswer, keyParams } from './service.ts'

type JsonObject = { [key: string]: unknown }

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]).describe('Stable; branch on this'),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

/** What any request can be answered with, beside its own. */
const always: readonly ProblemCode[] = ['unauthorized', 'invalid_request', 'internal_error']
const alwaysWithBody: readonly ProblemCode[] = ['invalid_json', 'body_too_large', 'unsupported_media_type']
const alwaysForWrites: readonly ProblemCode[] = ['idempotency_key_required', 'idempotency_key_reused']

/** The OpenAPI 3.1 document, made from the schemas the server validates with. `openapi.yaml` is a copy that a test keeps equal. */
export function openApiDocument(): JsonObject {
  const paths: Record<string, JsonObject> = {
    '/health': { get: open('getHealth', 'Whether it answers, and its time', schemaOf(health, 'input')) },
    '/openapi.json': { get: open('getOpenApi', 'This document', { type: 'object' }) },
    '/idempotency/{key}': {
      get: {
        operationId: 'getIdempotency',
        tags: ['service'],
        summary: 'Whether the write with this key took effect, and what was answered',
        parameters: parametersOf(keyParams, 'path'),
        responses: { 200: json('What is known of the key', schemaOf(keyAnswer, 'input')), ...refusals(always) },
      },
    },
  }
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Meridian Air reservation system',
      version: '1.0.0',
      description:
        'Profiles, flights and reservations. Money is in whole US dollars, times are EST. Every write needs an Idempotency-Key: the ' +
        'same key and body give the same answer without doing it again; refusals are not kept and may be tried again.',
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: schemaOf(problemSchema, 'input'),
        ...Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      },
    },
  }
}

const open = (operationId: string, summary: string, schema: JsonObject): JsonObject => ({
  operationId,
  tags: ['service'],
  summary,
  security: [],
  responses: { 200: json(summary, schema) },
})

function operation(route: Route): JsonObject {
  const parameters = [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
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
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
      : {}),
    responses: { [route.status]: json(route.summary, schemaOf(route.response, 'input')), ...refusals(codes) },
  }
}

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  description: 'Of this write and no other; the same at every try',
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, $defs, ...rest } = z.toJSONSchema(schema, { io }) as JsonObject
  for (const [name, definition] of Object.entries(($defs ?? {}) as JsonObject))
    components.set(name, pointed(definition))
  const { id, ...body } = rest
  if (typeof id !== 'string') return pointed(rest)
  components.set(id, pointed(body))
  return { $ref: `#/components/schemas/${id}` }
}

/** Shapes with a name of their own, as they come up. */
const components = new Map<string, JsonObject>()

/** Definitions move from each schema to the document's components. */
const pointed = (value: unknown): JsonObject =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === 'id' && typeof inner === 'string' ? undefined : inner,
    ).replaceAll('#/$defs/', '#/components/schemas/'),
  ) as JsonObject

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): JsonObject[] {
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
  const refused = (list: readonly ProblemCode[]) => ({
    description: `Refused: ${list.join(', ')}`,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, list]) => [status, refused(list)]))
}

const json = (description: string, schema: JsonObject): JsonObject => ({
  description,
  content: { 'application/json': { schema } },
})
