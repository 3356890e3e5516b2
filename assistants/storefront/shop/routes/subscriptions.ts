import { z } from 'zod'
import { addDays, addYear, dayOf, daysBetween } from '../calendar.ts'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import { read, write } from '../route.ts'
import type { SubscriptionPaymentRow, SubscriptionRow } from '../rows.ts'
import { customerRow } from '../store/customers.ts'
import { addRefund } from '../store/refunds.ts'
import { tariff } from '../tariff.ts'
import { type Subscription, subscription } from '../wire/accounts.ts'
import { cents, customerId, paymentMethod, reason } from '../wire/common.ts'

const terms = tariff.subscription
const byCustomer = z.strictObject({ customerId })
const amountCents = z.int().min(1).max(1_000_000)

/** The yearly subscription: what is due, paying, more time, a bill that is wrong, ending it. */
export const subscriptionRoutes = [
  read({
    operationId: 'getSubscription',
    method: 'GET',
    path: '/subscriptions/{customerId}',
    tag: 'subscriptions',
    summary: 'The subscription of a customer',
    params: byCustomer,
    response: subscription,
    problems: ['customer_not_found', 'no_subscription'],
    handle: ({ database, now, params }) => view(database, subscriptionRow(database, params.customerId), now),
  }),
  write({
    operationId: 'paySubscription',
    method: 'POST',
    path: '/subscriptions/{customerId}/pay',
    tag: 'subscriptions',
    summary: 'Pays what is due, or part of it; paid in full it runs another year. A cancelled one is renewed',
    params: byCustomer,
    body: z.strictObject({ amountCents: amountCents.optional(), paymentMethod: paymentMethod.optional() }),
    response: z.object({ subscription, paidCents: cents, receiptId: z.string() }),
    problems: ['customer_not_found', 'no_subscription', 'nothing_due', 'amount_too_large'],
    handle: ({ database, now, params, body }) => {
      const row = subscriptionRow(database, params.customerId)
      const due = row.state === 'cancelled' ? terms.yearlyCents : row.amountDueCents
      if (due === 0) throw new ShopProblem('nothing_due')
      const paidCents = body.amountCents ?? due
      if (paidCents > due) throw new ShopProblem('amount_too_large', `${due} cents are due.`)
      const receiptId = `SP-${database.nextNumber('payment')}`
      database.insert('subscriptionPayments', {
        id: receiptId,
        customerId: row.customerId,
        amountCents: paidCents,
        method: body.paymentMethod ?? customerRow(database, row.customerId).paymentMethod,
        paidAt: now,
      })
      save(database, paid(row, due - paidCents, now))
      return {
        subject: row.customerId,
        body: { subscription: view(database, subscriptionRow(database, row.customerId), now), paidCents, receiptId },
      }
    },
  }),
  write({
    operationId: 'extendSubscription',
    method: 'POST',
    path: '/subscriptions/{customerId}/extend',
    tag: 'subscriptions',
    summary: 'Gives more time to pay, once per bill',
    params: byCustomer,
    body: z.strictObject({ days: z.int().min(1).max(terms.longestExtensionDays).default(terms.extensionDays) }),
    response: subscription,
    problems: ['customer_not_found', 'no_subscription', 'nothing_due', 'already_extended'],
    handle: ({ database, now, params, body }) => {
      const row = subscriptionRow(database, params.customerId)
      if (row.amountDueCents === 0) throw new ShopProblem('nothing_due')
      if (row.extendedAt !== null) throw new ShopProblem('already_extended')
      const from = [row.dueOn ?? '', dayOf(now)].sort().at(-1) ?? now
      save(database, { ...row, state: 'active', dueOn: addDays(from, body.days), extendedAt: now })
      return { subject: row.customerId, body: view(database, subscriptionRow(database, row.customerId), now) }
    },
  }),
  write({
    operationId: 'disputeSubscriptionCharge',
    method: 'POST',
    path: '/subscriptions/{customerId}/dispute',
    tag: 'subscriptions',
    summary:
      'Records that a bill is said to be wrong and, with `refund`, gives the difference back; at most what was last paid',
    status: 201,
    params: byCustomer,
    body: z.strictObject({ amountCents: amountCents.optional(), refund: z.boolean(), reason: reason.optional() }),
    response: z.object({ disputeId: z.string(), refundedCents: cents, subscription }),
    problems: [
      'customer_not_found',
      'no_subscription',
      'already_disputed',
      'not_paid',
      'nothing_to_refund',
      'amount_too_large',
    ],
    handle: ({ database, now, params, body }) => {
      const row = subscriptionRow(database, params.customerId)
      const amount = body.amountCents ?? row.overchargeCents
      const refundedCents = body.refund ? refundOvercharge(database, now, row, amount) : 0
      const disputeId = `DP-${database.nextNumber('dispute')}`
      database.insert('disputes', {
        id: disputeId,
        customerId: row.customerId,
        amountCents: amount,
        refundedCents,
        reason: body.reason ?? null,
        openedAt: now,
      })
      return {
        subject: row.customerId,
        body: {
          disputeId,
          refundedCents,
          subscription: view(database, subscriptionRow(database, row.customerId), now),
        },
      }
    },
  }),
  write({
    operationId: 'cancelSubscription',
    method: 'POST',
    path: '/subscriptions/{customerId}/cancel',
    tag: 'subscriptions',
    summary: 'Ends the subscription; nothing is due any more',
    params: byCustomer,
    body: z.strictObject({ reason: reason.optional() }),
    response: subscription,
    problems: ['customer_not_found', 'no_subscription', 'already_cancelled'],
    handle: ({ database, now, params }) => {
      const row = subscriptionRow(database, params.customerId)
      if (row.state === 'cancelled') throw new ShopProblem('already_cancelled')
      save(database, { ...row, state: 'cancelled', cancelledAt: now, amountDueCents: 0, dueOn: null })
      return { subject: row.customerId, body: view(database, subscriptionRow(database, row.customerId), now) }
    },
  }),
]

