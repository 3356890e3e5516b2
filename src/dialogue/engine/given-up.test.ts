import { describe, expect, test } from 'vitest'
import { command, order, Talk, verified } from '../fixture/index.ts'

const { start } = command
const gibberish = { intents: { 'control/inform': 0.4 } }

describe('who refuses a person and is still not understood', () => {
  test.each([
    ['a slot', start('gift-card')],
    ['a choice', start('return-item', { order_number: order.number, thing: 'Oakhart Scarf' })],
    ['a confirmation', start('cancel-order', { order_number: order.number })],
  ])('is asked no more for %s: the task is left', async (_what, begin) => {
    const talk = new Talk({ identity: verified })
    await talk.commands(begin)
    await talk.says('it is what it is', gibberish)
    expect(await talk.says('it is what it is', gibberish)).toContain('repair.not-understood-2')
    expect(await talk.says('no, thank you')).toContain('repair.hand-off-declined')
    await talk.says('it is what it is', gibberish)
    expect((await talk.says('it is what it is', gibberish)).join()).toMatch(/^(?:repair|return)[.-]cancelled/)
    expect(talk.state.stack).toEqual([])
    expect(talk.state.personRefused).toBeUndefined()
  })

  test('an answer that is understood begins the count anew', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address'))
    await talk.says('it is what it is', gibberish)
    await talk.says('it is what it is', gibberish)
    await talk.says('no, thank you')
    await talk.says(order.number, { entities: { [order.number]: 'order_number' } })
    expect(talk.state.personRefused).toBeUndefined()
  })
})
