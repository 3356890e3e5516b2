/**
 * The bare minimum to compare with, in the same run: an HTTP handler of the same server library that only stores the message in the same
 * kind of database, one commit each. Started as a process of its own, like the server it is compared with.
 */

import Fastify from 'fastify'
import { openEmbedded } from '#adapters/store/index.ts'
import { systemClock } from '#domain/clock.ts'
import { anonymous } from '#domain/customer.ts'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import { type ConversationId, type ReleaseId, type TenantId, timeSortedIds } from '#domain/ids.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: bare.ts <folder>')
const { database } = await openEmbedded({ folder })
const ids = timeSortedIds(systemClock)
const tenant = 'tn_default' as TenantId
await database.access.ensureTenant(tenant, 'bare', systemClock.now())
const holder = ids.next('holder')
const app = Fastify({ logger: false })
app.post('/conversations', async () => {
  const conversation = ids.next('conversation')
  const atMs = systemClock.now()
  const release = 'rl_bare' as ReleaseId
  await database.conversations.start(
    tenant,
    conversation,
    {
      kind: 'conversation-started',
      data: { channel: 'rest', locale: 'en', release, identity: 'anonymous' },
      personal: null,
    },
    {
      id: conversation,
      tenant,
      channel: 'rest',
      locale: 'en',
      release,
      status: 'open',
      identity: anonymous,
      dialogue: emptyDialogue(),
      mentions: [],
      handoff: null,
      startedAtMs: atMs,
      turns: 0,
      satisfaction: null,
    },
    atMs,
  )
  return { conversation }
})
app.post<{ Params: { id: string }; Body: { clientId: string; text: string } }>(
  '/conversations/:id/messages',
  async (request) => {
    const { clientId, text } = request.body
    const message = { clientId, message: ids.next('message'), via: 'text' as const, text, payload: null }
    // Held for ever after the first message, so that later ones are stored and nothing else.
    const hold = { holder, turn: ids.next('turn'), leaseMs: 86_400_000 }
    const outcome = await database.conversations.accept(
      tenant,
      request.params.id as ConversationId,
      [message],
      hold,
      systemClock.now(),
    )
    return { stored: outcome.kind === 'accepted' }
  },
)
console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
process.once(
  'SIGTERM',
  () =>
    void app
      .close()
      .then(() => database.close())
      .then(() => process.exit(0)),
)
