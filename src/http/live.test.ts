import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import { ManualClock, systemClock } from '#domain/clock.ts'
import type { Bus } from '#ports/bus.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { openSocket, type TestSocket } from '#test/server/socket.ts'

/** The in-process bus, with a count of who listens and a way to hold reads of the store up. */
function watchedStore() {
  const store = openMemory()
  const listening = new Set<object>()
  const bus: Bus = {
    publish: (notice) => store.bus.publish(notice),
    subscribe(tenant, conversation, listener) {
      const stop = store.bus.subscribe(tenant, conversation, listener)
      const entry = {}
      listening.add(entry)
      return () => {
        listening.delete(entry)
        stop()
      }
    },
  }
  return { ...store, bus, listening }
}

const store = watchedStore()
let s: TestServer
let session: string
const open: TestSocket[] = []
beforeAll(async () => {
  s = await composeTestServer(store)
  session = await s.signIn()
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const socket of open.splice(0)) if (socket.socket.readyState === WebSocket.OPEN) await socket.close()
})
afterAll(() => s.close())

type Started = Awaited<ReturnType<TestServer['start']>>
const connect = async (path: string) => {
  const socket = await openSocket(s.url + path)
  open.push(socket)
  return socket
}
const customer = (conversation: Started) => connect(`${conversation.path}/socket`)
const greeted = async (conversation: Started, after = 0) => {
  const socket = await customer(conversation)
  socket.send({ type: 'hello', token: conversation.token, after })
  await socket.frame({ type: 'ready' })
  return socket
}
const seqs = (socket: TestSocket) =>
  socket.frames.flatMap((frame) => (frame.type === 'event' ? [(frame.event as { seq: number }).seq] : []))

