import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { leakMarks, type ProviderServer, type Scripted, startProviderServer } from '#test/provider-server/index.ts'
import { modelsCommand } from './index.ts'

let server: ProviderServer
let folder: string
const key = 'sk-test-parley-4f1c0ffee'

beforeEach(async () => {
  server = await startProviderServer()
  vi.stubEnv('PROVIDER_URL', server.url)
  vi.stubEnv('PROVIDER_KEY', key)
  folder = await mkdtemp(join(tmpdir(), 'parley-models-'))
  await writeFile(
    join(folder, 'assistant.yaml'),
    `name: Mine
languages: [en]
models:
  providers:
    cloud: { kind: openai, url: { env: PROVIDER_URL }, key: { env: PROVIDER_KEY } }
    other: { kind: anthropic, url: { env: PROVIDER_URL }, key: { env: PROVIDER_KEY } }
    unset: { kind: openai, key: { env: PARLEY_TEST_NO_SUCH_KEY } }
  models:
    small: { provider: cloud, model: small, price: { input: 1, output: 4 } }
    large: { provider: other, model: large, price: { input: 3, output: 15 } }
    absent: { provider: unset, model: absent }
  roles:
    understand: { chain: [absent, small, large] }
    answer: { chain: [large] }
`,
  )
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** A model that does what it is asked in the check. */
const able = (body: object): Scripted => {
  const asked = JSON.stringify(body)
  const tokens = { input: 100, cachedInput: 0, output: 50 }
  if (asked.includes('colour')) return { kind: 'answer', json: { colour: 'blue' }, tokens }
  if (asked.includes('look_up')) return { kind: 'answer', tools: [{ name: 'look_up', input: { order: 'A1' } }], tokens }
  return { kind: 'answer', text: 'one two three four five', tokens }
}

async function parley(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const ran = { code: 0, out: '', err: '' }
  const out = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    ran.out += `${text}\n`
  })
  const err = vi.spyOn(console, 'error').mockImplementation((text: string) => {
    ran.err += `${text}\n`
  })
  const before = process.exitCode
  process.exitCode = undefined
  try {
    await modelsCommand().parseAsync(args, { from: 'user' })
    ran.code = Number(process.exitCode ?? 0)
  } finally {
    process.exitCode = before
    out.mockRestore()
    err.mockRestore()
  }
  return ran
}

describe('parley models', () => {
  test('list shows roles with their chains and what is missing, and asks nobody', async () => {
    const { out } = await parley('list', folder)
    expect(out).toMatch(/understand\s+small → large/)
    expect(out).toContain('! absent is left out: set PARLEY_TEST_NO_SUCH_KEY')
    expect(server.requests).toHaveLength(0)
  })

  test('check says of each model what it can do, how fast it is and what it costs', async () => {
    server.always(({ body }) => able(body))
    const { code, out } = await parley('check', folder, '--json')
    const checked = JSON.parse(out)
    expect(checked.models).toMatchObject([
      {
        model: 'small',
        at: 'cloud/small',
        reachable: 'ok',
        keyAccepted: 'ok',
        exists: 'ok',
        streams: 'ok',
        structured: 'ok',
        tools: 'ok',
        countsTokens: 'ok',
        ok: true,
        advice: [],
      },
      { model: 'large', ok: true },
    ])
    expect(checked.models[0].firstMs).toBeGreaterThanOrEqual(0)
    expect(checked.models[0].cost).toBeCloseTo((3 * (100 * 1 + 50 * 4)) / 1e6, 9)
    // 4,000 input at 1 $ and 120 output at 4 $ a million, a thousand times.
    expect(checked.roles[0]).toMatchObject({ role: 'understand', answeredBy: 'small', perThousand: 4.48 })
    expect(checked).toMatchObject({ ok: false, missing: [{ model: 'absent', variable: 'PARLEY_TEST_NO_SUCH_KEY' }] })
    expect(code).toBe(1)
  })

  test.each([
    ['a refused key', { kind: 'error', error: 'bad-key' }, /small: The key is not accepted \(invalid_api_key\)/],
    ['an unknown model', { kind: 'error', error: 'no-such-model' }, /small: There is no model "small"/],
    ['no credit', { kind: 'error', error: 'no-quota' }, /small: The account has no credit left/],
    ['a foreign format', { kind: 'broken', how: 'html' }, /small: What comes from .* is not the format of openai/],
    ['a lost connection', { kind: 'broken', how: 'reset-at-once' }, /small: Nobody answers at/],
    ['a fault', { kind: 'error', error: 'server-error' }, /small: The provider has a fault/],
  ] as const)(
    'check says what to do about %s, without keys and what the provider wrote',
    async (_name, scripted, advice) => {
      server.always(({ body, model }) => (model === 'small' ? scripted : able(body)))
      const { code, out } = await parley('check', folder)
      expect(out).toMatch(advice)
      expect(out).toMatch(/understand.*large/)
      for (const secret of [key, ...leakMarks]) expect(out).not.toContain(secret)
      expect(code).toBe(1)
    },
  )

  test('check says which settings a weaker model needs', async () => {
    server.always(({ model, body }) =>
      model === 'small' ? { kind: 'answer', text: 'I would say blue, why?', pieces: 1 } : able(body),
    )
    const { out } = await parley('check', folder)
    expect(out).toContain('small: It answers all at once: set streaming: false for small')
    expect(out).toContain('small: It does not keep to the schema: try structured_output: json for small.')
    expect(out).toContain('small: It proposed no call: set tools: false for small')
  })

  test('an assistant without models is told how to get some', async () => {
    await writeFile(join(folder, 'assistant.yaml'), 'name: Mine\nlanguages: [en]\n')
    const { code, err } = await parley('check', folder)
    expect(err).toContain('models.not-configured')
    expect(code).toBe(1)
  })
})
