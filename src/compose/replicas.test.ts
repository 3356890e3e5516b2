import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '#adapters/store/index.ts'
import { foldConversation } from '#domain/conversation.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { ConversationStore } from '#ports/conversation-store.ts'
import type { Database } from '#ports/database.ts'
import { newTestDatabase, type TestDatabase } from '#test/postgres/database.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { openSocket } from '#test/server/socket.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

const tenant = 'tn_default' as TenantId
let testDatabase: TestDatabase
let a: TestServer
let b: TestServer
/** What A does before it records: how a test comes in between. */
let beforeRecordOnA: () => Promise<void> = async () => undefined
let databaseOfA: Database

beforeAll(async () => {
  testDatabase = await newTestDatabase()
  const folder = await tinyAssistant()
  const onProblem = (error: unknown, doing: string) => {
    throw new Error(doing, { cause: error })
  }
  const open = () => openPostgres({ url: testDatabase.url, onProblem })
  const [one, other] = [await open(), await open()]
  databaseOfA = one.database
  // At once: as a deployment starts them.
  const both = await Promise.all([
    composeTestServer({
      ...one,
      assistantFolder: folder,
      failpoint: async (name) => {
        if (name === 'before-record') await beforeRecordOnA()
      },
    }),
    composeTestServer({ ...other, assistantFolder: folder }),
  ])
  a = both[0]
  b = both[1]
})
afterAll(async () => {
  await a.close()
  await b.close()
  await testDatabase.drop()
})

const eventsOf = async (id: string): Promise<ConversationEvent[]> =>
  (await databaseOfA.conversations.events(tenant, id as ConversationId, 0, 100_000)).events

async function consistent(id: string): Promise<ConversationEvent[]> {
  const events = await eventsOf(id)
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
  const row = await (databaseOfA.conversations as ConversationStore).load(tenant, id as ConversationId)
  expect(row?.pending).toBe(0)
  expect(foldConversation(events)).toEqual(row?.conversation)
  return events
}

const send = (server: TestServer, at: { path: string; token: string }, clientId: string, text: string) =>
  server.post(`${at.path}/messages?wait=true`, { clientId, text }, at.token)

const once = (work: () => Promise<void>) => {
  beforeRecordOnA = async () => {
    beforeRecordOnA = async () => undefined
    await work()
  }
}

