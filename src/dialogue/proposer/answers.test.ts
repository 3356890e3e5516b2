import { describe, expect, test } from 'vitest'
import { command, order, Talk, verified } from '../fixture/index.ts'

const { start } = command

async function askedToCancel(): Promise<Talk> {
  const talk = new Talk({ identity: verified })
  await talk.commands(start('cancel-order', { order_number: order.number }))
  return talk
}

async function askedForMore(): Promise<Talk> {
  const talk = new Talk({ identity: verified })
  await talk.commands(start('order-status', { order_number: order.number }))
  return talk
}

const cancelled = ['repair.cancelled', 'repair.anything-else']
const called = (talk: Talk) => talk.calls.map(({ name }) => name)

describe('a change of mind at "shall I?"', () => {
  test.each([
    'hmm wait, actually no. keep it, i do want them',
    "oh wait no don't do that",
    'nah leave it',
    'keep it please',
    'no, thank you',
  ])('"%s" ends it, however little the classifier makes of it', async (text) => {
    const talk = await askedToCancel()
    const intents = { 'control/cancel': 0.24, 'control/affirm': 0.18 }
    expect(await talk.says(text, { intents, outOfScope: 0.3 })).toEqual(cancelled)
    expect(called(talk)).not.toContain('cancel_order')
  })

  test('what no and "leave it" share between them is a no', async () => {
    const talk = await askedToCancel()
    const intents = { 'control/cancel': 0.4, 'control/deny': 0.3, 'control/affirm': 0.1 }
    expect(await talk.says('I would sooner have it after all', { intents })).toEqual(cancelled)
  })

  test('"no, forget it" ends it once', async () => {
    const talk = await askedToCancel()
    expect(await talk.says('no, forget it', { intents: { 'control/cancel': 0.9 } })).toEqual(cancelled)
  })

  test('"yeah go on then" goes on', async () => {
    const talk = await askedToCancel()
    expect(await talk.says('yeah go on then', { intents: { 'control/affirm': 0.44 } })).toContain('cancel-done')
  })
})

describe('what begins like a yes and is none', () => {
  test('"ok, where is my parcel" agrees to nothing', async () => {
    const talk = await askedToCancel()
    await talk.says('ok where is my parcel', { intents: { 'orders/status': 0.95 } })
    expect(called(talk)).not.toContain('cancel_order')
    const other = await askedToCancel()
    await other.says('ok what about the other one', { intents: { 'orders/status': 0.3 } })
    expect(called(other)).not.toContain('cancel_order')
  })

  test('nor does any number of them before a question', async () => {
    const talk = await askedToCancel()
    await talk.says('ok ok, what about the boots then', { intents: { 'orders/status': 0.3, 'control/affirm': 0.2 } })
    expect(called(talk)).not.toContain('cancel_order')
  })

  test('"do it, but" agrees only where what follows is a wish of its own', async () => {
    const wishes = (confidence: number) => ({
      wishes: [
        { text: 'ok do it', intents: { 'control/affirm': 0.99 } },
        { text: 'I want a gift card', intents: { gifts: confidence } },
      ],
    })
    const text = 'ok do it but I want a gift card'
    const talk = await askedToCancel()
    expect(await talk.says(text, wishes(0.95))).toEqual(['cancel-done', 'repair.queued-next', 'ask-amount'])
    const unsure = await askedToCancel()
    await unsure.says(text, wishes(0.4))
    expect(called(unsure)).not.toContain('cancel_order')
  })
})

describe('after "anything else?"', () => {
  test.each(['thats it', 'nope im fine', 'nothing', 'all good', 'no thanks bye', 'no that was both'])(
    '"%s" says goodbye',
    async (text) => {
      const talk = await askedForMore()
      expect(await talk.says(text, { intents: { 'control/affirm': 0.33 }, outOfScope: 0.93 })).toEqual([
        'repair.goodbye',
      ])
    },
  )

  test('"actually no, undo that" is no goodbye', async () => {
    const talk = await askedForMore()
    expect(await talk.says('actually no, undo that')).toContain('repair.nothing-to-undo')
  })

  test('while "yes, put it back" to "shall I?" is the yes', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: order.number, address: '1 Mill Lane' }))
    expect(await talk.says('yes put it back')).toContain('address-done')
  })

  test('another wish is that', async () => {
    const talk = await askedForMore()
    expect(await talk.says('no, a gift card please', { intents: { gifts: 0.9 } })).toEqual(['ask-amount'])
  })
})

