import { rm } from 'node:fs/promises'
import { openLanguageModel } from '#adapters/models/index.ts'
import { openWorld } from '#compose/rehearsal.ts'
import { openWorkbench } from '#compose/workbench.ts'
import { systemClock } from '#domain/clock.ts'
import { pick, seededRandom } from '#domain/random.ts'
import { replyText } from '#domain/reply.ts'
import { ModelsConfig, openLanguageModels } from '#language-models/index.ts'
import { type Answer, anyFault, leakMarks, startProviderServer } from '../provider-server/index.ts'
import { tinyAssistant } from '../server/tiny-assistant.ts'

/** Whole turns whose language models answer nearly everything wrongly: what customers got, and what they must never get. */
export interface TurnReport {
  /** Faulty responses that the server gave. */
  responses: number
  turns: number
  /** Turns with a reply that is no apology for a fault of ours. */
  answered: number
  hung: number
  /** Turns whose recorded event has a key, an error text or a stack in it. */
  leaked: number
  /** Rejections that nobody handled. */
  unhandled: number
  p50Ms: number
  slowestMs: number
}

const key = 'sk-test-parley-4f1c0ffee'
const times = { within_ms: 900, first_ms: 150, between_ms: 150, cache: { minutes: 0 } }
const config = ModelsConfig.parse({
  providers: {
    openai: { kind: 'openai', url: { env: 'PROVIDER_URL' }, key: { env: 'PROVIDER_KEY' } },
    anthropic: { kind: 'anthropic', url: { env: 'PROVIDER_URL' }, key: { env: 'PROVIDER_KEY' } },
    local: { kind: 'compatible', url: { env: 'PROVIDER_URL' }, key: { env: 'PROVIDER_KEY' } },
  },
  models: {
    a: { provider: 'openai', model: 'gpt-5-mini' },
    b: { provider: 'anthropic', model: 'claude-sonnet-4-5' },
    c: { provider: 'local', model: 'qwen3' },
  },
  roles: {
    understand: { chain: ['a', 'b', 'c'], ...times },
    rewrite: { chain: ['c', 'a'], ...times },
    answer: { chain: ['b', 'c', 'a'], ...times },
  },
})

/** Two in three end in an answer from the articles, the others in a flow. */
const messages = [
  'how long does paint take to dry',
  'does it dry more slowly in winter?',
  'is the paint dry after six hours',
  'and in winter?',
  'paint my house',
  'red',
  'yes please',
  'could you paint the door blue',
  'hello there',
]

/** The turn's bounds on models, twice over for the machine to be busy with others; after it, a turn hangs. */
const hangsAfterMs = 25_000

/** Talks until the server has given so many faulty responses, in several conversations at once. */
export async function runTurns({
  responses: wanted,
  seed,
  callers = 8,
}: {
  responses: number
  seed: string
  callers?: number
}): Promise<TurnReport> {
  const server = await startProviderServer()
  const folder = await tinyAssistant()
  const workbench = await openWorkbench({ assistantFolder: folder, clock: systemClock, environment: process.env })
  const report: TurnReport = {
    responses: 0,
    turns: 0,
    answered: 0,
    hung: 0,
    leaked: 0,
    unhandled: 0,
    p50Ms: 0,
    slowestMs: 0,
  }
  const took: number[] = []
  const onUnhandled = () => {
    report.unhandled += 1
  }
  process.on('unhandledRejection', onUnhandled)
  const random = seededRandom(seed)
  // What a model would say that is right: one answer for all roles, which only the role of answers can use.
  const proper: Answer = { kind: 'answer', text: 'Paint takes six hours to dry [1].' }
  server.always(() => {
    const { name, scripted } = anyFault(random, proper, 0.05)
    if (name !== 'proper') report.responses += 1
    return scripted
  })
  const talk = async (caller: number): Promise<void> => {
    const own = seededRandom(`${seed} ${caller}`)
    let aheadMs = 0
    const { models } = await openLanguageModels(config, {
      environment: { PROVIDER_URL: server.url, PROVIDER_KEY: key },
      open: (choice) => openLanguageModel(choice, () => Date.now()),
      clock: systemClock,
      nowMs: () => performance.now() + aheadMs,
      observer: { attempt: () => {}, call: () => {} },
      encoder: null,
      spending: null,
    })
    const world = await openWorld(workbench, systemClock, { languageModels: models })
    try {
      let conversation = await world.start({ locale: 'en' })
      for (let said = 1; report.responses < wanted; said += 1) {
        if (said % turnsEach === 0) conversation = await world.start({ locale: 'en' })
        const startedMs = performance.now()
        const turn = await Promise.race([conversation.say(pick(messages, own) ?? 'hello'), hanging()])
        took.push(performance.now() - startedMs)
        report.turns += 1
        if (turn === 'hung') {
          report.hung += 1
          conversation = await world.start({ locale: 'en' })
          continue
        }
        const { reply } = turn.personal ?? {}
        if (turn.data.outcome !== 'failed' && reply && replyText(reply).trim() !== '') report.answered += 1
        const written = JSON.stringify(turn)
        if ([key, ...leakMarks].some((secret) => written.includes(secret))) report.leaked += 1
        // A day on, so that no breaker keeps it from the next fault.
        aheadMs += 86_400_000
      }
    } finally {
      await world.close()
    }
  }
  try {
    await Promise.all(Array.from({ length: callers }, (_, caller) => talk(caller)))
  } finally {
    process.off('unhandledRejection', onUnhandled)
    await workbench.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
  took.sort((a, b) => a - b)
  report.p50Ms = Math.round(took[Math.floor(took.length / 2)] ?? 0)
  report.slowestMs = Math.round(took.at(-1) ?? 0)
  return report
}

/** Messages of one conversation; then another begins. */
const turnsEach = 12

const hanging = () =>
  new Promise<'hung'>((resolve) => {
    setTimeout(() => resolve('hung'), hangsAfterMs).unref()
  })
