import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

let s: TestServer
beforeAll(async () => {
  const assistantFolder = await tinyAssistant({
    'assistant.yaml': 'name: Tiny\nlanguages: [en, de]\nencoder: none\n',
    'intents/all.de.yaml': `language: de
intents:
  paint:
    examples: [bitte mein Haus streichen, ich möchte meine Wand streichen lassen, können Sie den Zaun streichen, streichen Sie das Tor, die Garage soll gestrichen werden, ich hätte gern eine neue Farbe am Haus, malen Sie mein Zimmer an, neuer Anstrich für die Tür, ich brauche einen Maler, bitte die Fassade streichen]
  control/human:
    examples: [ich möchte mit einem Menschen sprechen, bitte einen Mitarbeiter, kann ich mit jemandem reden, einen echten Menschen bitte, verbinden Sie mich mit einem Berater, ich will mit einer Person sprechen, geben Sie mir einen Kollegen, rufen Sie mich bitte an, Kundendienst bitte, kann mich jemand anrufen]
`,
    'responses/paint.yaml': `responses:
  ask-colour:
    variants:
      - { text: 'Which colour should it be?', locale: en }
      - { text: 'Welche Farbe soll es sein?', locale: de }
  paint-summary:
    variants:
      - { text: 'I will paint it {colour}. Shall I?', locale: en }
      - { text: 'Ich streiche es {colour}. Soll ich?', locale: de }
  painted: 'It is {colour} now.'
`,
  })
  s = await composeTestServer({ assistantFolder })
})
afterAll(() => s.close())

interface Said {
  text: string
  buttons: { label: string; payload: string }[]
  locale: string
}

/** The reply to a message. */
async function answerTo(
  conversation: Awaited<ReturnType<TestServer['start']>>,
  text: string,
  payload?: string,
): Promise<Said & { outcome: string }> {
  const { body } = await conversation.say(text, payload)
  const events = body.events as {
    kind: string
    outcome?: string
    locale?: string
    parts?: { text: string }[]
    quickReplies?: { label: string; payload: string }[]
  }[]
  const reply = events.find(({ kind }) => kind === 'reply')
  return {
    text: (reply?.parts ?? []).map((part) => part.text).join(' '),
    buttons: reply?.quickReplies ?? [],
    locale: reply?.locale ?? '',
    outcome: reply?.outcome ?? '',
  }
}

describe('a conversation in the customer’s language', () => {
  test('is answered in it, stays with a foreign word, and changes with a sentence', async () => {
    const conversation = await s.start({ locale: 'en' })
    expect(await answerTo(conversation, 'ich möchte bitte meine Garage streichen lassen')).toMatchObject({
      text: 'Welche Farbe soll es sein?',
      locale: 'de',
    })
    expect(await answerTo(conversation, 'red')).toMatchObject({ text: 'Ich streiche es red. Soll ich?', locale: 'de' })
    expect((await s.get(conversation.path, conversation.token)).body).toMatchObject({ locale: 'de' })
    const english = await answerTo(conversation, 'no, i would like to talk to a human please')
    expect(english.locale).toBe('en')
  })

  test('that the assistant does not have gets that told in it, and a button that calls a person', async () => {
    const conversation = await s.start({ locale: 'en' })
    const { text, buttons, outcome } = await answerTo(
      conversation,
      '¿Dónde está la pintura que compré la semana pasada?',
    )
    expect(outcome).toBe('refused')
    expect(text).toContain('Idiomas que entiendo: inglés (English) y alemán (Deutsch).')
    const [button] = buttons
    expect(button?.label).toBe('Hablar con una persona')
    expect(await answerTo(conversation, button?.label ?? '', button?.payload)).toMatchObject({ outcome: 'handed-off' })
  })

  test.each([
    ['¿Dónde está la pintura que compré la semana pasada?', 'sí, por favor', 'handed-off'],
    ['Где находится краска, которую я купил на прошлой неделе?', 'да', 'handed-off'],
    ['先週買ったペンキはどこにありますか？', 'いいえ', 'answered'],
  ])('what it asks in that language is understood in it: "%s", "%s"', async (asked, answer, outcome) => {
    const conversation = await s.start({ locale: 'en' })
    expect(await answerTo(conversation, asked)).toMatchObject({ outcome: 'refused' })
    expect(await answerTo(conversation, answer)).toMatchObject({ outcome })
  })
})
