import { describe, expect, test } from 'vitest'
import { command, order, Talk, verified } from '../fixture/index.ts'

const { start, clarify, cancel, chat, end, no, yes, outOfScope } = command
const number = order.number

describe('a detail while it is asked which flow is meant', () => {
  const detail = { intents: { 'control/inform': 0.9 }, entities: { [number]: 'order_number' } }

  test('keeps what was offered, and is known to the flow that is chosen then', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(clarify('return-item', 'change-address', 'gift-card'))
    expect(await talk.says(number, detail)).toEqual(['repair.noted'])
    expect(talk.variables('repair.noted')).toMatchObject({ value: number })
    const offered = talk.state.pending?.kind === 'clarify' ? talk.state.pending.options : []
    expect(offered.map(({ value }) => value)).toEqual([
      { flow: 'return-item', slots: { order_number: number } },
      { flow: 'change-address', slots: { order_number: number } },
      { flow: 'gift-card', slots: {} },
    ])
    expect(await talk.press('Change an address')).toEqual(['ask-address'])
    expect(talk.state.stack[0]?.slots).toEqual({ order_number: number })
  })

  test('is known to an offered flow that is named in other words, beside what was noted before', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(clarify('return-item', 'order-status'))
    await talk.says(number, detail)
    expect(await talk.says('these are too big for me', { intents: { 'returns/size': 0.9 } })).toEqual(['ask-thing'])
    expect(talk.state.stack[0]?.slots).toEqual({ order_number: number, reason: 'size' })
  })

  test('stays noted where it is asked again which is meant', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(clarify('return-item', 'order-status'))
    await talk.says(number, detail)
    expect(await talk.commands(clarify('return-item', 'cancel-order'))).toEqual(['repair.clarify'])
    expect(await talk.press('Return an item')).toEqual(['ask-thing'])
  })

  test('without an open question offers the flows that take it, as before', async () => {
    const talk = new Talk({ identity: verified })
    expect(await talk.says(number, detail)).toEqual(['repair.noted'])
    await talk.commands(start('gift-card'))
    expect(talk.state.pending).toMatchObject({ kind: 'slot', slot: 'amount' })
  })
})

test('a title that is a question keeps its mark on the button and loses it inside the question', async () => {
  const talk = new Talk()
  await talk.commands(clarify('order-status', 'gift-card'))
  expect(talk.variables('repair.clarify')).toEqual({ options: ['Where is my order', 'Gift card'] })
  expect(talk.state.pending).toMatchObject({ options: [{ label: 'Where is my order?' }, { label: 'Gift card' }] })
})

describe('what is out of scope', () => {
  test('is said the first time; several times in a row offer a person, and never call one', async () => {
    const talk = new Talk()
    expect(await talk.says('asdf qwer', { outOfScope: 0.9 })).toEqual(['repair.out-of-scope'])
    expect(talk.result?.outcome).toBe('refused')
    expect(await talk.says('qwer zxcv', { outOfScope: 0.9 })).toEqual(['repair.not-understood-2'])
    expect(talk.result?.outcome).toBe('clarified')
    expect(await talk.says('uiop hjkl', { outOfScope: 0.9 })).toEqual(['repair.not-understood-2'])
    expect(talk.result?.handoff).toBeNull()
    expect(await talk.commands(yes)).toEqual(['repair.handing-off'])
  })

  test('counts with what was not understood: one word and several are the same nonsense', async () => {
    const talk = new Talk()
    await talk.says('asdf', { outOfScope: 0.9 })
    expect(await talk.says('qwer zxcv', { outOfScope: 0.9 })).toEqual(['repair.not-understood-2'])
  })

  test('is forgotten once something was understood, and lets the open task go on as it was', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status'))
    expect(await talk.commands(outOfScope)).toEqual(['repair.out-of-scope', 'repair.back-to', 'ask-order-number'])
    await talk.commands(chat)
    expect(await talk.commands(outOfScope, outOfScope)).toEqual([
      'repair.out-of-scope',
      'repair.back-to',
      'ask-order-number',
    ])
    expect(await talk.commands(chat, outOfScope)).toEqual([
      'chat-hello',
      'repair.out-of-scope',
      'repair.back-to',
      'ask-order-number',
    ])
    expect(talk.state.misunderstandings).toBe(0)
  })
})

