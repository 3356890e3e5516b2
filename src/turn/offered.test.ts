import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

let s: TestServer
beforeAll(async () => {
  const assistantFolder = await tinyAssistant({
    'assistant.yaml': 'name: Tiny\nlanguages: [en]\nencoder: none\n',
    'intents/talk.yaml': `intents:
  smalltalk/weather:
    command: small-talk
    response: smalltalk.weather
    examples: [nice weather today, what a sunny day, it is raining again, how is the weather, so much snow outside, lovely sunshine, stormy weather out there, cold weather today]
`,
    'responses/weather.yaml': `responses:
  smalltalk.weather:
    text: The weather is a matter for people. I can get one.
    offers: hand-off
`,
  })
  s = await composeTestServer({ assistantFolder })
})
afterAll(() => s.close())

/** Outcomes and texts of the replies to messages, one after the other. */
async function talk(...texts: string[]): Promise<{ outcome: string; text: string }[]> {
  const conversation = await s.start()
  const replies: { outcome: string; text: string }[] = []
  for (const text of texts) {
    const { body } = await conversation.say(text)
    const events = body.events as { kind: string; outcome?: string; parts?: { text: string }[] }[]
    const reply = events.find(({ kind }) => kind === 'reply')
    replies.push({ outcome: reply?.outcome ?? '', text: (reply?.parts ?? []).map((part) => part.text).join(' ') })
  }
  return replies
}

const unknown = 'which brushes do you use for the moon?'

describe('words that offer a person', () => {
  test.each(['yes', 'yes please', 'ok', 'yes please, a colleague'])(
    'are taken at their word: what the articles do not say, then "%s"',
    async (answer) => {
      const [, last] = await talk(unknown, answer)
      expect(last?.outcome).toBe('handed-off')
    },
  )

  test('are declined by a no, and forgotten', async () => {
    const [, declined, later] = await talk(unknown, 'no', 'yes')
    expect(declined?.outcome).toBe('answered')
    expect(later?.outcome).not.toBe('handed-off')
  })

  test('are forgotten where the customer goes on with something else', async () => {
    const [, asked] = await talk(unknown, 'ok, paint my house')
    expect(asked?.text).toContain('Which colour')
  })

  test('may be those of any response, if its author says so', async () => {
    const [, last] = await talk('nice weather today', 'yes please')
    expect(last?.outcome).toBe('handed-off')
  })
})

describe('a person who is asked for in another language', () => {
  test('is promised in it', async () => {
    const [reply] = await talk('Kann ich mit einem Menschen sprechen?')
    expect(reply).toMatchObject({ outcome: 'handed-off' })
    expect(reply?.text).toMatch(/Menschen|niemand/)
  })

  test('also after a yes to the offer', async () => {
    const [, reply] = await talk("Où est ma commande, elle n'est pas arrivée", 'oui')
    expect(reply).toMatchObject({ outcome: 'handed-off' })
    expect(reply?.text).toMatch(/personne/)
  })
})
