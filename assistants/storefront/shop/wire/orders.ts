import { z } from 'zod'
import {
  address,
  cents,
  customerId,
  day,
  deliverySlot,
  instant,
  itemId,
  orderNumber,
  orderState,
  paymentMethod,
  productId,
  refundId,
  refundMethod,
  returnId,
  shippingOption,
} from './common.ts'

export const orderItem = z
  .object({
    itemId,
    sku: z.string(),
    productId,
    name: z.string(),
    brand: z.string(),
    category: z.string(),
    colour: z.string(),
    size: z.string(),
    quantity: z.int().min(0),
    askedQuantity: z.int().min(0).describe('What the customer put in the cart'),
    priceCents: cents,
    totalCents: cents,
    returnableQuantity: z.int().min(0).describe('Not yet sent back'),
    refundableQuantity: z.int().min(0).describe('Neither refunded nor in an open return'),
  })
  .meta({ id: 'OrderItem' })

export const fee = z
  .object({
    feeId: z.string(),
    kind: z.enum(['handling', 'gift-wrap', 'monogram', 'tailoring', 'surcharge']),
    name: z.string(),
    amountCents: cents,
    isOurMistake: z.boolean(),
    waived: z.boolean(),
  })
  .meta({ id: 'Fee' })

export const notice = z
  .object({
    noticeId: z.string(),
    about: z.enum(['date', 'address', 'item', 'price']),
    text: z.string(),
    isCorrect: z.boolean(),
    corrected: z.boolean(),
    sentOn: day,
  })
  .meta({ id: 'Notice', description: 'An e-mail the shop sent about an order' })

export const refund = z
  .object({
    refundId,
    customerId,
    orderNumber: orderNumber.nullable(),
    kind: z.enum([
      'purchase',
      'cancellation',
      'shipping',
      'fee',
      'billing',
      'service',
      'subscription',
      'price-difference',
    ]),
    amountCents: cents,
    method: refundMethod,
    state: z.enum(['not-started', 'in-progress', 'complete']),
    startedVia: z.enum(['online', 'phone', 'chat']),
    startedOn: day,
    ageDays: z.int(),
    dueBy: day.nullable(),
    completedOn: day.nullable(),
    address: z.string().nullable(),
    reason: z.string().nullable(),
    items: z.array(z.object({ itemId, name: z.string(), quantity: z.int() })),
  })
  .meta({ id: 'Refund' })

export const returnCase = z
  .object({
    returnId,
    customerId,
    orderNumber,
    items: z.array(z.object({ itemId, name: z.string(), quantity: z.int() })),
    reason: z.enum(['size', 'colour', 'stain', 'defect', 'other']),
    method: z.enum(['mail', 'store', 'drop-off']),
    state: z.enum(['open', 'arrived', 'refunded']),
    amountCents: cents.describe('What will be refunded once it has arrived'),
    proof: z.enum(['receipt', 'packaging']).nullable(),
    labelAddress: z.string().nullable(),
    openedOn: day,
    arrivedOn: day.nullable(),
    waitingDays: z.int().min(0).describe('Days since it arrived'),
    refundDueBy: day.nullable(),
    refundId: refundId.nullable(),
  })
  .meta({ id: 'Return' })

export const orderSummary = z
  .object({
    number: orderNumber,
    customerId,
    state: orderState,
    placedOn: day,
    ageDays: z.int().min(0),
    totalCents: cents,
    itemCount: z.int().min(0),
    itemNames: z.array(z.string()),
    expectedOn: day.nullable(),
    deliveredOn: day.nullable(),
  })
  .meta({ id: 'OrderSummary' })

export const order = orderSummary
  .extend({
    placedAt: instant,
    cancelledOn: day.nullable(),
    cancelReason: z.string().nullable(),
    items: z.array(orderItem),
    fees: z.array(fee),
    notices: z.array(notice),
    returns: z.array(returnCase).describe('Newest first'),
    refunds: z.array(refund).describe('Newest first'),
    subtotalCents: cents,
    discountCents: cents,
    shippingOption,
    shippingFeeCents: cents.describe('0 once waived'),
    shippingFeeWaived: z.boolean(),
    paidCents: cents,
    refundedCents: cents,
    refundableCents: cents.describe('Paid, not given back and not bound in an open return'),
    paymentMethod,
    address,
    deliverySlot,
    deliveryTimeIsOurMistake: z.boolean(),
    daysUntilDelivery: z.int().nullable().describe('Negative when late; null once delivered or cancelled'),
    daysLate: z.int().min(0),
    daysMissing: z.int().min(0).describe('Days since it was due or marked delivered'),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
    feeIsOurMistake: z.boolean().describe('A fee that is not waived was charged by mistake'),
    quantityIsOurMistake: z.boolean().describe('More was booked than the customer asked for'),
    billedByMistakeCents: cents.describe('Charged without having been ordered, and not yet credited'),
    replaces: orderNumber.nullable(),
    replacedBy: orderNumber.nullable(),
    backOrder: z.boolean(),
  })
  .meta({ id: 'Order' })

export const changedOrder = z.object({ order, refund: refund.nullable().describe('What was given back by the change') })

export type OrderItem = z.infer<typeof orderItem>
export type Refund = z.infer<typeof refund>
export type ReturnCase = z.infer<typeof returnCase>
export type OrderSummary = z.infer<typeof orderSummary>
export type Order = z.infer<typeof order>
