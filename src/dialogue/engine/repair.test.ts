import { describe, expect, test } from 'vitest'
import { command, compiled, order, Talk, verified } from '../fixture/index.ts'

const { start, set, correct, choose, ask, clarify, yes, no, cancel, repeat, explain, undo, chat, handOff } = command
const number = order.number

describe('several wishes', () => {
  test('the second is put off, announced, and done after the first', async () => {
    const talk = new Talk({ identity: verified })
    const wishes = [start('cancel-order', { order_number: number }), start('change-address', { order_number: number })]
    expect(await talk.commands(...wishes)).toEqual(['repair.queued', 'cancel-sure'])
    expect(talk.variables('repair.queued')).toEqual({ flow: 'your address change' })
    expect(await talk.commands(yes)).toEqual(['cancel-done', 'repair.queued-next', 'ask-address'])
    await talk.commands(set('address', '12 Oak Street'))
    expect(await talk.commands(yes)).toContain('address-done')
    expect(talk.calls.map(({ name }) => name)).toEqual(['cancel_order', 'change_address'])
  })

  test('a wish beside an answer waits until the task is done', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('cancel-order', { order_number: number }))
    expect(await talk.commands(yes, start('gift-card'))).toEqual(['cancel-done', 'repair.queued-next', 'ask-amount'])
  })

  test('the same wish twice is one', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('return-item'), start('gift-card'), start('gift-card'))
    expect(talk.state.queue).toHaveLength(1)
  })
})