describe('a task that was open when the conversation was closed', () => {
  const closed = (done: boolean) => {
    const talk = new Talk({ identity: verified })
    talk.state = { ...talk.state, lapsed: { flow: 'cancel-order', done } }
    return talk
  }

  test.each([
    ['a yes', yes],
    ['a no', no],
    ['what is not understood', clarify()],
    ['a goodbye', end],
  ] as const)('%s to it is told that it was not done, and offered to begin again', async (_what, said) => {
    const talk = closed(false)
    expect(await talk.commands(said)).toEqual(['repair.closed-meanwhile'])
    expect(talk.variables('repair.closed-meanwhile')).toMatchObject({ done: false })
    expect(talk.result).toMatchObject({ ended: false, outcome: 'asked' })
    expect(talk.calls).toEqual([])
    expect(await talk.commands(yes)).toEqual(['ask-order-number'])
  })

  test('beside small talk it is told once, and not at all to who wants something else', async () => {
    const talk = closed(true)
    expect(await talk.commands(chat)).toEqual(['chat-hello', 'repair.closed-meanwhile'])
    expect(await talk.commands(no)).toEqual(['repair.how-can-help'])
    expect(await talk.commands(yes)).toEqual(['repair.acknowledge'])
    const other = closed(false)
    expect(await other.commands(start('order-status'))).toEqual(['ask-order-number'])
    expect(other.state.lapsed).toBeUndefined()
  })
})

describe('a goodbye', () => {
  test('with a wish in the same breath is none: what is begun is asked about', async () => {
    const talk = new Talk()
    await talk.commands(start('return-item'))
    const said = await talk.commands(end, start('book-seats'))
    expect(said).not.toContain('repair.rests')
    expect(talk.state.pending).toMatchObject({ kind: 'slot', slot: 'people' })
  })

  test('before anything is open ends nothing, where a wish comes with it', async () => {
    const talk = new Talk()
    await talk.commands(end, start('book-seats'))
    expect(talk.result?.ended).toBe(false)
    expect(talk.state.pending).toMatchObject({ kind: 'slot', slot: 'people' })
  })

  test('in the middle of a task lets it rest: nothing is asked again before the customer comes back to it', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('return-item', { order_number: number }))
    expect(await talk.commands(end)).toEqual(['repair.rests'])
    expect(talk.result).toMatchObject({ ended: false, handoff: null, outcome: 'answered' })
    expect(talk.state).toMatchObject({ pending: null, misunderstandings: 0 })
    expect(talk.state.stack).toHaveLength(1)
    expect(await talk.commands(chat)).toEqual(['chat-hello', 'repair.back-to', 'ask-thing'])
  })

  test('is no yes and no "no" to a summary, and a yes after it is none either', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('cancel-order', { order_number: number }))
    expect(await talk.commands(end)).toEqual(['repair.rests'])
    expect(await talk.commands(no)).toEqual(['repair.acknowledge'])
    expect(await talk.commands(yes)).toEqual(['repair.back-to', 'cancel-sure'])
    expect(talk.calls).toEqual([])
  })

  test('beside a courtesy lets the task rest as well', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status'))
    expect(await talk.commands(chat, end)).toEqual(['chat-hello', 'repair.rests'])
  })

  test('as "no" to "anything else?" beside a wish closes nothing: the wish is done', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status', { order_number: number }))
    expect(await talk.commands(start('gift-card'), no)).toEqual(['ask-amount'])
    expect(talk.result?.ended).toBe(false)
  })

  test('ends the conversation where nothing is open, and where the task is cancelled with it', async () => {
    const idle = new Talk()
    expect(await idle.commands(end)).toEqual(['repair.goodbye'])
    const done = new Talk()
    await done.commands(start('order-status', { order_number: number }))
    expect(await done.commands(end)).toEqual(['repair.goodbye'])
    const offered = new Talk()
    await offered.commands(start('broken'))
    expect(await offered.commands(end)).toEqual(['repair.goodbye'])
    const cancelled = new Talk()
    await cancelled.commands(start('order-status'))
    expect(await cancelled.commands(cancel, end)).toEqual(['repair.cancelled', 'repair.goodbye'])
    expect([idle, done, offered, cancelled].map(({ result }) => result?.ended)).toEqual([true, true, true, true])
  })
})
