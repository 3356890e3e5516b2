import { afterEach, describe, expect, test } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import { appError } from '#domain/errors.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'

let s: TestServer | null = null
afterEach(async () => {
  await s?.close()
  s = null
})

/** A server whose store refuses to record, the first `times` times. */
async function refusing(error: Error, times: number) {
  const store = openMemory()
  const { record } = store.database.conversations
  let refused = 0
  store.database.conversations.record = async (...given) => {
    if (refused === times) return record(...given)
    refused += 1
    throw error
  }
  s = await composeTestServer(store)
  const conversation = await s.start()
  const { body } = await conversation.say('hello')
  const events = body.events as { outcome: string; answers: number[] }[]
  const stored = await store.database.conversations.load('tn_default' as never, conversation.id as never)
  return { events, stored, refused: () => refused }
}

describe('a turn that cannot be recorded', () => {
  test('because the store is away for a moment is answered as if nothing had been', async () => {
    const { events, stored } = await refusing(appError('store.unreachable', { problem: 'away' }), 1)
    expect(events).toMatchObject([{ outcome: 'answered', answers: [2] }])
    expect(stored).toMatchObject({ pending: 0, lastSeq: 3 })
  })

  test('because of a fault of ours gets an apology, once, instead of trying for ever', async () => {
    const { events, stored } = await refusing(new Error('the statement is wrong'), 1)
    expect(events).toMatchObject([{ outcome: 'failed', answers: [2] }])
    expect(stored).toMatchObject({ pending: 0, lastSeq: 3 })
  })
})

describe('an erased conversation', () => {
  test('shows neither words nor a promise that a person will answer', async () => {
    const store = openMemory()
    s = await composeTestServer(store)
    const conversation = await s.start()
    await conversation.say('hello')
    await store.database.conversations.erase('tn_default' as never, conversation.id as never)
    const { events } = (await s.get(`${conversation.path}/events`, conversation.token)).body
    expect(events).toEqual([])
    // It can go on.
    expect((await conversation.say('hello')).status).toBe(200)
  })
})
