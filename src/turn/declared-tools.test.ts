import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadTools } from '#assistant/index.ts'
import { defaultTenant } from '#compose/server.ts'
import type { ConversationId } from '#domain/ids.ts'
import { endedSpans } from '#monitoring/spans.fixture.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'
import { lookAtServer, recordOf, recordText } from '#tools/index.ts'
import { type Parcels, parcelsDocument, startParcels } from '#tools/testing/parcels.fixture.ts'

/** An assistant whose tools are an HTTP API and an MCP server, through the whole turn of a real server. */

const apiToken = 'api-token-9f3a7c21'
const mcpToken = 'mcp-token-5d8e0b44'
const mcpServer = join(import.meta.dirname, '../tools/mcp/parcel-server.fixture.ts')
const work = mkdtempSync(join(tmpdir(), 'parley-declared-'))
const environment = { API_TOKEN: apiToken, MCP_TOKEN: mcpToken, MCP_LOG: join(work, 'log') }
let logged = ''
let parcels: Parcels
let server: TestServer

const files = (url: string): Record<string, string> => ({
  'assistant.yaml': `name: Parcels
languages: [en]
settings:
  api_url: ${url}
  api_token: { env: API_TOKEN }
  mcp_token: { env: MCP_TOKEN }
  mcp_log: { env: MCP_LOG }
`,
  'tools/parcels.openapi.yaml': parcelsDocument,
  'tools/parcels.yaml': `openapi:
  - document: parcels.openapi.yaml
    base_url: '{api_url}'
    auth: { header: authorization, value: 'Bearer {api_token}' }
    operations:
      sendParcel:
        side_effect: write
        needs: anonymous
        idempotency_header: Idempotency-Key
        refusals: [odd_token]
        hide: { result: [history] }
        reconcile: { operation: getKey, with: { key: key }, happened: happened, result: parcel }
mcp:
  - name: post
    command: ${process.execPath}
    args: [${mcpServer}, '{mcp_log}']
    env: { PARCEL_TOKEN: '{mcp_token}' }
    tools:
      say: { side_effect: none, needs: anonymous, timeout: 15s }
`,
  'intents/parcels.yaml': `intents:
  send:
    examples: [send a parcel, I want to send a parcel, please ship this parcel, post a parcel for me, mail my parcel, parcel to my friend, dispatch a parcel, sending a parcel]
`,
  'flows/parcels.yaml': `flows:
  send-parcel:
    description: Sends a parcel
    intents: [send]
    steps:
      - confirm: send-summary
      - call: send_parcel
        with: { to: 'me' }
        save: parcel
        on_refused: { default: [{ say: not-sent }, { end: unresolved }] }
      - call: say
        with: { what: 'token' }
        save: said
      - say: sent
      - end: resolved
`,
  'responses/parcels.yaml': `responses:
  send-summary: I will send a parcel. Shall I?
  sent: 'Sent as {parcel.number}; {said}.'
  not-sent: That did not work.
`,
})

beforeAll(async () => {
  parcels = await startParcels()
  const folder = await tinyAssistant({ ...files(parcels.url), 'tools/post.mcp.json': await recorded() })
  const log = pino(
    { level: 'trace' },
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        logged += chunk.toString()
        done()
      },
    }),
  )
  server = await composeTestServer({ assistantFolder: folder, environment, log })
})
afterAll(async () => {
  await server.close()
  await parcels.close()
  rmSync(work, { recursive: true, force: true })
})

/** As `parley tools check --record` would write it. */
async function recorded(): Promise<string> {
  const empty = recordText(recordOf('post', [{ name: 'say', inputSchema: { type: 'object' } }]))
  const folder = await tinyAssistant({ ...files(parcels.url), 'tools/post.mcp.json': empty })
  const tools = await loadTools(folder)
  try {
    const [post] = tools.servers
    if (post === undefined) throw new Error('there is no server')
    const looked = await lookAtServer(post, { mcp_token: mcpToken, mcp_log: environment.MCP_LOG })
    return recordText(
      recordOf('post', looked.kind === 'seen' ? looked.listed.filter(({ name }) => name === 'say') : []),
    )
  } finally {
    await tools.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function sendParcel() {
  const conversation = await server.start()
  await conversation.say('I want to send a parcel')
  return { conversation, answer: await conversation.say('yes') }
}

async function everythingKept(id: string): Promise<string> {
  const { database } = server.store
  const tenant = defaultTenant
  const kept = [
    await database.conversations.load(tenant, id as ConversationId),
    await database.conversations.events(tenant, id as ConversationId, 0, 1_000),
    endedSpans.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    logged,
    await (await fetch(`${server.url}/metrics`)).text(),
  ]
  return JSON.stringify(kept)
}

test('tools of an API and of a server are run like any other, once and with their key', async () => {
  const { conversation, answer } = await sendParcel()
  expect(JSON.stringify(answer.body)).toContain('Sent as P1; it is [hidden].')
  expect(parcels.seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${apiToken}`])
  expect(readFileSync(environment.MCP_LOG, 'utf8')).toContain('started')
  const kept = await everythingKept(conversation.id)
  expect(kept).toContain('send_parcel')
  // What was declared as hidden is there for the flow and in nothing that is kept of the call.
  expect(kept).toContain('"history":"[hidden]"')
})

test('no secret is in events, state, spans, logs or metrics, even where the other side repeats it', async () => {
  parcels.misbehave('echo')
  const { conversation, answer } = await sendParcel()
  parcels.misbehave(null)
  expect(JSON.stringify(answer.body)).toContain('That did not work.')
  const kept = await everythingKept(conversation.id)
  expect(kept).toContain('bad: [hidden]')
  for (const secret of [apiToken, mcpToken])
    for (const form of [secret, Buffer.from(secret).toString('base64')]) expect(kept).not.toContain(form)
})
