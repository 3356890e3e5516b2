import { describe, expect, test } from 'vitest'
import type { CompiledFlows } from '#dialogue/index.ts'
import { type DialogueState, emptyDialogue, type Pending } from '#domain/dialogue-state.ts'
import type { Reply } from '#domain/reply.ts'
import { type CustomerLines, GoalDrivenCustomer } from './customer.ts'

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
  played({ goal, answers: Object.fromEntries(Object.entries(answers).map(([key, text]) => [key, [text]])) })
const played = (lines: Partial<CustomerLines>) => new GoalDrivenCustomer({ goal: '', ...lines }, flows)
const confirm = asking({ kind: 'confirm', frame: 1, step: '2' })
const anythingElse = asking({ kind: 'anything-else' })
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

  test('a yes to another summary is not the same yes again', () => {
    const wants = customer({ confirm: 'yes' })
    const moves = [1, 2, 3, 4, 5].map((amount) => wants.next(confirm, reply(`That is $${amount}. Shall I?`)).kind)
    expect(moves).toEqual(['say', 'say', 'say', 'say', 'say'])
  })

  test('several answers are given one after another', () => {
    const answers = played({ answers: { email: ['first', 'second'] } })
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

describe('a customer with further wishes and limits', () => {
  test('says one wish after another when asked for more or when all is done, and then closes', () => {
    const wants = played({ answers: { 'anything else': ['bye'] }, wishes: ['now the bags', 'and a voucher'] })
    expect(said(wants.next(anythingElse, reply('Anything else?')))).toBe('now the bags')
    expect(said(wants.next(asking(null), reply('Done.')))).toBe('and a voucher')
    expect(said(wants.next(anythingElse, reply('Anything else?')))).toBe('bye')
  })

  test('reacts to certain words before it answers, each line once', () => {
    const wants = played({
      answers: { email: ['a@b'] },
      reactions: [{ when: ['not possible', '/can(no|.)t/'], say: ['but I insist', 'really?'], once: true }],
    })
    const refusing = reply('I can’t do that. What is your email?')
    const lines = [1, 2, 3].map(() => said(wants.next(slot('email'), refusing)))
    expect(lines).toEqual(['but I insist', 'really?', 'a@b'])
    expect(said(wants.next(slot('email'), reply('Your email?')))).toBe('a@b')
  })

  test('a reaction that is not for once is said each time', () => {
    const wants = played({ reactions: [{ when: ['sorry'], say: ['no'], once: false }] })
    expect([1, 2, 3].map(() => said(wants.next(asking(null), reply('Sorry.'))))).toEqual(['no', 'no', 'no'])
  })

  test('agrees only within its budget: the largest amount in the message counts', () => {
    const wants = played({ confirm: [{ over: 1000, say: 'no, too much' }, { say: 'yes' }] })
    expect(said(wants.next(confirm, reply('Two of $600 come to $1,200. Shall I?')))).toBe('no, too much')
    expect(said(wants.next(confirm, reply('That is 999 dollars. Shall I?')))).toBe('yes')
    expect(said(wants.next(confirm, reply('Shall I?')))).toBe('yes')
  })

  test('an answer may be listed under several names', () => {
    expect(said(customer({ 'account | user id': 'mia' }).next(slot('user_id'), reply('Who are you?')))).toBe('mia')
  })

  test('nobody answers a question with what they said to another one that only sounds alike', () => {
    const wants = customer({ passenger: 'Mei Lee', 'new name': 'Mei Garcia' })
    expect(said(wants.next(slot('old_passenger'), reply('Which passenger should be changed?')))).toBe('Mei Lee')
    expect(said(wants.next(slot('new_passenger'), reply('What is the new name?')))).toBe('Mei Garcia')
    expect(said(wants.next(slot('old_passenger'), reply('Which passenger should be changed?')))).toBe('Mei Lee')
  })

  test('a question for several things is answered as a whole', () => {
    const wants = customer({ 'first name': 'Mei', 'last name': 'Garcia', 'date of birth': '1989-12-13' })
    const question = reply('Who is it? I need first and last name, and the date of birth please?')
    expect(said(wants.next(slot('who'), question))).toBe('Mei Garcia, 1989-12-13')
  })
})
