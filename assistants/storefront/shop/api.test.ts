import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestShops, type TestShop } from './testing.ts'

let shops: Awaited<ReturnType<typeof startTestShops>>
let shop: TestShop
beforeAll(async () => {
  shops = await startTestShops()
})
afterAll(() => shops.close())
beforeEach(() => {
  shop = shops.fresh()
})

const code = async (answer: Promise<{ status: number; body: { code?: string } }>): Promise<string> => {
  const { status, body } = await answer
  return `${status} ${body.code ?? 'ok'}`
}
const itemOf = async (number: string, index = 0): Promise<string> => {
  const { body } = await shop.get(`/orders/${number}`)
  return (body['items'] as { itemId: string }[])[index]?.itemId ?? ''
}
const boston = { street: '9 Elm St', city: 'Boston', region: 'MA', postalCode: '02139', country: 'US' }
const toronto = { street: '9 Elm St', city: 'Toronto', region: 'ON', postalCode: 'M5V 2T6', country: 'CA' }

describe('a request that is not one', () => {
  const raw = (init: RequestInit & { path?: string }) => {
    const { path = '/orders/MF-104310/cancel', ...rest } = init
    const headers = {
      authorization: `Bearer ${shop.running.token}`,
      'content-type': 'application/json',
      'idempotency-key': 'k',
      ...(rest.headers as Record<string, string>),
    }
    return fetch(shop.running.url + path, { method: 'POST', ...rest, headers })
  }
  const codeOf = async (response: Promise<Response>): Promise<string> => {
    const answer = await response
    return `${answer.status} ${((await answer.json()) as { code?: string }).code ?? ''}`
  }

  test.each([
    ['without the token', { headers: { authorization: '' } }, '401 unauthorized'],
    ['with a wrong token', { headers: { authorization: 'Bearer nonsense' } }, '401 unauthorized'],
    ['to nowhere', { path: '/nowhere' }, '404 route_not_found'],
    ['with a broken escape in its address', { path: '/promo-codes/%E0%A4%A', method: 'GET' }, '404 route_not_found'],
    ['with the wrong method', { method: 'DELETE' }, '405 method_not_allowed'],
    ['that is no JSON', { body: '{' }, '400 invalid_json'],
    ['that is no UTF-8', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, '400 invalid_json'],
    [
      'of another type',
      { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      '415 unsupported_media_type',
    ],
    ['of more than 64 kB', { body: JSON.stringify({ reason: 'x'.repeat(70_000) }) }, '413 body_too_large'],
    ['10,000 deep', { body: '['.repeat(10_000) + ']'.repeat(10_000) }, '422 invalid_request'],
    ['with a field nobody knows', { body: '{"force":true}' }, '422 invalid_request'],
    ['with control characters', { body: JSON.stringify({ reason: 'a\u0000b' }) }, '422 invalid_request'],
    ['with an id of another form', { path: '/orders/12345/cancel', body: '{}' }, '422 invalid_request'],
    ['without a key', { headers: { 'idempotency-key': '' }, body: '{}' }, '400 idempotency_key_required'],
    [
      'with a key of 201 characters',
      { headers: { 'idempotency-key': 'k'.repeat(201) }, body: '{}' },
      '400 idempotency_key_required',
    ],
    [
      'with a sandbox name of another form',
      { headers: { 'x-shop-sandbox': 'a b' }, body: '{}' },
      '400 invalid_sandbox',
    ],
  ])('%s is refused and changes nothing', async (_what, init, expected) => {
    expect(await codeOf(raw(init as RequestInit))).toBe(expected)
    expect((await shops.main.state())['effects']).toEqual([])
  })

  test('a field that does not fit is named', async () => {
    const { body } = await shop.send('PATCH', '/customers/C-10001', {
      phone: '12',
      address: { ...boston, region: 'Mass' },
    })
    expect((body['errors'] as { path: string }[]).map((error) => error.path)).toEqual([
      'body.phone',
      'body.address.region',
    ])
  })

  test('the address tells what it allows', async () => {
    expect((await raw({ method: 'DELETE' })).headers.get('allow')).toBe('POST')
  })

  test('health and the document need no token', async () => {
    for (const path of ['/health', '/openapi.json']) expect((await fetch(shop.running.url + path)).status).toBe(200)
  })
})

describe('idempotency', () => {
  test('the same key and body give the same answer, and it is done once', async () => {
    const first = await shop.post('/orders/MF-104310/cancel', { reason: 'a' }, 'key-1')
    const again = await shop.post('/orders/MF-104310/cancel', { reason: 'a' }, 'key-1')
    expect(again.body).toEqual(first.body)
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ])
    const { effects, refunds } = await shop.state()
    expect(effects).toHaveLength(1)
    expect(refunds?.filter((refund) => refund['orderNumber'] === 'MF-104310')).toHaveLength(1)
  })

  test('the same key with another body, or for something else, is refused', async () => {
    await shop.post('/orders/MF-104310/cancel', { reason: 'a' }, 'key-1')
    expect(await code(shop.post('/orders/MF-104310/cancel', { reason: 'b' }, 'key-1'))).toBe(
      '422 idempotency_key_reused',
    )
    expect(await code(shop.post('/orders/MF-104312/cancel', { reason: 'a' }, 'key-1'))).toBe(
      '422 idempotency_key_reused',
    )
  })

  test('a refused write leaves no trace, and its key is free', async () => {
    expect(await code(shop.post('/orders/MF-104233/cancel', {}, 'key-1'))).toBe('409 already_shipped')
    expect((await shop.get('/idempotency/key-1')).body).toMatchObject({ happened: false, response: null })
    expect(await code(shop.post('/orders/MF-104310/cancel', {}, 'key-1'))).toBe('200 ok')
  })

  test('what happened with a key can be asked', async () => {
    const { body } = await shop.post('/orders/MF-104310/cancel', {}, 'key/1')
    expect((await shop.get(`/idempotency/${encodeURIComponent('key/1')}`)).body).toMatchObject({
      happened: true,
      operationId: 'cancelOrder',
      status: 200,
      response: body,
    })
  })

  test('twenty at once with one key are one effect', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        shop.post('/messages', { customerId: 'C-10001', kind: 'account-login' }, 'same'),
      ),
    )
    expect(new Set(answers.map((answer) => answer.body['messageId'])).size).toBe(1)
    expect((await shop.state())['messages']).toHaveLength(1)
  })
})

