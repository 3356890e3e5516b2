import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import { openWorld } from '#compose/rehearsal.ts'
import { openWorkbench, type Workbench } from '#compose/workbench.ts'
import { ManualClock } from '#domain/clock.ts'
import { foldConversation, mentionLimit } from '#domain/conversation.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { AgentId, TenantId } from '#domain/ids.ts'
import type { Database } from '#ports/database.ts'
import { composeTestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

const startMs = Date.parse('2026-03-03T10:00:00Z')

let folder: string
let bench: Workbench
beforeAll(async () => {
  folder = await tinyAssistant()
  bench = await openWorkbench({
    assistantFolder: folder,
    clock: new ManualClock(startMs),
    environment: { PARLEY_CACHE: `${folder}/.cache` },
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What a conversation of every kind of turn consists of. */
const script: (string | string[])[] = [
  'hello',
  'please paint it',
  'how long does paint take to dry?',
  'blue',
  'no, red',
  'yes',
  ['paint', 'something', 'for me'],
  'qwertz zuiop',
  'green',
  'never mind',
  'talk to a human',
  'are you there?',
]

async function play() {
  const clock = new ManualClock(startMs)
  const world = await openWorld(bench, clock)
  const { tenant } = bench
  const conversation = await world.start({ locale: 'en' })
  const agent = { agent: 'ag_0001' as AgentId, name: 'Ada' }
  for (const text of script) {
    clock.advance(7_000)
    await conversation.say(text)
  }
  await world.conversations.feedback(tenant, conversation.id, 3, 'up', 'nice')
  await world.desk.take(tenant, conversation.id, agent)
  await conversation.say('a message while a person has it')
  await world.desk.reply(tenant, conversation.id, agent, 'a', 'Hi, this is Ada.')
  await world.desk.note(tenant, conversation.id, agent, 'a note')
  await world.desk.giveBack(tenant, conversation.id, agent)
  await conversation.say('hello again')
  await world.conversations.satisfaction(tenant, conversation.id, 4, 'fine')
  clock.advance(3_600_000 * 2)
  await world.sessions.sweep()
  await conversation.say('I want my wall painted')
  await world.conversations.close(tenant, conversation.id)
  await conversation.say('hello')
  const { events } = await world.database.conversations.events(tenant, conversation.id, 0, 10_000)
  const stored = await world.database.conversations.load(tenant, conversation.id)
  await world.close()
  return { events, stored, start: conversation.greeting }
}

/** Everything but how long it took. */
const untimed = (event: ConversationEvent): unknown =>
  JSON.parse(JSON.stringify(event, (key, value: unknown) => (key === 'ms' || key === 'durationMs' ? undefined : value)))

describe('the same release, events and clock', () => {
  test('give the same conversation, to the letter', async () => {
    const [one, other] = [await play(), await play()]
    expect(one.start).toEqual(other.start)
    expect(one.events.map(untimed)).toEqual(other.events.map(untimed))
    const kinds = new Set(one.events.map((event) => event.kind))
    for (const kind of [
      'handoff-requested',
      'handoff-taken',
      'handoff-returned',
      'agent-replied',
      'note-added',
      'feedback-given',
      'satisfaction-given',
      'conversation-idled',
      'conversation-resumed',
      'conversation-closed',
    ] as const)
      expect(kinds, `the script reaches ${kind}`).toContain(kind)
  })

  test('events have no gaps, and their fold is the stored snapshot', async () => {
    const { events, stored } = await play()
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
    expect(foldConversation(events)).toEqual(stored?.conversation)
    expect(stored?.lastSeq).toBe(events.length)
    expect(stored?.pending).toBe(0)
  })

  test('each message belongs to exactly one turn', async () => {
    const { events } = await play()
    const received = events.flatMap((event) => (event.kind === 'message-received' ? [event.seq] : []))
    const taken = events.flatMap((event) => (event.kind === 'turn-recorded' ? event.data.messages : []))
    expect(taken.toSorted((a, b) => a - b)).toEqual(received)
  })
})

describe('over HTTP', () => {
  test('the fold of what was stored is the stored snapshot, in an in-memory store too', async () => {
    const store = openMemory()
    const s = await composeTestServer(store)
    try {
      const conversation = await s.start()
      for (const text of ['paint my house', 'blue', 'yes', 'talk to a human']) await conversation.say(text)
      expect(await foldsToSnapshot(store.database, 'tn_default' as TenantId, conversation.id)).toBe(true)
    } finally {
      await s.close()
    }
  })
})

async function foldsToSnapshot(database: Database, tenant: TenantId, id: string): Promise<boolean> {
  const { events } = await database.conversations.events(tenant, id as never, 0, 10_000)
  const row = await database.conversations.load(tenant, id as never)
  expect(foldConversation(events)).toEqual(row?.conversation)
  return events.length > 5
}

describe('a conversation that goes on and on', () => {
  test('has a snapshot that does not grow with it', async () => {
    const clock = new ManualClock(startMs)
    const world = await openWorld(bench, clock)
    const conversation = await world.start({ locale: 'en' })
    const sizes: number[] = []
    for (let turn = 0; turn < 500; turn += 1) {
      clock.advance(1_000)
      await conversation.say(script[turn % 10] ?? 'hello')
      const row = await world.database.conversations.load(bench.tenant, conversation.id)
      sizes.push(JSON.stringify(row?.conversation).length)
      expect(row?.conversation.mentions.length).toBeLessThanOrEqual(mentionLimit)
    }
    const early = Math.max(...sizes.slice(50, 150))
    const late = Math.max(...sizes.slice(400))
    expect(late).toBeLessThan(early * 1.2)
    const { events } = await world.database.conversations.events(bench.tenant, conversation.id, 0, 100_000)
    const last = events.findLast((event) => event.kind === 'turn-recorded')
    expect(JSON.stringify(last).length).toBeLessThan(50_000)
    const read: number[] = []
    for (let after = 0; ; ) {
      const page = await world.database.conversations.events(bench.tenant, conversation.id, after, 64)
      if (page.events.length === 0) break
      read.push(...page.events.map((event) => event.seq))
      after = read.at(-1) ?? after
    }
    expect(read).toEqual(events.map((event) => event.seq))
    await world.close()
  })
})
