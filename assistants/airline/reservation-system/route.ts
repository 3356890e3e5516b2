import type { z } from 'zod'
import type { Draft } from './database.ts'
import type { ProblemCode } from './problem.ts'
import type { Sight } from './views.ts'

type Common<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  operationId: string
  /** `{name}` marks a parameter: `/reservations/{reservation_id}/cancel`. */
  path: string
  tag: 'users' | 'reservations' | 'flights' | 'quotes' | 'service'
  summary: string
  params?: P
  query?: Q
  body?: B
  response: R
  /** Refusals beyond those every route can give. */
  problems?: readonly ProblemCode[]
}
type Input<P, Q, B> = { params: P; query: Q; body: B; sight: Sight }

type ReadSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Common<
  P,
  Q,
  B,
  R
> & {
  /** POST for questions whose details do not fit an address. */
  method: 'GET' | 'POST'
  handle(input: Input<z.output<P>, z.output<Q>, z.output<B>>): z.input<R>
}
type WriteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Common<
  P,
  Q,
  B,
  R
> & {
  method: 'POST' | 'PUT'
  /** 201 where something new came to be. */
  status?: 200 | 201
  /** Changes copies; the answer is made when they have taken effect. */
  handle(input: Input<z.output<P>, z.output<Q>, z.output<B>> & { draft: Draft }): (sight: Sight) => z.input<R>
}

/** A route with its types folded away: what the server, the OpenAPI document and the tests go through. */
export type Route = {
  operationId: string
  method: 'GET' | 'POST' | 'PUT'
  path: string
  tag: Common<z.ZodType, z.ZodType, z.ZodType, z.ZodType>['tag']
  summary: string
  status: 200 | 201
  params: z.ZodType | undefined
  query: z.ZodType | undefined
  body: z.ZodType | undefined
  response: z.ZodType
  problems: readonly ProblemCode[]
} & (
  | { writes: false; handle(input: Input<unknown, unknown, unknown>): unknown }
  | { writes: true; handle(input: Input<unknown, unknown, unknown> & { draft: Draft }): (sight: Sight) => unknown }
)

const common = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: Common<P, Q, B, R>,
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

/** A question: changes nothing, needs no idempotency key. The server validated the input against the very schemas of this spec. */
export const read = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: ReadSpec<P, Q, B, R>,
): Route => ({
  ...common(spec),
  method: spec.method,
  writes: false,
  status: 200,
  handle: (input) => spec.handle(input as Input<z.output<P>, z.output<Q>, z.output<B>>),
})

/** A change: all or nothing, once per idempotency key. */
export const write = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  spec: WriteSpec<P, Q, B, R>,
): Route => ({
  ...common(spec),
  method: spec.method,
  writes: true,
  status: spec.status ?? 200,
  handle: (input) => spec.handle(input as Input<z.output<P>, z.output<Q>, z.output<B>> & { draft: Draft }),
})
