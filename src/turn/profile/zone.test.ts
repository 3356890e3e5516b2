import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ManualClock } from '#domain/clock.ts'
import type { ConversationId } from '#domain/ids.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'
import { customerZone, isTimeZone } from './zone.ts'

const clock = new ManualClock(Date.parse('2026-03-07T12:00:00Z'))
let s: TestServer
beforeAll(async () => {
  const assistantFolder = await tinyAssistant({
    'assistant.yaml': 'name: Tiny\nlanguages: [en]\nencoder: none\ntime_zone: America/New_York\n',
    'entities/when.yaml': 'entities:\n  when:\n    built_in: date\n',
    'intents/visit.yaml':
      'intents:\n  visit:\n    examples: [book a visit, I want an appointment, please come by, can somebody come and look, make an appointment, schedule a visit, I need a painter to come, visit me please]\n',
    'flows/visit.yaml': `flows:
  visit:
    description: Books a visit
    intents: [visit]
    slots:
      day: { type: when }
    steps:
      - collect: day
      - if: day < customer_today
        then:
          - say: too-late
      - if: today > '2026-05-08'
        then:
          - say: offer-over
      - say: booked
      - end: resolved
`,
    'responses/visit.yaml': `responses:
  ask-day: Which day?
  too-late: That day is over.
  offer-over: The offer ended on May 8.
  booked: 'Booked for {day}.'
`,
  })
  s = await composeTestServer({ assistantFolder, clock })
})
afterAll(() => s.close())

/** What a day that the customer names becomes, and what is said. */
async function bookedFor(text: string, at: string, timeZone?: string): Promise<string> {
  clock.advance(Date.parse(at) - clock.now())
  const talk = await s.start(timeZone === undefined ? {} : { timeZone })
  await talk.say('book a visit')
  const { body } = await talk.say(text)
  const events = body.events as { parts?: { text: string }[] }[]
  return events.flatMap(({ parts }) => (parts ?? []).map((part) => part.text)).join(' ')
}

describe("days in the customer's zone", () => {
  test.each([
    // Half past three in the morning of the 8th in London, still the evening of the 7th in New York, the 8th in Auckland.
    ["the assistant's where none is known", undefined, '2026-05-08T03:30:00Z', 'tomorrow', '2026-05-08'],
    ['ahead of the assistant', 'Pacific/Auckland', '2026-05-08T03:30:00Z', 'tomorrow', '2026-05-09'],
    ['behind it', 'America/Los_Angeles', '2026-05-08T05:30:00Z', 'today', '2026-05-07'],
    ['just before midnight', 'Europe/London', '2026-05-08T22:59:59Z', 'tomorrow', '2026-05-09'],
    ['just after midnight', 'Europe/London', '2026-05-08T23:00:01Z', 'tomorrow', '2026-05-10'],
    // The night the clocks go forward has 23 hours in New York (March 8), the night they go back 25 (November 1).
    ['before the short day', 'America/New_York', '2026-03-08T04:30:00Z', 'tomorrow', '2026-03-08'],
    ['on the short day', 'America/New_York', '2026-03-08T23:30:00Z', 'tomorrow', '2026-03-09'],
    ['at the end of the short day', 'America/New_York', '2026-03-09T03:30:00Z', 'today', '2026-03-08'],
    ['at the end of the long day', 'America/New_York', '2026-11-02T04:30:00Z', 'today', '2026-11-01'],
    ['after the long day', 'America/New_York', '2026-11-02T05:30:00Z', 'today', '2026-11-02'],
    ['across the date line', 'Pacific/Kiritimati', '2026-05-08T11:00:00Z', 'today', '2026-05-09'],
    ['a zone that does not exist is none', 'Mars/Olympus', '2026-05-08T03:30:00Z', 'tomorrow', '2026-05-08'],
  ])('%s (%s)', async (_name, zone, at, text, day) => {
    expect(await bookedFor(text, at, zone)).toContain(`Booked for ${day}.`)
  })

  test.each([
    // Half past three in the morning in London: the last evening of the offer in New York, whatever the day is elsewhere.
    ["the last day lasts as long as the assistant's", '2026-05-09T03:30:00Z', 'Pacific/Auckland', false],
    ['and is over with it, though it still is that day elsewhere', '2026-05-09T04:30:00Z', 'America/Los_Angeles', true],
    ['where no other zone is known', '2026-05-09T04:30:00Z', undefined, true],
  ])('a business date in a flow: %s', async (_name, at, zone, isOver) => {
    const said = await bookedFor('tomorrow', at, zone)
    expect(said.includes('The offer ended on May 8.')).toBe(isOver)
    expect(said).not.toContain('That day is over.')
  })

  test('"customer_today" in a flow is the same day', async () => {
    // In New York the 7th: what the customer calls today must not be over there.
    expect(await bookedFor('today', '2026-05-08T03:30:00Z', 'Pacific/Auckland')).toContain('Booked for 2026-05-08.')
  })

  test('the zone stays with the conversation, and goes when it is erased', async () => {
    const talk = await s.start({ timeZone: 'Europe/Paris' })
    const load = async () =>
      (await s.store.database.conversations.load(tenant, talk.id as ConversationId))?.conversation
    const tenant = 'tn_default' as Parameters<TestServer['store']['database']['conversations']['load']>[0]
    expect((await load())?.timeZone).toBe('Europe/Paris')
    await s.store.database.conversations.erase(tenant, talk.id as ConversationId)
    expect((await load())?.timeZone).toBeUndefined()
  })
})

describe('whose zone', () => {
  test("the device's, else the one that is remembered, else the assistant's", () => {
    expect(customerZone('Asia/Tokyo', { time_zone: 'Europe/Paris' }, 'UTC')).toBe('Asia/Tokyo')
    expect(customerZone(undefined, { time_zone: 'Europe/Paris' }, 'UTC')).toBe('Europe/Paris')
    expect(customerZone('nowhere', { time_zone: 42 }, 'UTC')).toBe('UTC')
  })

  test('what is no zone is refused, however long or strange', () => {
    expect(
      ['', 'x'.repeat(5_000), '../etc', 'Europe/Berlin; drop', null, undefined, {}].map((name) =>
        isTimeZone(name as never),
      ),
    ).toEqual(Array.from({ length: 7 }, () => false))
  })
})
