/** What was promised for later, with the server killed in the turn that does it: done once, told once. */

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RunningShop } from '#assistants/storefront/shop/index.ts'
import type { CustomerEvent, DeskDetail, SignedIn } from '#contracts'
import { type RunningServer, startServer } from '#test/server/start-server.ts'
import { timedAssistant } from '#test/server/timed-assistant.ts'
import { PersistentCustomer, type Target } from './customer.ts'
import type { Findings } from './findings.ts'

/** Where the turn of an alarm can be killed. */
export const alarmFailpoints = ['tool-started', 'effect-done', 'before-record', 'recorded-not-delivered'] as const

const customersAtOnce = 3
const giveUpAfterMs = 60_000
const pollMs = 50

const moduleAt = (path: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, '../..', path)).href)

/** The payment goes to a till over HTTP, which keeps a charge by its key. */
const tools = `
import { z } from ${moduleAt('node_modules/zod/index.js')}
import { defineTool, ok } from ${moduleAt('src/tools/index.ts')}
const receipt = z.object({ receipt: z.string() })
const ask = async (context, method) => {
  const { settings, http, idempotencyKey } = context
  const answer = await http.request({ method, url: settings.till + '/' + encodeURIComponent(idempotencyKey) })
  return answer.kind === 'answer' ? answer : { kind: 'no-answer' }
}
export default [
  defineTool({
    name: 'charge', description: 'Charges the customer', input: z.object({}), output: receipt,
    needs: 'anonymous', sideEffect: 'write', idempotent: true,
    run: async (_, context) => {
      const { kind, body } = await ask(context, 'PUT')
      return kind === 'answer' ? ok(body) : { kind: 'failed', reason: 'unavailable', effect: 'possible' }
    },
    reconcile: async (_, context) => {
      const { kind, status, body } = await ask(context, 'GET')
      if (kind !== 'answer') return { kind: 'unknown' }
      return status === 200 ? { kind: 'happened', result: ok(body) } : { kind: 'did-not-happen' }
    },
  }),
]
`

const flows = `flows:
  pay-later:
    description: Charges in a moment
    intents: [pay]
    steps:
      - schedule: { in: 2s, flow: charge-now }
      - say: will-do
      - end: resolved
  charge-now:
    description: Charges the customer
    steps:
      - call: charge
      - say: charged
      - end: resolved
`

async function startTill() {
  const charges = new Set<string>()
  const server = createServer((request, response) => {
    const key = request.url ?? ''
    const known = charges.has(key)
    if (request.method === 'PUT') charges.add(key)
    response.writeHead(request.method === 'PUT' || known ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ receipt: 'R-1' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    charges,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** One kill at this place, and what became of every promise. */
export async function runAlarmCase(
  failpoint: (typeof alarmFailpoints)[number],
  databaseUrl: string | undefined,
  shop: RunningShop,
  leaseMs: string,
): Promise<{ findings: Findings; killed: number }> {
  const [dataFolder, assistant, till] = await Promise.all([
    mkdtemp(join(tmpdir(), 'parley-crash-')),
    timedAssistant({
      'tools.ts': tools,
      'flows/time.yaml': flows,
      'assistant.yaml': 'name: Timed\nlanguages: [en]\nsettings: { till: { env: TILL_URL } }\n',
    }),
    startTill(),
  ])
  const start = (failing: string | null) =>
    startServer({
      dataFolder,
      shop,
      ...(databaseUrl !== undefined && { databaseUrl }),
      environment: {
        PARLEY_ASSISTANT: assistant,
        PARLEY_LEASE_MS: leaseMs,
        TILL_URL: till.url,
        ...(failing !== null && { PARLEY_FAILPOINT: failing }),
      },
    })
  // Turns with messages reach these too; tools are used by alarms alone.
  const count = failpoint === 'tool-started' || failpoint === 'effect-done' ? 2 : customersAtOnce + 2
  let server = await start(`${failpoint}:${count}`)
  let killed = 0
  try {
    let target: Target = server
    const customers = Array.from({ length: customersAtOnce }, () => new PersistentCustomer(() => target, null))
    for (const customer of customers) {
      await customer.start()
      await customer.say('charge me later')
    }
    const told = Promise.all(customers.map((customer) => waitForCharge(() => target, customer.conversation)))
    const died = await Promise.race([server.exited.then(() => true), told.then(() => false)])
    if (died) {
      killed += 1
      server = await start(null)
      target = server
    }
    await told
    return { findings: await inspectAlarms(server, customers, till.charges.size), killed }
  } finally {
    await server.stop()
    await till.close()
    await Promise.all([dataFolder, assistant].map((folder) => rm(folder, { recursive: true, force: true })))
  }
}

const read = async <T>({ url }: { url: string }, path: string, key: string): Promise<T> => {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

const isCharge = (event: CustomerEvent) =>
  event.kind === 'reply' && event.parts.some((part) => part.kind === 'text' && /charged/.test(part.text))

const eventsOf = (target: Target, conversation: string) =>
  read<{ events: CustomerEvent[] }>(target, `/v1/conversations/${conversation}/events`, target.apiKey)

async function waitForCharge(target: () => Target, conversation: string): Promise<void> {
  const until = Date.now() + giveUpAfterMs
  while (Date.now() < until) {
    // Refused connections are what this test makes.
    const page = await eventsOf(target(), conversation).catch(() => null)
    if (page?.events.some(isCharge)) return
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

async function inspectAlarms(
  server: RunningServer,
  customers: PersistentCustomer[],
  charges: number,
): Promise<Findings> {
  const findings: Findings = { lost: 0, doubled: 0, gaps: 0, effectsDoubled: 0, effects: charges, messages: 0 }
  const signedIn = await fetch(`${server.url}/v1/desk/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: server.adminSignIn }),
  })
  const { session } = (await signedIn.json()) as SignedIn
  for (const { conversation, acknowledged } of customers) {
    findings.messages += acknowledged.length
    const { events } = await eventsOf(server, conversation)
    const told = events.filter(isCharge).length
    if (told === 0) findings.lost += 1
    if (told > 1) findings.doubled += 1
    const detail = await read<DeskDetail>(server, `/v1/desk/conversations/${conversation}`, session)
    const seqs = detail.events.map((event) => event.seq)
    for (let seq = 1; seq <= detail.lastSeq; seq += 1) if (!seqs.includes(seq)) findings.gaps += 1
  }
  findings.effectsDoubled = Math.max(0, charges - customers.length)
  return findings
}
