import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leakMarks, type ProviderServer, startProviderServer } from '../provider-server/index.ts'
import { composeTestServer, type TestServer } from './compose-test-server.ts'
import { tinyAssistant } from './tiny-assistant.ts'

const key = 'sk-test-parley-4f1c0ffee'
const models = `models:
  providers:
    openai: { kind: openai, url: { env: PROVIDER_URL }, key: { env: PROVIDER_KEY } }
    anthropic: { kind: anthropic, url: { env: PROVIDER_URL }, key: { env: PROVIDER_KEY } }
  models:
    small: { provider: openai, model: small }
    other: { provider: anthropic, model: other }
  roles:
    understand: { chain: [small, other], within_ms: 2500, first_ms: 1000 }
`

let provider: ProviderServer
let server: TestServer
beforeAll(async () => {
  provider = await startProviderServer()
  const assistantFolder = await tinyAssistant()
  await appendFile(join(assistantFolder, 'assistant.yaml'), models)
  server = await composeTestServer({
    assistantFolder,
    environment: { PROVIDER_URL: provider.url, PROVIDER_KEY: key },
  })
})
afterAll(async () => {
  await server.close()
  await provider.close()
})

describe('a server whose assistant has language models', () => {
  test('says at the start which are asked for what', () => {
    expect(server.server.models).toBe('understand small → other')
  })

  test.each([
    ['overloaded', { kind: 'error', error: 'overloaded' }],
    ['silent', { kind: 'broken', how: 'silent' }],
    ['sending web pages with its secrets', { kind: 'broken', how: 'html' }],
    ['breaking off', { kind: 'broken', how: 'truncated' }],
  ] as const)('answers embedded where every provider is %s, and nobody hears of it', async (_name, scripted) => {
    provider.always(scripted)
    const conversation = await server.start()
    const asked = provider.requests.length
    const { status, body } = await conversation.say('my neighbour')
    expect(status).toBe(200)
    expect(body.reply).not.toBeNull()
    const events = await server.get(`${conversation.path}/events`)
    for (const secret of [key, ...leakMarks]) expect(JSON.stringify([body, events.body])).not.toContain(secret)
    expect(provider.requests.length).toBeGreaterThanOrEqual(asked)
  })

  test('counts what was asked of them', async () => {
    const text = await (
      await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${server.apiKey}` } })
    ).text()
    expect(text).toMatch(/parley_model_requests_total\{role="understand",model="small",outcome="[a-z-]+"\} [1-9]/)
    expect(text).not.toContain(key)
  })
})
