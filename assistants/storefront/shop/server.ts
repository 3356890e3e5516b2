import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { FaultMode } from './faults.ts'
import { shopLimits } from './limits.ts'
import { documentedRoutes, openApiDocument } from './openapi.ts'
import { problemBody, ShopProblem } from './problem.ts'
import type { Route } from './route.ts'
import { sameSecret } from './secrets.ts'
import { type ControlRoute, controlRoutes } from './service.ts'
import type { Shop, Shops } from './shop.ts'

export type ServerOptions = {
  shops: Shops
  token: string
  /** `/state`, `/reset` and sandboxes: for tests. */
  inspect: boolean
  /** `/faults`: for tests. */
  faults: boolean
  log(line: string): void
}

type Found =
  | { kind: 'route'; route: Route; params: Record<string, string> }
  | { kind: 'control'; control: ControlRoute }
type Reply = { status: number; body: unknown; headers?: Record<string, string> }

/** The shop over HTTP. Not listening yet. */
export function shopServer(options: ServerOptions): Server {
  const find = router(options)
  const server = createServer({
    headersTimeout: shopLimits.headersTimeoutMs,
    requestTimeout: shopLimits.requestTimeoutMs,
    keepAliveTimeout: shopLimits.keepAliveTimeoutMs,
  })
  server.on('request', (request, response) => {
    handle(request, response, options, find).catch((error: unknown) => {
      if (!(error instanceof ShopProblem)) {
        options.log(
          `${request.method ?? ''} ${path(request)} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        )
      }
      refuse(response, error instanceof ShopProblem ? error : new ShopProblem('internal_error'))
    })
  })
  return server
}

const path = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/'

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
  find: ReturnType<typeof router>,
): Promise<void> {
  if (request.method === 'GET' && path(request) === '/health') {
    return send(response, { status: 200, body: { status: 'ok', now: options.shops.get(null).now() } })
  }
  if (request.method === 'GET' && path(request) === '/openapi.json')
    return send(response, { status: 200, body: openApiDocument() })
  if (!sameSecret(bearerOf(request), options.token)) throw new ShopProblem('unauthorized')
  const found = find(request)
  const sandbox = sandboxOf(request, options)
  const shop = options.shops.get(sandbox)
  const body = await bodyOf(request)
  if (found.kind === 'control') {
    return send(response, { status: 200, body: found.control.run(shop, validated(found.control.body, body, 'body')) })
  }
  const { route, params } = found
  const input = {
    params: validated(route.params ?? none, params, 'path'),
    query: validated(route.query ?? none, queryOf(request), 'query'),
    body: route.body ? validated(route.body, body, 'body') : undefined,
  }
  const fault = shop.faults.take(route.operationId)
  if (fault === null) return send(response, answer(shop, route, input, request))
  spoil(fault, response, () => answer(shop, route, input, request))
}

const none = z.strictObject({})

function answer(
  shop: Shop,
  route: Route,
  input: { params: unknown; query: unknown; body: unknown },
  request: IncomingMessage,
): Reply {
  const { status, body, replayed } = shop.perform(route, input, route.writes ? keyOf(request) : null)
  return { status, body, ...(replayed ? { headers: { 'idempotency-replayed': 'true' } } : {}) }
}

function spoil(mode: FaultMode, response: ServerResponse, effect: () => unknown): void {
  if (mode.startsWith('effect-then-')) effect()
  if (mode === 'error') throw new ShopProblem('injected_fault')
  if (mode === 'nonsense') send(response, { status: 200, body: { nonsense: [1, 2, 3] } })
  // Hanging ends when the client gives up, or with the server.
  else if (mode.endsWith('break')) response.destroy()
}

function router(options: ServerOptions) {
  const matchers = documentedRoutes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  }))
  const controls = controlRoutes.filter((control) => options[control.gate])
  return (request: IncomingMessage): Found => {
    const pathname = path(request)
    const control = controls.filter((each) => each.path === pathname)
    const here = matchers.flatMap(({ route, pattern }) => {
      const match = pattern.exec(pathname)
      return match ? [{ route, params: decoded(match.groups ?? {}) }] : []
    })
    const methods = [...control.map((each) => each.method), ...here.map(({ route }) => route.method)]
    if (methods.length === 0) throw new ShopProblem('route_not_found')
    const chosenControl = control.find((each) => each.method === request.method)
    if (chosenControl) return { kind: 'control', control: chosenControl }
    const chosen = here.find(({ route }) => route.method === request.method)
    if (!chosen) throw new ShopProblem('method_not_allowed', `Allowed: ${[...new Set(methods)].join(', ')}`)
    return { kind: 'route', ...chosen }
  }
}

function decoded(groups: Record<string, string>): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
  } catch {
    throw new ShopProblem('route_not_found')
  }
}

const bearerOf = (request: IncomingMessage): string =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''

function sandboxOf(request: IncomingMessage, options: ServerOptions): string | null {
  const name = request.headers['x-shop-sandbox']
  if (!options.inspect || name === undefined) return null
  if (typeof name !== 'string' || !/^[\w.-]{1,64}$/.test(name)) throw new ShopProblem('invalid_sandbox')
  return name
}

function keyOf(request: IncomingMessage): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key) || key.length > shopLimits.keyCharacters)
    throw new ShopProblem('idempotency_key_required')
  return key
}

function queryOf(request: IncomingMessage): Record<string, unknown> {
  const query: Record<string, unknown> = {}
  for (const [name, value] of new URL(request.url ?? '/', 'http://shop').searchParams) {
    query[name] = name in query ? [query[name], value].flat() : value
  }
  return query
}

/** The JSON body; without one, an empty object. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > shopLimits.bodyBytes) throw new ShopProblem('body_too_large')
    chunks.push(chunk)
  }
  if (size === 0) return {}
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new ShopProblem('unsupported_media_type')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) as unknown
  } catch {
    throw new ShopProblem('invalid_json')
  }
}

function validated(schema: z.ZodType, value: unknown, where: 'body' | 'path' | 'query'): unknown {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const errors = read.error.issues
    .slice(0, 20)
    .map((issue) => ({ path: [where, ...issue.path].join('.'), message: issue.message }))
  throw new ShopProblem('invalid_request', errors.map((error) => `${error.path}: ${error.message}`).join('; '), {
    errors,
  })
}

function refuse(response: ServerResponse, problem: ShopProblem): void {
  if (response.headersSent || response.destroyed) return
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (problem.code === 'unauthorized') headers['www-authenticate'] = 'Bearer'
  if (problem.code === 'method_not_allowed') headers['allow'] = problem.message.replace('Allowed: ', '')
  // The rest of an oversized body is not read: the connection cannot serve another request.
  if (problem.code === 'body_too_large') headers['connection'] = 'close'
  send(response, { status: problem.status, body: problemBody(problem), headers })
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
