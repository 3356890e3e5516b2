import { addDays, dayOf, instantDaysAgo } from '../calendar.ts'
import type {
  CustomerRow,
  DeliverySlot,
  FeeRow,
  Level,
  NoticeTopic,
  OrderRow,
  OrderState,
  PaymentMethod,
  ProductRow,
  RefundMethod,
  SeedData,
  ShippingOption,
  VariantRow,
} from '../rows.ts'
import { secretHash } from '../secrets.ts'
import { quote, tariff } from '../tariff.ts'

/** A customer as the seed describes one; the rest (hashes, account number) is made from it. */
export type CustomerPlan = {
  username: string
  firstName: string
  lastName: string
  email: string
  phone: string
  street: string
  city: string
  region: string
  postalCode: string
  country: 'US' | 'CA'
  level: Level
  pin: string
  securityQuestion: string
  securityAnswer: string
  paymentMethod: PaymentMethod
  memberDays: number
  accountNumber?: string
}
export type ItemPlan = { product: string; colour?: string; size?: string; quantity?: number; askedQuantity?: number }
/** An order by its ages relative to now: everything else (dates, fees, totals) follows from the tariff. */
export type OrderPlan = {
  customer: CustomerRow
  state: OrderState
  ageDays: number
  items: ItemPlan[]
  number?: string
  /** Share of the day it was placed in. */
  hourShare?: number
  shippingOption?: ShippingOption
  /** Days from now until it is due (negative: overdue); without it the tariff's transit time counts from the purchase. */
  dueInDays?: number
  deliveredDaysAgo?: number
  paymentMethod?: PaymentMethod
  deliverySlot?: DeliverySlot
  deliveryTimeIsOurMistake?: boolean
  fees?: { kind: FeeRow['kind']; name: string; amountCents: number; isOurMistake?: boolean }[]
  notices?: { about: NoticeTopic; text: string; isCorrect: boolean; sentDaysAgo?: number }[]
  billedByMistakeCents?: number
  cancelReason?: string
  returned?: {
    reason: 'size' | 'colour' | 'stain' | 'defect' | 'other'
    openedDaysAgo: number
    arrivedDaysAgo?: number
    refunded?: boolean
    id?: string
  }
  refund?: {
    method: RefundMethod
    state: 'not-started' | 'in-progress' | 'complete'
    startedDaysAgo: number
    startedVia?: 'online' | 'phone' | 'chat'
    id?: string
  }
}

const carriers = ['UPS', 'FedEx', 'USPS'] as const

/** Collects the seeded rows and keeps them consistent: ids, sums and dates are made here, in one place. */
export class SeedSheet {
  readonly data: SeedData = {
    customers: [],
    services: [],
    credits: [],
    products: [],
    variants: [],
    priceHistory: [],
    competitorPrices: [],
    orders: [],
    orderItems: [],
    fees: [],
    notices: [],
    refunds: [],
    refundItems: [],
    returns: [],
    returnItems: [],
    promoCodes: [],
    subscriptions: [],
    subscriptionPayments: [],
    disputes: [],
    counters: [],
  }
  readonly now: string
  readonly today: string
  private readonly productsByName = new Map<string, ProductRow>()
  private readonly variantsByProduct = new Map<string, VariantRow[]>()
  private readonly usedIds = new Set<string>()
  private readonly lastIds = new Map<string, number>()

  constructor(now: string) {
    this.now = now
    this.today = dayOf(now)
  }

  /** The next free id of a kind: `RF-20500`, `RF-20501` … Ids given by hand before are skipped. */
  id(prefix: string, first: number, given?: string): string {
    if (given !== undefined) {
      this.usedIds.add(given)
      return given
    }
    let number = (this.lastIds.get(prefix) ?? first - 1) + 1
    while (this.usedIds.has(`${prefix}-${number}`)) number += 1
    this.lastIds.set(prefix, number)
    return `${prefix}-${number}`
  }

  ago(days: number, share = 0.5): string {
    return instantDaysAgo(this.now, days, share)
  }

  addProduct(product: ProductRow, variants: VariantRow[]): void {
    this.data.products.push(product)
    this.data.variants.push(...variants)
    this.productsByName.set(product.name, product)
    this.variantsByProduct.set(product.id, variants)
  }

