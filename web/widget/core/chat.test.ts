import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeServer, startFakeServer } from '../../dev-server/server.ts'
import { Chat, type ChatState } from './chat.ts'
import { type KeyValue, memoryStorage } from './storage.ts'
import type { Surroundings } from './surroundings.ts'

let server: FakeServer
let storage: KeyValue
let opened: Chat[] = []
let ids = 0

beforeEach(async () => {
  server = await startFakeServer()
  storage = memoryStorage()
})
afterEach(async () => {
  for (const chat of opened) chat.disconnect()
  opened = []
  await server.close()
})

/** Pauses run a hundred times faster than in a browser, in the same order. */
const haste = 100

interface Opened {
  chat: Chat
  until(condition: (state: ChatState) => boolean): Promise<ChatState>
}

function openChat(change: Partial<Surroundings> = {}): Opened {
  const waiters = new Set<() => void>()
  const chat = new Chat(
    {
      server: server.url,
      key: 'pk_test',
      identity: null,
      locale: 'en',
      timeZone: 'Europe/Berlin',
      page: 'https://shop.example/',
      storage,
      fetch,
      openSocket: (url) => new WebSocket(url),
      nowMs: () => Date.now(),
      random: () => 0.5,
      newId: () => `c${++ids}`,
      later(ms, run) {
        const timer = setTimeout(run, ms / haste)
        return () => clearTimeout(timer)
      },
      networkUp: () => true,
      ...change,
    },
    () => {
      for (const waiter of [...waiters]) waiter()
    },
  )
  opened.push(chat)
  return {
    chat,
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition(chat.state)) return
          waiters.delete(look)
          resolve(chat.state)
        }
        waiters.add(look)
        look()
      }),
  }
}

const online = (state: ChatState) => state.connection === 'online'
const texts = (state: ChatState) => state.entries.flatMap((entry) => (entry.kind === 'mine' ? [entry.text] : []))
const replies = (state: ChatState) => state.entries.filter((entry) => entry.kind === 'reply')
const allSent = (state: ChatState) => state.entries.every((entry) => entry.kind !== 'mine' || entry.state === 'sent')
const stored = () =>
  [...server.conversations.values()].flatMap((conversation) =>
    conversation.events.flatMap((event) => (event.kind === 'message' ? [event.text] : [])),
  )

test('a new visitor is greeted, writes and is answered', async () => {
  const { chat, until } = openChat()
  chat.connect()
  await until((state) => online(state) && replies(state).length === 1)
  expect(chat.send('where is my order')).toBe(true)
  const state = await until((now) => replies(now).length === 2 && allSent(now))
  expect(texts(state)).toEqual(['where is my order'])
  expect(replies(state)[0]).toMatchObject({ stale: true, rateable: false })
  expect(replies(state)[1]).toMatchObject({ stale: false, rateable: true })
  expect(state.assistant).toBe('Finn')
})

test('messages written before the conversation exists go out in order once it does', async () => {
  const { chat, until } = openChat()
  for (const text of ['one', 'two', 'three']) chat.send(text)
  chat.connect()
  const state = await until((now) => replies(now).length === 4 && allSent(now))
  expect(texts(state)).toEqual(['one', 'two', 'three'])
  expect(stored()).toEqual(['one', 'two', 'three'])
})

test('a message that was stored but never acknowledged is neither lost nor doubled', async () => {
  const { chat, until } = openChat()
  chat.connect()
  await until(online)
  server.misfortune.cutAfterStore = true
  chat.send('hello there')
  await until((state) => state.connection === 'waiting')
  server.misfortune.cutAfterStore = false
  const state = await until((now) => online(now) && replies(now).length === 2 && allSent(now))
  expect(texts(state)).toEqual(['hello there'])
  expect(stored()).toEqual(['hello there'])
})

