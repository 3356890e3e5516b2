/**
 * `npm run -s bench:models -- --json`: what chain, budgets, records and SDK add to a streamed answer, beside a bare `fetch` that reads the same
 * frames of the same local provider server; both in turns, so that what else the machine does hits both. Milliseconds.
 */
import { openLanguageModel } from '#adapters/models/index.ts'
import { systemClock } from '#domain/clock.ts'
import { ModelsConfig, openLanguageModels } from '#language-models/index.ts'
import { startProviderServer } from '#test/provider-server/index.ts'
import { percentile, rounded } from '../measure/percentiles.ts'

const json = process.argv.includes('--json')
const rounds = Number(process.env.BENCH_ROUNDS ?? 200)
const warmUp = 30
const sentence = 'Returns are free within thirty days if the shoes were not worn outside. '
const formats = { responses: '/responses', chat: '/chat/completions', messages: '/messages' } as const
type Format = keyof typeof formats

const server = await startProviderServer()
server.always({ kind: 'answer', text: sentence.repeat(3), firstMs: 5 })

const role = { within_ms: 60_000, first_ms: 60_000, between_ms: 60_000, cache: { minutes: 0 } }
const { models } = await openLanguageModels(
  ModelsConfig.parse({
    providers: {
      responses: { kind: 'openai', url: server.url },
      chat: { kind: 'compatible', url: server.url },
      messages: { kind: 'anthropic', url: server.url },
    },
    models: {
      responses: { provider: 'responses', model: 'm', price: { input: 1, output: 1 } },
      chat: { provider: 'chat', model: 'm' },
      messages: { provider: 'messages', model: 'm' },
    },
    roles: {
      answer: { chain: ['responses'], ...role },
      rewrite: { chain: ['chat'], ...role },
      phrase: { chain: ['messages'], ...role },
    },
  }),
  {
    environment: {},
    open: (choice) => openLanguageModel(choice, () => Date.now()),
    clock: systemClock,
    nowMs: () => performance.now(),
    observer: { attempt: () => {}, call: () => {} },
    encoder: null,
    spending: null,
  },
)
const roleOf = { responses: 'answer', chat: 'rewrite', messages: 'phrase' } as const

interface Times {
  first: number
  whole: number
}

async function ours(format: Format): Promise<Times> {
  const startedMs = performance.now()
  let first = 0
  let text = ''
  const request = {
    role: roleOf[format],
    tenant: 'tn_1',
    conversation: 'cv_1',
    system: 'You answer from the passages only.',
    messages: [{ from: 'customer' as const, text: 'Can I send my shoes back?' }],
    personal: true,
  }
  for await (const part of models.stream(request)) {
    if (part.kind !== 'text') continue
    if (text === '') first = performance.now() - startedMs
    text += part.text
  }
  if (text.trim() !== sentence.repeat(3).trim()) throw new Error(`${format} gave another text: ${text}`)
  return { first, whole: performance.now() - startedMs }
}

async function bare(format: Format): Promise<Times> {
  const startedMs = performance.now()
  const response = await fetch(server.url + formats[format], {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'm',
      stream: true,
      messages: [{ role: 'user', content: 'Can I send my shoes back?' }],
    }),
  })
  let first = 0
  let read = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    read += decoder.decode(chunk, { stream: true })
    if (first === 0 && read.includes('Returns')) first = performance.now() - startedMs
  }
  return { first, whole: performance.now() - startedMs }
}

const report: Record<string, Record<string, number>> = {}
for (const format of Object.keys(formats) as Format[]) {
  const times: { ours: Times[]; bare: Times[] } = { ours: [], bare: [] }
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const both = { bare: await bare(format), ours: await ours(format) }
    if (round < warmUp) continue
    times.ours.push(both.ours)
    times.bare.push(both.bare)
  }
  const added = (of: keyof Times) =>
    times.ours.map((own, index) => own[of] - (times.bare[index]?.[of] ?? 0)).toSorted((a, b) => a - b)
  report[format] = {
    firstAddedP50: rounded(percentile(added('first'), 0.5)),
    firstAddedP99: rounded(percentile(added('first'), 0.99)),
    wholeAddedP50: rounded(percentile(added('whole'), 0.5)),
    wholeAddedP99: rounded(percentile(added('whole'), 0.99)),
  }
}
await server.close()
if (json) console.log(JSON.stringify({ rounds, ...report }))
else
  for (const [format, figures] of Object.entries(report))
    console.log(
      format.padEnd(10),
      Object.entries(figures)
        .map(([name, ms]) => `${name} ${ms} ms`)
        .join(', '),
    )
