import { describe, expect, test } from 'vitest'
import { command, compiled, flows, order, Talk, verified } from './fixture/index.ts'
import { stakesOf } from './stakes.ts'

const { start, choose, yes, no, set, correct, ask } = command
const number = order.number

/** A return whose reason is asked for. */
async function askedForReason() {
  const talk = new Talk({ identity: verified })
  await talk.commands(start('return-item', { order_number: number }))
  await talk.commands(choose('the scarf'))
  return talk
}
const askedForYes = async () => {
  const talk = await askedForReason()
  await talk.commands(set('reason', 'size'))
  return talk
}

describe('"I don\'t know"', () => {
  test('to a choice: the choices are said to help, and the second time that a person can be had', async () => {
    const talk = await askedForReason()
    expect(await talk.says("I don't know")).toEqual(['repair.help-choice', 'ask-reason'])
    expect(talk.variables('repair.help-choice')).toEqual({
      slot: 'reason',
      options: ['Wrong size', 'Wrong colour', 'Stained'],
    })
    expect(await talk.says('no idea')).toEqual(['repair.help-choice', 'repair.person-possible', 'ask-reason'])
    expect(await talk.press('Wrong size')).toEqual(['return-summary'])
  })

  test('to a question that can be explained: the explanation says where it is found', async () => {
    const talk = new Talk()
    await talk.commands(start('order-status'))
    expect(await talk.says('where do I find that?')).toEqual(['explain-order-number', 'ask-order-number'])
    expect(await talk.says("I can't find it")).toEqual([
      'repair.cannot-skip',
      'repair.person-possible',
      'ask-order-number',
    ])
  })

  test('to what may be left out leaves it out', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: number, address: '12 Oak Street' }))
    await talk.commands(yes)
    expect(await talk.says('not sure')).toEqual(['thanks-rating', 'repair.anything-else'])
  })

  test('is not what somebody writes into a text field', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: number }))
    expect(await talk.says('idk')).toEqual(['repair.cannot-skip', 'ask-address'])
    expect(talk.state.stack[0]?.slots['address']).toBeUndefined()
  })
})

describe('"none of these"', () => {
  test('to a list says what else can be done; a button calls a person', async () => {
    const talk = await askedForReason()
    expect(await talk.says('none of these')).toEqual(['repair.none-fits', 'ask-reason'])
    expect(await talk.press('Talk to a person')).toEqual(['repair.handing-off'])
  })

  test('to candidates is a no to all, and they are not offered again at once', async () => {
    const talk = new Talk()
    const unsure = { intents: { 'orders/status': 0.4, 'orders/cancel': 0.35 } }
    expect(await talk.says('my order', unsure)).toEqual(['repair.clarify'])
    expect(await talk.press('Something else')).toEqual(['repair.how-can-help'])
    expect(await talk.says('about the order', unsure)).toEqual(['repair.not-understood-1'])
    // A clear wish is a wish nevertheless.
    expect(await talk.says('where is it', { intents: { 'orders/status': 0.9 } })).toEqual(['ask-order-number'])
  })
})

describe('a goodbye with a task open', () => {
  test.each(['bye', 'ok bye', 'thanks, have a nice day', 'I have to go now'])(
    '"%s" lets it rest, and is no yes',
    async (said) => {
      const talk = await askedForYes()
      expect(await talk.says(said)).toEqual(['repair.rests'])
      expect(talk.calls.map(({ name }) => name)).not.toContain('create_return')
      expect(talk.state.stack).toHaveLength(1)
    },
  )

  test('is not what somebody writes into a text field', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: number }))
    expect(await talk.says('bye')).toEqual(['repair.rests'])
    expect(talk.state.stack[0]?.slots['address']).toBeUndefined()
  })

  test('behind a clear yes or no comes after it', async () => {
    expect(await (await askedForYes()).says('no, bye')).not.toContain('repair.rests')
    expect(await (await askedForYes()).says('yes please, bye')).not.toContain('repair.rests')
  })
})

describe('impatience', () => {
  test('is heard; what was asked is asked shorter, and nothing beside the matter is said from then on', async () => {
    const talk = await askedForReason()
    expect(await talk.says('this takes forever!')).toEqual(['repair.hurry', 'ask-reason'])
    expect(await talk.says('how long do refunds take?', { intents: { 'help/question': 0.9 } })).toEqual([
      'answer: how long do refunds take?',
      'ask-reason',
    ])
    expect(talk.state.brief).toBe(true)
  })

  test('skips no confirmation', async () => {
    const talk = await askedForYes()
    const calls = talk.calls.length
    expect(await talk.says('hurry up')).toEqual(['repair.hurry', 'return-summary'])
    expect(talk.calls).toHaveLength(calls)
    // Said to "shall I?", this is a yes.
    expect(await talk.says('just do it already')).toContain('return-done')
  })

  test('before there is anything to confirm is no yes', async () => {
    const talk = await askedForReason()
    expect(await talk.says('just do it already')).toEqual(['repair.hurry', 'ask-reason'])
    expect(talk.calls.map(({ name }) => name)).not.toContain('create_return')
  })

  test('is not read into a word that may choose', async () => {
    const talk = await askedForReason()
    expect(await talk.says('faster')).toEqual(['repair.choice-invalid', 'ask-reason'])
    expect(await talk.says('hurry up')).toEqual(['repair.hurry', 'ask-reason'])
  })

  test('beside an answer is heard with it', async () => {
    const talk = await askedForReason()
    expect(await talk.says('wrong size, hurry up')).toEqual(['repair.hurry', 'return-summary'])
  })

  test('with nothing under way is about something else', async () => {
    const talk = new Talk()
    expect(await talk.says('this takes forever', { intents: { 'orders/status': 0.9 } })).toEqual(['ask-order-number'])
  })
})

