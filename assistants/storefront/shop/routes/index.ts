import type { Route } from '../route.ts'
import { accountRoutes } from './accounts.ts'
import { catalogueRoutes } from './catalogue.ts'
import { customerRoutes } from './customers.ts'
import { messageRoutes } from './messages.ts'
import { orderChangeRoutes } from './order-changes.ts'
import { orderItemRoutes } from './order-items.ts'
import { orderRoutes } from './orders.ts'
import { promotionRoutes } from './promotions.ts'
import { returnRoutes } from './returns.ts'
import { subscriptionRoutes } from './subscriptions.ts'

/** The shop's business, in the order of its document. What serves operation and tests is in ../service.ts. */
export const routes: readonly Route[] = [
  ...customerRoutes,
  ...accountRoutes,
  ...orderRoutes,
  ...orderChangeRoutes,
  ...orderItemRoutes,
  ...returnRoutes,
  ...promotionRoutes,
  ...catalogueRoutes,
  ...subscriptionRoutes,
  ...messageRoutes,
]
