import { documentedRoutes } from './openapi.ts'
import { type RunningShop, type StartShopOptions, startShop } from './process.ts'

/** The day on which the tests' shops stand still. */
export const testNow = '2025-06-15T15:00:00.000Z'

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> & { code?: string } }

/** A shop to test with: every answer is also held against the schema its route documents. */
export class TestShop {
  readonly running: RunningShop
  readonly sandbox: string | null
  private keys = 0

  constructor(running: RunningShop, sandbox: string | null) {
    this.running = running
    this.sandbox = sandbox
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path)
  }

  /** A write with a key of its own, unless one is given. */
  async send(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
    this.keys += 1
    const response = await fetch(this.running.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.running.token}`,
        'idempotency-key': key ?? `test-${this.keys}`,
        ...(this.sandbox === null ? {} : { 'x-shop-sandbox': this.sandbox }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Answer['body'],
    }
    holdAgainstSchema(method, path, answer)
    return answer
  }

  post(path: string, body: unknown = {}, key?: string): Promise<Answer> {
    return this.send('POST', path, body, key)
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send('PUT', path, body)
  }

  async state(): Promise<Record<string, Record<string, unknown>[]>> {
    const { body } = await this.get('/state')
    return body['tables'] as Record<string, Record<string, unknown>[]>
  }
}

function holdAgainstSchema(method: string, path: string, answer: Answer): void {
  const pathname = path.split('?')[0] ?? path
  const route = documentedRoutes.find(
    (each) => each.method === method && new RegExp(`^${each.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  )
  if (!route) return
  if (answer.status < 300) {
    route.response.parse(answer.body)
    if (answer.status !== route.status)
      throw new Error(`${route.operationId} answered ${answer.status}, documented is ${route.status}`)
  } else if (answer.status < 500) {
    const general = [
      'invalid_request',
      'unauthorized',
      'invalid_json',
      'idempotency_key_required',
      'idempotency_key_reused',
    ]
    const code = answer.body.code ?? ''
    if (![...route.problems, ...general].some((each) => each === code))
      throw new Error(`${route.operationId} refused with the undocumented code "${code}"`)
  }
}

/** One process, and as many isolated copies of the shop as tests ask for. */
export async function startTestShops(
  options: Partial<StartShopOptions> = {},
): Promise<{ fresh(): TestShop; main: TestShop; close(): Promise<void> }> {
  const running = await startShop({ data: ':memory:', now: testNow, inspect: true, faults: true, ...options })
  let count = 0
  return {
    main: new TestShop(running, null),
    fresh: () => {
      count += 1
      return new TestShop(running, `copy-${count}`)
    },
    close: () => running.close(),
  }
}
