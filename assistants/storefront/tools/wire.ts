import { z } from 'zod'

/** What the tools read of the shop's answers, money already in dollars. Further fields are passed over. */
const text = z.string()
const maybeText = z.string().nullable()
const amount = z.number()
const whole = z.int()
/** Of one item in an order: the shop sells no more at once. */
const pieces = z.int().min(0).max(20)

export const wireAddress = z.object({ street: text, city: text, region: text, postalCode: text, country: text })

export const wireCustomer = z.object({
  customerId: text,
  accountNumber: text,
  username: text,
  firstName: text,
  name: text,
  email: text,
  phone: text,
  address: wireAddress,
  level: z.enum(['guest', 'bronze', 'silver', 'gold']),
  paymentMethod: z.enum(['credit-card', 'debit-card', 'paypal']),
  storeCredit: amount,
  priceMatchesThisYear: whole,
  memberSince: text,
})
export type WireCustomer = z.infer<typeof wireCustomer>

export const wireItem = z.object({
  itemId: text,
  productId: text,
  name: text,
  brand: text,
  category: text,
  colour: text,
  size: text,
  quantity: pieces,
  askedQuantity: pieces,
  price: amount,
  total: amount,
  returnableQuantity: whole,
})
export type WireItem = z.infer<typeof wireItem>

export const wireFee = z.object({
  feeId: text,
  kind: text,
  name: text,
  amount,
  isOurMistake: z.boolean(),
  waived: z.boolean(),
})
export const wireNotice = z.object({
  noticeId: text,
  about: text,
  text,
  isCorrect: z.boolean(),
  corrected: z.boolean(),
  sentOn: text,
})

const movedItems = z.array(z.object({ itemId: text, name: text, quantity: whole }))

export const wireRefund = z.object({
  refundId: text,
  customerId: text,
  orderNumber: maybeText,
  amount,
  method: text,
  state: z.enum(['not-started', 'in-progress', 'complete']),
  startedVia: text,
  startedOn: text,
  ageDays: whole,
  dueBy: maybeText,
  address: maybeText,
  reason: maybeText,
  items: movedItems,
})
export type WireRefund = z.infer<typeof wireRefund>

export const wireReturn = z.object({
  returnId: text,
  customerId: text,
  orderNumber: text,
  items: movedItems,
  reason: text,
  method: text,
  state: z.enum(['open', 'arrived', 'refunded']),
  amount,
  openedOn: text,
  arrivedOn: maybeText,
  waitingDays: whole,
  refundDueBy: maybeText,
  refundId: maybeText,
  labelSentTo: maybeText.default(null),
})
export type WireReturn = z.infer<typeof wireReturn>

export const wireSummary = z.object({
  number: text,
  customerId: text,
  state: z.enum(['received', 'in-transit', 'out-for-delivery', 'delivered', 'cancelled']),
  placedOn: text,
  ageDays: whole,
  total: amount,
  itemCount: whole,
  itemNames: z.array(text),
  expectedOn: maybeText,
  deliveredOn: maybeText,
})
export type WireSummary = z.infer<typeof wireSummary>

export const wireOrder = wireSummary.extend({
  items: z.array(wireItem),
  fees: z.array(wireFee),
  notices: z.array(wireNotice),
  returns: z.array(wireReturn),
  refunds: z.array(wireRefund),
  subtotal: amount,
  discount: amount,
  shippingOption: text,
  shippingFee: amount,
  shippingFeeWaived: z.boolean(),
  paid: amount,
  refunded: amount,
  refundable: amount,
  paymentMethod: text,
  address: wireAddress,
  deliverySlot: z.enum(['morning', 'afternoon', 'evening']),
  deliveryTimeIsOurMistake: z.boolean(),
  daysUntilDelivery: whole.nullable(),
  daysLate: whole,
  daysMissing: whole,
  carrier: maybeText,
  trackingNumber: maybeText,
  trackingUrl: maybeText,
  feeIsOurMistake: z.boolean(),
  quantityIsOurMistake: z.boolean(),
  billedByMistake: amount,
  replacedBy: maybeText,
})
export type WireOrder = z.infer<typeof wireOrder>

export const wireChange = z.object({ order: wireOrder, refund: wireRefund.nullable() })

export const wireProductSummary = z.object({
  productId: text,
  name: text,
  brand: text,
  category: text,
  price: amount,
  colours: z.array(text),
  sizes: z.array(text),
  inStock: z.boolean(),
})
export const wireProduct = wireProductSummary.extend({
  description: text,
  material: text,
  care: text,
  fit: text,
  warmth: maybeText,
  waterproof: z.boolean().nullable(),
  shrinks: z.boolean(),
  warrantyMonths: whole,
  details: z.array(z.object({ name: text, value: text })),
  onSale: z.boolean(),
  restockOn: maybeText,
  variants: z.array(z.object({ sku: text, colour: text, size: text, stock: whole })),
})

export const wireSubscription = z.object({
  plan: text,
  state: z.enum(['active', 'past-due', 'cancelled']),
  yearly: amount,
  amountDue: amount,
  dueOn: maybeText,
  daysUntilDue: whole.nullable(),
  daysLate: whole,
  paidThrough: maybeText,
  lastPayment: z.object({ amount, paidOn: text, method: text }).nullable(),
  extended: z.boolean(),
  overcharge: amount,
  overchargeIsOurMistake: z.boolean(),
  overchargePaid: z.boolean(),
  disputed: z.boolean(),
})
export type WireSubscription = z.infer<typeof wireSubscription>

export const wireService = z.object({
  code: text,
  name: text,
  monthly: amount,
  active: z.boolean(),
  changedBy: text,
  changedOn: text,
  isOurMistake: z.boolean(),
})
export type WireService = z.infer<typeof wireService>

export const wirePromo = z.object({
  code: text,
  state: z.enum(['valid', 'expired', 'used']),
  percent: whole.nullable(),
  amount: amount.nullable(),
  issuedOn: text,
  expiresOn: text,
  expiredDays: whole,
  isOurMistake: z.boolean(),
})
export type WirePromo = z.infer<typeof wirePromo>

export const wireMessage = z.object({ messageId: text, sentTo: text })
