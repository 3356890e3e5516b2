import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestShops, type TestShop } from '../shop/testing.ts'
import { codeOf, toolsAgainst } from './testing/call-tools.ts'

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

describe('orders', () => {
  test('an order has what flows ask of it', async () => {
    expect(await value('jrivera1', 'get_order', { orderNumber: '104233' })).toMatchObject({
      number: 'MF-104233',
      state: 'in-transit',
      ageDays: 3,
      total: 228,
      daysUntilDelivery: 2,
      address: { line: '48 Beacon Street, Boston, MA 02108' },
      items: [{ name: 'Fellside Trail Boots', price: 149, returnable: 1 }, {}],
      wrongNotice: { about: 'date' },
      return: null,
      refund: null,
    })
  })

  test('an order not yet sent is cancelled with its refund; one under way is not', async () => {
    expect(await value('mbell1', 'cancel_order', { orderNumber: 'MF-104310' })).toMatchObject({
      order: { state: 'cancelled', refundable: 0 },
      refundAmount: 164,
    })
    expect(codeOf(await call('mbell1', 'cancel_order', { orderNumber: 'MF-104310' }))).toBe('already_cancelled')
    expect(codeOf(await call('twhitfield1', 'cancel_order', { orderNumber: 'MF-104290' }))).toBe('already_shipped')
  })

  test('an address is read from one line; an incomplete one is refused', async () => {
    const changed = await value('jrivera1', 'change_order_address', {
      orderNumber: 'MF-104233',
      address: '9 Elm St, Apt 2, Cambridge, Massachusetts 02139',
    })
    expect(changed['address']).toMatchObject({
      street: '9 Elm St, Apt 2',
      city: 'Cambridge',
      region: 'MA',
      postalCode: '02139',
      country: 'US',
    })
    expect(
      codeOf(await call('jrivera1', 'change_order_address', { orderNumber: 'MF-104233', address: '9 Elm St' })),
    ).toBe('address_incomplete')
    expect(
      codeOf(
        await call('arahman1', 'change_order_address', {
          orderNumber: 'MF-104247',
          address: '9 Elm St, Boston, MA 02139',
        }),
      ),
    ).toBe('already_out_for_delivery')
  })

  test('overnight shipping costs $20, and nothing for gold', async () => {
    expect(
      await value('pnair1', 'change_shipping_option', {
        orderNumber: 'MF-104301',
        option: 'overnight',
        chargeFee: true,
      }),
    ).toMatchObject({ charged: 20 })
    expect(
      await value('dosei1', 'change_shipping_option', {
        orderNumber: 'MF-104262',
        option: 'Overnight',
        chargeFee: true,
      }),
    ).toMatchObject({ charged: 0 })
    expect(
      await value('twhitfield1', 'change_shipping_option', {
        orderNumber: 'MF-104312',
        option: 'next week',
        chargeFee: true,
      }),
    ).toMatchObject({ charged: 0, order: { shippingFee: 0 } })
  })

  test('a mistaken fee is named and given back; the shipping fee too', async () => {
    const order = await value('gkim1', 'get_order', { orderNumber: 'MF-104255' })
    expect(order).toMatchObject({ feeIsOurMistake: true, mistakenFee: { amount: 12 } })
    const { feeId } = order['mistakenFee'] as { feeId: string }
    expect(await value('gkim1', 'waive_fee', { orderNumber: 'MF-104255', feeId })).toMatchObject({
      amountBack: 12,
      order: { feeIsOurMistake: false },
    })
    expect(await value('smarino1', 'waive_fee', { orderNumber: 'MF-104283', fee: 'shipping' })).toMatchObject({
      amountBack: 15,
    })
    expect(await value('smarino1', 'refund_shipping', { orderNumber: 'MF-104266' })).toMatchObject({ amount: 8 })
  })

  test('one too many is taken out again', async () => {
    const order = await value('ezhang1', 'get_order', { orderNumber: 'MF-104305' })
    expect(order).toMatchObject({ quantityIsOurMistake: true, mistakenItem: { quantity: 2, askedQuantity: 1 } })
    const { itemId } = order['mistakenItem'] as { itemId: string }
    expect(
      await value('ezhang1', 'cancel_order_item', { orderNumber: 'MF-104305', itemId, quantity: 1 }),
    ).toMatchObject({ refundAmount: 79, order: { quantityIsOurMistake: false } })
  })

  test('a missing parcel is sent again once', async () => {
    expect(await value('hcole1', 'get_order', { orderNumber: 'MF-104022' })).toMatchObject({ daysMissing: 12 })
    expect(await value('hcole1', 'send_replacement', { orderNumber: 'MF-104022', reason: 'missing' })).toMatchObject({
      replaces: 'MF-104022',
      order: { total: 0, state: 'received' },
    })
    expect(codeOf(await call('hcole1', 'send_replacement', { orderNumber: 'MF-104022', reason: 'missing' }))).toBe(
      'already_replaced',
    )
  })

  test('a charge that was never bought is given back once', async () => {
    expect(await value('nfischer1', 'get_order', { orderNumber: 'MF-104278' })).toMatchObject({
      billedByMistake: true,
      mistakenAmount: 49,
    })
    expect(
      await value('nfischer1', 'give_billing_credit', { orderNumber: 'MF-104278', reason: 'never bought' }),
    ).toMatchObject({ refundAmount: 49, order: { billedByMistake: false } })
    expect(
      codeOf(await call('nfischer1', 'give_billing_credit', { orderNumber: 'MF-104278', reason: 'never-bought' })),
    ).toBe('already_credited')
  })

  test('items are added, swapped and bought by name', async () => {
    const added = await value('mbell1', 'add_order_item', {
      orderNumber: 'MF-104310',
      product: 'the trail boots',
      size: '9',
      colour: 'Black',
    })
    expect(added).toMatchObject({ charged: 149, item: { name: 'Fellside Trail Boots', colour: 'black' } })
    const { itemId } = added['item'] as { itemId: string }
    expect(await value('mbell1', 'swap_order_item', { orderNumber: 'MF-104310', itemId, size: '10' })).toMatchObject({
      difference: 0,
      item: { size: '10', colour: 'black' },
    })
    expect(codeOf(await call('mbell1', 'place_order', { product: 'boots' }))).toBe('choose_product')
    expect(codeOf(await call('mbell1', 'place_order', { product: 'Harrow Lane Leather Jacket' }))).toBe(
      'choose_variant',
    )
    const jacket = { product: 'Harrow Lane Leather Jacket', size: 'M', colour: 'black' }
    expect(codeOf(await call('mbell1', 'place_order', jacket))).toBe('out_of_stock')
    expect(await value('mbell1', 'place_order', { ...jacket, backOrder: true })).toMatchObject({
      state: 'received',
      total: 349,
    })
  })

  test('delivery time and payment method change until it is out for delivery', async () => {
    expect(await value('dosei1', 'change_delivery_time', { orderNumber: 'MF-104262', slot: 'Evening' })).toMatchObject({
      deliverySlot: 'evening',
      deliveryTimeIsOurMistake: false,
    })
    expect(
      await value('mbell1', 'change_order_payment_method', { orderNumber: 'MF-104310', paymentMethod: 'Debit card' }),
    ).toMatchObject({ paymentMethodText: 'debit card' })
    expect(
      codeOf(
        await call('arahman1', 'change_order_payment_method', { orderNumber: 'MF-104247', paymentMethod: 'paypal' }),
      ),
    ).toBe('already_out_for_delivery')
  })

  test('a wrong notice is taken back', async () => {
    const { wrongNotice } = await value('jrivera1', 'get_order', { orderNumber: 'MF-104233' })
    const { noticeId } = wrongNotice as { noticeId: string }
    expect(await value('jrivera1', 'correct_order_notice', { orderNumber: 'MF-104233', noticeId })).toMatchObject({
      notice: { corrected: true },
      order: { wrongNotice: null },
    })
  })

  test('orders are found by what is in them', async () => {
    expect(await value('mbell1', 'list_orders', { item: 'trail boots' })).toMatchObject({
      count: 1,
      orders: [{ number: 'MF-103780' }],
    })
  })
})
