import { describe, expect, test } from 'vitest'
import { command, compiled, Talk } from '../fixture/index.ts'
import { expectedAnswer } from './expected.ts'

const { start } = command

const flows = compiled(`
flows:
  verify-customer:
    description: Finds out who writes
    steps:
      - verify: { customer: "'C-1'", by: test }
  password:
    description: Sends a link
    title: Password
    called: your password
    intents: [gifts]
    slots:
      proof: { type: choice, ask: ask-proof, choices: [{ value: order_number, label: Order number }, { value: email, label: E-mail }] }
      order_number: { type: order_number, ask: ask-order-number }
      email: { type: email, ask: ask-email }
    steps:
      - collect: proof
      - match: proof
        cases:
          order_number: [{ collect: order_number }]
          email: [{ collect: email }]
      - say: own-end
        with: { proof: proof, number: order_number, mail: email }
`)

describe('a question which of two can be given', () => {
  const asked = async () => {
    const talk = new Talk({ flows })
    await talk.commands(start('password'))
    return talk
  }

  test('expects either at once', async () => {
    expect(expectedAnswer((await asked()).state, flows)?.entities).toEqual(['order_number', 'email'])
  })

  test.each([
    ["it's a@b.c", { 'a@b.c': 'email' }, { proof: 'email', mail: 'a@b.c' }],
    ['MF-100001, I am pretty sure', { 'MF-100001': 'order_number' }, { proof: 'order_number', number: 'MF-100001' }],
  ])('"%s" chooses and gives it', async (text, entities, values) => {
    const talk = await asked()
    expect(await talk.says(text, { entities })).toContain('own-end')
    expect(talk.variables('own-end')).toMatchObject(values)
  })

  test('a name alone chooses and is asked for', async () => {
    expect(await (await asked()).says('the e-mail')).toEqual(['ask-email'])
  })
})
