import { describe, expect, test } from 'vitest'
import type { Mention } from '#domain/customer.ts'
import { command, compiled, tools as fixtureTools, Talk, verified } from '../fixture/index.ts'

const { start, set, correct, choose, yes, no } = command

const verification = `
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
`
const mentioned: Mention[] = [{ type: 'order_number', value: 'MF-1', text: 'MF-1', seq: 1, by: 'customer' }]
const list = (): { kind: 'ok'; value: { id: string; name: string }[] } => ({
  kind: 'ok',
  value: [
    { id: 'A', name: 'Red hat' },
    { id: 'B', name: 'Blue cap' },
  ],
})

describe('"no" to a summary', () => {
  const flows = compiled(`${verification}
  buy:
    description: d
    called: your purchase
    intents: [gifts]
    slots:
      order_number: { type: order_number, from: mentioned.order_number }
      reason: { type: text }
    steps:
      - collect: order_number
      - collect: reason
      - confirm: sure
        on_deny: { correct: [order_number, reason] }
      - say: own-end
`)

  test('asks for the slot that is wrong, although the value that was wrong could be filled in again', async () => {
    const talk = new Talk({ flows, mentions: mentioned })
    expect(await talk.commands(start('buy', { reason: 'because' }))).toEqual(['sure'])
    expect(await talk.commands(no)).toEqual(['repair.what-to-correct'])
    expect(await talk.commands(choose('order number'))).toEqual(['ask-order-number'])
    expect(talk.variables('ask-order-number')).toMatchObject({ attempt: 1 })
    expect(await talk.commands(set('order_number', 'MF-2'))).toEqual(['sure'])
    expect(talk.state.stack[0]?.slots).toEqual({ order_number: 'MF-2', reason: 'because' })
    expect(talk.state.stack[0]?.anew).toEqual([])
  })

  test('asks in the flow that was gone to for the slot, too', async () => {
    const linked = compiled(`${verification}
  buy:
    description: d
    called: your purchase
    intents: [gifts]
    slots: { order_number: { type: order_number }, reason: { type: text } }
    steps:
      - link: find-order
        with: { order_number: mentioned.order_number }
        return: true
      - confirm: sure
        on_deny: { correct: [order_number, reason] }
      - collect: reason
      - say: own-end
  find-order:
    description: d
    slots: { order_number: { type: order_number, from: mentioned.order_number } }
    steps:
      - collect: order_number
`)
    const talk = new Talk({ flows: linked, mentions: mentioned })
    expect(await talk.commands(start('buy'))).toEqual(['sure'])
    await talk.commands(no)
    expect(await talk.commands(choose('order number'))).toEqual(['ask-order-number'])
    expect(await talk.commands(set('order_number', 'MF-2'))).toEqual(['sure'])
    expect(talk.state.stack[0]).toMatchObject({ slots: { order_number: 'MF-2' }, anew: [] })
  })

  const choosing = (after: string) =>
    compiled(`${verification}
  pick:
    description: d
    called: your pick
    intents: [gifts]
    steps:
      - call: get_order
        save: items
      - choose: thing
        from: items
        label: item.name
        match: "'hat'"
${after}
      - say: own-end
`)
  const correctable = choosing(`      - confirm: sure
        on_deny: { correct: [thing] }`)

  test('lets choose again where the list was matched, and where it has one element', async () => {
    const talk = new Talk({ flows: correctable, tool: list })
    expect(await talk.commands(start('pick'))).toEqual(['sure'])
    expect(await talk.commands(no)).toEqual(['ask-thing'])
    expect(talk.variables('ask-thing')).toMatchObject({ options: ['Red hat', 'Blue cap'] })
    expect(await talk.commands(choose('the cap'))).toEqual(['sure'])
    expect(await talk.commands(yes)).toEqual(['own-end', 'repair.anything-else'])
    expect(talk.variables('own-end')).toMatchObject({ thing: { id: 'B' } })

    const one = new Talk({ flows: correctable, tool: () => ({ kind: 'ok', value: [{ id: 'A', name: 'Red hat' }] }) })
    expect(await one.commands(start('pick'))).toEqual(['sure'])
    expect(await one.commands(no)).toEqual(['ask-thing'])
  })

  test('a choice the shop refuses is asked for, not matched again', async () => {
    const flows = choosing(`      - call: change_address
        with: { orderNumber: thing.id }
        on_refused:
          not_this: [{ ask_again: thing, say: own-denied }]`)
    const talk = new Talk({
      flows,
      identity: { level: 'verified', customer: 'C-1' as never, by: 'signed-token', attributes: {} },
      tool: ({ name, input }) =>
        name === 'get_order' || input['orderNumber'] === 'B'
          ? list()
          : { kind: 'refused', code: 'not_this', message: 'not this one' },
    })
    expect(await talk.commands(start('pick'))).toEqual(['own-denied', 'ask-thing'])
    expect(await talk.commands(choose('the cap'))).toEqual(['own-end', 'repair.anything-else'])
  })
})

