import { describe, expect, test } from 'vitest'
import type { CompiledFlows } from '#dialogue/index.ts'
import { type DialogueState, emptyDialogue, type Pending } from '#domain/dialogue-state.ts'
import type { Reply } from '#domain/reply.ts'
import { GoalDrivenCustomer } from './customer.ts'

const reply = (text: string): Reply => ({
  parts: [{ kind: 'text', text }],
  quickReplies: [],
  locale: 'en',
  confidence: 1,
  reasons: [],
})
const flows: CompiledFlows = { format: 1, flows: {}, startedBy: {}, verification: null }
const asking = (pending: Pending | null): DialogueState => ({ ...emptyDialogue(), pending })
const slot = (name: string): DialogueState => asking({ kind: 'slot', frame: 1, slot: name })
const customer = (answers: Record<string, string>, goal = '') =>
  new GoalDrivenCustomer(Object.fromEntries(Object.entries(answers).map(([key, text]) => [key, [text]])), goal, flows)
const said = (move: ReturnType<GoalDrivenCustomer['next']>) => (move.kind === 'say' ? move.message.text : move.kind)

describe('a customer who knows what they want', () => {
  test.each([
    ['order_number', 'order number'],
    ['orderNumber', 'order number'],
    ['e-mail', 'email'],
    ['order_number', 'Order-Number'],
    ['new_address', 'address'],
    ['order', 'order number'],
  ])('answers for %s by what is listed as "%s"', (name, key) => {
    expect(said(customer({ [key]: 'here' }).next(slot(name), reply('Which one?')))).toBe('here')
  })

  test('the closest name wins', () => {
    const both = customer({ address: 'old', 'new address': 'new' })
    expect(said(both.next(slot('new_address'), reply('Where to?')))).toBe('new')
  })

  test('words of the question tell where the name does not', () => {
    const answers = customer({ 'reason for the return': 'too small' })
    expect(said(answers.next(slot('why'), reply('What is the reason for your return?')))).toBe('too small')
  })

  test('says yes where a confirmation is asked for, and closes with its own words', () => {
    const answers = customer({ confirm: 'go ahead', 'anything else': 'that is all' })
    expect(said(answers.next(asking({ kind: 'confirm', frame: 1, step: '2' }), reply('Shall I?')))).toBe('go ahead')
    expect(said(answers.next(asking({ kind: 'anything-else' }), reply('Anything else?')))).toBe('that is all')
  })

  test('declines what it did not come for', () => {
    const answers = customer({ order: 'the newest', '*': 'not sure' })
    const confirm = asking({ kind: 'confirm', frame: 1, step: '2' })
    expect(said(answers.next(confirm, reply('Shall I correct your order?')))).toBe('no, thank you')
    expect(said(answers.next(asking({ kind: 'offer', offer: 'hand-off' }), reply('A person?')))).toBe('no, thank you')
  })

  test('leaves when nothing is asked any more', () => {
    expect(said(customer({}).next(asking(null), reply('Done.')))).toBe('leave')
    expect(said(customer({}).next(asking({ kind: 'anything-else' }), reply('Anything else?')))).toBe('leave')
  })

  test('a question that no value waits for is answered once', () => {
    const answers = customer({ size: 'nine' })
    const question = reply('Which size do you wear?')
    expect(said(answers.next(asking(null), question))).toBe('nine')
    expect(said(answers.next(asking(null), question))).toBe('leave')
  })

  test('without an answer the scenario is stuck, and says at what', () => {
    expect(customer({ pin: '1' }).next(slot('order_number'), reply('What is your order number?'))).toEqual({
      kind: 'stuck',
      expectation: 'answers',
      expected: 'an answer for "order_number"',
      got: 'asked "What is your order number?", and the customer has no answer',
    })
  })

  test('"*" stands for everything else', () => {
    expect(said(customer({ '*': "I'm not sure" }).next(slot('order_number'), reply('Number?')))).toBe("I'm not sure")
  })

  test('the same question for the fourth time means that the answer is not taken', () => {
    const answers = customer({ email: 'a@b' })
    const moves = [1, 2, 3, 4].map(() => answers.next(slot('email'), reply('Your e-mail?')).kind)
    expect(moves).toEqual(['say', 'say', 'say', 'stuck'])
  })

  test('several answers are given one after another', () => {
    const answers = new GoalDrivenCustomer({ email: ['first', 'second'] }, '', flows)
    const said = [1, 2, 3].map(() => answers.next(slot('email'), reply('Your e-mail?')))
    expect(said.map((move) => move.kind === 'say' && move.message.text)).toEqual(['first', 'second', 'second'])
  })

  test('asked what was meant, it presses what says most of the goal', () => {
    const options = [
      { payload: 'p1', label: 'Return an item', value: 1 },
      { payload: 'p2', label: 'Report a missing package', value: 2 },
    ]
    const wants = customer({}, 'My package never came, it is missing')
    expect(wants.next(asking({ kind: 'clarify', options }), reply('What would you like?'))).toEqual({
      kind: 'say',
      message: { text: 'Report a missing package', payload: 'p2' },
    })
    expect(customer({}, 'My shoes').next(asking({ kind: 'clarify', options }), reply('What?')).kind).toBe('stuck')
  })
})
