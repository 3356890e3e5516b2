/**
 * `npm run -s test:crash -- --json`: kills the server under load at every named failpoint, starts it again and looks what became of every message
 * and every change in the shop, those made by the clock too. Five times each on the embedded database and on PostgreSQL; `--long` twenty times. The shop is killed too.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type RunningShop, startShop } from '#assistants/storefront/shop/index.ts'
import type { CustomerEvent, DeskDetail, SignedIn } from '#contracts'
import { startCluster } from '#test/postgres/cluster.ts'
import { type RunningServer, startServer } from '#test/server/start-server.ts'
import { failpointNames } from '#turn/index.ts'
import { alarmFailpoints, runAlarmCase } from './alarms.ts'
import { type Acknowledged, PersistentCustomer, type Target } from './customer.ts'
import { add, type Findings, inspect } from './findings.ts'

const json = process.argv.includes('--json')
const times = process.argv.includes('--long') ? 20 : 5
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)
const customersAtOnce = 5
/** Leases on PostgreSQL end by time; shorter here, so that the test waits for crashes and not for clocks. */
const leaseMs = '2000'

type Case = { database: 'embedded' | 'postgresql'; failpoint: string; killShop: boolean }
const cases: Case[] = (['embedded', 'postgresql'] as const).flatMap((database) => [
  ...failpointNames.map((failpoint) => ({ database, failpoint, killShop: false })),
  { database, failpoint: 'shop', killShop: true },
])

interface OpenOrder {
  customerId: string
  name: string
  email: string
  number: string
}

async function main() {
  const cluster = await startCluster(['-c', 'fsync=off'])
  const nothing: Findings = { lost: 0, doubled: 0, gaps: 0, effectsDoubled: 0, effects: 0, messages: 0 }
  let total = nothing
  let kills = 0
  const byCase: Record<string, Findings> = {}
  try {
    for (const one of cases) {
      const name = `${one.database} ${one.failpoint}`
      if (only !== undefined && !name.includes(only)) continue
      const { findings, killed } = await runCase(one, cluster.url('postgres'))
      kills += killed
      byCase[name] = findings
      total = add(total, findings)
      console.error(`${name.padEnd(36)} ${JSON.stringify(findings)} after ${killed} kills`)
    }
    for (const database of ['embedded', 'postgresql'] as const) {
      for (const failpoint of alarmFailpoints) {
        const name = `${database} alarm ${failpoint}`
        if (only !== undefined && !name.includes(only)) continue
        const folder = await mkdtemp(join(tmpdir(), 'parley-crash-'))
        const shop = await startShop({ data: join(folder, 'shop.sqlite') })
        const url = database === 'postgresql' ? await newDatabase(cluster.url('postgres')) : undefined
        const { findings, killed } = await runAlarmCase(failpoint, url, shop, leaseMs)
        await shop.close()
        await rm(folder, { recursive: true, force: true })
        kills += killed
        byCase[name] = findings
        total = add(total, findings)
        console.error(`${name.padEnd(36)} ${JSON.stringify(findings)} after ${killed} kills`)
      }
    }
  } finally {
    await cluster.stop()
  }
  const { lost, doubled, gaps, effectsDoubled } = total
  const result = { ...total, kills, cases: byCase }
  console.log(json ? JSON.stringify(result) : JSON.stringify(result, null, 2))
  // A run without a kill or an effect has tested nothing.
  process.exitCode = lost + doubled + gaps + effectsDoubled === 0 && kills > 0 && total.effects > 0 ? 0 : 1
}

