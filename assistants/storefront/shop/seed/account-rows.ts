import { addDays, addYear } from '../calendar.ts'
import type { CustomerRow } from '../rows.ts'
import type { SeedSheet } from './sheet.ts'

export type SubscriptionPlan = {
  state: 'active' | 'past-due' | 'cancelled'
  /** Days from now until the next payment is due; negative when late. */
  dueInDays: number
  overchargeCents?: number
  overchargeIsOurMistake?: boolean
  overchargePaid?: boolean
}

/** Adds a subscription with its last payment. What is due is billed 30 days ahead. */
export function subscribe(sheet: SeedSheet, customer: CustomerRow, plan: SubscriptionPlan): void {
  const dueOn = addDays(sheet.today, plan.dueInDays)
  const paidThrough = plan.state === 'cancelled' ? addDays(sheet.today, -60) : dueOn
  const lastPaidDays = Math.max(1, 365 - plan.dueInDays)
  const overcharge = plan.overchargeCents ?? 0
  sheet.data.subscriptions.push({
    customerId: customer.id,
    state: plan.state,
    amountDueCents: plan.state === 'past-due' || (plan.state === 'active' && plan.dueInDays <= 30) ? 9_900 : 0,
    dueOn: plan.state === 'cancelled' ? null : dueOn,
    startedOn: addDays(sheet.today, -lastPaidDays),
    paidThrough,
    extendedAt: null,
    cancelledAt: plan.state === 'cancelled' ? sheet.ago(70) : null,
    overchargeCents: overcharge,
    overchargeIsOurMistake: plan.overchargeIsOurMistake ? 1 : 0,
    overchargePaid: plan.overchargePaid ? 1 : 0,
  })
  if (addYear(paidThrough) < sheet.today) return
  sheet.data.subscriptionPayments.push({
    id: sheet.id('SP', 10_001),
    customerId: customer.id,
    amountCents: 9_900 + (plan.overchargePaid ? overcharge : 0),
    method: customer.paymentMethod,
    paidAt: sheet.ago(lastPaidDays, 0.3),
  })
}

export function service(
  sheet: SeedSheet,
  customer: CustomerRow,
  code: string,
  facts: { active: 0 | 1; isOurMistake: 0 | 1; chargedCents: number },
): void {
  sheet.data.services.push({
    customerId: customer.id,
    code,
    ...facts,
    changedBy: facts.isOurMistake ? 'shop' : 'customer',
    changedAt: sheet.ago(20, 0.1),
  })
}
