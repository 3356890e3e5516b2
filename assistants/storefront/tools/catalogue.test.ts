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

describe('promo codes and prices', () => {
  test.each([
    ['spring20', { known: true, state: 'valid', discountText: '20% off' }],
    ['SUMMER15', { state: 'expired', expiredDays: 5 }],
    ['HOLIDAY20', { state: 'expired', expiredDays: 8 }],
    ['VIP25', { state: 'valid', isOurMistake: true }],
    ['SAVE50', { known: false, state: 'unknown' }],
    ['what ever!', { known: false }],
  ])('%s is checked', async (code, expected) => {
    expect(await value(null, 'check_promo_code', { code })).toMatchObject(expected)
  })

  test('a code is issued once for another one', async () => {
    const issued = await value('arahman1', 'issue_promo_code', { reason: 'expired-code', replaces: 'summer15' })
    expect(issued).toMatchObject({ discountText: '20% off', validDays: 14 })
    expect(await value(null, 'check_promo_code', { code: String(issued['code']) })).toMatchObject({ state: 'valid' })
    expect(codeOf(await call('arahman1', 'issue_promo_code', { reason: 'expired-code', replaces: 'SUMMER15' }))).toBe(
      'already_replaced',
    )
  })

  test('a lower price is on record, and a match is counted', async () => {
    const check = { product: 'Marlow Basics Everyday Jeans', kind: 'yesterday' }
    expect(await value('pnair1', 'check_price', check)).toMatchObject({
      isLower: true,
      difference: 4,
      differencePercent: 8.2,
      priceMatchesThisYear: 0,
    })
    expect(
      await value('pnair1', 'issue_promo_code', { reason: 'price-match', amount: 4, product: check.product }),
    ).toMatchObject({ discountText: '$4.00 off' })
    expect(await value('pnair1', 'check_price', check)).toMatchObject({ priceMatchesThisYear: 1 })
    expect(await value(null, 'check_price', { product: 'Harrow Lane Oxford Shirt', kind: 'competitor' })).toMatchObject(
      { isLower: false, otherPrice: 89, priceMatchesThisYear: null },
    )
  })

  test('a missing credit is settled by a code', async () => {
    const credit = await value('ogrant1', 'check_credit', { source: 'promotional package' })
    expect(credit).toMatchObject({ isMissing: true, missingAmount: 40 })
    expect(
      await value('ogrant1', 'issue_promo_code', {
        reason: 'missing-credit',
        creditId: credit['missingCreditId'] ?? '',
      }),
    ).toMatchObject({ discountText: '$40.00 off' })
    expect(await value('ogrant1', 'check_credit')).toMatchObject({ isMissing: false })
  })
})

describe('products', () => {
  test('stock is told by size and colour', async () => {
    expect(
      await value(null, 'check_stock', { product: 'Fellside Trail Boots', size: '9', colour: 'brown' }),
    ).toMatchObject({ inStock: true, quantity: 25 })
    expect(await value(null, 'check_stock', { product: 'Harrow Lane Leather Jacket' })).toMatchObject({
      inStock: false,
      restockDate: '2025-06-27',
    })
  })

  test('a product has what customers ask about', async () => {
    expect(await value(null, 'get_product', { product: 'fellside trail boots' })).toMatchObject({
      waterproof: true,
      warrantyMonths: 12,
      price: 149,
    })
    expect(codeOf(await call(null, 'get_product', { product: 'spaceship' }))).toBe('product_not_found')
  })

  test('shipping costs depend on country, basket and level', async () => {
    expect(await value(null, 'quote_shipping', { subtotal: 20 })).toMatchObject({
      served: true,
      freeStandard: false,
      options: [{ option: 'standard', fee: 8 }, {}, {}, {}],
    })
    expect(await value('mbell1', 'quote_shipping', { subtotal: 20 })).toMatchObject({ freeStandard: true })
    expect(await value(null, 'quote_shipping', { country: 'Canada' })).toMatchObject({ options: [{ fee: 15 }, {}] })
    expect(await value(null, 'quote_shipping', { country: 'France' })).toMatchObject({ served: false })
  })
})