describe('refusals of orders', () => {
  test.each([
    ['POST', '/orders/MF-999999/cancel', {}, '404 order_not_found'],
    ['POST', '/orders/MF-104233/cancel', {}, '409 already_shipped'],
    ['POST', '/orders/MF-104099/cancel', {}, '409 already_cancelled'],
    ['PUT', '/orders/MF-104247/address', { address: boston }, '409 already_out_for_delivery'],
    ['PUT', '/orders/MF-104051/address', { address: boston }, '409 already_delivered'],
    ['PUT', '/orders/MF-104099/address', { address: boston }, '409 already_cancelled'],
    ['PUT', '/orders/MF-104310/address', { address: toronto }, '422 country_not_served'],
    ['PUT', '/orders/MF-104233/shipping', { option: 'overnight', chargeFee: true }, '409 already_shipped'],
    ['PUT', '/orders/MF-104310/shipping', { option: 'standard', chargeFee: true }, '409 same_option'],
    ['PUT', '/orders/MF-104310/delivery-time', { slot: 'evening', date: '2025-06-16' }, '422 date_not_possible'],
    ['PUT', '/orders/MF-104310/delivery-time', { slot: 'evening', date: '2025-08-16' }, '422 date_not_possible'],
    ['PUT', '/orders/MF-104266/delivery-time', { slot: 'evening' }, '409 already_out_for_delivery'],
    ['PUT', '/orders/MF-104310/payment-method', { paymentMethod: 'paypal' }, '409 same_payment_method'],
    ['PUT', '/orders/MF-104051/payment-method', { paymentMethod: 'paypal' }, '409 already_delivered'],
    ['POST', '/orders/MF-104255/fees/waive', { feeId: 'F-1' }, '404 fee_not_found'],
    ['POST', '/orders/MF-104310/fees/waive', { fee: 'shipping' }, '404 fee_not_found'],
    ['POST', '/orders/MF-104099/fees/waive', { fee: 'shipping' }, '409 already_cancelled'],
    ['POST', '/orders/MF-104233/notices/N-1/correct', {}, '404 notice_not_found'],
    ['POST', '/orders/MF-104310/items/I-1/cancel', {}, '422 invalid_request'],
    ['POST', '/orders/MF-104310/items/I-99999/cancel', {}, '404 item_not_found'],
    ['POST', '/orders/MF-104310/items', { productId: 'P-9999' }, '404 product_not_found'],
    ['POST', '/orders/MF-104310/items', { productId: 'P-1001' }, '422 choose_variant'],
    ['POST', '/orders/MF-104310/items', { productId: 'P-1012', size: '9', colour: 'black' }, '409 out_of_stock'],
    ['POST', '/orders/MF-104233/items', { productId: 'P-1001', size: '9', colour: 'black' }, '409 already_shipped'],
    ['POST', '/orders/MF-104310/replacement', { reason: 'missing' }, '409 not_yet_shipped'],
    ['POST', '/orders/MF-104099/replacement', { reason: 'missing' }, '409 already_cancelled'],
    ['POST', '/orders/MF-104022/replacement', { reason: 'missing', address: toronto }, '422 country_not_served'],
    ['POST', '/orders', { customerId: 'C-99999', items: [{ productId: 'P-1001' }] }, '404 customer_not_found'],
    [
      'POST',
      '/orders',
      {
        customerId: 'C-10013',
        items: [{ productId: 'P-1001', size: '9', colour: 'tan' }],
        shippingOption: 'overnight',
      },
      '422 country_not_served',
    ],
    [
      'POST',
      '/orders/MF-104051/billing-credit',
      { reason: 'never-bought', amountCents: 999_999 },
      '422 amount_too_large',
    ],
    ['POST', '/orders/MF-104051/billing-credit', { reason: 'already-returned' }, '409 nothing_to_refund'],
    ['POST', '/orders/MF-104099/billing-credit', { reason: 'never-bought' }, '409 nothing_to_refund'],
  ])('%s %s %j is %s', async (method, path, body, expected) => {
    expect(await code(shop.send(method, path, body))).toBe(expected)
    expect((await shop.state())['effects']).toEqual([])
  })

  test('an item is neither taken out more often than it is there, nor as the last one', async () => {
    const item = await itemOf('MF-104305')
    expect(await code(shop.post(`/orders/MF-104305/items/${item}/cancel`, { quantity: 3 }))).toBe(
      '422 quantity_too_large',
    )
    expect(await code(shop.post(`/orders/MF-104305/items/${item}/cancel`, {}))).toBe('409 last_item')
    expect(await code(shop.send('PATCH', `/orders/MF-104233/items/${item}`, { size: 'S' }))).toBe('409 already_shipped')
  })

  test('what was done once is not done again', async () => {
    const twice = async (path: string, body: unknown) => [
      await code(shop.post(path, body)),
      await code(shop.post(path, body)),
    ]
    const { body } = await shop.get('/orders/MF-104255')
    const [fee] = body['fees'] as { feeId: string }[]
    expect(await twice('/orders/MF-104255/fees/waive', { feeId: fee?.feeId })).toEqual([
      '200 ok',
      '409 fee_already_waived',
    ])
    expect(await twice('/orders/MF-104283/fees/waive', { fee: 'shipping' })).toEqual([
      '200 ok',
      '409 fee_already_waived',
    ])
    expect(await twice('/orders/MF-104022/replacement', { reason: 'missing' })).toEqual([
      '201 ok',
      '409 already_replaced',
    ])
    expect(await twice('/orders/MF-104278/billing-credit', { reason: 'never-bought' })).toEqual([
      '200 ok',
      '409 already_credited',
    ])
    expect(await twice('/orders/MF-104031/billing-credit', { reason: 'already-returned' })).toEqual([
      '200 ok',
      '409 already_credited',
    ])
    const notices = (await shop.get('/orders/MF-104233')).body['notices'] as { noticeId: string }[]
    expect(await twice(`/orders/MF-104233/notices/${notices[0]?.noticeId}/correct`, {})).toEqual([
      '200 ok',
      '409 notice_already_corrected',
    ])
  })
})

