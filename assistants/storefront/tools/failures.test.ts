import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestShops, type TestShop } from '../shop/testing.ts'
import { newJournal, toolsAgainst } from './testing/call-tools.ts'

let shops: Awaited<ReturnType<typeof startTestShops>>
let shop: TestShop
beforeAll(async () => {
  shops = await startTestShops()
})
afterAll(() => shops.close())
beforeEach(() => {
  shop = shops.fresh()
})
const { call } = toolsAgainst(() => shop)

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
    await shop.post('/orders/MF-104310/cancel', {}, 'cv_1:crash:cancel_order')
    journal.entries.set('crash:cancel_order', { status: 'started', input: cancel, startedAtMs: 0 })
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
