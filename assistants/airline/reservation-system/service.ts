import { z } from 'zod'
import type { Airline } from './airline.ts'
import { faultModes } from './faults.ts'

/** Whether a write took effect, for asking after a crash or a lost connection. */
export const keyParams = z.strictObject({ key: z.string().min(1).max(200) })
export const keyAnswer = z.object({
  key: z.string(),
  happened: z.boolean(),
  operationId: z.string().nullable(),
  status: z.int().nullable(),
  performedAt: z.string().nullable(),
  response: z.unknown().describe('The body that was answered; null where nothing happened'),
})
export function keyAnswerOf(airline: Airline, key: string): z.output<typeof keyAnswer> {
  const record = airline.keyRecord(key)
  return {
    key,
    happened: record !== undefined,
    operationId: record?.operation ?? null,
    status: record?.status ?? null,
    performedAt: record?.performedAt ?? null,
    response: record === undefined ? null : (JSON.parse(record.response) as unknown),
  }
}

/** What is open without a token, as the document shows it. */
export const health = z.object({ status: z.literal('ok'), now: z.string() })

/** Test-only actions: not part of the public document, and only there with `--inspect` or `--faults`. */
export type ControlRoute = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  gate: 'inspect' | 'faults'
  body: z.ZodType
  run(airline: Airline, body: unknown): unknown
}

const faultBody = z.strictObject({
  operation: z.string().min(1).max(60).describe('An operationId, or * for any'),
  mode: z.enum(faultModes),
  times: z.int().min(1).max(1_000).default(1),
})
const resetBody = z.strictObject({ now: z.iso.datetime().optional() })
const nothing = z.strictObject({})

export const controlRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/state',
    gate: 'inspect',
    body: nothing,
    run: (airline) => ({ now: airline.now(), tables: airline.dump() }),
  },
  {
    method: 'POST',
    path: '/reset',
    gate: 'inspect',
    body: resetBody,
    run: (airline, body) => {
      airline.reset((body as z.infer<typeof resetBody>).now)
      return { now: airline.now() }
    },
  },
  {
    method: 'GET',
    path: '/faults',
    gate: 'faults',
    body: nothing,
    run: (airline) => ({ faults: airline.faults.list() }),
  },
  {
    method: 'POST',
    path: '/faults',
    gate: 'faults',
    body: faultBody,
    run: (airline, body) => {
      airline.faults.add(body as z.infer<typeof faultBody>)
      return { faults: airline.faults.list() }
    },
  },
  {
    method: 'DELETE',
    path: '/faults',
    gate: 'faults',
    body: nothing,
    run: (airline) => {
      airline.faults.clear()
      return { faults: [] }
    },
  },
]