describe('the books', () => {
  test('cancelling an order gives everything back and its goods to the stock', async () => {
    const stock = async () =>
      ((await shop.get('/products/P-1065')).body['variants'] as { sku: string; stock: number }[]).find(
        (each) => each.sku === 'P-1065-NAVY-M',
      )?.stock
    const before = (await stock()) ?? 0
    const { body } = await shop.post('/orders/MF-104310/cancel', {})
    expect(body).toMatchObject({
      order: { state: 'cancelled', refundableCents: 0, refundedCents: 16_400 },
      refund: { amountCents: 16_400, kind: 'cancellation' },
    })
    expect(await stock()).toBe(before + 1)
  })

  test('an upgrade is charged in full; a slower delivery gives the difference back', async () => {
    expect((await shop.put('/orders/MF-104301/shipping', { option: 'overnight', chargeFee: true })).body).toMatchObject(
      { chargedCents: 2_000, order: { shippingFeeCents: 2_800, expectedOn: '2025-06-16' } },
    )
    expect((await shop.put('/orders/MF-104301/shipping', { option: 'next-week', chargeFee: true })).body).toMatchObject(
      { chargedCents: 0, refund: { amountCents: 2_800 }, order: { shippingFeeCents: 0 } },
    )
  })

  test('a swap to something dearer is charged, to something cheaper given back', async () => {
    const item = await itemOf('MF-104312')
    const dearer = await shop.send('PATCH', `/orders/MF-104312/items/${item}`, {
      productId: 'P-1001',
      size: '9',
      colour: 'tan',
    })
    expect(dearer.body).toMatchObject({ differenceCents: 7_000, refund: null, order: { paidCents: 14_900 } })
    const cheaper = await shop.send('PATCH', `/orders/MF-104312/items/${item}`, {
      productId: 'P-1051',
      size: '32',
      colour: 'black',
    })
    expect(cheaper.body).toMatchObject({
      differenceCents: -10_000,
      refund: { amountCents: 10_000, kind: 'price-difference' },
    })
  })

  test('an item is given back once, whether refunded or returned', async () => {
    const item = await itemOf('MF-104051')
    const refund = { orderNumber: 'MF-104051', itemId: item, method: 'original-card' }
    expect(await code(shop.post('/refunds', refund))).toBe('201 ok')
    expect(await code(shop.post('/refunds', refund))).toBe('409 already_returned')
    const { body } = await shop.post('/returns', {
      orderNumber: 'MF-104051',
      itemId: item,
      reason: 'size',
      method: 'store',
    })
    expect(body).toMatchObject({ amountCents: 0, labelSentTo: null })
  })

  test('what an open return promises is not refunded as well', async () => {
    await shop.post('/returns', { orderNumber: 'MF-104051', reason: 'size', method: 'mail' })
    expect((await shop.get('/orders/MF-104051')).body).toMatchObject({
      refundableCents: 0,
      returns: [{ amountCents: 19_800, state: 'open' }],
    })
    expect(await code(shop.post('/refunds', { orderNumber: 'MF-104051', method: 'gift-card' }))).toBe(
      '409 nothing_to_refund',
    )
    expect(
      await code(
        shop.post('/refunds', { orderNumber: 'MF-104051', itemId: await itemOf('MF-104051'), method: 'gift-card' }),
      ),
    ).toBe('409 already_returned')
  })

  test('shipping is given back once, and at most what it cost', async () => {
    const body = { orderNumber: 'MF-104266', kind: 'shipping', method: 'original-card' }
    expect(await code(shop.post('/refunds', { ...body, amountCents: 1_600 }))).toBe('422 amount_too_large')
    expect((await shop.post('/refunds', body)).body).toMatchObject({ amountCents: 800 })
    expect((await shop.post('/refunds', body)).body).toMatchObject({ amountCents: 700 })
    expect(await code(shop.post('/refunds', body))).toBe('409 nothing_to_refund')
  })
})