  product(name: string): ProductRow {
    const product = this.productsByName.get(name)
    if (!product) throw new Error(`the catalogue has no "${name}"`)
    return product
  }

  variantsOf(product: ProductRow): VariantRow[] {
    return this.variantsByProduct.get(product.id) ?? []
  }

  addCustomer(plan: CustomerPlan): CustomerRow {
    const { pin, securityAnswer, memberDays, accountNumber, ...columns } = plan
    const id = this.id('C', 10_001)
    const row: CustomerRow = {
      ...columns,
      id,
      accountNumber: this.id('AC', 31_001, accountNumber),
      pinHash: secretHash(id, pin),
      securityAnswerHash: secretHash(id, securityAnswer),
      createdAt: this.ago(memberDays),
    }
    this.data.customers.push(row)
    return row
  }

  /** Adds an order with its items, fees, notices, return and refund. Its number must be given. */
  addOrder(plan: OrderPlan & { number: string }): OrderRow {
    const { customer, state, ageDays } = plan
    const items = plan.items.map((item) => this.itemOf(item))
    const subtotal = items.reduce((sum, item) => sum + item.priceCents * item.quantity, 0)
    const option = plan.shippingOption ?? 'standard'
    const carriage =
      quote(option, customer.country, subtotal, customer.level) ??
      quote('standard', customer.country, subtotal, customer.level)
    if (!carriage) throw new Error(`no shipping to ${customer.country}`)
    const feesCents = (plan.fees ?? []).reduce((sum, fee) => sum + fee.amountCents, 0)
    const total = subtotal + carriage.feeCents + feesCents
    const placedAt = this.ago(ageDays, plan.hourShare ?? 0.4)
    const shipped = state !== 'received' && state !== 'cancelled'
    const expectedOn =
      plan.dueInDays === undefined ? addDays(placedAt, carriage.daysMax) : addDays(this.today, plan.dueInDays)
    const deliveredDaysAgo = plan.deliveredDaysAgo ?? Math.max(0, ageDays - carriage.daysMax)
    const order: OrderRow = {
      number: plan.number,
      customerId: customer.id,
      state,
      placedAt,
      shippedAt: shipped ? this.ago(Math.max(0, ageDays - 1), 0.7) : null,
      expectedOn: state === 'cancelled' ? null : expectedOn,
      deliveredAt: state === 'delivered' ? this.ago(deliveredDaysAgo, 0.6) : null,
      cancelledAt: state === 'cancelled' ? this.ago(Math.max(0, ageDays - 1), 0.2) : null,
      cancelReason: state === 'cancelled' ? (plan.cancelReason ?? 'changed mind') : null,
      discountCents: 0,
      promoCode: null,
      shippingOption: option,
      shippingFeeCents: carriage.feeCents,
      shippingFeeWaived: 0,
      paymentMethod: plan.paymentMethod ?? customer.paymentMethod,
      paidCents: total + (plan.billedByMistakeCents ?? 0),
      street: customer.street,
      city: customer.city,
      region: customer.region,
      postalCode: customer.postalCode,
      country: customer.country,
      deliverySlot: plan.deliverySlot ?? 'morning',
      deliveryTimeIsOurMistake: plan.deliveryTimeIsOurMistake ? 1 : 0,
      carrier: shipped ? (carriers[Number(plan.number.slice(-1)) % carriers.length] ?? 'UPS') : null,
      trackingNumber: shipped ? `1MF${plan.number.slice(3)}${String(ageDays).padStart(4, '0')}` : null,
      billedByMistakeCents: plan.billedByMistakeCents ?? 0,
      billingCreditedAt: null,
      replaces: null,
      replacedBy: null,
      backOrder: 0,
    }
    this.data.orders.push(order)
    const itemIds = items.map((item) => {
      const id = this.id('I', 100_001)
      this.data.orderItems.push({ id, orderNumber: order.number, ...item })
      return { id, ...item }
    })
    for (const fee of plan.fees ?? []) {
      const { isOurMistake, ...columns } = fee
      this.data.fees.push({
        id: this.id('F', 10_001),
        orderNumber: order.number,
        ...columns,
        isOurMistake: isOurMistake ? 1 : 0,
        waived: 0,
      })
    }
    for (const notice of plan.notices ?? []) {
      this.data.notices.push({
        id: this.id('N', 10_001),
        orderNumber: order.number,
        about: notice.about,
        text: notice.text,
        isCorrect: notice.isCorrect ? 1 : 0,
        correctedAt: null,
        sentAt: this.ago(notice.sentDaysAgo ?? 0, 0.8),
      })
    }
    if (state === 'cancelled')
      this.refundOf(order, total, 'cancellation', {
        method: 'original-card',
        state: ageDays > 7 ? 'complete' : 'in-progress',
        startedDaysAgo: Math.max(0, ageDays - 1),
      })
    const first = itemIds[0]
    if (plan.returned && first) this.returnOf(order, first, plan.returned)
    if (plan.refund && first) {
      const refund = this.refundOf(order, first.priceCents, 'purchase', plan.refund)
      this.data.refundItems.push({ refundId: refund.id, itemId: first.id, quantity: 1 })
    }
    return order
  }

