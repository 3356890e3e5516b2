import { z } from 'zod'
import { faultModes } from './faults.ts'
import { read } from './route.ts'
import type { Shop } from './shop.ts'
import { recordOf } from './shop.ts'
import { instant } from './wire/common.ts'

/** For operating the shop: open to everybody with the token. */
export const operationRoutes = [
  read({
    operationId: 'getIdempotency',
    method: 'GET',
    path: '/idempotency/{key}',
    tag: 'service',
    summary:
      'Whether the write with this key took effect, and what was answered: for asking after a crash or a lost connection',
    params: z.strictObject({ key: z.string().min(1).max(200) }),
    response: z.object({
      key: z.string(),
      happened: z.boolean(),
      operationId: z.string().nullable(),
      status: z.int().nullable(),
      performedAt: instant.nullable(),
      response: z.unknown().describe('The body that was answered; null where nothing happened'),
    }),
    handle: ({ database, params }) => {
      const record = recordOf(database, params.key)
      return {
        key: params.key,
        happened: record !== undefined,
        operationId: record?.operation ?? null,
        status: record?.status ?? null,
        performedAt: record?.performedAt ?? null,
        response: record === undefined ? null : (JSON.parse(record.response) as unknown),
      }
    },
  }),
]

/** What is open without a token, as the document shows it. */
export const health = z.object({ status: z.literal('ok'), now: instant })

/** Test-only actions: not part of the public document, and only there with `--inspect` or `--faults`. */
export type ControlRoute = {
  operationId: string
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  gate: 'inspect' | 'faults'
  body: z.ZodType
  run(shop: Shop, body: unknown): unknown
}

const faultBody = z.strictObject({
  operation: z.string().min(1).max(60).describe('An operationId, or * for any'),
  mode: z.enum(faultModes),
  times: z.int().min(1).max(1_000).default(1),
})
const resetBody = z.strictObject({ seed: z.int().min(0).optional(), now: z.iso.datetime().optional() })
const nothing = z.strictObject({})

export const controlRoutes: readonly ControlRoute[] = [
  {
    operationId: 'getState',
    method: 'GET',
    path: '/state',
    gate: 'inspect',
    body: nothing,
    run: (shop) => ({ now: shop.now(), tables: shop.dump() }),
  },
  {
    operationId: 'reset',
    method: 'POST',
    path: '/reset',
    gate: 'inspect',
    body: resetBody,
    run: (shop, body) => {
      shop.reset(body as z.infer<typeof resetBody>)
      return { now: shop.now() }
    },
  },
  {
    operationId: 'listFaults',
    method: 'GET',
    path: '/faults',
    gate: 'faults',
    body: nothing,
    run: (shop) => ({ faults: shop.faults.list() }),
  },
  {
    operationId: 'addFault',
    method: 'POST',
    path: '/faults',
    gate: 'faults',
    body: faultBody,
    run: (shop, body) => {
      shop.faults.add(body as z.infer<typeof faultBody>)
      return { faults: shop.faults.list() }
    },
  },
  {
    operationId: 'clearFaults',
    method: 'DELETE',
    path: '/faults',
    gate: 'faults',
    body: nothing,
    run: (shop) => {
      shop.faults.clear()
      return { faults: [] }
    },
  },
]
