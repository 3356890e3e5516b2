import { describe, expect, test } from 'vitest'
import type { DialogueState } from '#domain/dialogue-state.ts'
import { command, Talk } from './fixture/index.ts'

const { start } = command

/** A person was offered in passing, and nothing else is asked. */
function offered(): Talk {
  const talk = new Talk()
  const state: DialogueState = { ...talk.state, pending: { kind: 'offer', offer: 'hand-off', beside: true } }
  talk.state = { ...state, lastSays: [{ kind: 'answer', query: 'how long do refunds take' }] }
  return talk
}

describe('a person who was offered in passing', () => {
  test.each(['yes', 'yes please', 'ok', 'yes please, a colleague', 'sure, get me a person', 'a colleague, please'])(
    'is called by "%s"',
    async (text) => {
      const talk = offered()
      expect(await talk.says(text)).toEqual(['repair.handing-off'])
      expect(talk.result?.handoff).toMatchObject({ reason: 'asked' })
    },
  )

  test.each(['no', 'no thanks', 'nope'])('is declined by "%s"', async (text) => {
    const talk = offered()
    expect(await talk.says(text)).toEqual(['repair.hand-off-declined'])
    expect(talk.state.pending).toBeNull()
  })

  test('is not called by a wish that begins with a yes', async () => {
    const talk = offered()
    await talk.says('ok, where is my order?', { intents: { 'orders/status': 0.95 } })
    expect(talk.result?.handoff).toBeNull()
    expect(talk.state.stack[0]?.flow).toBe('order-status')
  })

  test('is not called by what only sounds like a yes', async () => {
    const talk = offered()
    await talk.says('that is very kind of you all', { intents: { 'control/affirm': 0.9 } })
    expect(talk.result?.handoff).toBeNull()
  })
})

describe('an answer that did not help', () => {
  const answered = (): Talk => {
    const talk = offered()
    talk.state = { ...talk.state, pending: null }
    return talk
  }

  test.each(["that doesn't answer my question", 'not helpful', 'wrong', "no that's not it", "that's not what I meant"])(
    '"%s": sorry, other words or a person',
    async (text) => {
      const talk = answered()
      expect(await talk.says(text, { intents: { 'control/deny': 0.99 } })).toEqual(['repair.not-helpful'])
      expect(await talk.says('yes please')).toEqual(['repair.handing-off'])
    },
  )

  test('also where more is said of it', async () => {
    const talk = answered()
    const said = "that's not right, your page says ninety days"
    expect(await talk.says(said, { intents: { 'control/deny': 0.99 } })).toEqual(['repair.not-helpful'])
    expect(
      await answered().says("that's not what I meant, where is my order", { intents: { 'orders/status': 0.9 } }),
    ).not.toContain('repair.not-helpful')
  })

  test('the third time in a row calls a person', async () => {
    const talk = answered()
    await talk.says('not helpful')
    await talk.says("you didn't answer my question")
    expect(await talk.says("that's not what I asked")).toEqual(['repair.handing-off'])
    expect(talk.result?.handoff).toMatchObject({ reason: 'misunderstood' })
  })

  test('such words answer what is asked, where something is', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status'))
    expect(await talk.says("that's wrong", { intents: { 'control/deny': 0.99 } })).not.toContain('repair.not-helpful')
  })
})

describe('a person', () => {
  test('is called in a language that the assistant does not have', async () => {
    const talk = new Talk()
    expect(await talk.says('Kann ich mit einem Menschen sprechen?')).toEqual(['repair.handing-off'])
    expect(talk.result?.handoff).toMatchObject({ reason: 'asked', language: 'de' })
  })

  test('is called by who refuses a machine', async () => {
    const talk = new Talk()
    expect(await talk.says("I don't want to talk to a bot")).toEqual(['repair.handing-off'])
  })

  test('is not called by who refuses one', async () => {
    const talk = new Talk()
    expect(await talk.says("don't transfer me to a human", { intents: { 'control/human': 0.97 } })).toEqual([
      'repair.hand-off-declined',
    ])
    expect(talk.result?.handoff).toBeNull()
  })
})
