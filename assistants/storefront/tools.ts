/** What the storefront assistant can do in the shop. README.md has the table for authors of flows. */
import { accountTools } from './tools/account.ts'
import { catalogueTools } from './tools/catalogue.ts'
import { identityTools } from './tools/identity.ts'
import { orderItemTools } from './tools/order-items.ts'
import { orderTools } from './tools/orders.ts'
import { returnTools } from './tools/returns.ts'
import { subscriptionTools } from './tools/subscription.ts'

export default [
  ...identityTools,
  ...accountTools,
  ...orderTools,
  ...orderItemTools,
  ...returnTools,
  ...catalogueTools,
  ...subscriptionTools,
]
