/** The online shop behind the storefront assistant: a service of its own. Here only what starts it and what its content is. */
export { type RunningShop, type StartShopOptions, startShop } from './process.ts'
export {
  type DemoCustomer,
  type DemoProduct,
  defaultSeed,
  demoCustomers,
  demoProducts,
  demoPromoCodes,
  seedShop,
  seedSize,
} from './seed/index.ts'

/** Tables that record attempts and not business: a scenario that says "nothing changed" does not mean them. */
export const bookkeeping = ['counters', 'effects', 'failedAttempts', 'idempotency', 'meta'] as const
