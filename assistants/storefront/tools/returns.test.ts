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

describe('returns and refunds', () => {
  test('a return of an item by mail sends a label', async () => {
    const { items } = await value('twhitfield1', 'get_order', { orderNumber: 'MF-104051' })
    const [item] = items as { itemId: string }[]
    const input = {
      orderNumber: 'MF-104051',
      itemId: item?.itemId ?? '',
      reason: 'size',
      method: 'By mail',
      proof: 'neither',
    }
    expect(codeOf(await call('twhitfield1', 'create_return', input))).toBe('failed')
    expect(await value('twhitfield1', 'create_return', { ...input, method: 'mail' })).toMatchObject({
      amount: 149,
      labelSentTo: 't•••@example.com',
      methodText: 'by mail',
    })
    expect(codeOf(await call('twhitfield1', 'create_return', { ...input, method: 'mail' }))).toBe('already_returned')
    expect(await value('twhitfield1', 'get_return', { orderNumber: 'MF-104051' })).toMatchObject({
      found: true,
      return: { state: 'open', waitingDays: 0 },
    })
  })

  test('a return that arrived is paid out', async () => {
    expect(await value('ezhang1', 'get_return', { orderNumber: 'MF-104031' })).toMatchObject({
      return: { waitingDays: 9, refundIssued: false, returnId: 'RT-50112' },
    })
    expect(
      await value('ezhang1', 'give_billing_credit', { orderNumber: 'MF-104031', reason: 'already-returned' }),
    ).toMatchObject({ refundAmount: 89, order: { return: { refundIssued: true } } })
  })

  test('a refund is started, added to and paid out otherwise', async () => {
    const before = await value('dosei1', 'get_refund', { orderNumber: 'MF-104075' })
    expect(before).toMatchObject({
      found: true,
      refund: { refundId: 'RF-20411', amount: 149, stateText: 'in progress', methodText: 'original payment method' },
    })
    const { items } = await value('dosei1', 'get_order', { orderNumber: 'MF-104075' })
    const [, jeans] = items as { itemId: string }[]
    expect(await value('dosei1', 'add_to_refund', { refundId: 'RF-20411', itemId: jeans?.itemId ?? '' })).toMatchObject(
      { amount: 198 },
    )
    expect(
      await value('dosei1', 'change_refund_method', { refundId: 'RF-20411', method: 'store credit' }),
    ).toMatchObject({ state: 'complete' })
    expect(await value('dosei1', 'get_customer')).toMatchObject({ storeCredit: 198 })
    expect(
      codeOf(await call('dosei1', 'start_refund', { orderNumber: 'MF-104075', amount: 1, method: 'gift-card' })),
    ).toBe('nothing_to_refund')
    expect(codeOf(await call('jrivera1', 'change_refund_method', { refundId: 'RF-20411', method: 'gift-card' }))).toBe(
      'refund_not_found',
    )
  })

  test('nobody gets back more than was paid', async () => {
    expect(
      codeOf(await call('pnair1', 'start_refund', { orderNumber: 'MF-104120', amount: 1_000, method: 'gift-card' })),
    ).toBe('amount_too_large')
    expect(
      await value('pnair1', 'start_refund', { orderNumber: 'MF-104120', amount: 50, method: 'gift card' }),
    ).toMatchObject({ amount: 50, address: '27 Orchard Road, Portland, OR 97210' })
  })
})
