import { describe, expect, test } from 'vitest'
import { order, Talk, verified } from '../fixture/index.ts'

const number = order.number

describe('one candidate', () => {
  test('ahead of all others is started rather than asked about', async () => {
    const talk = new Talk()
    expect(await talk.says('my parcel?!', { intents: { 'orders/status': 0.5, 'orders/cancel': 0.1 } })).toEqual([
      'ask-order-number',
    ])
  })

  test('that is too weak is offered beside the next likely one', async () => {
    const talk = new Talk()
    const intents = { 'orders/status': 0.35, 'orders/cancel': 0.1, gifts: 0.02 }
    expect(await talk.says('my parcel', { intents })).toEqual(['repair.clarify'])
    expect(talk.variables('repair.clarify')['options']).toHaveLength(2)
  })

  test('beside another wish is done after it', async () => {
    const talk = new Talk({ identity: verified })
    const said = await talk.says(`cancel ${number} and a voucher`, {
      wishes: [
        { text: `cancel ${number}`, intents: { 'orders/cancel': 0.95 } },
        { text: 'a voucher', intents: { gifts: 0.55 } },
      ],
      entities: { [number]: 'order_number' },
    })
    expect(said).toEqual(['repair.queued', 'cancel-sure'])
  })
})

describe('anger', () => {
  test('with a wish for a person calls one at once, with priority', async () => {
    const talk = new Talk()
    const said = await talk.says('USELESS. get me your manager', { intents: { 'control/human': 0.5 }, anger: 0.95 })
    expect(said).toEqual(['repair.handing-off'])
    expect(talk.result?.handoff).toMatchObject({ reason: 'angry', priority: 'high' })
  })
})
