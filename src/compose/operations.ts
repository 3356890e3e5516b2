import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import type { Json } from '#domain/json.ts'
import type { Operated } from '#quality/index.ts'
import type { RunningBackEnd } from './back-end.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
const Operation = z.looseObject({
  operationId: z.string().optional(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).optional(),
})
const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
const answerWithinMs = 20_000

interface Known {
  method: (typeof methods)[number]
  path: string
  query: string[]
}

/**
 * The operations of a running back end by the ids of its OpenAPI document: what an input names goes where the document has it, into the path, the
 * query, or the body. Every call has an idempotency key of its own. Throws `cli.bad-file` where there is no document.
 */
export async function operationsOf(
  running: RunningBackEnd,
): Promise<(name: string, input: Record<string, Json>) => Promise<Operated>> {
  const known = await knownOperations(running)
  let calls = 0
  return async (name, input) => {
    const operation = known.get(name)
    if (operation === undefined || operation.method === 'get') return { kind: 'no-effect' }
    calls += 1
    const inPath = (part: string) => new RegExp(`\\{${part}\\}`).test(operation.path)
    const path = operation.path.replace(/\{(\w+)\}/g, (_whole, part: string) => encodeURIComponent(String(input[part])))
    const query = Object.entries(input).filter(([part]) => operation.query.includes(part))
    const body = Object.entries(input).filter(([part]) => !inPath(part) && !operation.query.includes(part))
    const search = new URLSearchParams(query.map(([part, value]) => [part, String(value)])).toString()
    const response = await fetch(`${running.url}${path}${search === '' ? '' : `?${search}`}`, {
      method: operation.method.toUpperCase(),
      headers: {
        authorization: `Bearer ${running.token}`,
        'content-type': 'application/json',
        'idempotency-key': `task-${calls}-${Math.round(performance.timeOrigin)}`,
      },
      body: JSON.stringify(Object.fromEntries(body)),
      signal: AbortSignal.timeout(answerWithinMs),
    })
    if (response.ok) return { kind: 'done' }
    return { kind: 'refused', problem: `${response.status} ${(await response.text()).slice(0, 300)}` }
  }
}

async function knownOperations(running: RunningBackEnd): Promise<Map<string, Known>> {
  const fail = (problem: string) => appError('cli.bad-file', { file: `${running.url}/openapi.json`, problem })
  const response = await fetch(`${running.url}/openapi.json`, {
    headers: { authorization: `Bearer ${running.token}` },
    signal: AbortSignal.timeout(answerWithinMs),
  })
  if (!response.ok) throw fail(`status ${response.status}`)
  const document = Document.safeParse(await response.json())
  if (!document.success) throw fail('it is no OpenAPI document')
  const known = new Map<string, Known>()
  for (const [path, item] of Object.entries(document.data.paths))
    for (const method of methods) {
      const operation = Operation.safeParse(item[method])
      if (!operation.success || operation.data.operationId === undefined) continue
      const query = (operation.data.parameters ?? []).filter((parameter) => parameter.in === 'query')
      known.set(operation.data.operationId, { method, path, query: query.map(({ name }) => name) })
    }
  return known
}
