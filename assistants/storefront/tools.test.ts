import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '#domain/clock.ts'
import type { Identity } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { JournalEntry, ToolJournal } from '#ports/tool-journal.ts'
import { runTool, type ToolOutcome, toolSet } from '#tools/index.ts'
import { demoCustomers } from './shop/index.ts'
import { startTestShops, type TestShop, testNow } from './shop/testing.ts'
import tools from './tools.ts'

let shops: Awaited<ReturnType<typeof startTestShops>>
let shop: TestShop
const set = toolSet(tools)

beforeAll(async () => {
  shops = await startTestShops()
})
afterAll(() => shops.close())
beforeEach(() => {
  shop = shops.fresh()
})

const demo = (username: string) => {
  const found = demoCustomers.find((customer) => customer.username === username)
  if (!found) throw new Error(username)
  return found
}
const signedIn = (username: string): Identity => ({
  level: 'verified',
  customer: null,
  by: 'test',
  attributes: { customerId: demo(username).customerId },
})
const stranger: Identity = { level: 'anonymous', customer: null, by: null, attributes: {} }

function newJournal(): ToolJournal & { entries: Map<string, JournalEntry> } {
  const entries = new Map<string, JournalEntry>()
  return {
    entries,
    begin: async (_claim, key, _tool, input, startedAtMs) => {
      const entry = entries.get(key)
      if (entry) return { kind: 'existing', entry }
      entries.set(key, { status: 'started', input, startedAtMs })
      return { kind: 'begun' }
    },
    finish: async (_claim, key, outcome) => {
      entries.set(key, { status: 'finished', input: null, outcome, startedAtMs: 0 })
    },
  }
}

