import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AssistantConfig } from '#assistant/index.ts'
import { systemClock } from '#domain/clock.ts'
import { Metrics } from '#monitoring/index.ts'
import { leakMarks, type ProviderServer, startProviderServer } from '#test/provider-server/index.ts'
import { ModelsOfReleases } from './models.ts'

let server: ProviderServer
let logged: string[]
let metrics: Metrics
let models: ModelsOfReleases
const key = 'sk-test-parley-4f1c0ffee'
const log = (fields: Record<string, unknown>, message: string) => logged.push(JSON.stringify([fields, message]))

const configured = (roles: object = { rewrite: { chain: ['small'] } }) =>
  AssistantConfig.parse({
    name: 'Test',
    languages: ['en'],
    encoder: 'none',
    models: {
      providers: {
        local: { kind: 'compatible', url: server.url, key: { env: 'LOCAL_KEY' } },
        cloud: { kind: 'openai', key: { env: 'CLOUD_KEY' } },
      },
      models: {
        small: { provider: 'local', model: 'small' },
        large: { provider: 'cloud', model: 'large', structured_output: 'none' },
      },
      roles,
    },
  })
const question = {
  role: 'rewrite' as const,
  tenant: 'tn_1',
  conversation: 'cv_1',
  system: 'Rewrite.',
  messages: [{ from: 'customer' as const, text: 'and my parcel?' }],
  personal: true,
}

beforeEach(async () => {
  server = await startProviderServer()
  logged = []
  metrics = new Metrics({ processMetrics: false })
  models = new ModelsOfReleases({
    environment: { LOCAL_KEY: key },
    encoders: { identity: async () => null, open: async () => null },
    clock: systemClock,
    metrics,
    log: { info: log, warn: log, error: log },
    spending: null,
  })
})
afterEach(() => server.close())

describe('the language models of a release', () => {
  test('are none where assistant.yaml has none', async () => {
    const plain = AssistantConfig.parse({ name: 'Test', languages: ['en'] })
    expect(await models.of(plain)).toBeUndefined()
    expect(models.describe(plain)).toBeNull()
  })

  test('are opened once for releases that configure the same', async () => {
    expect(await models.of(configured())).toBe(await models.of(configured()))
    expect(await models.of(configured({ phrase: { chain: ['small'] } }))).not.toBe(await models.of(configured()))
  })

  test('are said in one line, with what is missing and without secrets', () => {
    const described = models.describe(
      configured({ understand: { chain: ['large', 'small'] }, answer: { chain: ['small'] } }),
    )
    expect(described).toEqual({
      line: 'understand small, answer small; large is left out: set CLOUD_KEY',
      warnings: [],
    })
  })

  test('warn of what will not work as one might expect', () => {
    const poor = configured({ answer: { chain: ['small'] } })
    if (poor.models?.models.small) poor.models.models.small.streaming = false
    expect(models.describe(poor)?.warnings).toEqual(['small does not stream; its answers appear all at once'])
  })

  test('warn of chains whose last model would have no time', () => {
    const chain = ['small', 'small', 'small', 'small']
    expect(models.describe(configured({ understand: { chain: chain.slice(2) } }))?.warnings).toEqual([])
    expect(models.describe(configured({ understand: { chain } }))?.warnings).toEqual([
      'understand has 2500 ms for 4 models; where the others are silent, the last has 123 ms: raise within_ms or lower first_ms',
    ])
  })

  test('are counted and logged without content, keys and what providers write', async () => {
    const opened = await models.of(configured())
    server.always({ kind: 'error', error: 'bad-key' })
    expect(await opened?.ask(question)).toMatchObject({ kind: 'none', why: 'failed' })
    server.always({ kind: 'answer', text: 'Where is my parcel?' })
    const text = await metrics.text()
    expect(text).toContain('parley_model_requests_total{role="rewrite",model="small",outcome="unauthorised"} 1')
    expect(text).toContain('parley_model_calls_total{role="rewrite",result="failed",cache="none"} 1')
    expect(logged).toHaveLength(1)
    for (const secret of [key, ...leakMarks, 'parcel', 'Rewrite'])
      expect(`${text}${logged.join('')}`).not.toContain(secret)
  })

  test('load the SDK with the first model and not before', () => {
    const script = `
      import { registerHooks } from 'node:module'
      const seen = []
      registerHooks({ resolve(name, context, next) {
        if (/^(ai$|@ai-sdk)/.test(name)) seen.push(name)
        return next(name, context)
      } })
      const server = './src/compose/server.ts'
      await import(server)
      console.log(JSON.stringify(seen))`
    const root = join(import.meta.dirname, '../..')
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual([])
  })
})
