import { describe, expect, test } from 'vitest'
import { command, flows, order, Talk, tools, verified } from '../fixture/index.ts'
import { advance } from './index.ts'

const { start, set, correct, choose, ask, clarify, yes, no, cancel, repeat, explain, skip, undo, end, chat, handOff } =
  command
const number = order.number

describe('a flow', () => {
  test('asks for what is missing, does its work and asks whether there is anything else', async () => {
    const talk = new Talk()
    expect(await talk.commands(start('order-status'))).toEqual(['ask-order-number'])
    expect(talk.result?.outcome).toBe('asked')
    expect(await talk.commands(set('order_number', number))).toEqual(['order-is', 'repair.anything-else'])
    expect(talk.calls.map(({ name, input }) => [name, input])).toEqual([['get_order', { orderNumber: number }]])
    expect(talk.state).toMatchObject({ stack: [], pending: { kind: 'anything-else' }, finished: [{ resolved: true }] })
  })

  test('does not ask for what the first message gave, nor for what was talked about before', async () => {
    expect(await new Talk().commands(start('order-status', { order_number: number }))).toContain('order-is')
    const mention = { type: 'order_number', value: number, text: number, seq: 1, by: 'customer' as const }
    const talk = new Talk({ mentions: [mention] })
    expect(await talk.commands(start('order-status'))).toContain('order-is')
    expect(talk.result?.mentioned).toEqual([{ type: 'order_number', value: number, text: number }])
  })

  test('asks again with the reason where a value is not valid, and cancels after its limit', async () => {
    const talk = new Talk()
    await talk.commands(start('gift-card'))
    expect(await talk.commands(set('amount', 900))).toEqual(['amount-range', 'ask-amount'])
    expect(talk.variables('ask-amount')).toMatchObject({ attempt: 2 })
    expect(await talk.commands(set('amount', 0))).toEqual(['amount-range', 'ask-amount'])
    expect(await talk.commands(set('amount', -1))).toEqual(['amount-range', 'repair.cancelled', 'repair.anything-else'])
  })

  test('takes a number as it is written', async () => {
    const talk = new Talk()
    await talk.commands(start('gift-card'))
    await talk.commands(set('amount', '$1,0'))
    expect(talk.state.stack[0]?.slots).toEqual({ amount: 10 })
  })

  test('goes to another flow, takes its result and comes back', async () => {
    const talk = new Talk()
    expect(await talk.commands(start('gift-card', { amount: 50 }))).toEqual(['ask-wrap'])
    expect(await talk.press('Yes')).toEqual([
      'answer: what gift cards are worth',
      'gift-summary',
      'repair.anything-else',
    ])
    expect(talk.variables('gift-summary')).toMatchObject({ total: 55, amount: 50, wrapping: 5 })
  })

  test('goes back to the question where a tool refuses what was given, and counts it as asking again', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status'))
    expect(await talk.commands(set('order_number', 'MF-1'))).toEqual(['order-not-found', 'ask-order-number'])
    expect(await talk.commands(set('order_number', 'MF-2'))).toEqual(['order-not-found', 'ask-order-number'])
    expect(await talk.commands(set('order_number', 'MF-3'))).toEqual(['order-not-found', 'repair.handing-off'])
    expect(talk.result).toMatchObject({ outcome: 'handed-off', handoff: { reason: 'misunderstood' } })
  })

  test('does not take a mentioned value again after it was refused', async () => {
    const mention = { type: 'order_number', value: 'MF-9', text: 'MF-9', seq: 1, by: 'customer' as const }
    expect(await new Talk({ mentions: [mention] }).commands(start('order-status'))).toEqual([
      'order-not-found',
      'ask-order-number',
    ])
  })

  test('can skip what is optional and only that', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: number }))
    expect(await talk.commands(skip)).toEqual(['repair.cannot-skip', 'ask-address'])
    await talk.commands(set('address', '12 Oak Street'))
    expect(await talk.commands(yes)).toEqual(['address-done', 'ask-rating'])
    expect(await talk.press("I don't have it")).toEqual(['thanks-rating', 'repair.anything-else'])
    expect(talk.result?.outcome).toBe('answered')
  })

  test('hands over where it says so, with team and note', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('return-item', { order_number: number, reason: 'stain' }))
    await talk.commands(choose('scarf'))
    expect(await talk.press('No')).toEqual(['return-no-proof', 'repair.handing-off'])
    expect(talk.result).toMatchObject({
      outcome: 'handed-off',
      handoff: { reason: 'flow', team: 'returns', priority: 'normal', note: 'Stained, and no photo' },
      state: { stack: [], pending: null },
    })
  })
})

