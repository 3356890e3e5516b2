import type { SeedData } from '../rows.ts'
import { demoCustomers, seedDemo } from './demo.ts'
import { seedAccounts, seedCustomers, seedOrders } from './population.ts'
import { seedProducts } from './products.ts'
import { seedPromotions } from './promotions.ts'
import { seededRandom } from './random.ts'
import { SeedSheet } from './sheet.ts'

export { type DemoCustomer, demoCustomers, demoOrderNumbers } from './demo.ts'
export { type DemoProduct, demoProducts } from './demo-products.ts'
export { seedSize } from './population.ts'
export { demoPromoCodes } from './promotions.ts'

/** The seed of the shop that ships: change it and every invented customer changes, the documented ones do not. */
export const defaultSeed = 2_024

/**
 * The whole content of a fresh shop. Pure: the same seed and `now` (ISO 8601 instant) give the same rows in the same order.
 * Dates are laid out backwards from `now`, so that the shop is always as fresh as on its first day.
 */
export function seedShop(seed: number, now: string): SeedData {
  const sheet = new SeedSheet(new Date(now).toISOString())
  const random = seededRandom(seed)
  seedProducts(sheet, random)
  seedDemo(sheet)
  seedCustomers(sheet, random)
  seedOrders(sheet, random, demoCustomers.length)
  seedAccounts(sheet, random, demoCustomers.length)
  seedPromotions(sheet, random)
  sheet.data.counters.push(...firstFreeNumbers)
  return sheet.data
}

/** Where the ids made by the running shop begin: above everything seeded. */
const firstFreeNumbers = [
  { name: 'order', last: 104_500 },
  { name: 'item', last: 110_000 },
  { name: 'refund', last: 24_000 },
  { name: 'return', last: 54_000 },
  { name: 'credit', last: 20_000 },
  { name: 'payment', last: 20_000 },
  { name: 'dispute', last: 10_000 },
  { name: 'notification', last: 10_000 },
  { name: 'message', last: 10_000 },
  { name: 'promo', last: 1_000 },
]
