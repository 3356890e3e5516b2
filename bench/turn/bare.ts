/**
 * What to compare with, in the same run: an HTTP handler of the same server library and the same kind of database that stores the message
 * and does nothing else. Started as a process of its own, like the server it is compared with. Two ways:
 * - `/conversations/:id/messages` stores it as ours does: within its tenant, numbered, once per client id, the words apart from the
 *   event. One commit; nobody is claimed and no state is kept.
 * - `/rows/:id` puts one row into a table of its own: the floor of this database and this HTTP library.
 */
import { join } from 'node:path'
import Fastify from 'fastify'
import { startWorkerEngine } from '#adapters/store/embedded/worker-engine.ts'
import { openEmbedded } from '#adapters/store/index.ts'
import { messageEvent } from '#adapters/store/message-event.ts'
import { postgresDatabase } from '#adapters/store/postgres/database.ts'
import { eventArrays } from '#adapters/store/postgres/event-arrays.ts'
import { scopesOf } from '#adapters/store/postgres/scopes.ts'
import { statement } from '#adapters/store/postgres/sql-engine.ts'
import { systemClock } from '#domain/clock.ts'
import { anonymous } from '#domain/customer.ts'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import { type ConversationId, type ReleaseId, type TenantId, timeSortedIds } from '#domain/ids.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: bare.ts <folder>')
// Made as ours is made, then used without what ours has on top.
await (await openEmbedded({ folder })).database.close()
const engine = await startWorkerEngine({
  folder: join(folder, 'postgres'),
  onProblem(error) {
    throw error
  },
})
const scopes = scopesOf(engine)
const { access, conversations } = postgresDatabase(engine, 'embedded')
const ids = timeSortedIds(systemClock)
const tenant = 'tn_default' as TenantId
const release = 'rl_bare' as ReleaseId
await access.ensureTenant(tenant, 'bare', systemClock.now())
await engine.script(
  `create table bare (conversation text, client_id text, body text not null, at_ms bigint not null,
     primary key (conversation, client_id))`,
)
const rowSql = statement('bare_row', 'insert into bare values ($1, $2, $3, $4) on conflict do nothing')
const messageSql = statement(
  'bare_message',
  'insert into parley.messages (tenant, conversation, client_id, message, seq) values ($1, $2, $3, $4, $5)',
)
const eventSql = statement('bare_event', 'select parley.add_events($1, $2, $3, $4, $5, $6, $7)')
const lastSeq = new Map<string, number>()

interface Sent {
  Params: { id: string }
  Body: { clientId: string; text: string }
}

const app = Fastify({ logger: false })
app.post('/conversations', async () => {
  const conversation: ConversationId = ids.next('conversation')
  const startedAtMs = systemClock.now()
  const started = { channel: 'rest', locale: 'en', release, identity: 'anonymous' as const }
  await conversations.start(
    tenant,
    conversation,
    { kind: 'conversation-started', data: started, personal: null },
    {
      ...started,
      id: conversation,
      tenant,
      status: 'open',
      identity: anonymous,
      dialogue: emptyDialogue(),
      mentions: [],
      handoff: null,
      startedAtMs,
      turns: 0,
      satisfaction: null,
    },
    startedAtMs,
  )
  lastSeq.set(conversation, 1)
  return { conversation }
})
app.post<Sent>('/conversations/:id/messages', async (request) => {
  const { clientId, text } = request.body
  const { id } = request.params
  const message = ids.next('message')
  const seq = (lastSeq.get(id) ?? 0) + 1
  lastSeq.set(id, seq)
  const stored = eventArrays([messageEvent({ clientId, message, via: 'text', text, payload: null })])
  await scopes.tenant(
    tenant,
    messageSql(tenant, id, clientId, message, seq),
    eventSql(tenant, id, seq, ...stored, systemClock.now()),
  )
  return { stored: true }
})
app.post<Sent>('/rows/:id', async (request) => {
  const { clientId, text } = request.body
  await engine.transaction([rowSql(request.params.id, clientId, text, systemClock.now())])
  return { stored: true }
})
/** As our own server tells it in its metrics. */
app.get('/cpu', async () => {
  const { user, system } = process.cpuUsage()
  return { seconds: (user + system) / 1e6 }
})
console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
process.once(
  'SIGTERM',
  () =>
    void app
      .close()
      .then(() => engine.close())
      .then(() => process.exit(0)),
)