describe('refusals of returns and refunds', () => {
  test.each([
    ['POST', '/returns', { orderNumber: 'MF-104233', reason: 'size', method: 'mail' }, '409 not_delivered'],
    ['POST', '/returns', { orderNumber: 'MF-104099', reason: 'size', method: 'mail' }, '409 already_cancelled'],
    ['POST', '/returns', { orderNumber: 'MF-104031', reason: 'size', method: 'mail' }, '409 already_returned'],
    [
      'POST',
      '/returns',
      { orderNumber: 'MF-104051', itemId: 'I-99999', reason: 'size', method: 'mail' },
      '404 item_not_found',
    ],
    [
      'POST',
      '/returns',
      { orderNumber: 'MF-104051', quantity: 5, reason: 'size', method: 'mail' },
      '422 quantity_too_large',
    ],
    ['POST', '/refunds', { orderNumber: 'MF-999999', method: 'gift-card' }, '404 order_not_found'],
    [
      'POST',
      '/refunds',
      { orderNumber: 'MF-104051', amountCents: 99_999, method: 'gift-card' },
      '422 amount_too_large',
    ],
    ['POST', '/refunds', { orderNumber: 'MF-104051', amountCents: 0, method: 'gift-card' }, '422 invalid_request'],
    ['POST', '/refunds', { orderNumber: 'MF-104051', amountCents: -5, method: 'gift-card' }, '422 invalid_request'],
    ['POST', '/refunds/RF-99999/items', { itemId: 'I-99999' }, '404 refund_not_found'],
    ['POST', '/refunds/RF-20411/items', { itemId: 'I-99999' }, '404 item_not_found'],
    ['PUT', '/refunds/RF-20411/method', { method: 'original-card' }, '409 same_method'],
    ['PUT', '/refunds/RF-20500/method', { method: 'gift-card' }, '409 refund_complete'],
    ['GET', '/returns/RT-99999', undefined, '404 return_not_found'],
    ['GET', '/refunds/RF-99999', undefined, '404 refund_not_found'],
  ])('%s %s %j is %s', async (method, path, body, expected) => {
    expect(await code(shop.send(method, path, body))).toBe(expected)
  })
})

