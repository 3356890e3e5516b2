/**
 * `npm run -s bench:answers -- --json`: what Parley itself adds to an answer that a language model writes, over real HTTP and a real WebSocket
 * with the shipped assistant, against a local server that speaks a provider's format: from the end of the provider's first sentence until the
 * customer has it, from the customer's message until the provider is asked, and how soon the embedded answer comes when every provider is down.
 * Provider, server and customer share one thread, which the figures include.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { parse } from 'yaml'
import { SentenceReader } from '#language-models/answering/index.ts'
import { type ProviderServer, startProviderServer } from '#test/provider-server/index.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { openSocket } from '#test/server/socket.ts'
import { percentile, rounded } from '../measure/percentiles.ts'

const { turns, assistant, json } = new Command('bench:answers')
  .option('--turns <number>', 'questions to measure', Number, 100)
  .option('--assistant <name>', 'a folder of assistants/', 'storefront')
  .option('--json', 'print one JSON object')
  .parse()
  .opts<{ turns: number; assistant: string; json?: boolean }>()

const root = join(import.meta.dirname, '../..')
const folder = join(root, '.cache/bench-answers')
/** Between two words of the provider: about a hundred words a second. */
const betweenMs = 10

const models = `
models:
  providers:
    local: { kind: compatible, url: { env: PROVIDER_URL } }
  models:
    small: { provider: local, model: small }
  roles:
    answer: { chain: [small], cache: { minutes: 0 }, first_ms: 800 }
`

interface Question {
  question: string
  style: string
  slugs: string[]
}

const provider = await startProviderServer()
const server = await start(provider)
try {
  const report = await measure(server, provider)
  if (json) console.log(JSON.stringify(report))
  else console.table(report)
} finally {
  await server.close()
  await provider.close()
}

/** The shipped assistant with one more paragraph; inside the repository, so that its tools find their modules. */
async function start({ url }: ProviderServer): Promise<TestServer> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await cp(join(root, 'assistants', assistant), folder, { recursive: true })
  const config = join(folder, 'assistant.yaml')
  await writeFile(config, (await readFile(config, 'utf8')) + models)
  return composeTestServer({ assistantFolder: folder, environment: { ...process.env, PROVIDER_URL: url } })
}

async function measure(s: TestServer, from: ProviderServer) {
  const all = parse(await readFile(join(root, 'test/questions/storefront.yaml'), 'utf8')) as Question[]
  const questions = all.filter(({ style, slugs }) => style === 'plain' && slugs.length > 0)
  const release: number[] = []
  const asked: number[] = []
  const embedded: number[] = []
  const wordsOf = new Map<string, string>()
  // What the articles say word for word is what the model will say: a sentence that stands nowhere would never be released.
  for (const { question } of questions) {
    const { text, ms } = await ask(s, question)
    if (text !== null) wordsOf.set(question, text)
    embedded.push(ms)
  }
  const usable = questions.filter(({ question }) => wordsOf.has(question))
  let askedAt = 0
  let writtenAt = 0
  from.always((request) => {
    askedAt = performance.now()
    const body = JSON.stringify(request.body)
    const question = usable.find((one) => body.includes(JSON.stringify(one.question).slice(1, -1)))?.question ?? ''
    const text = wordsOf.get(question) ?? 'NOT IN THE ARTICLES'
    const first = new SentenceReader().push(`${text}\n`)[0]?.text ?? text
    const last = first.split(/\s+/).length - 1
    return {
      kind: 'answer',
      text,
      betweenMs,
      onPiece: (index) => {
        if (index === last) writtenAt = performance.now()
      },
    }
  })
  let released = 0
  for (let turn = 0; turn < turns; turn += 1) {
    const question = usable[turn % usable.length]?.question ?? ''
    const { firstDraftAt, sentAt } = await ask(s, question)
    asked.push(askedAt - sentAt)
    if (firstDraftAt === null) continue
    released += 1
    release.push(firstDraftAt - writtenAt)
  }
  const down = await whenDown(s, from, usable)
  const middle = (times: readonly number[]) => rounded(percentile(times, 0.5))
  return {
    turns,
    released,
    ownFirstSentenceP50Ms: middle(release),
    ownFirstSentenceP99Ms: rounded(percentile(release, 0.99)),
    untilProviderIsAskedP50Ms: middle(asked),
    embeddedP50Ms: middle(embedded),
    ...down,
    load: rounded(loadavg()[0] ?? 0, 1),
  }
}

/** Every provider refuses connections, and every provider is silent: how long until the customer has the embedded answer. */
async function whenDown(s: TestServer, from: ProviderServer, questions: readonly Question[]) {
  const times = { silent: [] as number[], refusing: [] as number[] }
  const some = questions.slice(0, 20)
  from.always({ kind: 'broken', how: 'silent' })
  for (const { question } of some) times.silent.push((await ask(s, question)).ms)
  from.always({ kind: 'error', error: 'server-error' })
  for (const { question } of some) times.refusing.push((await ask(s, question)).ms)
  return {
    silentFirstMs: rounded(times.silent[0] ?? 0),
    silentP50Ms: rounded(percentile(times.silent, 0.5)),
    failingP50Ms: rounded(percentile(times.refusing, 0.5)),
    failingMaxMs: rounded(Math.max(...times.refusing)),
  }
}

/** One question in a conversation of its own, without the wait for further fragments. */
async function ask(s: TestServer, question: string) {
  const conversation = await s.start()
  const socket = await openSocket(`${s.url}${conversation.path}/socket`)
  let firstDraftAt: number | null = null
  socket.socket.addEventListener('message', ({ data }) => {
    if (firstDraftAt === null && String(data).includes('"type":"draft"')) firstDraftAt = performance.now()
  })
  socket.send({ type: 'hello', token: conversation.token, after: 1 })
  await socket.frame({ type: 'ready' })
  const sentAt = performance.now()
  const { body } = await conversation.say(question)
  const ms = performance.now() - sentAt
  await socket.close()
  const events = body.events as { kind: string; parts?: { text?: string; citations?: unknown[] }[] }[]
  const part = events.find(({ kind }) => kind === 'reply')?.parts?.find(({ citations }) => citations !== undefined)
  return { text: part?.text ?? null, firstDraftAt, sentAt, ms }
}