describe('beside an open question', () => {
  test('what was just told is told again where it is asked about', async () => {
    const talk = await askedToCancel()
    const before = await talk.says('thanks', { intents: { 'smalltalk/hello': 0.9 } })
    const intents = { 'orders/cancel': 0.9 }
    expect(await talk.says('can it still be cancelled?', { intents })).toEqual(['repair.repeat', ...before])
  })

  test('a remark is no question to the knowledge base', async () => {
    const read = { intents: { 'help/question': 0.4 } }
    const talk = await askedToCancel()
    expect(await talk.says('it was in your newsletter', read)).not.toContain('answer: it was in your newsletter')
    const other = await askedToCancel()
    expect(await other.says('was it in your newsletter?', read)).toContain('answer: was it in your newsletter?')
  })
})

describe('"the other one"', () => {
  const asked = async (options: number) => {
    const shop = { ...order, items: order.items.slice(0, options) }
    const talk = new Talk({
      identity: verified,
      tool: ({ name }) => ({ kind: 'ok', value: name === 'get_order' ? shop : {} }),
    })
    await talk.commands(start('return-item', { order_number: order.number }))
    await talk.press('Fellside Boots')
    return talk
  }

  test('of two corrects what was chosen', async () => {
    const talk = await asked(2)
    await talk.says('no the other one', { intents: { 'control/deny': 0.98 } })
    expect(talk.state.stack[0]?.slots['thing']).toMatchObject({ name: 'Kestrel Boots' })
  })

  test('of three is none that anybody could know', async () => {
    const talk = await asked(3)
    await talk.says('no the other one', { intents: { 'control/deny': 0.98 } })
    expect(talk.state.stack[0]?.slots['thing']).toMatchObject({ name: 'Fellside Boots' })
  })
})

describe('what is like nothing known', () => {
  test('is no small talk, however sure the classifier is of the one it knows best', async () => {
    const talk = new Talk()
    const read = { intents: { 'smalltalk/hello': 0.85 }, outOfScope: 0.98 }
    expect(await talk.says('sing me a song', read)).toEqual(['repair.out-of-scope'])
  })
})

describe('with nothing asked', () => {
  test('a no inside a message hides no wish', async () => {
    const talk = new Talk()
    const said = await talk.says('they did not. where is it', {
      wishes: [
        { text: 'they did not', intents: { 'control/deny': 0.9 } },
        { text: 'where is it', intents: { 'orders/status': 0.9 } },
      ],
    })
    expect(said).toEqual(['ask-order-number'])
  })

  test('a no that begins a report is no answer', async () => {
    const talk = new Talk()
    const intents = { 'control/deny': 0.56, 'orders/status': 0.39 }
    expect(await talk.says('no I never got it', { intents })).toEqual(['ask-order-number'])
  })
})

describe('what a message names', () => {
  const other = 'MF-200002'
  const entities = { [order.number]: 'order_number', [other]: 'order_number' }

  test.each([
    `cancel ${order.number}. oh sorry no, i mean ${other}`,
    `cancel ${order.number}, no wait, ${other}`,
    `cancel not ${order.number} but ${other}`,
    `please cancel ${order.number}... oops wrong one, ${other}`,
  ])('"%s": the last word counts', async (text) => {
    const talk = new Talk({ identity: verified })
    await talk.says(text, { intents: { 'orders/cancel': 0.95 }, entities })
    expect(talk.state.stack[0]?.slots).toEqual({ order_number: other })
  })

  test('for another task corrects nothing of the open one', async () => {
    const talk = await askedToCancel()
    const text = `wait, first tell me where order ${other} is`
    const said = await talk.says(text, { intents: { 'orders/status': 0.95 }, entities: { [other]: 'order_number' } })
    expect(said).not.toContain('repair.corrected')
    expect(talk.state.stack.map(({ flow, slots }) => [flow, slots['order_number']])).toContainEqual([
      'cancel-order',
      order.number,
    ])
  })
})
