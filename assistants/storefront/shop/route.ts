import type { z } from 'zod'
import type { ShopDatabase } from './database.ts'
import type { ProblemCode } from './problem.ts'

/** What a handler gets: validated input, the database and the time. */
export type Call<Params, Query, Body> = {
  database: ShopDatabase
  /** ISO 8601 instant; the same during one request. */
  now: string
  params: Params
  query: Query
  body: Body
}

type Spec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  operationId: string
  /** `{name}` marks a parameter: `/orders/{number}/cancel`. */
  path: string
  tag:
    | 'accounts'
    | 'catalogue'
    | 'customers'
    | 'messages'
    | 'orders'
    | 'promotions'
    | 'refunds'
    | 'subscriptions'
    | 'service'
  summary: string
  params?: P
  query?: Q
  body?: B
  response: R
  /** Refusals beyond those every route can give. */
  problems?: readonly ProblemCode[]
}

type ReadSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Spec<P, Q, B, R> & {
  /** POST for questions whose details (e-mail, PIN) do not belong in an address. */
  method: 'GET' | 'POST'
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): z.input<R>
}
type WriteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Spec<
  P,
  Q,
  B,
  R
> & {
  method: 'POST' | 'PUT' | 'PATCH'
  /** 201 where something new came to be. */
  status?: 200 | 201
  /** What was touched, for the log of effects: an order number, a customer id. */
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): { subject: string; body: z.input<R> }
}

/** A route with its types folded away: what the server, the OpenAPI document and the tests go through. */
export type Route = {
  operationId: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  path: string
  tag: Spec<z.ZodType, z.ZodType, z.ZodType, z.ZodType>['tag']
  summary: string
  writes: boolean
  status: 200 | 201
  params: z.ZodType | undefined
  query: z.ZodType | undefined
  body: z.ZodType | undefined
  response: z.ZodType
  problems: readonly ProblemCode[]
  handle(call: Call<unknown, unknown, unknown>): { subject: string; body: unknown }
}

const common = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: Spec<P, Q, B, R>,
) => ({
  operationId: spec.operationId,
  path: spec.path,
  tag: spec.tag,
  summary: spec.summary,
  params: spec.params,
  query: spec.query,
  body: spec.body,
  response: spec.response,
  problems: spec.problems ?? [],
})

/** A question: changes nothing, needs no idempotency key. */
export function read<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: ReadSpec<P, Q, B, R>,
): Route {
  return {
    ...common(spec),
    method: spec.method,
    writes: false,
    status: 200,
    // The server validated all three against the schemas of this very spec before it calls.
    handle: (call) => ({ subject: '', body: spec.handle(call as Call<z.output<P>, z.output<Q>, z.output<B>>) }),
  }
}

/** A change: one transaction, once per idempotency key. */
export function write<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: WriteSpec<P, Q, B, R>,
): Route {
  return {
    ...common(spec),
    method: spec.method,
    writes: true,
    status: spec.status ?? 200,
    handle: (call) => spec.handle(call as Call<z.output<P>, z.output<Q>, z.output<B>>),
  }
}
