import { z } from 'zod'
import { openLanguageModel } from '#adapters/models/index.ts'
import { systemClock } from '#domain/clock.ts'
import { pick, seededRandom } from '#domain/random.ts'
import { type LanguageModels, ModelsConfig, openLanguageModels } from '#language-models/index.ts'
import { type Answer, anyFault, leakMarks, type ProviderServer, startProviderServer } from '../provider-server/index.ts'

/** Faulty answers through the whole chain of models: what came of each request and what must never come of any. */
export interface FaultReport {
  /** Faulty responses that the server gave. */
  responses: number
  requests: number
  /** Requests that ended in their time with an answer or with `none`. */
  answered: number
  given: number
  none: number
  hung: number
  /** Outcomes, records or observations in which a key, an error text or a stack was found. */
  leaked: number
  /** Rejections and exceptions that nobody handled. */
  unhandled: number
  slowestMs: number
  /** Requests that the server still had open a while after the last one. */
  leftOpen: number
  byKind: Record<string, number>
}

export interface FaultOptions {
  responses: number
  seed: string
  /** Callers at once. */
  callers?: number
}

const key = 'sk-test-parley-4f1c0ffee'
const withinMs = 2000
/** Beyond its time a request may need this for the machine to be busy with others; after it, it hangs. */
const slackMs = 5_000
const Reply = z.object({ reply: z.string() })
const tools = [{ name: 'look_up', description: 'Looks an order up', input: z.object({ order: z.string() }) }]
const proper: Answer = { kind: 'answer', json: { reply: 'yes' } }

const times = { within_ms: withinMs, first_ms: 300, between_ms: 300, cache: { minutes: 0 } }
const config = ModelsConfig.parse({
  providers: {
    openai: { kind: 'openai', url: { env: 'PROVIDER_URL' }, key: { env: 'PROVIDER_KEY' } },
    chat: { kind: 'openai', api: 'chat', url: { env: 'PROVIDER_URL' }, key: { env: 'PROVIDER_KEY' } },
    anthropic: { kind: 'anthropic', url: { env: 'PROVIDER_URL' }, key: { env: 'PROVIDER_KEY' } },
    local: { kind: 'compatible', url: { env: 'PROVIDER_URL' }, key: { env: 'PROVIDER_KEY' } },
  },
  models: {
    a: { provider: 'openai', model: 'gpt-5-mini' },
    b: { provider: 'anthropic', model: 'claude-sonnet-4-5' },
    c: { provider: 'local', model: 'qwen3' },
    d: { provider: 'chat', model: 'gpt-4.1', streaming: false },
    e: { provider: 'anthropic', model: 'claude-3-haiku-20240307', streaming: false },
  },
  roles: {
    understand: { chain: ['a', 'b', 'c'], ...times },
    answer: { chain: ['b', 'c', 'a'], ...times, hedge_after_ms: 150 },
    judge: { chain: ['d', 'e'], ...times },
    rewrite: { chain: ['c', 'd', 'b'], ...times },
  },
})

/** Asks until the server has given so many faulty responses. */
export async function runFaults({ responses: wanted, seed, callers = 24 }: FaultOptions): Promise<FaultReport> {
  const server = await startProviderServer()
  const report: FaultReport = {
    responses: 0,
    requests: 0,
    answered: 0,
    given: 0,
    none: 0,
    hung: 0,
    leaked: 0,
    unhandled: 0,
    slowestMs: 0,
    leftOpen: 0,
    byKind: {},
  }
  const onUnhandled = () => {
    report.unhandled += 1
  }
  process.on('unhandledRejection', onUnhandled)
  const random = seededRandom(seed)
  server.always(() => {
    const { name, scripted } = anyFault(random, proper, 0.05)
    if (name !== 'proper') {
      report.responses += 1
      report.byKind[name] = (report.byKind[name] ?? 0) + 1
    }
    return scripted
  })
  try {
    await Promise.all(Array.from({ length: callers }, (_, caller) => call(server, `${seed} ${caller}`, wanted, report)))
    // What was given up lets go of its connection.
    await Promise.race([server.idle(), new Promise((resolve) => setTimeout(resolve, 2_000))])
    report.leftOpen = server.open
  } finally {
    await server.close()
    process.off('unhandledRejection', onUnhandled)
  }
  report.slowestMs = Math.round(report.slowestMs)
  return report
}

