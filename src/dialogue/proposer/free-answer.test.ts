import { describe, expect, test } from 'vitest'
import { command, compiled, Talk } from '../fixture/index.ts'

const { start } = command

const flows = compiled(`
flows:
  verify-customer:
    description: Finds out who writes
    steps:
      - verify: { customer: "'C-1'", by: test }

  return-item:
    description: Sends something back
    title: Return an item
    called: your return
    intents: [returns/start]
    slots:
      order_number: { type: order_number }
      colour: { type: colour }
      reason:
        type: choice
        choices:
          - { value: size, label: Size, means: [too small, too big], intents: [returns/size] }
          - { value: colour, label: Colour, intents: [returns/colour] }
          - { value: other, label: Another reason }
    steps:
      - collect: reason
      - say: own-end
        with: { reason: reason, colour: colour }

  gift-card:
    description: Sells a gift card
    title: Gift card
    called: your gift card
    intents: [gifts]
    slots:
      email: { type: email, optional: true, ask: ask-email }
      order_number: { type: order_number, ask: ask-order-number }
      note: { type: text, called: security answer, ask: ask-address, optional: true }
    steps:
      - collect: email
      - if: not has(email)
        then:
          - collect: order_number
      - collect: note
      - say: own-end
        with: { note: note }

  change-address:
    description: Sends it elsewhere
    title: Change an address
    called: your address change
    intents: [orders/change-address]
    steps:
      - say: own-unknown
`)

const askedWhy = async () => {
  const talk = new Talk({ flows })
  expect(await talk.commands(start('return-item'))).toEqual(['ask-reason'])
  return talk
}

describe('to "what was wrong with it?" with a way out', () => {
  test.each([
    'it sheds all over my sofa',
    'scratchy, and my neck itches',
    'far too heavy for summer',
    'They make me look old.',
    'my daughter hates it',
    'because I found a nicer one',
    'is full of holes after one wash',
    'looks cheap, honestly',
    'zip got stuck on day two',
    'It smells of petrol',
    'the seam came apart and the dog ate the rest',
    'just did not like it',
    'I ordered it by mistake, silly me',
    "it wasn't a present anybody wanted",
    'changed my mind',
    'no particular reason',
    'does nothing for me',
    'has gone out of fashion',
    'quality is poor',
    'the buttons fell off. I have a baby, you know.',
  ])('"%s" is a reason, however much it looks like nothing known', async (text) => {
    const talk = await askedWhy()
    expect(await talk.says(text, { intents: { 'orders/status': 0.3 }, outOfScope: 0.8 })).toEqual([
      'own-end',
      'repair.anything-else',
    ])
    expect(talk.variables('own-end')).toMatchObject({ reason: 'other' })
  })

  test('one of the reasons by name or by meaning is that one', async () => {
    const talk = await askedWhy()
    await talk.says('a bit too small for me')
    expect(talk.variables('own-end')).toMatchObject({ reason: 'size' })
    const other = await askedWhy()
    await other.says('my feet hurt in them', { intents: { 'returns/size': 0.7 } })
    expect(other.variables('own-end')).toMatchObject({ reason: 'size' })
  })

  test('what is named in a reason is no value for other questions', async () => {
    const talk = await askedWhy()
    await talk.says('the red dye runs in the wash', { entities: { red: 'colour' } })
    expect(talk.variables('own-end')).toMatchObject({ reason: 'other', colour: null })
  })

  test.each([
    ['what happens to my money then?', {}],
    ['how long does that take', {}],
    ['no', {}],
    ['ok sure', {}],
    ['xqzzt', {}],
    ['MF-100001', { entities: { 'MF-100001': 'order_number' } }],
    ['I need to send it to my office instead', { intents: { 'orders/change-address': 0.9 } }],
    ['I want to talk to a human being', { intents: { 'control/human': 0.95 } }],
    ['hello there my friend', { intents: { 'smalltalk/hello': 0.9 } }],
    ["that's all, thanks", {}],
    ["no idea, can't say", { intents: { 'control/skip': 0.9 } }],
  ])('"%s" is none', async (text, read) => {
    const talk = await askedWhy()
    await talk.says(text, read)
    expect(talk.state.stack[0]?.slots['reason']).toBeUndefined()
  })
})

describe('what cannot be given', () => {
  test.each([
    "I can't get at that mailbox right now",
    'never had one',
    "don't have an e-mail any more",
    'I no longer use that address',
    "I can't remember which one it was, sorry",
    "I've lost access to it, take something else",
    'haven’t got one',
    'we never set one up',
    'not at hand, I am at work',
    'forgot it',
    "I really don't know any more",
    'there is no e-mail on it',
    "I can't find it anywhere",
    'I honestly never used one there',
  ])('"%s" leaves an optional question out', async (text) => {
    const talk = new Talk({ flows })
    await talk.commands(start('gift-card'))
    expect(await talk.says(text, { intents: { 'control/inform': 0.5 }, outOfScope: 0.7 })).toEqual(['ask-order-number'])
  })

  test('a needed one helps, and ends with a person rather than with the same question for ever', async () => {
    const talk = new Talk({ flows })
    await talk.commands(start('gift-card'))
    await talk.says('never had one')
    const heard: string[] = []
    for (let turn = 0; turn < 4 && talk.result?.handoff == null; turn += 1)
      heard.push(...(await talk.says('I never got a number for that')))
    expect(heard).toContain('repair.person-possible')
    expect(talk.result?.handoff).toMatchObject({ reason: 'misunderstood' })
  })

  test('the value beside it is taken', async () => {
    const talk = new Talk({ flows })
    await talk.commands(start('gift-card'))
    const entities = { 'a@b.c': 'email' }
    await talk.says("I don't have the old one, only a@b.c", { entities })
    expect(talk.state.stack[0]?.slots['email']).toBe('a@b.c')
  })

  test.each([
    ["I don't remember the answer", null],
    ['forgot it', null],
    ["can't remember that one", null],
    [
      "I can't find my way around your site since the weekend",
      "I can't find my way around your site since the weekend",
    ],
    ['lost my heart in Heidelberg', 'lost my heart in Heidelberg'],
  ])('in free words, "%s" is %s', async (text, note) => {
    const talk = new Talk({ flows })
    await talk.commands(start('gift-card', { email: 'a@b.c' }))
    await talk.says(text)
    expect(talk.variables('own-end')).toMatchObject({ note })
  })
})
