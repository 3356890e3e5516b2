/**
 * `npm run -s bench:turn -- --json`: whole persisted turns over HTTP on the embedded database. Steady: 100 turns a second over 20
 * conversations, every time measured from when the turn was due (a late start counts). Flat out: the same conversations as fast as they
 * go, in turns with the bare handler (bare.ts), so that the ratio holds on a noisy machine.
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
/** Ours and the bare handler are measured in turns, so that what else the machine does hits both. */
const flatOutRounds = 4
const warmUpTurns = 600
const cpuMetric = 'parley_process_cpu_seconds_total'

interface Customer {
  path: string
  token: string
  sent: number
}

/** The server and the bare handler, both up, warm and talked to by 20 customers; idle while the other is measured. */
async function openServer() {
  const server = await startServer()
  const client = new Client(server.url)
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
  return {
    customers,
    turn,
    /** A figure of its metrics. */
    async metric(name: string) {
      const metrics = await (await fetch(`${server.url}/metrics`)).text()
      return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1])
    },
    async close() {
      client.close()
      await server.close()
    },
  }
}

async function openBare() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bare-'))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()))
    child.once('exit', (code) => reject(new Error(`the bare handler ended with ${code}`)))
  })
  const client = new Client(url)
  const customers: Customer[] = []
  for (let i = 0; i < conversations; i += 1) {
    const { conversation } = JSON.parse((await client.post('/conversations', 'none', {})).body) as {
      conversation: string
    }
    customers.push({ path: `/conversations/${conversation}/messages`, token: 'none', sent: 0 })
  }
  const rows = customers.map((customer, index) => ({ ...customer, path: `/rows/c${index}` }))
  const store = async (customer: Customer) => {
    customer.sent += 1
    const text = sentences[customer.sent % sentences.length]
    const answer = await client.post(customer.path, customer.token, { clientId: `b${customer.sent}`, text })
    if (answer.status !== 200) throw new Error(`the bare handler failed: ${answer.status} ${answer.body.slice(0, 300)}`)
  }
  return {
    customers,
    rows,
    store,
    async cpuSeconds() {
      const { seconds } = (await (await fetch(`${url}/cpu`)).json()) as { seconds: number }
      return seconds
    },
    async close() {
      client.close()
      child.kill('SIGTERM')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
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

/** Turns done, and the time they took. */
async function flatOut<T>(workers: T[], work: (worker: T) => Promise<void>, seconds: number) {
  const began = performance.now()
  const until = began + seconds * 1000
  let done = 0
  await Promise.all(
    workers.map(async (worker) => {
      while (performance.now() < until) {
        await work(worker)
        done += 1
      }
    }),
  )
  return { done, seconds: (performance.now() - began) / 1000 }
}

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
const rate = (runs: Run[]) => total(runs.map((run) => run.done)) / total(runs.map((run) => run.seconds))
type Run = Awaited<ReturnType<typeof flatOut>>

async function measure() {
  const server = await openServer()
  const bare = await openBare().catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  try {
    say(`warming up with ${warmUpTurns} turns`)
    for (let i = 0; i < warmUpTurns / conversations; i += 1) {
      await Promise.all(server.customers.map(server.turn))
      await Promise.all([...bare.customers, ...bare.rows].map(bare.store))
    }
    say(`${steadyRate} turns a second for ${steadySeconds} s`)
    const times = await steady(server.customers, server.turn)
    say(`flat out, ours and the bare handler by turns, ${flatOutSeconds} s each`)
    const cpu = async () => ({ ours: await server.metric(cpuMetric), bare: await bare.cpuSeconds() })
    const before = await cpu()
    const ours: Run[] = []
    const theirs: Run[] = []
    const rows: Run[] = []
    for (let round = 0; round < flatOutRounds; round += 1) {
      ours.push(await flatOut(server.customers, server.turn, flatOutSeconds / flatOutRounds))
      theirs.push(await flatOut(bare.customers, bare.store, flatOutSeconds / flatOutRounds))
    }
    const after = await cpu()
    for (let round = 0; round < flatOutRounds; round += 1)
      rows.push(await flatOut(bare.rows, bare.store, flatOutSeconds / flatOutRounds / 2))
    const each = (runs: Run[], seconds: number) => (seconds * 1000) / total(runs.map((run) => run.done))
    return {
      p50Ms: rounded(percentile(times, 0.5)),
      p99Ms: rounded(percentile(times, 0.99)),
      turnsPerSecond: rounded(rate(ours), 1),
      bareRatio: rounded(rate(theirs) / rate(ours)),
      barePerSecond: rounded(rate(theirs), 1),
      // The floor: a handler that inserts one row.
      rowsPerSecond: rounded(rate(rows), 1),
      // What does not depend on what else the machine does.
      cpuMsPerTurn: rounded(each(ours, after.ours - before.ours)),
      bareCpuMs: rounded(each(theirs, after.bare - before.bare)),
      serverMegabytes: rounded((await server.metric('parley_process_resident_memory_bytes')) / 1e6, 0),
      cores: cpus().length,
    }
  } finally {
    await bare.close()
    await server.close()
  }
}

const result = await measure()
console.log(
  json
    ? JSON.stringify(result)
    : Object.entries(result)
        .map(([name, value]) => `${name.padEnd(16)} ${value}`)
        .join('\n'),
)