describe('choosing from a list', () => {
  const choosing = async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('return-item', { order_number: number }))
    return talk
  }

  test.each([
    ['the first one', 'I-1'],
    ['2', 'I-2'],
    ['the last', 'I-3'],
    ['the brown ones', 'I-1'],
    ['Kestrel', 'I-2'],
    ['oakhart scraf', 'I-3'],
    ['the blue boots', 'I-2'],
  ])('"%s" chooses %s', async (text, id) => {
    const talk = await choosing()
    expect(await talk.commands(choose(text))).toEqual(['ask-reason'])
    expect(talk.state.stack[0]?.slots['thing']).toMatchObject({ id })
  })

  test('what fits two asks between those two', async () => {
    const talk = await choosing()
    expect(await talk.commands(choose('the blue one'))).toEqual(['ask-thing'])
    expect(talk.variables('ask-thing')).toMatchObject({ options: ['Kestrel Boots', 'Oakhart Scarf'] })
    expect(await talk.commands(choose('the second'))).toEqual(['ask-reason'])
    expect(talk.state.stack[0]?.slots['thing']).toMatchObject({ id: 'I-3' })
  })

  test('what fits none says so, offers a person the second time and calls one the third', async () => {
    const talk = await choosing()
    expect(await talk.commands(choose('the piano'))).toEqual(['repair.choice-invalid', 'ask-thing'])
    expect(await talk.commands(choose('the piano'))).toEqual(['repair.not-understood-2'])
    expect(await talk.commands(choose('the piano'))).toEqual(['repair.handing-off'])
  })

  test('a list of one is taken unasked, an empty one ends the flow', async () => {
    const with_ = (items: object[]) =>
      new Talk({ identity: verified, tool: () => ({ kind: 'ok', value: { ...order, items } as never }) })
    const one = with_([{ id: 'I-9', name: 'Hat', colour: 'red' }])
    expect(await one.commands(start('return-item', { order_number: number }))).toEqual(['ask-reason'])
    const empty = with_([])
    expect(await empty.commands(start('return-item', { order_number: number }))).toEqual([
      'repair.none-to-choose',
      'repair.anything-else',
    ])
  })
})

describe('identity', () => {
  test('the verification runs before a flow that needs it, takes what was given, and comes back', async () => {
    const talk = new Talk()
    expect(await talk.commands(start('cancel-order', { order_number: number }))).toEqual([
      'repair.verify-first',
      'ask-email',
    ])
    expect(talk.variables('repair.verify-first')).toEqual({ flow: 'your cancellation' })
    expect(await talk.commands(set('email', 'a@b.c'))).toEqual(['cancel-sure'])
    expect(talk.identity).toMatchObject({ level: 'verified', customer: 'C-1', by: 'order-and-email' })
  })

  test('what was given to verify need not be given again', async () => {
    const talk = new Talk()
    await talk.commands(start('cancel-order'))
    await talk.commands(set('order_number', number))
    expect(await talk.commands(set('email', 'a@b.c'))).toEqual(['cancel-sure'])
  })

  test('a verification that fails ends the task and offers a person; nothing was done', async () => {
    const talk = new Talk()
    await talk.commands(start('cancel-order', { order_number: number }))
    expect(await talk.commands(set('email', 'x@y.z'))).toEqual([
      'verify-failed',
      'repair.not-verified',
      'repair.offer-hand-off',
    ])
    expect(talk.calls.map(({ name }) => name)).toEqual(['verify'])
    expect(talk.state.stack).toEqual([])
    expect(await talk.commands(yes)).toEqual(['repair.handing-off'])
  })

  test('a tool that needs more than its flow is not called before the verification', async () => {
    const now = new Map([...tools, ['get_order', { needs: 'verified', effect: 'read' } as const]])
    const talk = new Talk()
    const result = await advance(talk.state, [start('order-status', { order_number: number })], {
      flows,
      tools: now,
      callTool: () => Promise.reject(new Error('must not be called')),
      identity: talk.identity,
      conversation: 'cv_1' as never,
      nowMs: 0,
      timeZone: 'UTC',
      thresholds: (await import('../policy/index.ts')).defaultThresholds,
      settings: {},
      mentions: [],
    })
    expect(result.state.stack.map(({ flow }) => flow)).toEqual(['order-status', 'verify-customer'])
  })
})

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

  test('the end is said and closes everything', async () => {
    const talk = await asked()
    expect(await talk.commands(end)).toEqual(['repair.goodbye'])
    expect(talk.result?.ended).toBe(true)
    expect(talk.state.stack).toEqual([])
  })

  test('a turn without a command still says something', async () => {
    expect(await new Talk().commands()).toEqual(['repair.acknowledge'])
    expect(await (await asked()).commands()).toEqual(['ask-reason'])
  })
})

