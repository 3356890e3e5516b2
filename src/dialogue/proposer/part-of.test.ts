import { describe, expect, test } from 'vitest'
import { type DialogueState, emptyDialogue } from '#domain/dialogue-state.ts'
import { compiled, decisionContext, Talk, understanding } from '../fixture/index.ts'
import { problemsOf } from '../fixture/problems.ts'
import { propose } from './propose.ts'

/** Seats for an evening, a bouquet that may go with them, and the calling card of who writes. */
const flows = compiled(`
flows:
  seats:
    description: Books seats
    intents: [seats]
    slots:
      colour: { type: colour }
      email: { type: email }
      name: { type: text, ask: ask-address, not_only: [colour, email] }
    steps:
      - collect: name
      - say: own-end
        with: { name: name, colour: colour, email: email }
  flowers:
    description: Adds flowers to seats that were booked
    intents: [gifts]
    part_of: { flows: [seats], unless: [order_number] }
    slots:
      order_number: { type: order_number }
      colour: { type: colour }
    steps:
      - collect: order_number
      - say: gift-summary
        with: { order: order_number, colour: colour }
  hello:
    description: Hears who it is
    intents: [tests/endless]
    yields: true
    steps:
      - say: chat-hello
  verify-customer:
    description: Finds out who writes
    steps:
      - verify: { customer: "'C-1'", by: test }
`)

const both = (first: Record<string, number>, second: Record<string, number>, texts: [string, string]) => ({
  wishes: [
    { text: texts[0], intents: first },
    { text: texts[1], intents: second },
  ],
})

describe('a wish that is a part of a larger one', () => {
  const texts: [string, string] = ['Two seats please.', 'And red flowers.']
  const text = texts.join(' ')

  test('gives it its details when both are said together', async () => {
    const talk = new Talk({ flows })
    const read = { ...both({ seats: 0.9 }, { gifts: 0.9 }, texts), entities: { red: 'colour' } }
    expect(await talk.says(text, read)).toEqual(['ask-address'])
    expect(talk.state.queue).toEqual([])
    await talk.says('Ann')
    expect(talk.variables('own-end')).toMatchObject({ name: 'Ann', colour: 'red' })
  })

  test('is one of its own where it names what only it is about', async () => {
    const talk = new Talk({ flows })
    const own: [string, string] = ['Two seats please.', 'And flowers for MF-100001.']
    const read = { ...both({ seats: 0.9 }, { gifts: 0.9 }, own), entities: { 'MF-100001': 'order_number' } }
    await talk.says(own.join(' '), read)
    expect(talk.state.queue.map(({ flow }) => flow)).toEqual(['flowers'])
  })

  test('interrupts the larger one neither with a detail nor without', async () => {
    const talk = new Talk({ flows })
    await talk.says('seats', { intents: { seats: 0.9 } })
    expect(await talk.says('and red flowers', { intents: { gifts: 0.9 }, entities: { red: 'colour' } })).toEqual([
      'ask-address',
    ])
    expect(await talk.says('I want flowers as well', { intents: { gifts: 0.9 } })).toEqual(['ask-address'])
  })
})

describe('a wish that yields', () => {
  const texts: [string, string] = ['I am Ann.', 'I want seats.']

  test('is not begun beside another, not even beside one that is asked about', async () => {
    const talk = new Talk({ flows })
    expect(await talk.says(texts.join(' '), both({ 'tests/endless': 0.9 }, { seats: 0.9 }, texts))).toEqual([
      'ask-address',
    ])
    const unsure = new Talk({ flows })
    const asked = await unsure.says(texts.join(' '), both({ 'tests/endless': 0.9 }, { seats: 0.35 }, texts))
    expect(asked).not.toContain('chat-hello')
  })

  test('is begun alone', async () => {
    const talk = new Talk({ flows })
    expect(await talk.says('I am Ann.', { intents: { 'tests/endless': 0.9 } })).toContain('chat-hello')
  })
})

test('an argument beside a first wish is a reason for it, and refuses nothing', () => {
  const texts: [string, string] = ['I want seats.', 'Your colleague promised them.']
  const read = understanding(texts.join(' '), both({ seats: 0.9 }, { insist: 0.9 }, texts))
  const insists = { name: 'insist', command: 'refuse', response: 'own-denied' } as const
  const context = {
    ...decisionContext,
    flows,
    text: '',
    intents: new Map([...decisionContext.intents, ['insist', insists]]),
  }
  const kinds = (state: DialogueState) => propose(read, state, context).map(({ kind }) => kind)
  expect(kinds(emptyDialogue())).toEqual(['start-flow'])
  const promised = understanding('You promised seats.', { intents: { insist: 0.6, seats: 0.3 } })
  expect(propose(promised, emptyDialogue(), context)).toMatchObject([
    { kind: 'start-flow', flow: 'seats', confidence: expect.closeTo(0.75) },
  ])
  const later = { ...emptyDialogue(), finished: [{ flow: 'hello' }] } as unknown as DialogueState
  expect(kinds(later)).toContain('refuse')
})

describe('to "anything else?"', () => {
  test('a wish beside a yes needs no more than one that stands alone', async () => {
    const talk = new Talk({ flows })
    await talk.says('I am Ann.', { intents: { 'tests/endless': 0.9 } })
    expect(await talk.says('yes, seats then', { intents: { seats: 0.5, 'control/affirm': 0.4 } })).toContain(
      'ask-address',
    )
  })
})

describe('a choice', () => {
  test('leaves to other questions what is said besides', async () => {
    const trip = compiled(`
flows:
  return-item:
    description: Sends something back
    intents: [returns]
    slots:
      way: { type: choice, ask: ask-reason, choices: [{ value: mail, label: By mail, means: [post] }, { value: shop, label: In a shop }] }
      colour: { type: colour }
    steps:
      - collect: way
      - say: own-end
        with: { way: way, colour: colour }
  verify-customer:
    description: Finds out who writes
    steps:
      - verify: { customer: "'C-1'", by: test }
`)
    const talk = new Talk({ flows: trip })
    await talk.says('send it back', { intents: { 'returns/start': 0.9 } })
    await talk.says('by mail, it is the red one', { entities: { red: 'colour' } })
    expect(talk.variables('own-end')).toMatchObject({ way: 'mail', colour: 'red' })
  })
})

describe('a question in free words', () => {
  test('is not answered by what names nothing but the values of other questions', async () => {
    const talk = new Talk({ flows })
    await talk.says('seats', { intents: { seats: 0.9 } })
    expect(await talk.says('in red then', { entities: { red: 'colour' } })).toEqual(['ask-address'])
    await talk.says('Ann Redfern')
    expect(talk.variables('own-end')).toMatchObject({ name: 'Ann Redfern', colour: 'red' })
  })
})

test('a part of a flow that is not there, a slot that is not its own and an unknown kind of value are problems', () => {
  const text = `flows:
  flowers:
    description: d
    part_of: { flows: [seating], unless: [size] }
    slots:
      name: { type: text, not_only: [shade] }
    steps:
      - collect: name
`
  const problems = problemsOf(text).join('\n')
  expect(problems).toContain('seating')
  expect(problems).toContain('size')
  expect(problems).toContain('shade')
})