describe("a customer's live connection", () => {
  test('a message gets its acknowledgement, and events come in order, each once', async () => {
    const conversation = await s.start()
    const socket = await greeted(conversation)
    socket.send({ type: 'message', clientId: 'a', text: 'hello' })
    expect(await socket.frame({ type: 'ack', clientId: 'a' })).toMatchObject({ seq: 2 })
    await socket.count('event', 3)
    expect(seqs(socket)).toEqual([1, 2, 3])
  })

  test('messages of one connection are stored in the order they were sent', async () => {
    const conversation = await s.start()
    const socket = await greeted(conversation)
    const { accept } = store.database.conversations
    let first = true
    // The first one takes longer to reach the database: another connection of the pool.
    vi.spyOn(store.database.conversations, 'accept').mockImplementation(async (...given) => {
      if (first) {
        first = false
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      return accept(...given)
    })
    socket.send(
      { type: 'message', clientId: 'one', text: 'my order' },
      { type: 'message', clientId: 'two', text: 'is late' },
    )
    await socket.count('ack', 2)
    expect(socket.frames.filter((frame) => frame.type === 'ack')).toMatchObject([
      { clientId: 'one', seq: 2 },
      { clientId: 'two', seq: 3 },
    ])
  })

  test('what is sent right behind hello is taken, without waiting for the answer', async () => {
    const conversation = await s.start()
    const socket = await customer(conversation)
    socket.send(
      { type: 'hello', token: conversation.token, after: 0 },
      { type: 'message', clientId: 'a', text: 'hello' },
    )
    expect(await socket.frame({ type: 'ack' })).toMatchObject({ clientId: 'a' })
  })

  test('hello said many times at once is heard once: nothing keeps listening after the end', async () => {
    const conversation = await s.start()
    const before = store.listening.size
    const socket = await customer(conversation)
    const hello = { type: 'hello', token: conversation.token, after: 0 }
    socket.send(hello, hello, hello, hello, hello)
    await socket.count('problem', 4)
    expect(socket.frames.filter((frame) => frame.type === 'ready')).toHaveLength(1)
    await socket.close()
    await vi.waitFor(() => expect(store.listening.size).toBe(before))
  })

  test('a connection that ends while it says hello leaves nothing behind', async () => {
    const conversation = await s.start()
    const before = store.listening.size
    const { load } = store.database.conversations
    let looked = false
    let goOn: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    vi.spyOn(store.database.conversations, 'load').mockImplementation(async (...given) => {
      looked = true
      await held
      return load(...given)
    })
    const socket = await customer(conversation)
    socket.send({ type: 'hello', token: conversation.token, after: 0 })
    await vi.waitFor(() => expect(looked).toBe(true))
    await socket.close()
    goOn()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(store.listening.size).toBe(before)
  })

  test('a reconnect that has seen more than there is (a restored backup) gets what comes from now on', async () => {
    const conversation = await s.start()
    const socket = await greeted(conversation, 500)
    socket.send({ type: 'message', clientId: 'a', text: 'hello' })
    await socket.count('event', 2)
    expect(seqs(socket)).toEqual([2, 3])
  })

  test('a long conversation is caught up with on one connection, however much it is', async () => {
    const conversation = await s.start()
    const text = 'many words '.repeat(700)
    for (let round = 0; round < 12; round += 1) {
      const fragments = Array.from({ length: 20 }, (_, n) => ({ clientId: `c${round}-${n}`, text }))
      expect((await s.post(`${conversation.path}/messages?wait=true`, { fragments })).status).toBe(200)
    }
    const socket = await greeted(conversation)
    await socket.count('event', 12 * 21 + 1)
    expect(seqs(socket)).toEqual(Array.from({ length: 12 * 21 + 1 }, (_, n) => n + 1))
  })

  test.each([
    ['a message before hello', { type: 'message', clientId: 'a', text: 'hi' }, 'access.missing'],
    ['a wrong token', { type: 'hello', token: 'ct_tn_default.cv_0000.AAAA', after: 0 }, 'access.invalid'],
    ['an unknown frame', { type: 'shout' }, 'request.invalid'],
    ['a frame with more than it should have', { type: 'ping', extra: 1 }, 'request.invalid'],
  ])('%s is told and ends it', async (_name, frame, code) => {
    const socket = await customer(await s.start())
    socket.send(frame)
    expect(await socket.frame({ type: 'problem' })).toMatchObject({ problem: { code } })
    expect(await socket.closed()).toEqual({ code: 1008, reason: code })
  })

  test("another conversation's token is told that there is no such conversation", async () => {
    const [one, other] = [await s.start(), await s.start()]
    const socket = await customer(one)
    socket.send({ type: 'hello', token: other.token, after: 0 })
    expect(await socket.frame({ type: 'problem' })).toMatchObject({ problem: { code: 'conversation.unknown' } })
  })

  test('no JSON, binary nonsense and JSON of another shape are told, and the connection stays', async () => {
    const socket = await greeted(await s.start())
    socket.sendRaw('{"type":')
    socket.sendRaw(new Uint8Array([0xff, 0x00, 0x80]))
    socket.sendRaw('null')
    socket.sendRaw(JSON.stringify({ type: 'message', clientId: 'a b', text: 'hi' }))
    socket.sendRaw(JSON.stringify({ type: 'message', clientId: 'a', text: ' \n ' }))
    await socket.count('problem', 5)
    socket.send({ type: 'ping' })
    await socket.frame({ type: 'pong' })
  })

  test('a frame over the limit ends the connection and nothing else', async () => {
    const conversation = await s.start()
    const socket = await greeted(conversation)
    socket.sendRaw('x'.repeat(1_000_000))
    expect((await socket.closed()).code).toBe(1009)
    expect((await conversation.say('hello')).status).toBe(200)
  })

  test('whoever sends frames faster than they can be handled is cut off', async () => {
    const socket = await customer(await s.start())
    let goOn: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const { load } = store.database.conversations
    vi.spyOn(store.database.conversations, 'load').mockImplementation(async (...given) => {
      await held
      return load(...given)
    })
    const conversation = await s.start()
    const flooding = await customer(conversation)
    flooding.send({ type: 'hello', token: conversation.token, after: 0 })
    for (let n = 0; n < 2_000; n += 1) flooding.send({ type: 'typing', on: true })
    expect((await flooding.closed()).code).toBe(1008)
    goOn()
    await socket.close()
  })

  test('messages over the rate are refused on the connection too', async () => {
    const limited = await composeTestServer({
      limits: { messagesPerMinute: 3, requestsPerMinute: 1_000, trustedProxies: 0 },
    })
    try {
      const conversation = await limited.start()
      const socket = await openSocket(`${limited.url}${conversation.path}/socket`)
      socket.send({ type: 'hello', token: conversation.token, after: 0 })
      for (const clientId of ['a', 'b', 'c', 'd']) socket.send({ type: 'message', clientId, text: 'hello' })
      expect(await socket.frame({ type: 'problem' })).toMatchObject({
        clientId: 'd',
        problem: { code: 'request.rate-limited' },
      })
      await socket.close()
    } finally {
      await limited.close()
    }
  })
})

describe('server-sent events', () => {
  const stream = (conversation: Started, query = '') =>
    fetch(`${s.url}${conversation.path}/stream${query}`, {
      headers: { authorization: `Bearer ${conversation.token}` },
      signal: AbortSignal.timeout(8_000),
    })
  async function read(response: Response, events: number): Promise<string> {
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString('utf8')
      if ((text.match(/^id: /gm) ?? []).length >= events) break
    }
    return text
  }

  test('a page of another origin may read them', async () => {
    const response = await stream(await s.start())
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    await response.body?.cancel()
  })

  test('a long conversation is caught up with on one connection, however much it is', async () => {
    const conversation = await s.start()
    const text = 'many words '.repeat(700)
    for (let round = 0; round < 12; round += 1) {
      const fragments = Array.from({ length: 20 }, (_, n) => ({ clientId: `c${round}-${n}`, text }))
      await s.post(`${conversation.path}/messages?wait=true`, { fragments })
    }
    const all = await read(await stream(conversation), 12 * 21 + 1)
    expect(all.match(/^id: \d+/gm)).toHaveLength(12 * 21 + 1)
  })

  test('a server that stops does not wait for them', async () => {
    const stopping = await composeTestServer()
    const conversation = await stopping.start()
    const response = await fetch(`${stopping.url}${conversation.path}/stream`, {
      headers: { authorization: `Bearer ${conversation.token}` },
    })
    const polling = stopping.get(`${conversation.path}/events?after=1&wait=20`).catch(() => null)
    const ended = response.text().catch(() => 'cut')
    const began = Date.now()
    await stopping.close()
    await Promise.all([ended, polling])
    expect(Date.now() - began).toBeLessThan(5_000)
  })
})

