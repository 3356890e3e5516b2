import { mapResult, ok } from 'parley/tools'
import { z } from 'zod'
import { type Hands, readTool, writeTool } from './define.ts'
import { dollars, paymentMethod, shortText } from './fields.ts'
import { subscription } from './shapes.ts'
import { inCents } from './shop-client.ts'
import { noSubscription, subscriptionView } from './views.ts'
import { wireSubscription } from './wire.ts'

const path = ({ customerId }: Hands, action = ''): string => `/subscriptions/${encodeURIComponent(customerId)}${action}`
const centsIfGiven = (given: number | undefined): number | undefined =>
  given === undefined ? undefined : inCents(given)

/** The yearly subscription "Marlow Plus". */
export const subscriptionTools = [
  readTool({
    name: 'get_subscription',
    description: 'The subscription: its state, what is due and when',
    needs: 'verified',
    input: z.strictObject({}),
    output: subscription,
    run: async (_input, hands) => {
      const found = await hands.ask({ method: 'GET', path: path(hands) }, wireSubscription)
      if (found.kind === 'refused' && found.code === 'no_subscription') return ok(noSubscription)
      return mapResult(found, subscriptionView)
    },
  }),
  writeTool({
    name: 'pay_subscription',
    called: 'the payment',
    description: 'Pays what is due for the subscription, or part of it; renews a cancelled one',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({ amount: dollars.optional(), paymentMethod: paymentMethod.optional() }),
    wire: z.object({ subscription: wireSubscription, paid: z.number(), receiptId: z.string() }),
    output: z.object({ subscription, paid: z.number(), receiptId: z.string() }),
    refusals: ['no_subscription', 'nothing_due', 'amount_too_large'],
    request: async ({ amount, ...body }, hands) =>
      ok({ method: 'POST', path: path(hands, '/pay'), body: { ...body, amountCents: centsIfGiven(amount) } }),
    view: (answer) => ({ ...answer, subscription: subscriptionView(answer.subscription) }),
  }),
  writeTool({
    name: 'extend_subscription',
    called: 'the extension',
    description: 'Gives more time to pay the subscription, once per bill',
    needs: 'verified',
    input: z.strictObject({ days: z.int().min(1).max(31).default(14) }),
    wire: wireSubscription,
    output: subscription,
    refusals: ['no_subscription', 'nothing_due', 'already_extended'],
    request: async (body, hands) => ok({ method: 'POST', path: path(hands, '/extend'), body }),
    view: subscriptionView,
  }),
  writeTool({
    name: 'dispute_subscription_charge',
    called: 'the dispute',
    description: 'Records that a subscription bill is said to be wrong and, with `refund`, gives the difference back',
    needs: 'verified',
    input: z.strictObject({ amount: dollars.optional(), refund: z.boolean(), reason: shortText(500).optional() }),
    wire: z.object({ disputeId: z.string(), refunded: z.number(), subscription: wireSubscription }),
    output: z.object({ disputeId: z.string(), refunded: z.number(), subscription }),
    refusals: ['no_subscription', 'not_paid', 'nothing_to_refund', 'amount_too_large', 'already_disputed'],
    request: async ({ amount, ...body }, hands) =>
      ok({ method: 'POST', path: path(hands, '/dispute'), body: { ...body, amountCents: centsIfGiven(amount) } }),
    view: (answer) => ({ ...answer, subscription: subscriptionView(answer.subscription) }),
  }),
  writeTool({
    name: 'cancel_subscription',
    called: 'the cancelled subscription',
    description: 'Ends the subscription',
    needs: 'verified',
    confirm: true,
    input: z.strictObject({ reason: shortText(500).optional() }),
    wire: wireSubscription,
    output: subscription,
    refusals: ['no_subscription', 'already_cancelled'],
    request: async (body, hands) => ok({ method: 'POST', path: path(hands, '/cancel'), body }),
    view: subscriptionView,
  }),
]
