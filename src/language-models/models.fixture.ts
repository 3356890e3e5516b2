import { openLanguageModel } from '#adapters/models/index.ts'
import { ManualClock } from '#domain/clock.ts'
import type { ModelAttempt, ModelCallRecord } from '#domain/model-call.ts'
import type { Encoder } from '#ports/encoder.ts'
import type { ModelSpending } from '#ports/model-spending.ts'
import { type ProviderServer, type Scripted, startProviderServer } from '#test/provider-server/index.ts'
import { ModelsConfig } from './config/index.ts'
import { openLanguageModels } from './open.ts'
import type { LanguageModels } from './types.ts'

/** Test support: models of three providers that are one server, and what it was asked. */
export interface Scene {
  server: ProviderServer
  models: LanguageModels
  clock: ManualClock
  /** Moves the clock of breakers and deadlines forward. */
  later(ms: number): void
  attempts: (ModelAttempt & { detail: string })[]
  calls: ModelCallRecord[]
  /** What each of `first`, `second`, `third` answers from now on. */
  answers(by: Partial<Record<'first' | 'second' | 'third', Scripted | (() => Scripted)>>): void
  /** Names of the models in the order in which they were asked. */
  readonly asked: string[]
  close(): Promise<void>
}

export const testKey = 'sk-test-parley-4f1c0ffee'

interface SceneOptions {
  config?: object
  encoder?: Encoder
  spending?: ModelSpending
}

const cheap = { input: 1, output: 10, cached_input: 0.1 }

/** Times that a busy machine keeps to, and that tests of silence do not wait long for. */
export const testConfig = {
  providers: {
    openai: { kind: 'openai', url: { env: 'PROVIDER_URL' }, key: { env: 'PROVIDER_KEY' } },
    anthropic: { kind: 'anthropic', url: { env: 'PROVIDER_URL' }, key: { env: 'PROVIDER_KEY' } },
    local: { kind: 'compatible', url: { env: 'PROVIDER_URL' } },
  },
  models: {
    first: { provider: 'openai', model: 'first', price: cheap },
    second: { provider: 'anthropic', model: 'second', price: cheap },
    third: { provider: 'local', model: 'third' },
  },
  roles: {
    answer: { chain: ['first', 'second', 'third'], within_ms: 8000, first_ms: 1000, between_ms: 1000 },
    understand: {
      chain: ['first', 'second'],
      within_ms: 6000,
      first_ms: 1500,
      between_ms: 1500,
      cache: { minutes: 0 },
    },
    judge: { chain: ['third'], within_ms: 4000, first_ms: 1500, between_ms: 1500 },
  },
}

export async function startScene({ config = {}, encoder, spending }: SceneOptions = {}): Promise<Scene> {
  const server = await startProviderServer()
  const clock = new ManualClock(Date.parse('2026-03-02T12:00:00Z'))
  let aheadMs = 0
  const attempts: Scene['attempts'] = []
  const calls: ModelCallRecord[] = []
  const { models } = await openLanguageModels(ModelsConfig.parse({ ...testConfig, ...config }), {
    environment: { PROVIDER_URL: server.url, PROVIDER_KEY: testKey },
    open: (choice) => openLanguageModel(choice, () => Date.now()),
    clock,
    nowMs: () => performance.now() + aheadMs,
    observer: {
      attempt: (_role, attempt, _tokens, _cost, detail) => attempts.push({ ...attempt, detail }),
      call: (record) => calls.push(record),
    },
    encoder: encoder ?? null,
    spending: spending ?? null,
  })
  return {
    server,
    models,
    clock,
    later: (ms) => {
      aheadMs += ms
      clock.advance(ms)
    },
    attempts,
    calls,
    answers: (by) =>
      server.always(({ model }) => {
        const scripted = by[model as keyof typeof by] ?? { kind: 'answer', text: `from ${model}` }
        return typeof scripted === 'function' ? scripted() : scripted
      }),
    get asked() {
      return server.requests.map(({ model }) => model)
    },
    close: () => server.close(),
  }
}