/** One caller after the other's request; between two its clock goes on by a day, so that no breaker keeps it from the next fault. */
async function call(server: ProviderServer, seed: string, wanted: number, report: FaultReport): Promise<void> {
  const random = seededRandom(seed)
  let aheadMs = 0
  const seen: unknown[] = []
  const { models } = await openLanguageModels(config, {
    environment: { PROVIDER_URL: server.url, PROVIDER_KEY: key },
    open: (choice) => openLanguageModel(choice, () => Date.now()),
    clock: systemClock,
    nowMs: () => performance.now() + aheadMs,
    observer: { attempt: (...said) => seen.push(said), call: (...said) => seen.push(said) },
    encoder: null,
    spending: null,
  })
  while (report.responses < wanted) {
    seen.length = 0
    const startedMs = performance.now()
    const outcome = await Promise.race([ask(models, random.next(), pick(roles, random) ?? 'answer'), hanging()])
    report.requests += 1
    report.slowestMs = Math.max(report.slowestMs, performance.now() - startedMs)
    if (outcome === 'hung') report.hung += 1
    else {
      report.answered += 1
      report[outcome.kind] += 1
    }
    const written = JSON.stringify([outcome, seen])
    if ([key, ...leakMarks].some((secret) => written.includes(secret))) report.leaked += 1
    aheadMs += 86_400_000
  }
}

const roles = ['understand', 'answer', 'judge', 'rewrite'] as const

const hanging = () =>
  new Promise<'hung'>((resolve) => {
    setTimeout(() => resolve('hung'), withinMs + slackMs).unref()
  })

type Outcome = { kind: 'given' | 'none'; all: unknown }

async function ask(models: LanguageModels, chance: number, role: (typeof roles)[number]): Promise<Outcome> {
  const request = {
    role,
    tenant: 'tn_1',
    conversation: 'cv_1',
    system: 'You answer from the passages only.',
    messages: [{ from: 'customer' as const, text: 'Can I send my shoes back?' }],
    personal: true,
  }
  if (role === 'answer') {
    const parts: unknown[] = []
    let kind: 'given' | 'none' = 'none'
    for await (const part of models.stream(request)) {
      if (part.kind === 'restart') parts.length = 0
      parts.push(part)
      if (part.kind === 'end') kind = 'given'
      if (chance < 0.1 && part.kind === 'text') break
    }
    return { kind, all: parts }
  }
  if (chance < 0.1) {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), chance * 400)
    const asked = await models.ask({ ...request, schema: Reply }, controller.signal)
    return { kind: asked.kind, all: asked }
  }
  const asked = chance < 0.4 ? await models.ask({ ...request, tools }) : await models.ask({ ...request, schema: Reply })
  return { kind: asked.kind, all: asked }
}

/** How long it takes to know that no model answers. Milliseconds. */
export interface DownReport {
  /** The first time that nobody listens at the address. */
  refusedFirstMs: number
  /** The first time that all accept and say nothing; bounded by the role's time. */
  silentFirstMs: number
  silentWithinMs: number
  /** Once breakers are open. */
  openP50Ms: number
  openP99Ms: number
}

export async function measureDown(): Promise<DownReport> {
  const server = await startProviderServer()
  const open = async (url: string) =>
    (
      await openLanguageModels(config, {
        environment: { PROVIDER_URL: url, PROVIDER_KEY: key },
        open: (choice) => openLanguageModel(choice, () => Date.now()),
        clock: systemClock,
        nowMs: () => performance.now(),
        observer: { attempt: () => {}, call: () => {} },
        encoder: null,
        spending: null,
      })
    ).models
  const timed = async (models: LanguageModels) => {
    const startedMs = performance.now()
    await ask(models, 0.5, 'understand')
    return performance.now() - startedMs
  }
  // The packages and the first connection are not what is measured.
  await timed(await open(server.url))
  server.always({ kind: 'broken', how: 'silent' })
  const silentFirstMs = await timed(await open(server.url))
  const refused = await open('http://127.0.0.1:1/v1')
  const refusedFirstMs = await timed(refused)
  for (let round = 0; round < 5; round += 1) await timed(refused)
  const openMs: number[] = []
  for (let round = 0; round < 500; round += 1) openMs.push(await timed(refused))
  openMs.sort((a, b) => a - b)
  await server.close()
  const round = (ms: number) => Math.round(ms * 100) / 100
  return {
    refusedFirstMs: round(refusedFirstMs),
    silentFirstMs: round(silentFirstMs),
    silentWithinMs: withinMs,
    openP50Ms: round(openMs[250] ?? 0),
    openP99Ms: round(openMs[495] ?? 0),
  }
}