describe('a correction that leads back over what is already done', () => {
  /** The first order is only looked at; what is sent depends on the amount alone. */
  const flows = (confirm: string) =>
    compiled(`${verification}
  send:
    description: d
    called: your gift
    intents: [gifts]
    needs: verified
    slots: { order_number: { type: order_number }, amount: { type: number } }
    steps:
      - collect: order_number
      - collect: amount
${confirm}
      - call: create_return
        with: { amount: amount }
        save: created
      - collect: rating
        type: number
      - say: own-end
`)
  const sent = async (confirm = '', name?: string) => {
    const tools = new Map(fixtureTools)
    if (name !== undefined) tools.set(name, { needs: 'verified', effect: 'write', confirm: true })
    const talk = new Talk({ identity: verified, flows: flows(confirm), tools })
    await talk.commands(start('send', { order_number: 'MF-1', amount: 5 }))
    return talk
  }
  const amounts = (talk: Talk) => talk.calls.map(({ input }) => input['amount'])

  test('keeps the result where the tool would be given the same', async () => {
    const talk = await sent()
    expect(await talk.commands(correct('order_number', 'MF-2'))).toEqual(['repair.corrected', 'ask-rating'])
    expect(amounts(talk)).toEqual([5])
    expect(talk.result?.outcome).toBe('asked')
    expect(talk.state.stack[0]?.variables).toEqual({ created: { ok: true, amount: 5 } })
  })

  test('asks where it would be given something else, each time anew: a "no" is for that one only', async () => {
    const talk = await sent()
    expect(await talk.commands(correct('amount', 6))).toEqual(['repair.corrected', 'repair.redo'])
    expect(await talk.commands(no)).toEqual(['ask-rating'])
    // The same once more was answered; the first result stands.
    expect(await talk.commands(correct('order_number', 'MF-2'))).toEqual(['repair.corrected', 'ask-rating'])
    expect(amounts(talk)).toEqual([5])
    expect(await talk.commands(correct('amount', 7))).toEqual(['repair.corrected', 'repair.redo'])
    expect(await talk.commands(yes)).toEqual(['ask-rating'])
    expect(amounts(talk)).toEqual([5, 7])
    // Back to what is done now needs nothing, and to what was done before is another time.
    expect(await talk.commands(correct('amount', 5))).toEqual(['repair.corrected', 'repair.redo'])
    expect(await talk.commands(correct('amount', 7))).toEqual(['repair.corrected', 'ask-rating'])
    expect(amounts(talk)).toEqual([5, 7])
  })

  test('asks no second yes for a tool that wants one: nothing where it is kept, one question where it is redone', async () => {
    const talk = await sent('', 'create_return')
    expect(amounts(talk)).toEqual([])
    expect(await talk.commands(yes)).toEqual(['ask-rating'])
    expect(await talk.commands(correct('order_number', 'MF-2'))).toEqual(['repair.corrected', 'ask-rating'])
    expect(await talk.commands(correct('amount', 6))).toEqual(['repair.corrected', 'repair.redo'])
    expect(await talk.commands(yes)).toEqual(['ask-rating'])
    expect(amounts(talk)).toEqual([5, 6])
  })
})
