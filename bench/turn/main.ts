/**
 * `npm run -s bench:turn -- --json`: whole persisted turns over HTTP on the embedded database. Steady: 100 turns a second over 20
 * conversations, every time measured from when the turn was due (a late start counts). Flat out: the same conversations as fast as they
 * go. The bare handler runs in the same run, so that the ratio holds on a noisy machine.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '#test/server/start-server.ts'
import { percentile, rounded } from '../measure/percentiles.ts'
import { Client, sentences } from './load.ts'

const json = process.argv.includes('--json')
const say = (text: string) => console.error(text)
const conversations = 20
const steadyRate = 100
const steadySeconds = Number(process.env.BENCH_SECONDS ?? 20)
const flatOutSeconds = Math.max(4, steadySeconds / 2)
const warmUpTurns = 300

interface Customer {
  path: string
  token: string
  sent: number
}

async function measureServer() {
  const server = await startServer()
  const client = new Client(server.url)
  try {
    const customers: Customer[] = []
    for (let i = 0; i < conversations; i += 1) {
      const started = await client.post('/v1/conversations', server.apiKey, { channel: 'rest' })
      const { conversation, token } = JSON.parse(started.body) as { conversation: string; token: string }
      customers.push({ path: `/v1/conversations/${conversation}/messages?wait=true`, token, sent: 0 })
    }
    const turn = async (customer: Customer) => {
      customer.sent += 1
      const text = sentences[customer.sent % sentences.length]
      const answer = await client.post(customer.path, customer.token, { clientId: `b${customer.sent}`, text })
      if (answer.status !== 200 || !answer.body.includes('"reply"'))
        throw new Error(`a turn failed: ${answer.status} ${answer.body.slice(0, 300)}`)
    }
    say(`warming up with ${warmUpTurns} turns`)
    for (let i = 0; i < warmUpTurns / conversations; i += 1) await Promise.all(customers.map(turn))
    say(`${steadyRate} turns a second for ${steadySeconds} s`)
    const times = await steady(customers, turn)
    say(`flat out for ${flatOutSeconds} s`)
    const turnsPerSecond = await flatOut(customers, turn)
    const memory = await (await fetch(`${server.url}/metrics`)).text()
    const rss = Number(/parley_process_resident_memory_bytes (\d+(?:\.\d+)?(?:e\+\d+)?)/.exec(memory)?.[1] ?? 0)
    return { p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99), turnsPerSecond, serverMegabytes: rss / 1e6 }
  } finally {
    client.close()
    await server.close()
  }
}

async function steady(customers: Customer[], turn: (customer: Customer) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  const began = performance.now()
  const total = steadyRate * steadySeconds
  // Each conversation has a turn every 200 ms, spread evenly; one that is late begins as soon as the one before is answered.
  await Promise.all(
    customers.map(async (customer, index) => {
      for (let n = index; n < total; n += conversations) {
        const dueAt = began + (n / steadyRate) * 1000
        const wait = dueAt - performance.now()
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
        // A timer's own lateness (about 1 ms) is the client's, not the server's: measured from the later of both.
        const from = wait > 0 ? performance.now() : dueAt
        await turn(customer)
        times.push(performance.now() - from)
      }
    }),
  )
  return times
}

async function flatOut<T>(workers: T[], work: (worker: T) => Promise<void>): Promise<number> {
  const until = performance.now() + flatOutSeconds * 1000
  const began = performance.now()
  let done = 0
  await Promise.all(
    workers.map(async (worker) => {
      while (performance.now() < until) {
        await work(worker)
        done += 1
      }
    }),
  )
  return done / ((performance.now() - began) / 1000)
}

async function measureBare(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bare-'))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  try {
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim())),
    )
    const client = new Client(url)
    const customers: Customer[] = []
    for (let i = 0; i < conversations; i += 1) {
      const { conversation } = JSON.parse((await client.post('/conversations', 'none', {})).body) as {
        conversation: string
      }
      customers.push({ path: `/conversations/${conversation}/messages`, token: 'none', sent: 0 })
    }
    const store = async (customer: Customer) => {
      customer.sent += 1
      await client.post(customer.path, customer.token, {
        clientId: `b${customer.sent}`,
        text: sentences[customer.sent % sentences.length],
      })
    }
    for (let i = 0; i < warmUpTurns / conversations; i += 1) await Promise.all(customers.map(store))
    say(`the bare handler, flat out for ${flatOutSeconds} s`)
    const rate = await flatOut(customers, store)
    client.close()
    return rate
  } finally {
    child.kill('SIGTERM')
    await exited
    await rm(folder, { recursive: true, force: true })
  }
}

const server = await measureServer()
const bare = await measureBare()
const result = {
  p50Ms: rounded(server.p50Ms),
  p99Ms: rounded(server.p99Ms),
  turnsPerSecond: rounded(server.turnsPerSecond, 1),
  bareRatio: rounded(bare / server.turnsPerSecond),
  barePerSecond: rounded(bare, 1),
  serverMegabytes: rounded(server.serverMegabytes, 0),
  cores: cpus().length,
}
console.log(
  json
    ? JSON.stringify(result)
    : Object.entries(result)
        .map(([name, value]) => `${name.padEnd(16)} ${value}`)
        .join('\n'),
)