test('a reload resumes the conversation with its history and sends what was still waiting', async () => {
  const first = openChat()
  first.chat.connect()
  await first.until(online)
  first.chat.send('where is my order')
  await first.until((state) => replies(state).length === 2)
  first.chat.disconnect()
  first.chat.send('written while offline')

  const second = openChat()
  expect(second.chat.resumable).toBe(true)
  second.chat.connect()
  const state = await second.until((now) => replies(now).length === 3 && allSent(now))
  expect(texts(state)).toEqual(['where is my order', 'written while offline'])
  expect(server.conversations.size).toBe(1)
})

test('twenty cut connections in a row lose and double nothing', async () => {
  const { chat, until } = openChat()
  chat.connect()
  for (let round = 0; round < 20; round++) {
    await until(online)
    chat.send(`message ${round}`)
    server.cut()
    await until((state) => online(state) && allSent(state))
  }
  const state = await until((now) => replies(now).length === 21)
  const expected = Array.from({ length: 20 }, (_, round) => `message ${round}`)
  expect(texts(state)).toEqual(expected)
  expect(stored()).toEqual(expected)
})

test.each([false, true])(
  'where no socket goes through, plain HTTP carries the chat (list only: %s)',
  async (noStream) => {
    server.misfortune.noSockets = true
    server.misfortune.noStream = noStream
    const { chat, until } = openChat()
    chat.connect()
    await until(online)
    chat.send('one')
    chat.send('two')
    const state = await until((now) => replies(now).length === 3 && allSent(now))
    expect(texts(state)).toEqual(['one', 'two'])
    expect(stored()).toEqual(['one', 'two'])
  },
)

test.each([false, true])(
  'a refused message says why and can be sent again or taken away (plain HTTP: %s)',
  async (http) => {
    server.misfortune.noSockets = http
    const { chat, until } = openChat()
    chat.connect()
    await until(online)
    server.misfortune.refuse = 'Too strange.'
    chat.send('first')
    chat.send('second')
    const refused = await until(
      (state) => state.entries.filter((entry) => entry.kind === 'mine' && entry.state === 'failed').length === 2,
    )
    const [first, second] = refused.entries.filter((entry) => entry.kind === 'mine')
    expect(first).toMatchObject({ problem: 'Too strange.' })
    server.misfortune.refuse = null
    chat.discard(second?.id ?? '')
    chat.retry(first?.id ?? '')
    const state = await until((now) => replies(now).length === 2 && allSent(now))
    expect(texts(state)).toEqual(['first'])
  },
)

test('where the server has forgotten the conversation, a new one takes up the waiting messages', async () => {
  const first = openChat()
  first.chat.connect()
  await first.until(online)
  first.chat.disconnect()
  server.conversations.clear()
  first.chat.send('are you there')

  const second = openChat()
  second.chat.connect()
  const state = await second.until((now) => replies(now).length === 2 && allSent(now))
  expect(texts(state)).toEqual(['are you there'])
})

test('a wrong key stops the attempts and says so', async () => {
  const { chat, until } = openChat({ key: 'pk_wrong' })
  chat.connect()
  const state = await until((now) => now.rejected !== null)
  expect(state.rejected?.detail).toBe('Unknown key.')
  expect(state.connection).toBe('idle')
})

test('a server that is down is tried again until it is back', async () => {
  server.misfortune.down = true
  const { chat, until } = openChat()
  chat.connect()
  chat.send('hello')
  await until((state) => state.failures >= 3)
  server.misfortune.down = false
  const state = await until((now) => replies(now).length === 2 && allSent(now))
  expect(texts(state)).toEqual(['hello'])
})

test('each signed-in customer has a conversation of their own, and a renewed token keeps it', async () => {
  const token = (name: string, issued: number) =>
    `x.${Buffer.from(JSON.stringify({ sub: name, name, iat: issued })).toString('base64url')}.y`
  for (const identity of [token('Ana', 1), token('Bo', 1), token('Ana', 2)]) {
    const { chat, until } = openChat({ identity })
    chat.connect()
    await until(online)
    chat.disconnect()
  }
  expect([...server.conversations.values()].map((conversation) => conversation.customer)).toEqual(['Ana', 'Bo'])
})

