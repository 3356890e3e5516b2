import { afterAll, beforeAll, expect, test } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

let s: TestServer
beforeAll(async () => {
  const assistantFolder = await tinyAssistant({
    'assistant.yaml': 'name: Tiny\nlanguages: [en]\nencoder: none\n',
    'flows/visit.yaml': `flows:
  visit:
    description: Sends somebody to look at it
    title: A visit
    intents: [visit]
    slots:
      part: { type: choice, choices: [morning, evening] }
    steps:
      - say: tells
        suggest: [paint-house]
      - collect: part
      - say: tells
        suggest: [paint-house]
      - end: resolved
`,
    'intents/visit.yaml': `intents:
  visit:
    examples: [book a visit, I want an appointment, please come by, can somebody come and look, make an appointment, schedule a visit, I need a painter to come, visit me please]
`,
    'responses/visit.yaml': `responses:
  tells:
    text: We come to your house.
    quick_replies: [What does it cost?]
  ask-part: In the morning or in the evening?
`,
  })
  s = await composeTestServer({ assistantFolder })
})
afterAll(() => s.close())

const buttons = (body: Record<string, unknown>): string[] =>
  (body['events'] as { quickReplies?: { label: string }[] }[]).flatMap((event) =>
    (event.quickReplies ?? []).map(({ label }) => label),
  )

test('a question has its own buttons alone, not those of what was said before it', async () => {
  const talk = await s.start()
  expect(buttons((await talk.say('book a visit')).body)).toEqual(['Morning', 'Evening'])
})

test('what is said without a question keeps its buttons', async () => {
  const talk = await s.start()
  await talk.say('book a visit')
  expect(buttons((await talk.say('evening')).body)).toEqual(['What does it cost?', 'Paint house'])
})

test('that a person can be had stays beside any question', async () => {
  const talk = await s.start()
  await talk.say('book a visit')
  expect(buttons((await talk.say('none of these')).body)).toEqual(['Talk to a person', 'Morning', 'Evening'])
})