describe('short messages that steer', () => {
  test('end, explain and repeat without any intent for it', async () => {
    const talk = await askedForReason()
    expect(await talk.says('why do you ask?')).toEqual(['repair.explain-default', 'ask-reason'])
    expect(await talk.says('say that again please')).toEqual(['repair.repeat', 'repair.explain-default', 'ask-reason'])
    expect(await talk.says('never mind')).toEqual(['return-cancelled', 'repair.anything-else'])
  })

  test('"why?" at a summary says that nothing happens without a yes', async () => {
    const talk = await askedForYes()
    expect(await talk.says('why?')).toEqual(['repair.explain-confirm', 'return-summary'])
  })

  test('that are the name of an option are that option', async () => {
    const talk = new Talk({
      flows: compiled(`
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  pick:
    description: d
    intents: [gifts]
    slots: { what: { type: choice, choices: [{ value: a, label: Skip }, { value: b, label: Never mind }], ask: ask-thing } }
    steps: [{ collect: what }, { say: own-end }]
`),
    })
    await talk.commands(start('pick'))
    expect(await talk.says('never mind')).toEqual(['own-end', 'repair.anything-else'])
    expect(talk.variables('own-end')).toMatchObject({ what: 'b' })
  })

  test('are read in the language of the turn', async () => {
    const talk = new Talk({ identity: verified, locale: 'de-AT' })
    await talk.commands(start('return-item', { order_number: number }))
    expect(await talk.says('die zweite')).toEqual(['ask-reason'])
    expect(await talk.says('keine Ahnung')).toEqual(['repair.help-choice', 'ask-reason'])
    await talk.commands(set('reason', 'size'))
    expect(await talk.says('Ja, gerne')).toContain('return-done')
    expect(await talk.says('nein danke, das war alles')).toEqual(['repair.goodbye'])
  })
})

describe('what only the customer knows', () => {
  const condition = (text: string) => ({
    role: 'condition' as const,
    connective: 'if' as const,
    start: 0,
    end: text.length,
    text,
    condition: { start: 0, end: text.length, text },
  })
  const wishes = (first: string, second: string) => [
    { text: first, intents: { 'orders/status': 0.95 } },
    { text: second, intents: { gifts: 0.95 }, meaning: { conditions: [condition('my wife agrees')] } },
  ]

  test('beside another wish is announced, and asked about after it', async () => {
    const talk = new Talk({ identity: verified })
    const [first, second] = [`where is ${number}`, 'and a voucher if my wife agrees']
    const said = await talk.says(`${first} ${second}`, {
      wishes: wishes(first, second) as never,
      entities: { [number]: 'order_number' },
    })
    expect(said).toEqual(['order-is', 'repair.confirm-start'])
    expect(await talk.press('Yes')).toEqual(['ask-amount'])
  })

  test('with a no it is left', async () => {
    const talk = new Talk({ identity: verified })
    const [first, second] = ['where is it', 'and a voucher if my wife agrees']
    expect(await talk.says(`${first} ${second}`, { wishes: wishes(first, second) as never })).toEqual([
      'repair.queued-asks',
      'ask-order-number',
    ])
    expect(await talk.commands(set('order_number', number))).toEqual(['order-is', 'repair.confirm-start'])
    expect(await talk.says('no')).toEqual(['repair.how-can-help'])
    expect(talk.state.queue).toEqual([])
  })
})

describe('what a mistake costs', () => {
  test('is read off the steps, those of linked flows included', () => {
    const of = (name: string) => stakesOf(flows.flows[name] as never, flows)
    expect(of('order-status')).toBe('reads')
    expect(of('cancel-order')).toBe('asks')
    expect(of('change-address')).toBe('asks')
    expect(of('own-branches')).toBe('changes')
    expect(of('gift-card')).toBe('reads')
  })

  test('a flow that only looks begins where one that changes something is still asked about', async () => {
    const at = async (intent: string, confidence: number) =>
      (
        await new Talk({ identity: verified }).says('do it for me', { intents: { [intent]: confidence, gifts: 0.3 } })
      )[0]
    expect(await at('orders/status', 0.52)).toBe('ask-order-number')
    expect(await at('orders/cancel', 0.52)).toBe('repair.clarify')
    expect(await at('orders/cancel', 0.65)).toBe('ask-order-number')
  })

  test('one that changes something by itself is confirmed first, up to a stricter number', async () => {
    const at = (confidence: number) =>
      new Talk({ identity: verified }).says('do it', { intents: { 'tests/own-branches': confidence } })
    expect(await at(0.65)).toEqual(['repair.confirm-start'])
    expect((await at(0.8))[0]).toBe('own-failed')
  })
})

