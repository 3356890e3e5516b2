import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '#compose/rehearsal.ts'
import { openWorkbench, type Workbench } from '#compose/workbench.ts'
import { ManualClock } from '#domain/clock.ts'
import { foldConversation } from '#domain/conversation.ts'
import type { AgentId } from '#domain/ids.ts'
import { type Reply, replyText } from '#domain/reply.ts'
import { timedAssistant } from '#test/server/timed-assistant.ts'

const startMs = Date.parse('2026-03-03T10:00:00Z')
const minute = 60_000
const day = 24 * 60 * minute
const quiet = { info() {}, warn() {}, error() {} }
const agent = { agent: 'ag_0001' as AgentId, name: 'Ada' }

let folder: string
let bench: Workbench
beforeAll(async () => {
  folder = await timedAssistant()
  bench = await openWorkbench({
    assistantFolder: folder,
    clock: new ManualClock(startMs),
    environment: { PARLEY_CACHE: `${folder}/.cache` },
  })
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function begin() {
  const clock = new ManualClock(startMs)
  const world = await openWorld(bench, clock, { log: quiet })
  const conversation = await world.start({ locale: 'en' })
  const words = (reply: Reply | null | undefined) => (reply ? replyText(reply) : null)
  const events = async () =>
    (await world.database.conversations.events(bench.tenant, conversation.id, 0, 10_000)).events
  return {
    ...world,
    clock,
    id: conversation.id,
    say: async (text: string) => words((await conversation.say(text)).personal?.reply),
    events,
    row: async () => (await world.conversations.load(bench.tenant, conversation.id)).conversation,
    /** Time passes, and what is due at its end is taken up; gives what was said by that. */
    async later(ms: number) {
      clock.advance(ms)
      const before = (await events()).length
      await world.alarms.sweep()
      return (await events())
        .slice(before)
        .flatMap((event) => (event.kind === 'turn-recorded' ? [words(event.personal?.reply)] : []))
    },
    foldsToSnapshot: async () =>
      expect(foldConversation(await events())).toEqual(
        (await world.conversations.load(bench.tenant, conversation.id)).conversation,
      ),
  }
}

describe('silence', () => {
  test('is spoken to as the assistant says, and then the conversation is closed with its task kept', async () => {
    const s = await begin()
    await s.say('please paint it')
    expect(await s.later(5 * minute - 1)).toEqual([])
    expect(await s.later(1)).toEqual(['Are you still there?'])
    expect(await s.later(5 * minute)).toEqual(['I will close this soon.'])
    expect(await s.later(10 * minute)).toEqual([null])
    expect((await s.row()).status).toBe('closed')
    expect((await s.events()).at(-1)).toMatchObject({ kind: 'conversation-closed', data: { reason: 'silence' } })
    expect(await s.say('blue')).toMatch(/paint it blue/)
    await s.foldsToSnapshot()
  })

  test('is a turn like others: without messages, understood by nobody, with its trace', async () => {
    const s = await begin()
    await s.say('please paint it')
    await s.later(5 * minute)
    const turn = (await s.events()).at(-1)
    expect(turn).toMatchObject({
      kind: 'turn-recorded',
      data: { messages: [], commands: ['time-passed'], intents: [], language: 'und' },
      personal: { understanding: null, reply: { reasons: expect.arrayContaining(['due: silence']) } },
    })
  })

  test('is broken by any message; the next question begins anew', async () => {
    const s = await begin()
    await s.say('please paint it')
    s.clock.advance(4 * minute)
    await s.say('blue')
    expect(await s.later(4 * minute)).toEqual([])
    expect(await s.later(minute)).toEqual(['Are you still there?'])
  })

  test('is not spoken to long afterwards, once and not for each reminder', async () => {
    const s = await begin()
    await s.say('please paint it')
    expect(await s.later(5 * minute + 10 * minute + 1)).toEqual([null])
    expect((await s.events()).at(-1)).toMatchObject({ data: { outcome: 'held', commands: [] } })
    expect(await s.later(day)).toEqual([])
  })

  test('of a conversation that fell idle meanwhile is nobody’s', async () => {
    const s = await begin()
    await s.say('please paint it')
    s.clock.advance(31 * minute)
    await s.sessions.sweep()
    expect((await s.row()).status).toBe('idle')
    expect(await s.later(day)).toEqual([])
  })
})

describe('a flow that waits', () => {
  test('goes on by itself when the time is over', async () => {
    const s = await begin()
    expect(await s.say('wait until it is dry')).toContain('It is drying now.')
    expect(await s.later(9 * minute)).toEqual([])
    expect((await s.later(minute))[0]).toContain('It has dried.')
  })

  test('goes on after a downtime, and wakes a conversation that fell idle', async () => {
    const s = await begin()
    await s.say('wait until it is dry')
    s.clock.advance(31 * minute)
    await s.sessions.sweep()
    expect((await s.row()).status).toBe('idle')
    expect((await s.later(3 * day))[0]).toContain('It has dried.')
    expect((await s.events()).map(({ kind }) => kind)).toContain('conversation-resumed')
    expect((await s.row()).status).toBe('open')
    await s.foldsToSnapshot()
  })
})

describe('what was promised for later', () => {
  test('is said at its time, also where the customer has ended the conversation', async () => {
    const s = await begin()
    expect(await s.say('please remind me')).toContain('I will do that tomorrow.')
    await s.conversations.close(bench.tenant, s.id)
    expect((await s.later(day))[0]).toBe('Here is your reminder.')
    expect((await s.row()).status).toBe('open')
    expect(await s.later(day)).toEqual([])
    await s.foldsToSnapshot()
  })

  test('keeps a silent conversation from being closed before it', async () => {
    const s = await begin()
    await s.say('please remind me')
    s.clock.advance(31 * minute)
    await s.sessions.sweep()
    s.clock.advance(day - 31 * minute - 1)
    await s.sessions.sweep()
    expect((await s.row()).status).toBe('idle')
    expect((await s.later(1))[0]).toBe('Here is your reminder.')
  })

  test('is said late after a downtime, up to a day; then no more', async () => {
    const late = await begin()
    await late.say('please remind me')
    // What would have closed the conversation is too late as well, and is dropped.
    expect(await late.later(2 * day)).toEqual([null, 'Here is your reminder.'])
    const tooLate = await begin()
    await tooLate.say('please remind me')
    expect(await tooLate.later(2 * day + 1)).toEqual([null, null])
    expect((await tooLate.row()).status).toBe('open')
  })

  test('waits while a person has the conversation or it waits for one, and is said when they are done', async () => {
    for (const taken of [true, false]) {
      const s = await begin()
      await s.say('please remind me')
      await s.say('talk to a human')
      await s.desk.take(bench.tenant, s.id, agent)
      if (!taken) await s.desk.giveBack(bench.tenant, s.id, agent)
      if (!taken) await s.say('talk to a human')
      expect(await s.later(day)).toEqual([])
      expect(await s.later(2 * minute)).toEqual([])
      if (!taken) await s.desk.take(bench.tenant, s.id, agent)
      await s.desk.giveBack(bench.tenant, s.id, agent)
      expect(await s.later(minute)).toEqual(['Here is your reminder.'])
      await s.foldsToSnapshot()
    }
  })

  test('is dropped without a word where a person had it for more than a day after its time', async () => {
    const s = await begin()
    await s.say('please remind me')
    await s.say('talk to a human')
    await s.desk.take(bench.tenant, s.id, agent)
    expect(await s.later(2 * day + 1)).toEqual([])
    await s.desk.giveBack(bench.tenant, s.id, agent)
    expect(await s.later(minute)).toEqual([null])
    expect((await s.events()).at(-1)).toMatchObject({ data: { outcome: 'held', commands: [] } })
  })

  test('is gone with what was erased', async () => {
    const s = await begin()
    await s.say('please remind me')
    await s.database.conversations.erase(bench.tenant, s.id)
    expect(await s.later(day)).toEqual([])
  })
})

describe('a fault of ours in such a turn', () => {
  test('tells nobody and is not tried for ever', async () => {
    const s = await begin()
    await s.say('please remind me')
    const { live } = bench.releases
    const assistant = await bench.releases.live(bench.tenant)
    bench.releases.live = async () => ({
      ...assistant,
      get thresholds(): never {
        throw new Error('broken')
      },
    })
    const { course } = (await s.row()).dialogue
    try {
      expect(await s.later(day)).toEqual([null, null])
      expect((await s.events()).at(-1)).toMatchObject({ data: { outcome: 'failed', messages: [] } })
      expect((await s.row()).dialogue.course).toEqual(course)
    } finally {
      bench.releases.live = live
    }
    expect(await s.later(day)).toEqual([])
  })
})
