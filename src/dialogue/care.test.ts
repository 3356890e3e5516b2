import { describe, expect, test } from 'vitest'
import type { Command } from '#domain/command.ts'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import { command, decisionContext, Talk, understanding } from './fixture/index.ts'
import type { IntentMeaning } from './proposer/index.ts'
import { propose } from './proposer/index.ts'

const caring: Command = {
  kind: 'refuse',
  response: 'safety.self-harm',
  offersPerson: 'en',
  care: 3,
  confidence: 0.9,
  proposer: 'rule',
}

describe('whoever may be in need', () => {
  test('is offered a person, whom a yes calls with priority', async () => {
    const talk = new Talk()
    expect(await talk.commands(caring)).toEqual(['safety.self-harm'])
    await talk.says('yes please')
    expect(talk.result?.handoff).toMatchObject({ reason: 'safety', priority: 'high' })
  })

  test('is asked nothing of an open task, which a no brings back', async () => {
    const talk = new Talk()
    await talk.commands(command.start('cancel-order'))
    expect(await talk.commands(caring)).toEqual(['safety.self-harm'])
    expect(await talk.says('no')).toContain('repair.back-to')
  })

  test('is in need for three messages, also where a person is asked for in other words', async () => {
    const talk = new Talk()
    await talk.commands(caring)
    expect(talk.state.care).toBe(3)
    await talk.commands(command.chat)
    expect(talk.state.care).toBe(2)
    await talk.commands(command.handOff)
    expect(talk.result?.handoff).toMatchObject({ reason: 'safety', priority: 'high' })
    expect(talk.state.care).toBeUndefined()
  })

  test('is no longer so after other matters', async () => {
    const talk = new Talk()
    await talk.commands(caring)
    for (let i = 0; i < 3; i += 1) await talk.commands(command.chat)
    expect(talk.state.care).toBeUndefined()
    await talk.commands(command.handOff)
    expect(talk.result?.handoff).toMatchObject({ reason: 'asked', priority: 'normal' })
  })
})

test('a warning and a condolence are said beside the matter, and the task goes on as if nothing came in between', async () => {
  const talk = new Talk()
  const beside = (response: string): Command => ({ kind: 'small-talk', response, confidence: 1, proposer: 'rule' })
  const said = await talk.commands(beside('safety.secrets'), beside('safety.condolence'), command.start('cancel-order'))
  expect(said.slice(0, 2)).toEqual(['safety.secrets', 'safety.condolence'])
  expect(said).not.toContain('repair.back-to')
  expect(talk.state.stack[0]?.flow).toBe('cancel-order')
})

describe('a refusal by intent', () => {
  const unsafe: IntentMeaning = { name: 'safety/unsafe', command: 'refuse', response: 'safety.unsafe' }
  const proposed = (confidence: number, mayRefuse?: (response: string, confidence: number) => boolean) => {
    const context = {
      ...decisionContext,
      intents: new Map([...decisionContext.intents, [unsafe.name, unsafe]]),
      ...(mayRefuse && { mayRefuse }),
    }
    const read = { intents: { 'safety/unsafe': confidence, 'orders/status': 0.3 } }
    return propose(understanding('i could kill for that order', read), emptyDialogue(), context).map(({ kind }) => kind)
  }

  test('needs to be sure, and what else may be meant is read instead', () => {
    expect(proposed(0.65)).toContain('refuse')
    expect(proposed(0.4)).not.toContain('refuse')
    expect(proposed(0.4)).toContain('start-flow')
  })

  test('is what whoever looked at the message says it is', () => {
    expect(proposed(0.4, () => true)).toContain('refuse')
    expect(proposed(0.95, () => false)).not.toContain('refuse')
  })
})