function subscriptionRow(database: ShopDatabase, customer: string): SubscriptionRow {
  const { id } = customerRow(database, customer)
  const row = database.get<SubscriptionRow>('SELECT * FROM subscriptions WHERE customerId = ?', id)
  if (!row) throw new ShopProblem('no_subscription')
  return row
}

function save(database: ShopDatabase, row: SubscriptionRow): void {
  const { customerId: customer, ...columns } = row
  const assignments = Object.keys(columns).map((column) => `${column} = ?`)
  database.run(
    `UPDATE subscriptions SET ${assignments.join(', ')} WHERE customerId = ?`,
    ...Object.values(columns),
    customer,
  )
}

function paid(row: SubscriptionRow, left: number, now: string): SubscriptionRow {
  if (left > 0)
    return {
      ...row,
      state: row.state === 'cancelled' ? 'active' : row.state,
      amountDueCents: left,
      dueOn: row.dueOn ?? dayOf(now),
    }
  const from = row.state === 'cancelled' || row.dueOn === null ? dayOf(now) : row.dueOn
  const next = addYear(from)
  return {
    ...row,
    state: 'active',
    amountDueCents: 0,
    dueOn: next,
    paidThrough: next,
    extendedAt: null,
    cancelledAt: null,
  }
}

const lastPaymentOf = (database: ShopDatabase, customer: string): SubscriptionPaymentRow | undefined =>
  database.get(
    'SELECT * FROM subscriptionPayments WHERE customerId = ? ORDER BY paidAt DESC, id DESC LIMIT 1',
    customer,
  )

function refundOvercharge(database: ShopDatabase, now: string, row: SubscriptionRow, amount: number): number {
  const last = lastPaymentOf(database, row.customerId)
  if (!last || (row.overchargeCents > 0 && !row.overchargePaid)) throw new ShopProblem('not_paid')
  if (refundedSince(database, row.customerId, last.paidAt)) throw new ShopProblem('already_disputed')
  if (amount === 0) throw new ShopProblem('nothing_to_refund')
  if (amount > last.amountCents) throw new ShopProblem('amount_too_large', `${last.amountCents} cents were paid.`)
  addRefund(database, now, {
    customerId: row.customerId,
    amountCents: amount,
    kind: 'subscription',
    reason: 'billed too much',
  })
  save(database, { ...row, overchargeCents: 0, overchargeIsOurMistake: 0 })
  return amount
}

const refundedSince = (database: ShopDatabase, customer: string, since: string): boolean =>
  database.get(
    'SELECT 1 FROM disputes WHERE customerId = ? AND refundedCents > 0 AND openedAt >= ?',
    customer,
    since,
  ) !== undefined

function view(database: ShopDatabase, row: SubscriptionRow, now: string): Subscription {
  const last = lastPaymentOf(database, row.customerId)
  const daysUntilDue = row.dueOn === null ? null : daysBetween(now, row.dueOn)
  const late = row.amountDueCents > 0 ? Math.max(0, -(daysUntilDue ?? 0)) : 0
  return {
    customerId: row.customerId,
    plan: terms.plan,
    state: row.state === 'cancelled' ? 'cancelled' : late > 0 ? 'past-due' : 'active',
    yearlyCents: terms.yearlyCents,
    amountDueCents: row.amountDueCents,
    dueOn: row.dueOn,
    daysUntilDue,
    daysLate: late,
    startedOn: row.startedOn,
    paidThrough: row.paidThrough,
    lastPayment: last ? { amountCents: last.amountCents, paidOn: dayOf(last.paidAt), method: last.method } : null,
    extended: row.extendedAt !== null,
    overchargeCents: row.overchargeCents,
    overchargeIsOurMistake: row.overchargeIsOurMistake === 1,
    overchargePaid: row.overchargePaid === 1,
    disputed: database.get('SELECT 1 FROM disputes WHERE customerId = ?', row.customerId) !== undefined,
  }
}