describe('repair', () => {
  const asked = async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('return-item', { order_number: number }))
    await talk.commands(choose('the scarf'))
    return talk
  }

  test('another task in between: it is done, then the first goes on with its question', async () => {
    const talk = await asked()
    expect(await talk.commands(start('order-status', { order_number: number }))).toEqual([
      'order-is',
      'repair.back-to',
      'ask-reason',
    ])
    expect(talk.variables('repair.back-to')).toEqual({ flow: 'your return' })
  })

  test('a question in between is answered and the task goes on; asking again does not count', async () => {
    const talk = await asked()
    for (const _ of [1, 2, 3, 4])
      expect(await talk.commands(ask('do you ship to Canada'))).toEqual([
        'answer: do you ship to Canada',
        'repair.back-to',
        'ask-reason',
      ])
    expect(await talk.commands(chat)).toEqual(['chat-hello', 'repair.back-to', 'ask-reason'])
  })

  test('the same wish again goes on with the open task, with what is new in it', async () => {
    const talk = await asked()
    expect(await talk.commands(start('return-item', { reason: 'size' }))).toEqual(['return-summary'])
    expect(talk.state.stack).toHaveLength(1)
  })

  test('an interrupted task that is wished for again comes back up', async () => {
    const talk = await asked()
    await talk.commands(start('gift-card'))
    expect(await talk.commands(start('return-item'))).toEqual(['repair.back-to', 'ask-reason'])
    expect(talk.state.stack.map(({ flow }) => flow)).toEqual(['gift-card', 'return-item'])
  })

  test('a correction goes back to what depends on it and keeps the rest', async () => {
    const talk = await asked()
    await talk.commands(set('reason', 'size'))
    const before = talk.calls.length
    expect(await talk.commands(correct('reason', 'colour'))).toEqual(['repair.corrected', 'return-summary'])
    expect(talk.variables('repair.corrected')).toEqual({ slot: 'reason', value: 'colour' })
    expect(talk.calls).toHaveLength(before)
    expect(await talk.commands(correct('thing', 'the brown one'))).toEqual(['repair.corrected', 'return-summary'])
    expect(talk.state.stack[0]?.slots).toMatchObject({ thing: { id: 'I-1' }, reason: 'colour' })
  })

  test('a correction of what a tool was asked with asks the tool again and chooses anew', async () => {
    const talk = new Talk({
      identity: verified,
      tool: ({ input }) => ({
        kind: 'ok',
        value: {
          number: input['orderNumber'] ?? null,
          items: [
            { id: 'A', name: 'Hat' },
            { id: 'B', name: 'Cap' },
          ],
        },
      }),
    })
    await talk.commands(start('return-item', { order_number: 'MF-1', reason: 'size' }))
    await talk.commands(choose('hat'))
    expect(await talk.commands(correct('order_number', 'MF-2'))).toEqual(['repair.corrected', 'ask-thing'])
    expect(talk.calls.map(({ input }) => input['orderNumber'])).toEqual(['MF-1', 'MF-2'])
    expect(new Set(talk.calls.map(({ key }) => key)).size).toBe(2)
  })

  test('"no" to a summary asks what is wrong and takes the new value', async () => {
    const talk = await asked()
    await talk.commands(set('reason', 'size'))
    expect(await talk.press('No')).toEqual(['repair.what-to-correct'])
    expect(await talk.press('reason')).toEqual(['ask-reason'])
    expect(await talk.press('Wrong colour')).toEqual(['return-summary'])
    expect(await talk.press('Yes')).toEqual(['return-done', 'repair.anything-else'])
    expect(talk.calls.at(-1)?.input).toMatchObject({ reason: 'colour' })
    expect(talk.result?.outcome).toBe('acted')
  })

  test('a slot that a linked flow asks for is corrected there, and its result taken anew', async () => {
    const talk = new Talk({
      flows: compiled(`
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  buy:
    description: d
    called: your purchase
    intents: [gifts]
    slots: { amount: { type: number }, address: { type: text } }
    steps:
      - link: ask-amount
        return: true
        save: doubled
      - collect: address
      - confirm: sure
        on_deny: { correct: [amount, address] }
      - say: own-end
        with: { total: doubled }
  ask-amount:
    description: d
    slots: { amount: { type: number } }
    steps:
      - collect: amount
      - end: resolved
        result: amount * 2
`),
    })
    await talk.commands(start('buy'))
    await talk.commands(set('amount', 5))
    expect(await talk.commands(set('address', '12 Oak Street'))).toEqual(['sure'])
    expect(await talk.commands(correct('amount', 6))).toEqual(['repair.corrected', 'sure'])
    expect(talk.state.stack[0]?.variables).toEqual({ doubled: 12 })
    await talk.commands(no)
    expect(await talk.commands(choose('amount'))).toEqual(['ask-amount'])
    expect(await talk.commands(set('amount', 7))).toEqual(['sure'])
    expect(await talk.commands(yes)).toEqual(['own-end', 'repair.anything-else'])
    expect(talk.variables('own-end')).toMatchObject({ total: 14, address: '12 Oak Street' })
  })

  test('what is already done is not done again by a correction unless the customer wants it', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: number, address: '12 Oak Street' }))
    await talk.commands(yes)
    expect(await talk.commands(correct('address', '7 Elm Road'))).toEqual(['repair.corrected', 'address-summary'])
    expect(await talk.commands(yes)).toEqual(['repair.redo'])
    expect(await talk.commands(yes)).toEqual(['address-done', 'ask-rating'])
    expect(talk.calls.map(({ input }) => input['address'])).toEqual(['12 Oak Street', '7 Elm Road'])
    expect(new Set(talk.calls.map(({ key }) => key)).size).toBe(2)

    await talk.commands(correct('address', '1 Ash Lane'))
    await talk.commands(yes)
    expect(await talk.commands(no)).toEqual(['address-done', 'ask-rating'])
    expect(talk.calls).toHaveLength(2)
  })

  test('cancelling ends the task and all that serves it', async () => {
    const talk = new Talk()
    await talk.commands(start('return-item'))
    expect(talk.state.stack).toHaveLength(2)
    expect(await talk.commands(cancel)).toEqual(['return-cancelled', 'repair.anything-else'])
    expect(talk.state).toMatchObject({ stack: [], finished: [{ flow: 'return-item', resolved: false }] })
    expect(await talk.commands(cancel)).toEqual(['repair.nothing-to-cancel'])
  })

  test('"no" to a confirmation without a way to correct cancels', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('cancel-order', { order_number: number }))
    expect(await talk.commands(no)).toEqual(['repair.cancelled', 'repair.anything-else'])
    expect(talk.calls).toEqual([])
  })

  test('a cancelled task lets the interrupted one go on', async () => {
    const talk = await asked()
    await talk.commands(start('gift-card'))
    expect(await talk.commands(cancel)).toEqual(['repair.cancelled', 'repair.back-to', 'ask-reason'])
  })

  test('repeats what was said, with the question still open', async () => {
    const talk = await asked()
    expect(await talk.commands(repeat)).toEqual(['repair.repeat', 'ask-reason'])
    expect(await talk.commands(repeat)).toEqual(['repair.repeat', 'ask-reason'])
    expect(await talk.commands(set('reason', 'size'))).toEqual(['return-summary'])
  })

  test('repeating beside a cancellation leaves no question of a task that is gone', async () => {
    const talk = await asked()
    expect(await talk.commands(cancel, repeat)).toEqual([
      'return-cancelled',
      'repair.repeat',
      'ask-reason',
      'repair.anything-else',
    ])
    expect(talk.state.pending).toEqual({ kind: 'anything-else' })
  })

  test('explains why it asks and asks again', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status'))
    expect(await talk.commands(explain)).toEqual(['explain-order-number', 'ask-order-number'])
    const other = await asked()
    expect(await other.commands(explain)).toEqual(['repair.explain-default', 'ask-reason'])
    expect(await new Talk().commands(explain)).toEqual(['repair.nothing-to-explain'])
  })

  test('what was not understood is asked again, then a person is offered, then called', async () => {
    const talk = await asked()
    expect(await talk.commands(clarify())).toEqual(['repair.choice-invalid', 'ask-reason'])
    expect(await talk.commands(clarify())).toEqual(['repair.not-understood-2'])
    expect(await talk.commands(no)).toEqual(['repair.hand-off-declined', 'ask-reason'])
    expect(await talk.commands(clarify())).toEqual(['repair.choice-invalid', 'ask-reason'])
    expect(await new Talk().commands(clarify())).toEqual(['repair.not-understood-1'])
  })

  test('a yes or no that is neither is asked for again', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('cancel-order', { order_number: number }))
    expect(await talk.commands(clarify())).toEqual(['repair.ask-yes-no', 'cancel-sure'])
    expect(talk.calls).toEqual([])
  })

  test('two candidates are offered as buttons', async () => {
    const talk = new Talk()
    expect(await talk.commands(clarify('order-status', 'cancel-order'))).toEqual(['repair.clarify'])
    expect(talk.result?.outcome).toBe('clarified')
    expect(await talk.press('Where is my order?')).toEqual(['ask-order-number'])
  })

  test('nothing can be undone unless the tools say so', async () => {
    expect(await new Talk().commands(undo)).toEqual(['repair.nothing-to-undo'])
  })

  test('the last thing that can be taken back is taken back once; where that fails a person is offered', async () => {
    const doing = async (undoing: 'ok' | 'failed') => {
      const talk = new Talk({
        identity: verified,
        tool: ({ name }) => {
          if (name === 'reopen_order')
            return undoing === 'ok' ? { kind: 'ok', value: null } : { kind: 'failed', reason: 'timeout' }
          const compensation = { tool: 'reopen_order', input: { orderNumber: number } }
          return { kind: 'ok', value: {}, compensation }
        },
      })
      await talk.commands(start('cancel-order', { order_number: number }))
      await talk.commands(yes)
      return talk
    }
    const talk = await doing('ok')
    expect(await talk.commands(undo)).toEqual(['repair.undone', 'repair.anything-else'])
    expect(talk.result?.outcome).toBe('acted')
    expect(await talk.commands(undo)).toEqual(['repair.nothing-to-undo'])
    expect(await (await doing('failed')).commands(undo)).toEqual(['repair.undo-failed', 'repair.offer-hand-off'])
  })

  test('what was never said cannot be repeated', async () => {
    expect(await new Talk().commands(repeat)).toEqual(['repair.acknowledge'])
  })

  test('"no" to "anything else?" ends the conversation, "yes" asks what', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status', { order_number: number }))
    const state = talk.state
    expect(await talk.commands(no)).toEqual(['repair.goodbye'])
    expect(talk.result?.ended).toBe(true)
    talk.state = state
    expect(await talk.commands(yes)).toEqual(['repair.how-can-help'])
  })

  test('asking for a person hands over at once and drops what was open', async () => {
    const talk = await asked()
    expect(await talk.commands(handOff)).toEqual(['repair.handing-off'])
    expect(talk.state).toMatchObject({ stack: [], queue: [], pending: null })
  })

  test('a turn without a command still says something', async () => {
    expect(await new Talk().commands()).toEqual(['repair.acknowledge'])
    expect(await (await asked()).commands()).toEqual(['ask-reason'])
  })
})