test('the customer sees the queue, the person and the way back', async () => {
  const { chat, until } = openChat()
  chat.connect()
  await until(online)
  chat.send('I want to talk to a person')
  await until((state) => state.status === 'waiting' && state.ahead === 1)
  const conversation = [...server.conversations.values()][0]
  conversation?.take('Ana')
  conversation?.say('Hi, Ana here.')
  const taken = await until((state) => state.entries.some((entry) => entry.kind === 'agent'))
  expect(taken).toMatchObject({ status: 'taken', agent: 'Ana', ahead: null })
  conversation?.setOpen()
  const open = await until((state) => state.status === 'open')
  expect(open.entries.at(-1)).toMatchObject({ kind: 'notice', notice: 'returned' })
  expect(open.agent).toBe(null)
})

test('unread replies are counted until they have been looked at, over page loads too', async () => {
  const { chat, until } = openChat()
  chat.connect()
  await until((state) => online(state) && state.unread === 1)
  chat.markRead()
  expect(chat.state.unread).toBe(0)
  chat.send('where is my order')
  await until((state) => state.unread === 1)
  chat.disconnect()
  const again = openChat()
  again.chat.connect()
  await again.until((state) => state.loaded && state.unread === 1)
})

test('thumbs and the closing score reach the server; a failed thumb is taken back', async () => {
  const { chat, until } = openChat()
  chat.connect()
  await until(online)
  chat.send('where is my order')
  const seq = replies(await until((state) => replies(state).length === 2))[1]?.seq ?? 0
  server.misfortune.down = true
  expect(await chat.rate(seq, 'down')).toBe(false)
  expect(replies(chat.state)[1]).toMatchObject({ rated: null })
  server.misfortune.down = false
  expect(await chat.rate(seq, 'up')).toBe(true)
  expect(await chat.score(5)).toBe(true)
  await until((state) => state.satisfaction === 5)
  const conversation = [...server.conversations.values()][0]
  expect(conversation?.feedback).toEqual([{ seq, value: 'up', comment: '' }])
})

test('another tab that starts a new chat moves this one along', async () => {
  const first = openChat()
  const second = openChat()
  first.chat.connect()
  await first.until(online)
  second.chat.storageChanged('parley:pk_test:guest:session')
  second.chat.connect()
  await second.until(online)
  second.chat.restart()
  const moved = await second.until((state) => online(state) && replies(state).length === 1)
  expect(moved.entries).toHaveLength(1)
  first.chat.storageChanged('parley:pk_test:guest:session')
  await first.until(online)
  first.chat.send('here')
  await second.until((state) => texts(state).includes('here'))
})

test('typing is told once in a while and taken back when the message goes out', async () => {
  const { chat, until } = openChat()
  chat.connect()
  await until(online)
  for (let key = 0; key < 10; key++) chat.typing()
  chat.send('done')
  await until((state) => replies(state).length === 2)
  expect([...server.conversations.values()][0]?.typingSeen).toEqual([true, false])
})

test('after the end the customer can rate, come back to the same conversation, or leave it', async () => {
  const { chat, until } = openChat()
  chat.connect()
  await until(online)
  chat.send('where is my order')
  await until((state) => replies(state).length === 2)
  chat.end()
  expect(chat.state.over).toBe(true)
  await until((state) => state.status === 'closed')
  chat.resume()
  expect(chat.state.over).toBe(false)
  chat.send('one more thing')
  await until((state) => replies(state).length === 3)
  expect(server.conversations.size).toBe(1)
  chat.end()
  chat.disconnect()
  const later = openChat()
  later.chat.connect()
  const state = await later.until((now) => online(now) && replies(now).length === 1)
  expect(texts(state)).toEqual([])
})