  private itemOf(plan: ItemPlan) {
    const product = this.product(plan.product)
    const variants = this.variantsOf(product)
    const variant =
      variants.find((each) => (plan.colour ?? each.colour) === each.colour && (plan.size ?? each.size) === each.size) ??
      variants[0]
    if (!variant) throw new Error(`"${plan.product}" has no variant`)
    const quantity = plan.quantity ?? 1
    return {
      sku: variant.sku,
      productId: product.id,
      quantity,
      askedQuantity: plan.askedQuantity ?? quantity,
      priceCents: product.priceCents,
    }
  }

  private returnOf(
    order: OrderRow,
    item: { id: string; priceCents: number },
    plan: NonNullable<OrderPlan['returned']>,
  ): void {
    const refund = plan.refunded
      ? this.refundOf(order, item.priceCents, 'purchase', {
          method: 'original-card',
          state: 'complete',
          startedDaysAgo: Math.max(0, plan.arrivedDaysAgo ?? 0),
        })
      : null
    const id = this.id('RT', 50_200, plan.id)
    this.data.returns.push({
      id,
      customerId: order.customerId,
      orderNumber: order.number,
      reason: plan.reason,
      method: 'mail',
      state: refund ? 'refunded' : plan.arrivedDaysAgo === undefined ? 'open' : 'arrived',
      amountCents: item.priceCents,
      proof: null,
      labelAddress: `${order.street}, ${order.city}, ${order.region} ${order.postalCode}`,
      openedAt: this.ago(plan.openedDaysAgo, 0.5),
      arrivedAt: plan.arrivedDaysAgo === undefined ? null : this.ago(plan.arrivedDaysAgo, 0.5),
      refundId: refund?.id ?? null,
    })
    this.data.returnItems.push({ returnId: id, itemId: item.id, quantity: 1 })
    if (refund) this.data.refundItems.push({ refundId: refund.id, itemId: item.id, quantity: 1 })
  }

  private refundOf(
    order: OrderRow,
    amountCents: number,
    kind: 'purchase' | 'cancellation',
    plan: NonNullable<OrderPlan['refund']>,
  ) {
    const startedAt = this.ago(plan.startedDaysAgo, 0.55)
    const posted = plan.method === 'gift-card' || plan.method === 'paper-check'
    const refund = {
      id: this.id('RF', 20_500, plan.id),
      customerId: order.customerId,
      orderNumber: order.number,
      amountCents,
      kind,
      method: plan.method,
      state: plan.state,
      startedVia: plan.startedVia ?? ('online' as const),
      reason: null,
      address: posted ? `${order.street}, ${order.city}, ${order.region} ${order.postalCode}` : null,
      startedAt,
      dueOn: addDays(startedAt, tariff.refundDays),
      completedAt: plan.state === 'complete' ? this.ago(Math.max(0, plan.startedDaysAgo - 3), 0.5) : null,
    }
    this.data.refunds.push(refund)
    if (plan.method === 'store-credit' && refund.completedAt) {
      this.data.credits.push({
        id: this.id('CR', 10_001),
        customerId: order.customerId,
        source: 'refund',
        amountCents,
        dueAt: refund.completedAt,
        postedAt: refund.completedAt,
        settledBy: null,
        orderNumber: order.number,
        reason: null,
      })
    }
    return refund
  }
}
