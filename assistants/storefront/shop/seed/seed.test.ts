import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { daysBetween } from '../calendar.ts'
import { openMemory } from '../database.ts'
import type { Level, OrderState } from '../rows.ts'
import { secretHash } from '../secrets.ts'
import { testNow } from '../testing.ts'
import { defaultSeed, demoCustomers, demoProducts, demoPromoCodes, seedShop, seedSize } from './index.ts'

const data = seedShop(defaultSeed, testNow)
const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const levelOf = new Map(data.customers.map((customer) => [customer.id, customer.level]))
const levels: Level[] = ['guest', 'bronze', 'silver', 'gold']

test('the same seed and time give the same shop, byte for byte; another seed another one', () => {
  expect(hash(seedShop(defaultSeed, testNow))).toBe(hash(data))
  expect(hash(seedShop(7, testNow).customers)).not.toBe(hash(data.customers))
})

test('there are as many customers, products and orders as documented', () => {
  expect({ customers: data.customers.length, products: data.products.length, orders: data.orders.length }).toEqual(
    seedSize,
  )
})

describe('variety', () => {
  test.each(levels)('%s has orders in every state, and on both sides of every border', (level) => {
    const orders = data.orders.filter((order) => levelOf.get(order.customerId) === level)
    const states = new Set<OrderState>(orders.map((order) => order.state))
    expect([...states].sort()).toEqual(['cancelled', 'delivered', 'in-transit', 'out-for-delivery', 'received'])
    const delivered = orders.filter((order) => order.state === 'delivered')
    const ages = new Set(delivered.map((order) => daysBetween(order.placedAt, testNow)))
    for (const age of [29, 30, 31, 89, 90, 91, 179, 180, 181]) expect(ages).toContain(age)
    const missing = new Set(delivered.map((order) => daysBetween(order.deliveredAt ?? testNow, testNow)))
    for (const days of [6, 7, 8]) expect(missing).toContain(days)
  })

  test.each(levels)('%s has subscriptions in every state, 0, 1 and 2 days late too', (level) => {
    const subscriptions = data.subscriptions.filter((row) => levelOf.get(row.customerId) === level)
    expect(new Set(subscriptions.map((row) => row.state))).toEqual(new Set(['active', 'past-due', 'cancelled']))
    const late = subscriptions
      .filter((row) => row.amountDueCents > 0 && row.dueOn !== null)
      .map((row) => daysBetween(row.dueOn ?? '', testNow))
    for (const days of [0, 1, 2]) expect(late).toContain(days)
  })

  test('refunds and returns are in every state', () => {
    expect(new Set(data.refunds.map((refund) => refund.state))).toEqual(
      new Set(['not-started', 'in-progress', 'complete']),
    )
    expect(new Set(data.returns.map((row) => row.state))).toEqual(new Set(['open', 'arrived', 'refunded']))
  })
})

describe('the books are in order', () => {
  test('the database accepts every row with its references and checks', () => {
    const database = openMemory()
    database.refill(data, testNow)
    expect(database.all('PRAGMA foreign_key_check')).toEqual([])
    database.close()
  })

  test('nothing happened in the future, and an order is paid what it costs', () => {
    for (const order of data.orders) {
      for (const at of [order.placedAt, order.shippedAt, order.deliveredAt, order.cancelledAt])
        expect((at ?? testNow) <= testNow).toBe(true)
      const items = data.orderItems.filter((item) => item.orderNumber === order.number)
      const fees = data.fees.filter((fee) => fee.orderNumber === order.number)
      const sum =
        items.reduce((total, item) => total + item.priceCents * item.quantity, 0) +
        fees.reduce((total, fee) => total + fee.amountCents, 0)
      expect(order.paidCents).toBe(sum + order.shippingFeeCents + order.billedByMistakeCents)
    }
  })

  test('nobody got back more than was paid', () => {
    for (const order of data.orders) {
      const back = data.refunds
        .filter((refund) => refund.orderNumber === order.number)
        .reduce((total, refund) => total + refund.amountCents, 0)
      expect(back).toBeLessThanOrEqual(order.paidCents)
    }
  })
})

describe('documented customers', () => {
  test.each([defaultSeed, 1, 999])('are the same with seed %i', (seed) => {
    const seeded = seedShop(seed, testNow)
    for (const demo of demoCustomers) {
      const row = seeded.customers.find((customer) => customer.id === demo.customerId)
      expect(row).toMatchObject({
        username: demo.username,
        email: demo.email,
        level: demo.level,
        accountNumber: demo.accountNumber,
        postalCode: demo.zip,
      })
      expect(row?.pinHash).toBe(secretHash(demo.customerId, demo.pin))
      for (const number of Object.values(demo.orders))
        expect(seeded.orders.find((order) => order.number === number)?.customerId).toBe(demo.customerId)
    }
  })

  test('user names, e-mails, phones and order numbers belong to one customer each', () => {
    for (const column of ['username', 'email', 'phone', 'accountNumber'] as const) {
      expect(new Set(data.customers.map((customer) => customer[column])).size).toBe(seedSize.customers)
    }
    expect(new Set(data.orders.map((order) => order.number)).size).toBe(seedSize.orders)
  })

  test('the products of the shop window are in the catalogue', () => {
    const names = new Set(data.products.map((product) => product.name))
    for (const product of demoProducts()) expect(names).toContain(product.name)
  })
})

test('README.md tells of every documented customer and promo code', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  for (const { username, email, pin, level, orders } of demoCustomers) {
    const line = readme.split('\n').find((each) => each.includes(`\`${username}\``)) ?? ''
    for (const fact of [email, pin, level, ...Object.values(orders)]) expect(line).toContain(fact)
  }
  for (const { code } of demoPromoCodes) expect(readme).toContain(code)
})