let calls = 0
/** Calls a tool as the customer, or as nobody. */
async function call(
  who: string | null,
  name: string,
  input: Json = {},
  over: { key?: string; journal?: ToolJournal; url?: string } = {},
) {
  calls += 1
  return runTool(
    { name, input, key: over.key ?? `k${calls}` },
    {
      claim: { conversation: { id: 'cv_1' } } as ClaimedTurn,
      tools: set,
      identity: who === null ? stranger : signedIn(who),
      settings: {
        shop_url: over.url ?? shop.running.url,
        shop_token: shop.running.token,
        shop_sandbox: shop.sandbox ?? '',
      },
      nowMs: Date.parse(testNow),
      journal: over.journal ?? newJournal(),
      clock: new ManualClock(0),
    },
  )
}
async function value(who: string | null, name: string, input: Json = {}): Promise<Record<string, Json>> {
  const outcome = await call(who, name, input)
  if (outcome.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  return outcome.value as Record<string, Json>
}
const codeOf = (outcome: ToolOutcome): string => (outcome.kind === 'refused' ? outcome.code : outcome.kind)

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

describe('account, services, subscription', () => {
  test('name, phone, address and payment method change', async () => {
    expect(await value('mbell1', 'update_name', { name: 'Marcus Bell Jr.' })).toMatchObject({ name: 'Marcus Bell Jr.' })
    expect(await value('mbell1', 'update_phone', { phone: '312-555-0199' })).toMatchObject({ phone: '312-555-0199' })
    expect(await value('mbell1', 'update_address', { address: '1 Main St, Chicago, IL 60601' })).toMatchObject({
      zip: '60601',
    })
    expect(await value('mbell1', 'update_payment_method', { paymentMethod: 'Credit Card' })).toMatchObject({
      paymentMethod: 'credit-card',
    })
    expect(codeOf(await call('mbell1', 'update_name', { name: 'Marcus' }))).toBe('invalid_name')
    expect(codeOf(await call('mbell1', 'update_phone', { phone: '555' }))).toBe('invalid_phone')
  })

  test('a service that came by mistake is ended and refunded; one that went is put back', async () => {
    expect(await value('arahman1', 'list_services')).toMatchObject({
      addedByMistake: { code: 'style-box' },
      removedByMistake: null,
    })
    expect(await value('arahman1', 'remove_service', { service: 'Style Box' })).toMatchObject({
      active: false,
      refunded: 40,
    })
    expect(await value('ogrant1', 'list_services', { service: 'gift reminder' })).toMatchObject({
      removedByMistake: { code: 'gift-reminder' },
      match: { active: false },
    })
    expect(await value('ogrant1', 'add_service', { service: 'gift-reminder' })).toMatchObject({ active: true })
  })

  test('what is due is told, paid and extended', async () => {
    expect(await value('mbell1', 'get_subscription')).toMatchObject({
      state: 'past-due',
      stateText: 'past due',
      amountDue: 99,
      daysLate: 1,
    })
    expect(await value('mbell1', 'extend_subscription')).toMatchObject({
      state: 'active',
      dueOn: '2025-06-29',
      extendedOnce: true,
    })
    expect(codeOf(await call('mbell1', 'extend_subscription'))).toBe('already_extended')
    expect(await value('mbell1', 'pay_subscription')).toMatchObject({
      paid: 99,
      subscription: { amountDue: 0, dueOn: '2026-06-29' },
    })
    expect(codeOf(await call('mbell1', 'pay_subscription'))).toBe('nothing_due')
    expect(await value('hcole1', 'get_subscription')).toMatchObject({ state: 'none', amountDue: 0 })
  })

  test('a bill that is too high is disputed once', async () => {
    expect(await value('ogrant1', 'get_subscription')).toMatchObject({
      overcharge: 99,
      overchargeIsOurMistake: true,
      overchargePaid: true,
    })
    expect(await value('ogrant1', 'dispute_subscription_charge', { refund: true })).toMatchObject({
      refunded: 99,
      subscription: { overcharge: 0 },
    })
    expect(codeOf(await call('ogrant1', 'dispute_subscription_charge', { refund: true, amount: 5 }))).toBe(
      'already_disputed',
    )
    expect(codeOf(await call('hcole1', 'cancel_subscription'))).toBe('no_subscription')
  })

  test('notes to teams and e-mails to customers go out', async () => {
    await value(null, 'notify_team', {
      team: 'Website team',
      subject: 'Slow pages',
      text: 'Everything takes a minute.',
      product: 'boots',
    })
    await value('mbell1', 'send_message', { kind: 'account-login' })
    const { notifications, messages } = await shop.state()
    expect([notifications?.[0], messages?.[0]]).toMatchObject([
      { team: 'website-team', customerId: null },
      { kind: 'account-login', recipient: 'marcus.bell@example.com' },
    ])
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

describe('when the shop fails', () => {
  const cancel = { orderNumber: 'MF-104310' }
  const fault = (mode: string, times = 1) => shop.post('/faults', { operation: 'cancelOrder', mode, times })
  const cancellations = async () =>
    ((await shop.state())['effects'] ?? []).filter((effect) => effect['operation'] === 'cancelOrder').length

  test.each(['error', 'nonsense', 'break', 'effect-then-break'])(
    'once with %s, the change is still made exactly once',
    async (mode) => {
      await fault(mode)
      expect(await call('mbell1', 'cancel_order', cancel)).toMatchObject({
        kind: 'ok',
        value: { order: { state: 'cancelled' } },
      })
      expect(await cancellations()).toBe(1)
    },
  )

  test('always with errors, the change is not made and that is said', async () => {
    await fault('error', 9)
    expect(await call('mbell1', 'cancel_order', cancel)).toEqual({ kind: 'failed', reason: 'unavailable' })
    expect(await cancellations()).toBe(0)
  })

  test('after a crash the shop tells whether it happened', async () => {
    const journal = newJournal()
    await shop.post('/orders/MF-104310/cancel', {}, 'cv_1:crash')
    journal.entries.set('crash', { status: 'started', input: cancel, startedAtMs: 0 })
    expect(await call('mbell1', 'cancel_order', cancel, { key: 'crash', journal })).toMatchObject({
      kind: 'ok',
      value: { refundAmount: 164 },
    })
    expect(await cancellations()).toBe(1)
  })

  test('a shop that is away is a failure without effect', async () => {
    expect(await call('mbell1', 'cancel_order', cancel, { url: 'http://127.0.0.1:9' })).toEqual({
      kind: 'failed',
      reason: 'unavailable',
    })
    expect(await call(null, 'get_product', { product: 'P-1001' }, { url: 'http://127.0.0.1:9' })).toEqual({
      kind: 'failed',
      reason: 'unavailable',
    })
  })
})

describe('the table of tools in README.md', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8')
  const rows = readme.split('\n').flatMap((line) => {
    const [, name, marks = '', , , refusals = ''] =
      /^\| `([a-z_]+)` \| (.*?) ?\| (.*?) \| (.*?) \|(.*)\|$/.exec(line) ?? []
    return name === undefined
      ? []
      : [{ name, marks, refusals: [...refusals.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code) }]
  })

  test('names every tool, and no other', () => {
    expect(rows.map((row) => row.name).sort()).toEqual([...set.keys()].sort())
  })

  test.each(rows.map((row) => [row.name, row] as const))(
    '%s has the marks and refusals of its declaration',
    (name, row) => {
      const facts = set.get(name)?.facts
      expect({
        verified: row.marks.includes('✔'),
        writes: row.marks.includes('✎'),
        yes: row.marks.includes('!'),
      }).toEqual({
        verified: facts?.needs === 'verified',
        writes: facts?.effect === 'write',
        yes: facts?.confirm === true,
      })
      expect([...row.refusals].sort()).toEqual([...(facts?.refusals ?? [])].sort())
    },
  )
})
