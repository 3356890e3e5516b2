import { describe, expect, test } from 'vitest'
import { command, flows, order, Talk, tools, verified } from '../fixture/index.ts'
import { advance } from './index.ts'

const { start, set, choose, ask, yes, no, skip } = command
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