async function runCase(
  { database, failpoint, killShop }: Case,
  adminUrl: string,
): Promise<{ findings: Findings; killed: number }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'parley-crash-'))
  const databaseUrl = database === 'postgresql' ? await newDatabase(adminUrl) : undefined
  const shopFile = join(dataFolder, 'shop.sqlite')
  let shop: RunningShop = await startShop({ data: shopFile, inspect: true })
  const base = { dataFolder, ...(databaseUrl !== undefined && { databaseUrl }) }
  const start = (failing: string | null) =>
    startServer({
      ...base,
      shop,
      environment: { PARLEY_LEASE_MS: leaseMs, ...(failing !== null && { PARLEY_FAILPOINT: failing }) },
    })
  let server = await start(null)
  await server.stop()
  const orders = await openOrders(shop)
  const records = new Map<string, Acknowledged[]>()
  let killed = 0
  try {
    for (let round = 0; round < times; round += 1) {
      // Which reach of the failpoint kills moves with the round, so that different conversations are hit.
      server = await start(killShop ? null : `${failpoint}:${1 + (round % 4)}`)
      let target: Target = server
      const customers = await Promise.all(
        orders.splice(0, customersAtOnce).map(async (order) => {
          const customer = new PersistentCustomer(() => target, await identityOf(server, order))
          return { customer, order }
        }),
      )
      let confirming = () => {}
      const confirmed = new Promise<void>((resolve) => {
        confirming = resolve
      })
      const work = Promise.all(
        customers.map(async ({ customer, order }) => {
          await customer.start()
          await customer.say('hello')
          await customer.wish(`please cancel my order ${order.number}`, confirming)
        }),
      )
      if (killShop) {
        // While the first changes are under way: before, during and after them, as the rounds go on.
        await Promise.race([confirmed, work])
        await new Promise((resolve) => setTimeout(resolve, round * 6))
        const port = Number(new URL(shop.url).port)
        await shop.kill()
        killed += 1
        shop = await startShop({ data: shopFile, inspect: true, port, token: shop.token })
      } else {
        const died = await Promise.race([server.exited.then(() => true), work.then(() => false)])
        if (died) {
          killed += 1
          server = await start(null)
          target = server
        }
      }
      await work
      // With the shop back, everybody asks once more: what was done must not be done again, what was not must be possible.
      if (killShop)
        await Promise.all(
          customers.map(({ customer, order }) => customer.wish(`please cancel my order ${order.number}`)),
        )
      for (const { customer } of customers) records.set(customer.conversation, customer.acknowledged)
      if (round < times - 1) await server.stop()
    }
    return { findings: await collect(server, shop, records), killed }
  } finally {
    await server.stop()
    await shop.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function collect(
  server: RunningServer,
  shop: RunningShop,
  records: Map<string, Acknowledged[]>,
): Promise<Findings> {
  const signedIn = await fetch(`${server.url}/v1/desk/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: server.adminSignIn }),
  })
  const { session } = (await signedIn.json()) as SignedIn
  const read = async <T>(path: string, key: string): Promise<T> => {
    const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${key}` } })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  const inspected = []
  for (const [conversation, acknowledged] of records) {
    const { events } = await read<{ events: CustomerEvent[] }>(
      `/v1/conversations/${conversation}/events`,
      server.apiKey,
    )
    const detail = await read<DeskDetail>(`/v1/desk/conversations/${conversation}`, session)
    inspected.push({ acknowledged, detail, replies: events.filter((event) => event.kind === 'reply') })
  }
  return inspect(inspected, await dump(shop))
}

async function dump(shop: RunningShop): Promise<Record<string, Record<string, unknown>[]>> {
  const response = await fetch(`${shop.url}/state`, { headers: { authorization: `Bearer ${shop.token}` } })
  return ((await response.json()) as { tables: Record<string, Record<string, unknown>[]> }).tables
}

/** Orders that can be cancelled at once, each of another customer. */
async function openOrders(shop: RunningShop): Promise<OpenOrder[]> {
  const { orders = [], customers = [] } = await dump(shop)
  const seen = new Set<unknown>()
  return orders.flatMap((order) => {
    const owner = customers.find((customer) => customer.id === order.customerId)
    if (order.state !== 'received' || owner === undefined || seen.has(owner.id)) return []
    seen.add(owner.id)
    return [
      {
        customerId: String(owner.id),
        name: `${String(owner.firstName)} ${String(owner.lastName)}`,
        email: String(owner.email),
        number: String(order.number),
      },
    ]
  })
}

async function identityOf(server: RunningServer, { customerId, name, email }: OpenOrder): Promise<string> {
  const response = await fetch(`${server.url}/v1/identities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ subject: customerId, claims: { name, email } }),
  })
  return ((await response.json()) as { token: string }).token
}

async function newDatabase(adminUrl: string): Promise<string> {
  const name = `crash_${Math.random().toString(36).slice(2)}`
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return adminUrl.replace(/\/postgres$/, `/${name}`)
}

await main()
