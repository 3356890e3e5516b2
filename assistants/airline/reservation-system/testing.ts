import { type Running, type StartOptions, startReservationSystem } from './process.ts'
import { routes } from './routes/index.ts'

/** A Friday, 10:00 EST: the time of scenarios. */
export const testNow = '2026-11-20T15:00:00.000Z'
export const today = '2026-11-20'

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> & { code?: string } }

/** A running system to test with: every answer is also held against the schema its route documents. */
export class TestAirline {
  readonly running: Running
  private keys = 0

  constructor(running: Running) {
    this.running = running
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path)
  }
  post(path: string, body: unknown = {}, key?: string): Promise<Answer> {
    return this.send('POST', path, body, key)
  }
  put(path: string, body: unknown, key?: string): Promise<Answer> {
    return this.send('PUT', path, body, key)
  }

  /** A write with a key of its own, unless one is given. */
  async send(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
    this.keys += 1
    const response = await fetch(this.running.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.running.token}`,
        'idempotency-key': key ?? `test-${this.keys}`,
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

  async state(): Promise<Record<string, Record<string, unknown>[]>> {
    const { body } = await this.get('/state')
    return body['tables'] as Record<string, Record<string, unknown>[]>
  }

  async reset(): Promise<void> {
    await this.post('/reset', { now: testNow })
  }
}

const general = [
  'invalid_request',
  'unauthorized',
  'invalid_json',
  'idempotency_key_required',
  'idempotency_key_reused',
]

function holdAgainstSchema(method: string, path: string, answer: Answer): void {
  const pathname = path.split('?')[0] ?? path
  const route = routes.find(
    (each) => each.method === method && new RegExp(`^${each.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  )
  if (!route) return
  if (answer.status < 300) {
    route.response.parse(answer.body)
    if (answer.status !== route.status)
      throw new Error(`${route.operationId} answered ${answer.status}, documented is ${route.status}`)
  } else if (answer.status < 500) {
    const code = answer.body.code ?? ''
    if (![...route.problems, ...general].some((each) => each === code))
      throw new Error(`${route.operationId} refused with the undocumented code "${code}"`)
  }
}

export async function startTestAirline(options: Partial<StartOptions> = {}): Promise<TestAirline> {
  return new TestAirline(
    await startReservationSystem({ data: ':memory:', now: testNow, inspect: true, faults: true, ...options }),
  )
}