describe('what goes wrong', () => {
  test('a tool that fails apologises, ends the task and offers a person', async () => {
    const talk = new Talk()
    expect(await talk.commands(start('broken'))).toEqual(['repair.tool-failed', 'repair.offer-hand-off'])
    expect(talk.result?.outcome).toBe('failed')
    expect(talk.variables('repair.tool-failed')).toEqual({ flow: 'the broken thing' })
  })

  test('a refusal the flow says nothing about is told, and a person offered', async () => {
    const talk = new Talk({
      identity: verified,
      tool: () => ({ kind: 'refused', code: 'odd', message: 'Not on Sundays' }),
    })
    expect(await talk.commands(start('return-item', { order_number: number }))).toEqual([
      'repair.tool-refused',
      'repair.offer-hand-off',
    ])
    expect(talk.variables('repair.tool-refused')).toMatchObject({ message: 'Not on Sundays' })
  })

  test('an effect nobody can be sure of goes to a person at once', async () => {
    const talk = new Talk({ identity: verified, tool: () => ({ kind: 'unknown' }) })
    await talk.commands(start('cancel-order', { order_number: number }))
    expect(await talk.commands(yes)).toEqual(['repair.tool-unknown', 'repair.handing-off'])
    expect(talk.result?.handoff).toMatchObject({ reason: 'effect-unknown', priority: 'high' })
  })

  test('a flow can have its own way with failures and with "no"', async () => {
    const talk = new Talk()
    expect(await talk.commands(start('own-branches'))).toEqual(['own-failed', 'own-unknown', 'sure'])
    expect(await talk.commands(no)).toEqual(['own-denied', 'own-end', 'repair.anything-else'])
  })

  test('flows that never end are stopped', async () => {
    const talk = new Talk()
    expect(await talk.commands(start('endless'))).toEqual(['repair.tool-failed', 'repair.offer-hand-off'])
    expect(talk.state.stack).toEqual([])
  })

  test('a state from flows that are gone loses the task and says so', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status'))
    const [frame] = talk.state.stack
    if (frame) frame.at = [9, 'then', 4]
    expect(await talk.commands(set('order_number', number))).toEqual([
      'repair.flow-unavailable',
      'repair.anything-else',
    ])
    await talk.commands(start('order-status'))
    if (talk.state.stack[0]) talk.state.stack[0].flow = 'removed'
    expect(await talk.commands(ask('x'))).toEqual(['answer: x', 'repair.flow-unavailable', 'repair.anything-else'])
  })

  test('a call has the same key when the turn runs again, and another one the next time', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('cancel-order', { order_number: number }))
    const state = talk.state
    await talk.commands(yes)
    talk.state = state
    await talk.commands(yes)
    expect(talk.calls.map(({ key }) => key)).toEqual(['cv_0001:1:2:0', 'cv_0001:1:2:0'])
  })

  test('the state that comes in is left as it is', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status'))
    const before = structuredClone(talk.state)
    const given = talk.state
    await talk.commands(set('order_number', number))
    expect(given).toEqual(before)
  })
})
