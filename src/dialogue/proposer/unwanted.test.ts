import { describe, expect, test } from 'vitest'
import { command, order, Talk, verified } from '../fixture/index.ts'

const { start } = command

/** In the middle of a return that is asked the reason for. */
async function returning(): Promise<Talk> {
  const talk = new Talk({ identity: verified })
  await talk.commands(start('return-item', { order_number: order.number }))
  await talk.commands(command.choose('the scarf'))
  return talk
}

const flowsOf = (talk: Talk) => talk.state.stack.map(({ flow }) => flow)

describe('a task that is not wanted', () => {
  test.each([
    "No, I don't want to return anything.",
    "I'm not returning anything. I never asked for a return.",
    'Please forget about the return',
    'As I said: this is not a return.',
    'Leave everything as it was.',
    'Please drop that then',
    'no, let it be as it is',
  ])('ends: %s', async (text) => {
    const talk = await returning()
    expect(await talk.says(text, { intents: { 'control/deny': 0.8 } })).toContain('return-cancelled')
    expect(flowsOf(talk)).toEqual([])
  })

  test.each([
    "I don't want to return the scarf but the boots",
    'not a good return policy you have there',
    "I don't know the reason for the return",
    'Can I leave it as it was delivered?',
  ])('does not end by itself: %s', async (text) => {
    const talk = await returning()
    await talk.says(text)
    expect(flowsOf(talk)).toEqual(['return-item'])
  })

  test('goes with what is wanted instead, and is not come back to', async () => {
    const talk = await returning()
    const text = `I'm not returning anything, where is ${order.number}?`
    const said = await talk.says(text, {
      wishes: [
        { text: "I'm not returning anything", intents: { 'returns/start': 0.8 } },
        { text: `where is ${order.number}?`, intents: { 'orders/status': 0.9 } },
      ],
      entities: { [order.number]: 'order_number' },
    })
    expect(said).toEqual(['return-cancelled', 'order-is', 'repair.anything-else'])
    expect(flowsOf(talk)).toEqual([])
  })

  test('leaves the queue, while what is open stays', async () => {
    const talk = await returning()
    await talk.says('the colour, and change my address as well', {
      intents: { 'returns/start': 0.4, 'orders/change-address': 0.85 },
    })
    talk.state.queue = [{ flow: 'change-address', slots: {}, said: '' }]
    await talk.says("no, I don't want to change any address", { intents: { 'control/deny': 0.8 } })
    expect(talk.state.queue).toEqual([])
    expect(flowsOf(talk)).toContain('return-item')
  })

  test('is not carried out where its price is more than was to be spent', async () => {
    const talk = await returning()
    await talk.commands(command.set('reason', 'size'))
    expect(talk.state.pending?.kind).toBe('confirm')
    await talk.says("that's more than I wanted to spend, my limit is 5")
    expect(flowsOf(talk)).toEqual([])
  })
})
