import { z } from 'zod'
import { address, cents, customerId, day, level, orderNumber, paymentMethod } from './common.ts'

export const customer = z
  .object({
    customerId,
    accountNumber: z.string(),
    username: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    address,
    level,
    paymentMethod,
    storeCreditCents: cents,
    priceMatchesThisYear: z.int().min(0).describe('Codes for a price match in the last 365 days'),
    memberSince: day,
  })
  .meta({ id: 'Customer' })

export const service = z
  .object({
    code: z.enum(['package-protection', 'gift-reminder', 'style-box', 'priority-support', 'early-access']),
    name: z.string(),
    monthlyCents: cents,
    active: z.boolean(),
    changedBy: z.enum(['customer', 'shop']),
    changedOn: day,
    isOurMistake: z.boolean().describe('Its last change was an error of the shop'),
    chargedCents: cents,
  })
  .meta({ id: 'Service' })

export const credit = z
  .object({
    creditId: z.string(),
    source: z.enum(['subscription-refund', 'previous-purchase', 'promotional-package', 'goodwill', 'refund']),
    amountCents: cents,
    dueOn: day,
    state: z.enum(['posted', 'promised', 'missing', 'settled']),
    settledBy: z.string().nullable().describe('Promo code that was given instead'),
    orderNumber: orderNumber.nullable(),
  })
  .meta({ id: 'Credit' })

export const credits = z.object({ balanceCents: cents, credits: z.array(credit) }).meta({ id: 'Credits' })

export const subscription = z
  .object({
    customerId,
    plan: z.string(),
    state: z.enum(['active', 'past-due', 'cancelled']),
    yearlyCents: cents,
    amountDueCents: cents,
    dueOn: day.nullable(),
    daysUntilDue: z.int().nullable(),
    daysLate: z.int().min(0),
    startedOn: day,
    paidThrough: day.nullable(),
    lastPayment: z.object({ amountCents: cents, paidOn: day, method: paymentMethod }).nullable(),
    extended: z.boolean().describe('The due date of this bill was extended before'),
    overchargeCents: cents.describe('Billed too much by the record, and not yet given back'),
    overchargeIsOurMistake: z.boolean(),
    overchargePaid: z.boolean(),
    disputed: z.boolean(),
  })
  .meta({ id: 'Subscription' })

export const message = z
  .object({ messageId: z.string(), kind: z.string(), sentTo: z.string().describe('Masked e-mail address') })
  .meta({ id: 'Message' })

export type Customer = z.infer<typeof customer>
export type Subscription = z.infer<typeof subscription>
