import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld } from '#compose/rehearsal.ts'
import { openWorkbench, type Workbench } from '#compose/workbench.ts'
import { ManualClock } from '#domain/clock.ts'
import { replyText } from '#domain/reply.ts'
import { setShop, timedAssistant } from '#test/server/timed-assistant.ts'

const startMs = Date.parse('2026-03-03T10:00:00Z')
const minute = 60_000

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

let mails: { email: string; code: string }[] = []
beforeEach(() => {
  mails = []
  setShop({
    async mail(input) {
      mails.push(input)
    },
  })
})

async function begin() {
  const clock = new ManualClock(startMs)
  const world = await openWorld(bench, clock)
  const conversation = await world.start({ locale: 'en' })
  return {
    ...world,
    clock,
    async say(text: string) {
      const { reply } = (await conversation.say(text)).personal ?? {}
      return reply ? replyText(reply) : null
    },
    events: async () => (await world.database.conversations.events(bench.tenant, conversation.id, 0, 10_000)).events,
    row: async () => (await world.conversations.load(bench.tenant, conversation.id)).conversation,
  }
}

describe('a customer who proves who they are with a code', () => {
  test('gets it by mail, types it and is verified as whom it was sent to', async () => {
    const s = await begin()
    expect(await s.say('show my account')).toContain('What is your e-mail address?')
    expect(await s.say('ada@example.com')).toContain('Which code did we send you?')
    expect(mails).toEqual([{ email: 'ada@example.com', code: '123456' }])
    expect(await s.say('123456')).toContain('Your balance is 12.')
    expect((await s.row()).identity).toMatchObject({
      level: 'verified',
      customer: 'C-1',
      by: 'one-time-code',
      attributes: { name: 'Ada' },
    })
  })

  test('leaves the code in no event but their own words: not in calls, results, traces or what was said', async () => {
    const s = await begin()
    await s.say('show my account')
    await s.say('ada@example.com')
    const beforeTyped = JSON.stringify(await s.events())
    expect(beforeTyped).not.toContain('123456')
    await s.say('123456')
    for (const event of await s.events()) {
      if (event.kind !== 'turn-recorded' || event.personal === null) continue
      const { toolCalls, trace, reply } = event.personal
      expect(JSON.stringify({ toolCalls, trace, reply })).not.toContain('123456')
    }
  })

  test('is asked again after a wrong one, and passed to a person after too many', async () => {
    const s = await begin()
    await s.say('show my account')
    await s.say('ada@example.com')
    expect(await s.say('654321')).toContain('That is not the code.')
    expect(await s.say('654322')).toContain('That code is no longer valid.')
    expect((await s.row()).status).toBe('waiting')
    expect((await s.row()).identity.level).toBe('anonymous')
  })

  test('cannot use it when its minutes are over', async () => {
    const s = await begin()
    await s.say('show my account')
    await s.say('ada@example.com')
    s.clock.advance(10 * minute)
    expect(await s.say('123456')).toContain('That code is no longer valid.')
    expect((await s.row()).identity.level).toBe('anonymous')
  })

  test('is verified for the time that the assistant says, from their last message; then the proof is asked for anew', async () => {
    const s = await begin()
    await s.say('show my account')
    await s.say('ada@example.com')
    await s.say('123456')
    s.clock.advance(59 * minute)
    expect(await s.say('what is my balance')).toContain('Your balance is 12.')
    s.clock.advance(60 * minute)
    const asked = await s.say('what is my balance')
    expect(asked).toContain('What is your e-mail address?')
    expect(asked).not.toContain('Your balance')
    expect((await s.row()).identity).toMatchObject({ level: 'anonymous', customer: null, attributes: {} })
  })
})