describe('two replicas on one database', () => {
  test('run the same release, with the same keys', () => {
    expect(a.server.release.release).toBe(b.server.release.release)
    expect(a.server.localKey).toBe(b.server.localKey)
    expect(a.server.widgetKey).toBe(b.server.widgetKey)
  })

  test('answer each message of one conversation once, whichever they are sent to, also when sent twice', async () => {
    const conversation = await a.start()
    const sent = Array.from({ length: 24 }, (_, n) => send(n % 2 === 0 ? a : b, conversation, `c${n}`, 'hello'))
    const repeated = Array.from({ length: 24 }, (_, n) => send(n % 3 === 0 ? a : b, conversation, `c${n}`, 'hello'))
    for (const answer of await Promise.all([...sent, ...repeated])) {
      expect(answer.status).toBe(200)
      expect((answer.body.events as unknown[]).length).toBeGreaterThan(0)
    }
    const events = await consistent(conversation.id)
    const received = events.flatMap((event) => (event.kind === 'message-received' ? [event.seq] : []))
    const answered = events.flatMap((event) => (event.kind === 'turn-recorded' ? event.data.messages : []))
    expect(received).toHaveLength(24)
    expect(answered.toSorted((x, y) => x - y)).toEqual(received)
  })

  test('a wait on one ends with the answer of the other', async () => {
    const conversation = await a.start()
    let onB: Promise<{ status: number; body: Record<string, unknown> }> | null = null
    once(async () => {
      onB = send(b, conversation, 'second', 'hello')
      // Stored by B while A's turn runs: A's next turn takes it up.
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await eventsOf(conversation.id)).filter((event) => event.kind === 'message-received').length === 2) return
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    })
    const first = await send(a, conversation, 'first', 'hello')
    expect(first.status).toBe(200)
    const second = await (onB as unknown as Promise<{ status: number; body: { events: { kind: string }[] } }>)
    expect(second.status).toBe(200)
    expect(second.body.events.map((event) => event.kind)).toContain('reply')
    await consistent(conversation.id)
  })

  test('a live connection to one shows the turns of the other, in order, each event once', async () => {
    const conversation = await a.start()
    const socket = await openSocket(`${b.url}${conversation.path}/socket`)
    socket.send({ type: 'hello', token: conversation.token, after: 0 })
    for (let n = 0; n < 10; n += 1) await send(a, conversation, `c${n}`, 'hello')
    await socket.count('event', 21)
    const seqs = socket.frames.flatMap((frame) =>
      frame.type === 'event' ? [(frame.event as { seq: number }).seq] : [],
    )
    expect(seqs).toEqual(Array.from({ length: 21 }, (_, n) => n + 1))
    await socket.close()
  })

  test('a person who takes a conversation on one while the other runs its turn: the assistant says nothing more', async () => {
    const conversation = await a.start()
    await send(a, conversation, 'first', 'talk to a human')
    const session = await b.signIn()
    const desk = `/v1/desk/conversations/${conversation.id}`
    once(async () => {
      expect((await b.post(`${desk}/take`, {}, session)).status).toBe(204)
    })
    const answer = await send(a, conversation, 'second', 'are you there?')
    expect((answer.body.events as { kind: string }[]).map((event) => event.kind)).toContain('held')
    const events = await consistent(conversation.id)
    const taken = events.findIndex((event) => event.kind === 'handoff-taken')
    const after = events.slice(taken).filter((event) => event.kind === 'turn-recorded')
    expect(after).toHaveLength(1)
    expect(after[0]).toMatchObject({ data: { outcome: 'held' }, personal: { reply: null } })
    expect((await b.post(`${desk}/reply`, { clientId: 'a', text: 'Here I am.' }, session)).status).toBe(204)
    expect((await a.post(`${desk}/give-back`, {}, session)).status).toBe(204)
    const back = await send(a, conversation, 'third', 'hello')
    expect((back.body.events as { kind: string }[]).map((event) => event.kind)).toEqual(['reply'])
  })

  test('a conversation that is closed on one while the other runs its turn is still answered, once', async () => {
    const conversation = await a.start()
    once(async () => {
      expect((await b.post(`${conversation.path}/close`, {}, conversation.token)).status).toBe(204)
    })
    await send(a, conversation, 'first', 'hello')
    const events = await consistent(conversation.id)
    expect(events.map((event) => event.kind).slice(1)).toEqual([
      'message-received',
      'conversation-closed',
      'conversation-resumed',
      'turn-recorded',
    ])
  })

  test("an agent's reply that is sent to both at once arrives once", async () => {
    const conversation = await a.start()
    await send(a, conversation, 'first', 'talk to a human')
    const session = await a.signIn()
    const desk = `/v1/desk/conversations/${conversation.id}`
    await a.post(`${desk}/take`, {}, session)
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        (n % 2 === 0 ? a : b).post(`${desk}/reply`, { clientId: 'same', text: 'Hi.' }, session),
      ),
    )
    expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 204))
    expect((await consistent(conversation.id)).filter((event) => event.kind === 'agent-replied')).toHaveLength(1)
  })

  test('messages, agents and ratings from both sides at once leave one consistent conversation', async () => {
    const conversation = await a.start()
    await send(a, conversation, 'first', 'talk to a human')
    const session = await a.signIn()
    const desk = `/v1/desk/conversations/${conversation.id}`
    const both = (n: number) => (n % 2 === 0 ? a : b)
    await Promise.all([
      ...Array.from({ length: 10 }, (_, n) => send(both(n), conversation, `m${n}`, n % 3 === 0 ? 'paint it' : 'hello')),
      ...Array.from({ length: 6 }, (_, n) => both(n).post(`${desk}/take`, {}, session)),
      ...Array.from({ length: 6 }, (_, n) => both(n).post(`${desk}/note`, { text: `note ${n}` }, session)),
      ...Array.from({ length: 4 }, (_, n) =>
        both(n).post(`${conversation.path}/satisfaction`, { score: 5 }, conversation.token),
      ),
    ])
    const events = await consistent(conversation.id)
    expect(events.filter((event) => event.kind === 'handoff-taken')).toHaveLength(1)
    expect(events.filter((event) => event.kind === 'note-added')).toHaveLength(6)
    const taken = events.findIndex((event) => event.kind === 'handoff-taken')
    for (const event of events.slice(taken))
      if (event.kind === 'turn-recorded') expect(event.personal?.reply).toBeNull()
  })
})
