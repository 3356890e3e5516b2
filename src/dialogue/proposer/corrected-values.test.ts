import { describe, expect, test } from 'vitest'
import { command, compiled, Talk } from '../fixture/index.ts'
import { expectedAnswer } from './expected.ts'
import { withPartReplaced, withWordSwapped } from './replaced-part.ts'
import { replaces } from './wording.ts'

const { start } = command

describe('what stands between two values of a kind', () => {
  test.each([
    "... hm no, that's the boots. ",
    '. Ah no, this is the scarf, I take ',
    ' oh wait sorry ',
    ', no, ',
    ' - scratch that, ',
    '. Oops, wrong mail, ',
    ', hang on, ',
    ' not that, ',
    ' I mean ',
    '. my bad, here it is: ',
    ' sorry, typo: ',
  ])('"%s" replaces the first', (between) => expect(replaces('it is ', between)).toBe(true))

  test.each([
    ', no problem. And ',
    ' and also ',
    ', sorry, and ',
    ', no rush, and then ',
    ' has come. Wait, what about ',
    ' came, but where is ',
    ' or ',
    ', ',
    ' is fine. I wonder very much what happened to the other one, which is ',
  ])('"%s" keeps both', (between) => expect(replaces('it is ', between)).toBe(false))
})

describe('a part of a value', () => {
  const address = '15 Queen Street, Toronto, ON M5V 2N2'
  test.each([
    ['51 Queen Street', '51 Queen Street, Toronto, ON M5V 2N2'],
    ['51 Queen Street.', '51 Queen Street, Toronto, ON M5V 2N2'],
    ['51 Queen Street, Toronto', '51 Queen Street, Toronto, ON M5V 2N2'],
    ['ON M5V 2N9', '15 Queen Street, Toronto, ON M5V 2N9'],
    ['7 King Road, Ottawa, ON K1A 0B1', '7 King Road, Ottawa, ON K1A 0B1'],
    ['7 King Road', '7 King Road'],
  ])('"%s" gives "%s"', (said, whole) => expect(withPartReplaced(address, said)).toBe(whole))

  test('what has no parts is replaced', () => expect(withPartReplaced('Ann Lee', 'Ann Leigh')).toBe('Ann Leigh'))

  test.each([
    ['51, not 15', '51 Queen Street, Toronto, ON M5V 2N2'],
    ["it's 51 not 15", '51 Queen Street, Toronto, ON M5V 2N2'],
    ['not 15, 51!', '51 Queen Street, Toronto, ON M5V 2N2'],
    ['not Queen but King', '15 King Street, Toronto, ON M5V 2N2'],
    ['Hamilton and not toronto', '15 Queen Street, Hamilton, ON M5V 2N2'],
  ])('"%s" puts a word right', (text, whole) => expect(withWordSwapped(address, text)).toBe(whole))

  test.each(['not today, tomorrow', '51', 'I am not sure', 'why not', 'not 15', '99, not 88'])(
    '"%s" puts nothing right',
    (text) => expect(withWordSwapped(address, text)).toBeNull(),
  )
})

describe('in conversation', () => {
  const flows = compiled(`
flows:
  verify-customer:
    description: Finds out who writes
    steps:
      - verify: { customer: "'C-1'", by: test }
  move:
    description: Keeps another address
    title: Move
    called: your move
    intents: [orders/change-address]
    slots:
      order_number: { type: order_number, ask: ask-order-number }
      email: { type: email, ask: ask-email }
      address: { type: text, ask: ask-address }
    steps:
      - collect: order_number
      - collect: email
      - collect: address
      - confirm: sure
        on_deny: { correct: [address, email] }
      - say: own-end
        with: { address: address, email: email, number: order_number }
  gift-card:
    description: Sells a gift card
    title: Gift card
    called: your gift card
    intents: [gifts]
    slots:
      order_number: { type: order_number, ask: ask-order-number }
    steps:
      - collect: order_number
      - say: own-end
`)
  const moving = { order_number: 'MF-1', email: 'a@b.c', address: '15 Queen Street, Toronto, ON M5V 2N2' }

  test('a number put right keeps the rest of the address, and the summary comes again', async () => {
    const talk = new Talk({ flows })
    await talk.commands(start('move', moving))
    expect(await talk.says('51, not 15')).toEqual(['repair.corrected', 'sure'])
    expect(talk.state.stack[0]?.slots['address']).toBe('51 Queen Street, Toronto, ON M5V 2N2')
    await talk.says('yes')
    expect(talk.variables('own-end')).toMatchObject({ address: '51 Queen Street, Toronto, ON M5V 2N2' })
  })

  test('of two numbers the one that is not taken back counts', async () => {
    const talk = new Talk({ flows })
    await talk.commands(start('move'))
    const entities = { 'MF-1': 'order_number', 'MF-2': 'order_number' }
    expect(await talk.says("MF-1... hm no, that's the boots. MF-2", { entities })).toEqual(['ask-email'])
    expect(talk.state.stack[0]?.slots['order_number']).toBe('MF-2')
  })

  test('what was just given may be expected anew, and its correction begins nothing', async () => {
    const talk = new Talk({ flows })
    await talk.commands(start('move'))
    await talk.says('MF-1', { entities: { 'MF-1': 'order_number' } })
    expect(expectedAnswer(talk.state, flows)).toEqual({ entities: ['email', 'order_number'] })
    const read = { intents: { gifts: 0.85 }, entities: { 'MF-2': 'order_number' } }
    expect(await talk.says("ah no that's the old one, MF-2 now", read)).toEqual(['repair.corrected', 'ask-email'])
    expect(talk.state.stack.map(({ flow }) => flow)).toEqual(['move'])
    expect(talk.state.stack[0]?.slots['order_number']).toBe('MF-2')
  })
})
