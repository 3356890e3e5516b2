import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Identity } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import { readDocument, skeletonOf } from '#tools/index.ts'
import { declaredFrom, problemsOf, runner } from '#tools/testing/harness.fixture.ts'
import { startTestShops, type TestShop } from '../shop/testing.ts'
import { codeOf, demo, toolsAgainst } from './testing/call-tools.ts'

/** What the storefront does in TypeScript, declared from the shop's own OpenAPI document: the same shop cannot tell which was there. */
const declaration = `openapi:
  - document: shop.openapi.yaml
    base_url: '{shop_url}'
    auth: { header: authorization, value: 'Bearer {shop_token}' }
    headers: { x-shop-sandbox: '{shop_sandbox?}' }
    errors: { code: code, message: detail }
    operations:
      getOrder:
        as: get_order
        refusals: [order_not_found]
        owner: { field: customerId, identity: customerId, else: order_not_found }
      listOrders:
        as: list_orders
        inputs:
          customerId: { from: identity.customerId }
          product: { as: item }
        result: orders
      cancelOrder:
        as: cancel_order
        side_effect: write
        idempotency_header: Idempotency-Key
        guard: { tool: get_order, with: { number: input.number } }
        refusals: [order_not_found, already_cancelled, already_shipped]
        reconcile: { operation: getIdempotency, with: { key: key }, happened: happened, result: response }
      changeShippingOption:
        as: change_shipping
        side_effect: write
        idempotency_header: Idempotency-Key
        guard: { tool: get_order, with: { number: input.number } }
        before: { tool: get_order, with: { number: input.number } }
        reconcile: { operation: getIdempotency, with: { key: key }, happened: happened, result: response }
        compensate: { tool: change_shipping, with: { number: input.number, option: before.shippingOption, chargeFee: false } }
`
const document = readFileSync(join(import.meta.dirname, '../shop/openapi.yaml'), 'utf8')
const loaded = declaredFrom({ 'shop.yaml': declaration, 'shop.openapi.yaml': document })

let shops: Awaited<ReturnType<typeof startTestShops>>
let shop: TestShop
beforeAll(async () => {
  shops = await startTestShops()
})
afterAll(() => shops.close())
beforeEach(() => {
  shop = shops.fresh()
})
const inTypeScript = toolsAgainst(() => shop)

function declared(who: string) {
  const identity: Identity = {
    level: 'verified',
    customer: null,
    by: 'test',
    attributes: { customerId: demo(who).customerId },
  }
  return runner(
    loaded.tools,
    {
      shop_url: shop.running.url,
      shop_token: shop.running.token,
      ...(shop.sandbox !== null && { shop_sandbox: shop.sandbox }),
    },
    identity,
  )
}
const given = async (who: string, name: string, input: Json) => {
  const outcome = await declared(who).run(name, input)
  if (outcome.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  return outcome.value as Record<string, Json>
}

test('what import writes for all of its operations loads as it is', () => {
  const read = readDocument('shop.openapi.yaml', document)
  const all = new Set(read.operations.keys())
  const { declaration: written, operations } = skeletonOf(read, 'shop', all, 'as-comments')
  const fresh = declaredFrom({ 'shop.yaml': written, 'shop.openapi.yaml': document })
  expect(problemsOf(fresh)).toEqual([])
  expect(fresh.tools.map(({ name }) => name)).toEqual(operations.map(({ tool }) => tool))
  expect(fresh.tools.filter(({ facts }) => facts.effect === 'write').every(({ facts }) => facts.confirm)).toBe(true)
})

describe("the shop's own document as tools", () => {
  test('loads without a problem', () => {
    expect(problemsOf(loaded)).toEqual([])
  })

  test('an order is the same one', async () => {
    const ours = await inTypeScript.value('jrivera1', 'get_order', { orderNumber: 'MF-104233' })
    const theirs = await given('jrivera1', 'get_order', { number: 'MF-104233' })
    for (const fact of [
      'number',
      'state',
      'ageDays',
      'placedOn',
      'shippingOption',
      'trackingNumber',
      'daysUntilDelivery',
    ])
      expect([fact, theirs[fact]]).toEqual([fact, ours[fact]])
    expect(Number(theirs['totalCents']) / 100).toBe(ours['total'])
  })

  test("somebody else's order is not there, to look at or to cancel", async () => {
    for (const [name, input] of [
      ['get_order', { number: 'MF-104310' }],
      ['cancel_order', { number: 'MF-104310' }],
    ] as const)
      expect(codeOf(await declared('jrivera1').run(name, input))).toBe('order_not_found')
    expect(await shop.state()).toEqual(await shops.fresh().state())
  })

  test("orders are those of who is verified, and nobody else's can be asked for", async () => {
    const { orders } = await inTypeScript.value('jrivera1', 'list_orders', { limit: 20 })
    const theirs = (await given('jrivera1', 'list_orders', {})) as unknown as { number: string }[]
    expect(theirs.map(({ number }) => number)).toEqual((orders as { number: string }[]).map(({ number }) => number))
    expect(await declared('jrivera1').run('list_orders', { customerId: 'C-10002' })).toEqual({
      kind: 'failed',
      reason: 'bad-arguments',
    })
  })

  test('a cancellation leaves the shop exactly as the one in TypeScript does', async () => {
    await inTypeScript.call('mbell1', 'cancel_order', { orderNumber: 'MF-104310' }, { key: '1.2.0' })
    const after = await shop.state()
    shop = shops.fresh()
    expect(await given('mbell1', 'cancel_order', { number: 'MF-104310' })).toMatchObject({
      order: { state: 'cancelled' },
    })
    expect(await shop.state()).toEqual(after)
  })

  test('is refused with the same codes', async () => {
    for (const [who, number] of [
      ['twhitfield1', 'MF-104290'],
      ['mbell1', 'MF-999999'],
    ] as const) {
      const ours = await inTypeScript.call(who, 'cancel_order', { orderNumber: number })
      expect(codeOf(await declared(who).run('cancel_order', { number }))).toBe(codeOf(ours))
    }
  })

  test('after a crash what happened is found and not done again', async () => {
    const first = await declared('mbell1').run('cancel_order', { number: 'MF-104310' })
    const after = await shop.state()
    expect(await declared('mbell1').crashedAfterStart('cancel_order', { number: 'MF-104310' })).toEqual(first)
    expect(await shop.state()).toEqual(after)
  })

  test('no token is in what the journal keeps', async () => {
    const one = declared('mbell1')
    await one.run('cancel_order', { number: 'MF-104310' })
    expect(JSON.stringify([...one.entries])).not.toContain(shop.running.token)
  })
})
