import { type HttpAnswer, ok, type Reconciled, refused, type ToolContext, type ToolResult } from 'parley/tools'
import type { z } from 'zod'

/** A request to the reservation system's HTTP API (reservation-system/openapi.yaml). */
export type Request = {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
}

export async function ask<S extends z.ZodType>(
  context: ToolContext,
  request: Request,
  shape: S,
): Promise<ToolResult<z.output<S>>> {
  return read(await send(context, request, {}), shape)
}

/** Changes something, once for the key of this call. */
export async function change<S extends z.ZodType>(
  context: ToolContext,
  request: Request,
  shape: S,
): Promise<ToolResult<z.output<S>>> {
  return read(await send(context, request, { 'idempotency-key': context.idempotencyKey }), shape)
}

/** Whether the change with this call's key was made, and what was answered. */
export async function lookUpChange<S extends z.ZodType>(
  context: ToolContext,
  shape: S,
): Promise<Reconciled<z.output<S>>> {
  const path = `/idempotency/${encodeURIComponent(context.idempotencyKey)}`
  const answer = await send(context, { method: 'GET', path }, {})
  if (answer.kind !== 'answer' || answer.status !== 200) return { kind: 'unknown' }
  const { happened, response } = (answer.body ?? {}) as { happened?: unknown; response?: unknown }
  if (happened === false) return { kind: 'did-not-happen' }
  if (happened !== true) return { kind: 'unknown' }
  return { kind: 'happened', result: read({ kind: 'answer', status: 200, body: response }, shape) }
}

function send(context: ToolContext, request: Request, headers: Record<string, string>): Promise<HttpAnswer> {
  const { airline_url: url, airline_token: token } = context.settings
  return context.http.request({
    method: request.method,
    url: `${String(url).replace(/\/$/, '')}${request.path}`,
    headers: { authorization: `Bearer ${String(token)}`, ...headers },
    ...(request.query === undefined ? {} : { query: request.query }),
    ...(request.method === 'GET' ? {} : { body: request.body ?? {} }),
  })
}

/** Answers that say the reservation system or this configuration is at fault, not the customer's wish. */
const ours = new Set([
  'unauthorized',
  'route_not_found',
  'method_not_allowed',
  'invalid_json',
  'idempotency_key_required',
  'idempotency_key_reused',
])

function read<S extends z.ZodType>(answer: HttpAnswer, shape: S): ToolResult<z.output<S>> {
  if (answer.kind === 'no-answer') {
    const effect = !answer.sent ? 'none' : answer.reason === 'bad-response' ? 'possible' : 'under-way'
    return { kind: 'failed', reason: answer.reason, effect }
  }
  if (answer.status >= 500) return { kind: 'failed', reason: 'unavailable', effect: 'possible' }
  if (answer.status >= 400) {
    const { code, detail } = (answer.body ?? {}) as { code?: unknown; detail?: unknown }
    if (typeof code !== 'string') return { kind: 'failed', reason: 'bad-response', effect: 'possible' }
    return ours.has(code)
      ? { kind: 'failed', reason: 'unavailable', effect: 'none' }
      : refused(code, typeof detail === 'string' ? detail : code)
  }
  const body = shape.safeParse(answer.body)
  return body.success ? ok(body.data) : { kind: 'failed', reason: 'bad-response', effect: 'possible' }
}
