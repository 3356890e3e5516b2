import { describe, expect, test } from 'vitest'
import { command, compiled, Talk, verified } from '../fixture/index.ts'

const { start, set, choose, clarify } = command

/** Where a refund may go depends on how the order was paid. */
const refund = (rule: string) =>
  compiled(`
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  refund:
    description: d
    called: your refund
    intents: [gifts]
    slots:
      reason:
        type: choice
        choices:
          - { value: original, label: Original card, means: [credit card] }
          - { value: gift, label: Gift card }
          - { value: bank, label: Bank account }
        validate: [{ if: "${rule}", else: address-too-short }]
    steps:
      - call: get_order
        save: order
      - collect: reason
      - say: own-end
`)
const paidBy = (payment: string) =>
  new Talk({
    identity: verified,
    flows: refund("reason != 'original' or order.payment == 'card'"),
    tool: () => ({ kind: 'ok', value: { payment } }),
  })
const labels = (talk: Talk) =>
  (talk.result?.items ?? []).flatMap((item) =>
    item.kind === 'say' ? (item.quickReplies ?? []).map(({ label }) => label) : [],
  )

describe('choices that a rule of the slot forbids', () => {
  test('are not offered', async () => {
    const card = paidBy('card')
    await card.commands(start('refund'))
    expect(labels(card)).toEqual(['Original card', 'Gift card', 'Bank account'])

    const other = paidBy('paypal')
    await other.commands(start('refund'))
    expect(labels(other)).toEqual(['Gift card', 'Bank account'])
    expect(other.variables('ask-reason')).toMatchObject({ options: ['Gift card', 'Bank account'] })
    await other.commands(clarify())
    expect(other.variables('repair.choice-invalid')).toMatchObject({ options: ['Gift card', 'Bank account'] })
  })

  test('are counted over: "the first" is the first that was offered', async () => {
    const talk = paidBy('paypal')
    await talk.commands(start('refund'))
    expect(await talk.commands(choose('the first'))).toEqual(['own-end', 'repair.anything-else'])
    expect(talk.variables('own-end')).toMatchObject({ reason: 'gift' })
    const last = paidBy('paypal')
    await last.commands(start('refund'))
    await last.commands(choose('the last one'))
    expect(last.variables('own-end')).toMatchObject({ reason: 'bank' })
  })

  test('are answered with the rule where they are named nevertheless, and still not offered then', async () => {
    const talk = paidBy('paypal')
    await talk.commands(start('refund'))
    expect(await talk.commands(choose('back to my credit card'))).toEqual(['address-too-short', 'ask-reason'])
    expect(labels(talk)).toEqual(['Gift card', 'Bank account'])
    expect(await talk.commands(set('reason', 'original'))).toEqual(['address-too-short', 'ask-reason'])
  })

  test('are offered where all are forbidden, each with its own answer', async () => {
    const talk = new Talk({ identity: verified, flows: refund('false'), tool: () => ({ kind: 'ok', value: {} }) })
    await talk.commands(start('refund'))
    expect(labels(talk)).toEqual(['Original card', 'Gift card', 'Bank account'])
  })
})

test('words that fit two choices of a slot ask between those two, and fill nothing', async () => {
  const talk = paidBy('card')
  await talk.commands(start('refund'))
  expect(await talk.commands(choose('a card'))).toEqual(['ask-reason'])
  expect(labels(talk)).toEqual(['Original card', 'Gift card'])
  expect(talk.state.stack[0]?.slots).toEqual({})
  expect(await talk.commands(choose('the second'))).toEqual(['own-end', 'repair.anything-else'])
  expect(talk.variables('own-end')).toMatchObject({ reason: 'gift' })
})
