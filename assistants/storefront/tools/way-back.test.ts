import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Json } from '#domain/json.ts'
import { startTestShops, type TestShop } from '../shop/testing.ts'
import { toolsAgainst } from './testing/call-tools.ts'

let shops: Awaited<ReturnType<typeof startTestShops>>
let shop: TestShop
beforeAll(async () => {
  shops = await startTestShops()
})
afterAll(() => shops.close())
beforeEach(() => {
  shop = shops.fresh()
})
const { call, value } = toolsAgainst(() => shop)

const order = (who: string, orderNumber: string) => value(who, 'get_order', { orderNumber })

describe('what a change names as its way back leaves the shop as it was', () => {
  test.each([
    ['jrivera1', 'MF-104233', 'change_order_address', { address: '9 Elm St, Apt 2, Cambridge, MA 02139' }],
    ['mbell1', 'MF-104310', 'change_order_payment_method', { paymentMethod: 'Debit card' }],
    ['mbell1', 'MF-104310', 'change_delivery_time', { slot: 'Evening' }],
  ])('%s: order %s, %s', async (who, orderNumber, tool, input) => {
    const was = await order(who, orderNumber)
    const outcome = await call(who, tool, { orderNumber, ...input })
    if (outcome.kind !== 'ok' || outcome.compensation === undefined) throw new Error(`no way back: ${outcome.kind}`)
    expect(await order(who, orderNumber)).not.toEqual(was)
    await value(who, outcome.compensation.tool, outcome.compensation.input)
    expect(await order(who, orderNumber)).toEqual(was)
  })

  test.each([
    ['update_address', { address: '9 Elm St, Apt 2, Cambridge, MA 02139' }],
    ['update_name', { name: 'Jo Rivera' }],
    ['update_phone', { phone: '617 555 0100' }],
    ['update_payment_method', { paymentMethod: 'PayPal' }],
  ])('the account, %s', async (tool, input) => {
    const was = await value('jrivera1', 'get_customer', {})
    const outcome = await call('jrivera1', tool, input)
    if (outcome.kind !== 'ok' || outcome.compensation === undefined) throw new Error(`no way back: ${outcome.kind}`)
    expect(await value('jrivera1', 'get_customer', {})).not.toEqual(was)
    await value('jrivera1', outcome.compensation.tool, outcome.compensation.input)
    expect(await value('jrivera1', 'get_customer', {})).toEqual(was)
  })

  test('a service', async () => {
    const { services } = (await value('jrivera1', 'list_services', {})) as {
      services: { code: string; active: boolean }[]
    }
    const service = ['gift-reminder', 'style-box', 'early-access'].find(
      (code) => !services.some((each) => each.code === code && each.active),
    )
    const outcome = await call('jrivera1', 'add_service', { service: service ?? '' })
    expect(outcome).toMatchObject({ compensation: { tool: 'remove_service', input: { service } } })
    await value('jrivera1', 'remove_service', { service: service ?? '' })
    expect(await value('jrivera1', 'list_services', { service: service ?? '' })).toMatchObject({
      match: { active: false },
    })
  })
})

const oneWay: [who: string, tool: string, input: Json, why: string][] = [
  ['dosei1', 'change_delivery_time', { orderNumber: 'MF-104262', slot: 'Evening' }, 'its mistake is forgotten'],
  ['mbell1', 'cancel_order', { orderNumber: 'MF-104310' }, 'the shop does not reopen orders'],
  [
    'mbell1',
    'change_shipping_option',
    { orderNumber: 'MF-104310', option: 'overnight', chargeFee: true },
    'money moved',
  ],
]

describe('no way back', () => {
  test.each(oneWay)('%s %s: %o, since %s', async (who, tool, input) => {
    const outcome = await call(who, tool, input)
    expect(outcome.kind).toBe('ok')
    expect(outcome).not.toHaveProperty('compensation')
  })
})