describe('refusals of accounts, services, promo codes and subscriptions', () => {
  test.each([
    ['GET', '/customers/C-99999', undefined, '404 customer_not_found'],
    ['GET', '/customers', undefined, '422 need_more_details'],
    ['GET', '/accounts/nobody/security-question', undefined, '404 username_not_found'],
    ['POST', '/accounts/password-reset', { username: 'jrivera1' }, '422 need_more_details'],
    [
      'POST',
      '/accounts/password-reset',
      { username: 'jrivera1', pin: '4821', securityAnswer: 'wrong' },
      '403 identity_not_confirmed',
    ],
    ['POST', '/accounts/two-factor-reset', { email: 'x@example.com' }, '404 username_not_found'],
    ['POST', '/customers/C-10001/services/style-box/remove', {}, '404 service_not_found'],
    ['POST', '/customers/C-10012/services/gift-reminder/remove', {}, '409 service_not_active'],
    ['POST', '/customers/C-10011/services', { service: 'style-box' }, '409 service_already_active'],
    ['POST', '/customers/C-10001/credits', { amountCents: 30_000, reason: 'x' }, '422 amount_too_large'],
    [
      'POST',
      '/customers/C-10001/credits',
      { amountCents: 300, reason: 'x', orderNumber: 'MF-104310' },
      '404 order_not_found',
    ],
    [
      'POST',
      '/messages',
      { customerId: 'C-10001', kind: 'account-login', orderNumber: 'MF-104310' },
      '404 order_not_found',
    ],
    ['GET', '/promo-codes/SAVE50', undefined, '404 promo_code_not_found'],
    ['POST', '/promo-codes', { customerId: 'C-10001', reason: 'goodwill', percent: 90 }, '422 invalid_request'],
    [
      'POST',
      '/promo-codes',
      { customerId: 'C-10001', reason: 'missing-credit', creditId: 'CR-10001' },
      '404 credit_not_found',
    ],
    ['GET', '/price-checks?productId=P-9999&kind=yesterday', undefined, '404 product_not_found'],
    ['GET', '/products?limit=0', undefined, '422 invalid_request'],
    ['GET', '/shipping-quotes?country=FR', undefined, '422 invalid_request'],
    ['GET', '/subscriptions/C-10004', undefined, '404 no_subscription'],
    ['POST', '/subscriptions/C-10001/pay', {}, '409 nothing_due'],
    ['POST', '/subscriptions/C-10002/pay', { amountCents: 10_000 }, '422 amount_too_large'],
    ['POST', '/subscriptions/C-10001/extend', {}, '409 nothing_due'],
    ['POST', '/subscriptions/C-10014/cancel', {}, '409 already_cancelled'],
    ['POST', '/subscriptions/C-10001/dispute', { refund: true }, '409 nothing_to_refund'],
    ['POST', '/subscriptions/C-10001/dispute', { refund: true, amountCents: 99_999 }, '422 amount_too_large'],
  ])('%s %s %j is %s', async (method, path, body, expected) => {
    expect(await code(shop.send(method, path, body))).toBe(expected)
  })

  test('after five wrong PINs even the right one is refused, and asking again with the same key too', async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await code(shop.post('/accounts/password-reset', { username: 'jrivera1', pin: '0000' }, 'same-key'))).toBe(
        '403 identity_not_confirmed',
      )
    }
    expect(await code(shop.post('/accounts/password-reset', { username: 'jrivera1', pin: '4821' }))).toBe(
      '429 too_many_attempts',
    )
    expect(await code(shop.post('/accounts/password-reset', { username: 'mbell1', pin: '7350' }))).toBe('200 ok')
  })

  test('a cancelled subscription is renewed by paying, and part of a bill can be paid', async () => {
    expect((await shop.post('/subscriptions/C-10014/pay', {})).body).toMatchObject({
      paidCents: 9_900,
      subscription: { state: 'active', dueOn: '2026-06-15' },
    })
    expect((await shop.post('/subscriptions/C-10003/pay', { amountCents: 4_000 })).body).toMatchObject({
      subscription: { state: 'past-due', amountDueCents: 5_900 },
    })
  })

  test('the dump shows neither PINs nor answers', async () => {
    const { customers } = await shop.state()
    expect(Object.keys(customers?.[0] ?? {})).not.toContain('pinHash')
    expect(Object.keys(customers?.[0] ?? {})).not.toContain('securityAnswerHash')
  })
})