describe('history', () => {
  test('a flow that has just ended is asked about before it begins again, unless it is named or clear', async () => {
    const ended = async () => {
      const talk = new Talk({ identity: verified })
      await talk.commands(start('order-status', { order_number: number }))
      return talk
    }
    const again = (confidence: number) => ({ intents: { 'orders/status': confidence } })
    expect(await (await ended()).says('and now', again(0.6))).toEqual(['repair.confirm-start'])
    expect((await (await ended()).says('where is it now', again(0.9)))[0]).toBe('ask-order-number')
    const named = { ...again(0.6), entities: { 'MF-100002': 'order_number' } }
    expect((await (await ended()).says('and MF-100002', named))[0]).not.toBe('repair.confirm-start')
  })
})

describe("the author's own repairs", () => {
  const own = `
  cheer-up:
    description: d
    slots: { attempt: { type: number }, flow: { type: text }, response: { type: text }, reason: { type: text } }
    steps: [{ say: own-end, with: { a: attempt, f: flow, r: response } }]
`
  const talking = (repairs: Record<string, string>) =>
    new Talk({ identity: verified, repairs, flows: compiled(`${yaml}${own}`) })
  const yaml = `
flows:
  verify-customer: { description: d, steps: [{ verify: { customer: "'C-1'", by: test } }] }
  gift-card:
    description: d
    called: your gift card
    intents: [gifts]
    slots: { amount: { type: number } }
    steps: [{ collect: amount }, { say: gift-summary }]
`

  test('not understood: runs above what is open, which goes on', async () => {
    const talk = talking({ misunderstood: 'cheer-up' })
    await talk.commands(start('gift-card'))
    expect(await talk.commands(command.clarify())).toEqual(['own-end', 'repair.back-to', 'ask-amount'])
    expect(talk.variables('own-end')).toMatchObject({ a: 1 })
    expect(await talk.commands(command.clarify())).toEqual(['own-end', 'repair.back-to', 'ask-amount'])
    expect(talk.variables('own-end')).toMatchObject({ a: 2 })
    expect(talk.state.finished).toEqual([])
  })

  test('cancelled, small talk and the offer of a person', async () => {
    const cancelled = talking({ cancelled: 'cheer-up' })
    await cancelled.commands(start('gift-card'))
    expect(await cancelled.commands(command.cancel)).toEqual(['repair.cancelled', 'own-end', 'repair.anything-else'])
    expect(cancelled.variables('own-end')).toMatchObject({ f: 'your gift card' })
    const chatting = talking({ chitchat: 'cheer-up' })
    expect(await chatting.commands(command.chat)).toEqual(['own-end'])
    expect(chatting.variables('own-end')).toMatchObject({ r: 'chat-hello' })
    const offering = talking({ 'offer-person': 'cheer-up' })
    await offering.commands(command.clarify())
    expect(await offering.commands(command.clarify())).toEqual(['own-end'])
  })

  test('a flow that is gone, or is itself what is not understood, leaves it to the built-in one', async () => {
    const gone = talking({ misunderstood: 'not-there' })
    expect(await gone.commands(command.clarify())).toEqual(['repair.not-understood-1'])
    const itself = talking({ misunderstood: 'gift-card' })
    await itself.commands(start('gift-card'))
    expect(await itself.commands(command.clarify())).toEqual(['repair.slot-invalid', 'ask-amount'])
  })
})

describe('corrections', () => {
  test('of two slots at once recompute what hangs on both', async () => {
    const talk = await askedForYes()
    expect(await talk.commands(correct('thing', 'the brown one'), correct('reason', 'colour'))).toEqual([
      'repair.corrected',
      'repair.corrected',
      'return-summary',
    ])
    expect(talk.state.stack[0]?.slots).toMatchObject({ thing: { id: 'I-1' }, reason: 'colour' })
  })

  test('after a digression go back to the task they belong to', async () => {
    const talk = await askedForYes()
    await talk.commands(ask('how long do refunds take'))
    await talk.commands(start('order-status', { order_number: number }))
    expect(await talk.commands(correct('reason', 'colour'))).toEqual(['repair.corrected', 'return-summary'])
    expect(await talk.commands(yes)).toContain('return-done')
    expect(talk.calls.at(-1)?.input).toMatchObject({ reason: 'colour' })
  })

  test('of the flow below reach it from the one above', async () => {
    const talk = await askedForReason()
    await talk.commands(start('gift-card'))
    await talk.commands(correct('thing', 'the brown one'))
    await talk.commands(set('amount', 5))
    expect(await talk.commands(no)).toContain('ask-reason')
    expect(talk.state.stack[0]?.slots['thing']).toMatchObject({ id: 'I-1' })
  })
})
