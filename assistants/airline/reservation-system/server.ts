import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Airline } from './airline.ts'
import type { FaultMode } from './faults.ts'
import { limits } from './limits.ts'
import { openApiDocument } from './openapi.ts'
import { problemBody, Refusal } from './problem.ts'
import type { Route } from './route.ts'
import { routes } from './routes/index.ts'
import { type ControlRoute, controlRoutes, keyAnswerOf, keyParams } from './service.ts'

export type ServerOptions = {
  airline: Airline
  token: string
  /** `/state` and `/reset`: for tests. */
  inspect: boolean
  /** `/faults`: for tests. */
  faults: boolean
  log(line: string): void
}
type Reply = { status: number; body: unknown; headers?: Record<string, string> }
type Found =
  | { kind: 'route'; route: Route; params: Record<string, string> }
  | { kind: 'key'; key: string }
  | { kind: 'control'; control: ControlRoute }

/** The reservation system over HTTP. Not listening yet. */
export function airlineServer(options: ServerOptions): Server {
  const find = router(options)
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
  })
  server.on('request', (request, response) => {
    handle(request, response, options, find).catch((error: unknown) => {
      if (!(error instanceof Refusal)) {
        const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
        options.log(`${request.method ?? ''} ${pathOf(request)} failed: ${problem}`)
      }
      refuse(response, error instanceof Refusal ? error : new Refusal('internal_error'))
    })
  })
  return server
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/'

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
  find: ReturnType<typeof router>,
): Promise<void> {
  const { airline } = options
  if (request.method === 'GET' && pathOf(request) === '/health')
    return send(response, { status: 200, body: { status: 'ok', now: airline.now() } })
  if (request.method === 'GET' && pathOf(request) === '/openapi.json')
    return send(response, { status: 200, body: openApiDocument() })
  if (!sameSecret(bearerOf(request), options.token)) throw new Refusal('unauthorized')
  const found = find(request)
  const body = await bodyOf(request)
  if (found.kind === 'key') {
    const { key } = validated(keyParams, { key: found.key }, 'path')
    return send(response, { status: 200, body: keyAnswerOf(airline, key) })
  }
  if (found.kind === 'control')
    return send(response, {
      status: 200,
      body: found.control.run(airline, validated(found.control.body, body, 'body')),
    })
  const { route, params } = found
  const input = {
    params: validated(route.params ?? none, params, 'path'),
    query: validated(route.query ?? none, queryOf(request), 'query'),
    body: route.body ? validated(route.body, body, 'body') : undefined,
  }
  const answer = (): Reply => {
    const made = airline.perform(route, input, route.writes ? keyOf(request) : null)
    return {
      status: made.status,
      body: made.body,
      ...(made.replayed ? { headers: { 'idempotency-replayed': 'true' } } : {}),
    }
  }
  const fault = airline.faults.take(route.operationId)
  if (fault === null) return send(response, answer())
  spoil(fault, response, answer)
}

const none = z.strictObject({})

function spoil(mode: FaultMode, response: ServerResponse, effect: () => unknown): void {
  if (mode.startsWith('effect-then-')) effect()
  if (mode === 'error') throw new Refusal('injected_fault')
  if (mode === 'nonsense') send(response, { status: 200, body: { nonsense: [1, 2, 3] } })
  // Hanging ends when the client gives up, or with the server.
  else if (mode.endsWith('break')) response.destroy()
}

function router(options: ServerOptions) {
  const matchers = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  }))
  const controls = controlRoutes.filter((control) => options[control.gate])
  return (request: IncomingMessage): Found => {
    const path = pathOf(request)
    const key = /^\/idempotency\/([^/]+)$/.exec(path)?.[1]
    if (key !== undefined && request.method === 'GET') return { kind: 'key', key: decoded({ key })['key'] ?? '' }
    const control = controls.filter((each) => each.path === path)
    const here = matchers.flatMap(({ route, pattern }) => {
      const match = pattern.exec(path)
      return match ? [{ route, params: decoded(match.groups ?? {}) }] : []
    })
    const methods = [...control.map((each) => each.method), ...here.map(({ route }) => route.method)]
    if (methods.length === 0) throw new Refusal('route_not_found')
    const chosenControl = control.find((each) => each.method === request.method)
    if (chosenControl) return { kind: 'control', control: chosenControl }
    const chosen = here.find(({ route }) => route.method === request.method)
    if (!chosen) throw new Refusal('method_not_allowed', `Allowed: ${[...new Set(methods)].join(', ')}`)
    return { kind: 'route', ...chosen }
  }
}

function decoded(groups: Record<string, string>): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
  } catch {
    throw new Refusal('route_not_found')
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
/** Compares without telling by its time how much matched; lengths are hidden by hashing first. */
const sameSecret = (given: string, expected: string): boolean => timingSafeEqual(sha256(given), sha256(expected))

const bearerOf = (request: IncomingMessage): string =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''

function keyOf(request: IncomingMessage): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key) || key.length > limits.keyCharacters)
    throw new Refusal('idempotency_key_required')
  return key
}

const queryOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(new URL(request.url ?? '/', 'http://airline').searchParams)

/** The JSON body; without one, an empty object. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limits.bodyBytes) throw new Refusal('body_too_large')
    chunks.push(chunk)
  }
  if (size === 0) return {}
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new Refusal('unsupported_media_type')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) as unknown
  } catch {
    throw new Refusal('invalid_json')
  }
}

function validated<S extends z.ZodType>(schema: S, value: unknown, where: 'body' | 'path' | 'query'): z.output<S> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const errors = read.error.issues
    .slice(0, 20)
    .map((issue) => ({ path: [where, ...issue.path].join('.'), message: issue.message }))
  throw new Refusal('invalid_request', errors.map(({ path, message }) => `${path}: ${message}`).join('; '), errors)
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent || response.destroyed) return
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (refusal.code === 'unauthorized') headers['www-authenticate'] = 'Bearer'
  if (refusal.code === 'method_not_allowed') headers['allow'] = refusal.message.replace('Allowed: ', '')
  // The rest of an oversized body is not read: the connection cannot serve another request.
  if (refusal.code === 'body_too_large') headers['connection'] = 'close'
  send(response, { status: refusal.status, body: problemBody(refusal), headers })
}

function send(response: ServerResponse, reply: Reply): void {
  const text = JSON.stringify(reply.body)
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-length': Buffer.byteLength(text),
    ...reply.headers,
  })
  response.end(text)
}
