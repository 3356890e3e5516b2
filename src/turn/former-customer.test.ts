import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld } from '#compose/rehearsal.ts'
import { openWorkbench, type Workbench } from '#compose/workbench.ts'
import { ManualClock } from '#domain/clock.ts'
import { foldConversation } from '#domain/conversation.ts'
import { replyText } from '#domain/reply.ts'
import { setShop, timedAssistant } from '#test/server/timed-assistant.ts'

const startMs = Date.parse('2026-03-03T10:00:00Z')
const hour = 3_600_000

let folder: string
let bench: Workbench
beforeAll(async () => {
  folder = await timedAssistant({
    'assistant.yaml': `name: Timed
languages: [en]
verification: prove-it
identity: { verified_for: 1h, one_time_code: { send_with: mail_code } }
refer_to: { colour: [colour, colours] }
`,
  })
  bench = await openWorkbench({
    assistantFolder: folder,
    clock: new ManualClock(startMs),
    environment: { PARLEY_CACHE: `${folder}/.cache` },
  })
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

beforeEach(() => {
  // Whose the address is.
  setShop({ mail: async ({ email }) => ({ customerId: `C-${email}`, name: email }) })
})

async function begin() {
  const clock = new ManualClock(startMs)
  const world = await openWorld(bench, clock)
  const conversation = await world.start({ locale: 'en' })
  const events = async () =>
    (await world.database.conversations.events(bench.tenant, conversation.id, 0, 10_000)).events
  const row = async () => (await world.conversations.load(bench.tenant, conversation.id)).conversation
  const say = async (text: string) => {
    const { reply } = (await conversation.say(text)).personal ?? {}
    return reply ? replyText(reply) : ''
  }
  const proveToBe = async (email: string) => {
    await say('show my account')
    await say(email)
    return await say('123456')
  }
  return { ...world, clock, events, row, say, proveToBe }
}

/** Ada talked about red and left a task open; an hour later somebody writes. */
async function adaLeft() {
  const s = await begin()
  await s.proveToBe('ada@example.com')
  expect(await s.say('paint the door red')).toContain('I will paint it red.')
  expect(await s.say('which colours did we talk about?')).toContain('red')
  s.clock.advance(hour)
  return s
}

describe('somebody writes after the verification has ended', () => {
  test('and is told nothing of what was talked about', async () => {
    const s = await adaLeft()
    expect(await s.say('which colours did we talk about?')).not.toContain('red')
    expect((await s.row()).mentions).toEqual([])
    expect(await s.say('what have we done so far?')).not.toMatch(/red|account/i)
  })

  test('another customer finds nothing of the former one, and what was open is ended with a word', async () => {
    const s = await adaLeft()
    expect(await s.proveToBe('bob@example.com')).toContain("was another customer's")
    const { dialogue, memory, mentions, identity } = await s.row()
    expect(identity.customer).toBe('C-bob@example.com')
    expect(dialogue.stack).toEqual([])
    expect(JSON.stringify([dialogue, memory, mentions])).not.toMatch(/"red"|ada@|paint/)
    expect(await s.say('which colours did we talk about?')).not.toContain('red')
  })

  test('the same customer has everything back', async () => {
    const s = await adaLeft()
    await s.say('a green fence please')
    await s.proveToBe('ada@example.com')
    expect((await s.row()).memory?.aside).toBeUndefined()
    const said = await s.say('which colours did we talk about?')
    expect(said).toContain('red')
    expect((await s.row()).dialogue.stack).toMatchObject([{ flow: 'paint-house' }])
    expect(foldConversation(await s.events())).toEqual(await s.row())
  })
})