describe('long polling', () => {
  test('an event that is stored between the look and the wait is not slept through', async () => {
    const conversation = await s.start()
    const { events } = store.database.conversations
    vi.spyOn(store.database.conversations, 'events').mockImplementationOnce(async (...given) => {
      const page = await events(...given)
      await s.post(`${conversation.path}/messages`, { clientId: 'a', text: 'hello' })
      return page
    })
    const began = Date.now()
    const { body } = await s.get(`${conversation.path}/events?after=1&wait=6`)
    expect(body.events).not.toEqual([])
    expect(Date.now() - began).toBeLessThan(4_000)
  })

  test('inner events, such as notes, do not end the wait with nothing', async () => {
    const conversation = await s.start()
    await conversation.say('talk to a human')
    const { lastSeq } = (await s.get(conversation.path)).body as { lastSeq: number }
    const polled = s.get(`${conversation.path}/events?after=${lastSeq}&wait=6`)
    await vi.waitFor(() => expect(store.listening.size).toBeGreaterThan(0))
    await s.post(`/v1/desk/conversations/${conversation.id}/note`, { text: 'for us' }, session)
    await s.post(`/v1/desk/conversations/${conversation.id}/take`, {}, session)
    expect((await polled).body.events).toMatchObject([{ kind: 'status', status: 'taken' }])
  })
})

describe("the desk's live connection", () => {
  const desk = async (as: string) => {
    const socket = await connect('/v1/desk/socket')
    socket.send({ type: 'hello', session: as })
    return socket
  }

  test('it is told that a conversation changed', async () => {
    const socket = await desk(session)
    await socket.frame({ type: 'ready' })
    const conversation = await s.start()
    await conversation.say('hello')
    await socket.frame({ type: 'changed', conversation: conversation.id })
  })

  test('it is for those who serve: an API key, a customer and an analyst are refused', async () => {
    const analyst = {
      agent: 'ag_analyst' as never,
      tenant: 'tn_default' as never,
      name: 'Ana',
      email: 'ana@localhost',
      role: 'analyst' as const,
    }
    await store.database.access.putPerson(analyst, systemClock.now())
    const signIn = await s.server.access.newSignIn(analyst)
    const { session: analysts } = await s.server.access.signIn(signIn)
    for (const key of [s.apiKey, (await s.start()).token, analysts]) {
      const socket = await desk(key)
      expect(await socket.closed()).toEqual({ code: 1008, reason: 'access.forbidden' })
    }
  })

  test('it ends with the session', async () => {
    const clock = new ManualClock(systemClock.now())
    const timed = await composeTestServer({ clock })
    try {
      const socket = await openSocket(`${timed.url}/v1/desk/socket`)
      socket.send({ type: 'hello', session: await timed.signIn() })
      await socket.frame({ type: 'ready' })
      clock.advance(13 * 3_600_000)
      await (await timed.start()).say('hello')
      expect(await socket.closed()).toEqual({ code: 1008, reason: 'access.invalid' })
      expect(socket.frames.filter((frame) => frame.type === 'changed')).toEqual([])
    } finally {
      await timed.close()
    }
  })

  test('a connection that ends while it says hello leaves nothing behind', async () => {
    const before = store.listening.size
    const socket = await connect('/v1/desk/socket')
    let goOn: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let looked = false
    const { session: look } = store.database.access
    vi.spyOn(store.database.access, 'session').mockImplementation(async (...given) => {
      looked = true
      await held
      return look(...given)
    })
    socket.send({ type: 'hello', session: await s.signIn() })
    await vi.waitFor(() => expect(looked).toBe(true))
    await socket.close()
    goOn()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(store.listening.size).toBe(before)
  })
})
