import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestShops, type TestShop } from '../shop/testing.ts'
import { codeOf, demo, toolsAgainst } from './testing/call-tools.ts'

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

describe('who is it', () => {
  test('an order number and its e-mail verify, in whatever way they are written', async () => {
    const found = await value(null, 'verify_customer', {
      orderNumber: 'mf 104233',
      email: 'Josephine.Rivera@example.com',
    })
    expect(found).toMatchObject({
      verified: true,
      customer: {
        customerId: 'C-10001',
        name: 'Josephine Rivera',
        level: 'gold',
        zip: '02108',
        paymentMethodText: 'credit card',
      },
      order: {
        number: 'MF-104233',
        stateText: 'in transit',
        itemsText: 'Fellside Trail Boots and Harrow Lane Oxford Shirt',
      },
    })
  })

  test.each(['MF-104310', '12345', 'MF-999999'])(
    '%s with an e-mail of somebody else verifies nobody',
    async (orderNumber) => {
      expect(await value(null, 'verify_customer', { orderNumber, email: 'josephine.rivera@example.com' })).toEqual({
        verified: false,
        customer: null,
        order: null,
      })
    },
  )

  test('after five wrong e-mails an order number is refused for an hour', async () => {
    const input = { orderNumber: 'MF-104233', email: 'wrong@example.com' }
    for (let tries = 0; tries < 5; tries += 1) await value(null, 'verify_customer', input)
    expect(codeOf(await call(null, 'verify_customer', input))).toBe('too_many_attempts')
  })

  test('the user name needs the name and two more details', async () => {
    const { name, zip, phone } = demo('mbell1')
    expect(await value(null, 'recover_username', { name, zip, phone })).toEqual({ username: 'mbell1' })
    expect(codeOf(await call(null, 'recover_username', { name, zip }))).toBe('need_more_details')
    expect(codeOf(await call(null, 'recover_username', { name, zip: '00000', phone }))).toBe('no_match')
  })

  test('a password reset goes by e-mail to who knows the PIN; it is masked', async () => {
    expect(await value(null, 'reset_password', { username: 'jrivera1', pin: '4 8 2 1' })).toMatchObject({
      sentTo: 'j•••@example.com',
    })
    expect(codeOf(await call(null, 'reset_password', { username: 'jrivera1', pin: '0000' }))).toBe(
      'identity_not_confirmed',
    )
    expect(
      await value(null, 'reset_two_factor', { accountNumber: 'AC-30818', securityAnswer: 'biscuit' }),
    ).toMatchObject({ sentTo: 'm•••@example.com' })
  })

  test("somebody else's order is not found, exactly like one that does not exist", async () => {
    expect(await call('mbell1', 'get_order', { orderNumber: 'MF-104233' })).toEqual(
      await call('mbell1', 'get_order', { orderNumber: 'MF-999999' }),
    )
    expect(codeOf(await call('mbell1', 'cancel_order', { orderNumber: 'MF-104312' }))).toBe('order_not_found')
    expect((await shop.state())['effects']).toEqual([])
  })

  test('a stranger can look at products and at no order', async () => {
    expect((await call(null, 'get_order', { orderNumber: 'MF-104233' })).kind).toBe('failed')
    expect((await value(null, 'search_products', { query: 'waterproof boots', limit: 3 }))['count']).toBe(6)
  })
})
