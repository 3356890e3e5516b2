/** The rows of schema.ts as the store reads them. Same names, same units: cents, ISO instants, `YYYY-MM-DD` days, 0 or 1. */
export type Flag = 0 | 1
export type Level = 'guest' | 'bronze' | 'silver' | 'gold'
export type PaymentMethod = 'credit-card' | 'debit-card' | 'paypal'
export type OrderState = 'received' | 'in-transit' | 'out-for-delivery' | 'delivered' | 'cancelled'
export type ShippingOption = 'standard' | 'express' | 'overnight' | 'next-week'
export type DeliverySlot = 'morning' | 'afternoon' | 'evening'
export type RefundMethod = 'gift-card' | 'store-credit' | 'paper-check' | 'original-card'
export type CreditSource = 'subscription-refund' | 'previous-purchase' | 'promotional-package'
export type NoticeTopic = 'date' | 'address' | 'item' | 'price'

export type AddressColumns = { street: string; city: string; region: string; postalCode: string; country: 'US' | 'CA' }

export type CustomerRow = AddressColumns & {
  id: string
  accountNumber: string
  username: string
  firstName: string
  lastName: string
  email: string
  phone: string
  level: Level
  pinHash: string
  securityQuestion: string
  securityAnswerHash: string
  paymentMethod: PaymentMethod
  createdAt: string
}
export type ServiceRow = {
  customerId: string
  code: string
  active: Flag
  changedBy: 'customer' | 'shop'
  changedAt: string
  isOurMistake: Flag
  chargedCents: number
}
export type CreditRow = {
  id: string
  customerId: string
  source: CreditSource | 'goodwill' | 'refund'
  amountCents: number
  dueAt: string
  postedAt: string | null
  settledBy: string | null
  orderNumber: string | null
  reason: string | null
}
export type ProductRow = {
  id: string
  name: string
  brand: string
  category: string
  description: string
  material: string
  care: string
  fit: string
  warmth: string | null
  waterproof: Flag | null
  shrinks: Flag
  warrantyMonths: number
  /** JSON: `{ name, value }[]`. */
  details: string
  priceCents: number
  onSale: Flag
  restockOn: string | null
}
export type VariantRow = { sku: string; productId: string; colour: string; size: string; stock: number }
export type PriceRow = { productId: string; validFrom: string; priceCents: number }
export type CompetitorPriceRow = { productId: string; competitor: string; priceCents: number; seenOn: string }
export type OrderRow = AddressColumns & {
  number: string
  customerId: string
  state: OrderState
  placedAt: string
  shippedAt: string | null
  expectedOn: string | null
  deliveredAt: string | null
  cancelledAt: string | null
  cancelReason: string | null
  discountCents: number
  promoCode: string | null
  shippingOption: ShippingOption
  shippingFeeCents: number
  shippingFeeWaived: Flag
  paymentMethod: PaymentMethod
  paidCents: number
  deliverySlot: DeliverySlot
  deliveryTimeIsOurMistake: Flag
  carrier: string | null
  trackingNumber: string | null
  billedByMistakeCents: number
  billingCreditedAt: string | null
  replaces: string | null
  replacedBy: string | null
  backOrder: Flag
}
export type OrderItemRow = {
  id: string
  orderNumber: string
  sku: string
  productId: string
  quantity: number
  askedQuantity: number
  priceCents: number
}
export type FeeRow = {
  id: string
  orderNumber: string
  kind: 'handling' | 'gift-wrap' | 'monogram' | 'tailoring' | 'surcharge'
  name: string
  amountCents: number
  isOurMistake: Flag
  waived: Flag
}
export type NoticeRow = {
  id: string
  orderNumber: string
  about: NoticeTopic
  text: string
  isCorrect: Flag
  correctedAt: string | null
  sentAt: string
}
export type RefundKind =
  | 'purchase'
  | 'cancellation'
  | 'shipping'
  | 'fee'
  | 'billing'
  | 'service'
  | 'subscription'
  | 'price-difference'
export type RefundRow = {
  id: string
  customerId: string
  orderNumber: string | null
  amountCents: number
  kind: RefundKind
  method: RefundMethod
  state: 'not-started' | 'in-progress' | 'complete'
  startedVia: 'online' | 'phone' | 'chat'
  reason: string | null
  address: string | null
  startedAt: string
  dueOn: string | null
  completedAt: string | null
}
export type RefundItemRow = { refundId: string; itemId: string; quantity: number }
export type ReturnRow = {
  id: string
  customerId: string
  orderNumber: string
  reason: 'size' | 'colour' | 'stain' | 'defect' | 'other'
  method: 'mail' | 'store' | 'drop-off'
  state: 'open' | 'arrived' | 'refunded'
  amountCents: number
  proof: 'receipt' | 'packaging' | null
  labelAddress: string | null
  openedAt: string
  arrivedAt: string | null
  refundId: string | null
}
export type ReturnItemRow = { returnId: string; itemId: string; quantity: number }
export type PromoCodeRow = {
  code: string
  percent: number | null
  amountCents: number | null
  customerId: string | null
  reason: string
  productId: string | null
  replaces: string | null
  issuedAt: string
  expiresAt: string
  usedAt: string | null
  isOurMistake: Flag
}
export type SubscriptionRow = {
  customerId: string
  state: 'active' | 'past-due' | 'cancelled'
  amountDueCents: number
  dueOn: string | null
  startedOn: string
  paidThrough: string | null
  extendedAt: string | null
  cancelledAt: string | null
  overchargeCents: number
  overchargeIsOurMistake: Flag
  overchargePaid: Flag
}
export type SubscriptionPaymentRow = {
  id: string
  customerId: string
  amountCents: number
  method: PaymentMethod
  paidAt: string
}
export type DisputeRow = {
  id: string
  customerId: string
  amountCents: number
  refundedCents: number
  reason: string | null
  openedAt: string
}

/** Everything a fresh shop starts with, by table, in an order that keeps every reference whole. */
export type SeedData = {
  customers: CustomerRow[]
  services: ServiceRow[]
  credits: CreditRow[]
  products: ProductRow[]
  variants: VariantRow[]
  priceHistory: PriceRow[]
  competitorPrices: CompetitorPriceRow[]
  orders: OrderRow[]
  orderItems: OrderItemRow[]
  fees: FeeRow[]
  notices: NoticeRow[]
  refunds: RefundRow[]
  refundItems: RefundItemRow[]
  returns: ReturnRow[]
  returnItems: ReturnItemRow[]
  promoCodes: PromoCodeRow[]
  subscriptions: SubscriptionRow[]
  subscriptionPayments: SubscriptionPaymentRow[]
  disputes: DisputeRow[]
  counters: { name: string; last: number }[]
}
