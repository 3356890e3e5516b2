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
