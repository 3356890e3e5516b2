import { rm } from 'node:fs/promises'
import { pino } from 'pino'
import { openMemory } from '#adapters/store/index.ts'
import { composeServer, type ServerOptions } from '#compose/server.ts'
import { systemClock } from '#domain/clock.ts'
import { timeSortedIds } from '#domain/ids.ts'
import { noFailpoint, turnLimits } from '#turn/index.ts'
import { tinyAssistant } from './tiny-assistant.ts'

export interface Answer {
  status: number
  body: Record<string, unknown>
}

/** A server in this process over the in-memory store, with real HTTP and the tiny assistant: for tests of the API. */
export async function composeTestServer(options: Partial<ServerOptions> = {}) {
  const folder = options.assistantFolder ?? (await tinyAssistant())
  const ids = timeSortedIds(systemClock)
  const store = openMemory()
  const server = await composeServer({
    ...store,
    clock: systemClock,
    ids,
    holder: ids.next('holder'),
    assistantFolder: folder,
    environment: {},
    webFolder: null,
    log: pino({ level: 'silent' }),
    failpoint: noFailpoint,
    leaseMs: turnLimits.leaseMs,
    processMetrics: false,
    demo: null,
    limits: { messagesPerMinute: 1_000, requestsPerMinute: 100_000, trustedProxies: 0 },
    ...options,
  })
  const url = await server.listen('127.0.0.1', 0)

  const call = async (method: string, path: string, key: string | null, body?: unknown): Promise<Answer> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
  }
  const signIn = async () => {
    const signed = await call('POST', '/v1/desk/sign-in', null, { token: await server.adminSignIn() })
    return String(signed.body.session)
  }
  return {
    url,
    server,
    store,
    folder,
    apiKey: server.localKey,
    get: (path: string, key: string | null = server.localKey) => call('GET', path, key),
    post: (path: string, body?: unknown, key: string | null = server.localKey) => call('POST', path, key, body ?? {}),
    postRaw: (path: string, body: string, key: string | null = server.localKey) => call('POST', path, key, body),
    signIn,
    async start(body: Record<string, unknown> = {}) {
      const started = await call('POST', '/v1/conversations', server.localKey, body)
      const id = String(started.body.conversation)
      const token = String(started.body.token)
      let sent = 0
      return {
        id,
        token,
        started,
        path: `/v1/conversations/${id}`,
        async say(text: string, payload?: string): Promise<Answer> {
          sent += 1
          return call('POST', `/v1/conversations/${id}/messages?wait=true`, token, {
            clientId: `c${sent}`,
            text,
            ...(payload !== undefined && { payload }),
          })
        },
      }
    },
    async close() {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type TestServer = Awaited<ReturnType<typeof composeTestServer>>
