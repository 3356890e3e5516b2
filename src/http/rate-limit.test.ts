import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'

const perMinute = 5
let s: TestServer
beforeAll(async () => {
  s = await composeTestServer({ limits: { messagesPerMinute: 3, requestsPerMinute: perMinute, trustedProxies: 0 } })
})
afterAll(() => s.close())

describe('how much may be sent', () => {
  test("the company's own programs are not counted, nor are the messages that they send for customers", async () => {
    const conversation = await s.start()
    for (let i = 0; i < perMinute * 2; i += 1) {
      const sent = await s.post(`${conversation.path}/messages`, { clientId: `own${i}`, text: 'hello' })
      expect(sent.status).toBe(202)
    }
  })

  test('a page is counted and told how long to wait; looking whether the server is alive never is', async () => {
    const statuses: number[] = []
    for (let i = 0; i <= perMinute; i += 1)
      statuses.push((await s.post('/v1/conversations', {}, s.server.widgetKey)).status)
    expect(statuses.at(0)).toBe(201)
    const refused = await s.post('/v1/conversations', {}, s.server.widgetKey)
    expect(refused).toMatchObject({ status: 429, body: { code: 'request.rate-limited', retryable: true } })
    for (const path of ['/health', '/ready']) expect((await s.get(path, null)).status).toBe(200)
  })

  test('a made-up API key is counted like any other address', async () => {
    const statuses: number[] = []
    for (let i = 0; i <= perMinute; i += 1) statuses.push((await s.get('/v1/releases', `ak_${'x'.repeat(32)}`)).status)
    expect(statuses.at(-1)).toBe(429)
  })
})

test('behind a proxy the address is the one the proxy gives, and only as many proxies are believed as there are', async () => {
  const behind = await composeTestServer({
    limits: { messagesPerMinute: 100, requestsPerMinute: 5, trustedProxies: 1 },
  })
  try {
    const from = async (address: string) =>
      (await fetch(`${behind.url}/openapi.json`, { headers: { 'x-forwarded-for': address } })).status
    for (let i = 0; i < 5; i += 1) expect(await from('203.0.113.7')).toBe(200)
    expect(await from('203.0.113.7')).toBe(429)
    expect(await from('203.0.113.8')).toBe(200)
    // What the client itself wrote in front is not the address.
    expect(await from('198.51.100.1, 203.0.113.7')).toBe(429)
  } finally {
    await behind.close()
  }
})
