import type { BackEndDeclaration } from 'parley/back-end'
import { bookkeeping, demoCustomers, startShop } from './shop/index.ts'

/** The demo shop behind the storefront's tools. */
export default {
  start: ({ data, now, inspect, token }) =>
    startShop({
      data,
      ...(now !== undefined && { now }),
      ...(inspect !== undefined && { inspect }),
      ...(token !== undefined && { token }),
    }),
  environment: { url: 'SHOP_URL', token: 'SHOP_TOKEN' },
  dataFile: 'shop.sqlite',
  bookkeeping,
  // What the page needs to play them; their PIN and security answer are in the shop's README.
  demo: { customers: demoCustomers.map(({ pin: _pin, securityAnswer: _answer, ...customer }) => customer) },
} satisfies BackEndDeclaration
