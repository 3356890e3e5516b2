import type { z } from 'zod'
import type * as shapes from './shapes.ts'
import type {
  WireCustomer,
  WireItem,
  WireOrder,
  WirePromo,
  WireRefund,
  WireReturn,
  WireService,
  WireSubscription,
  WireSummary,
  wireAddress,
  wireProduct,
} from './wire.ts'

type Shape<Name extends keyof typeof shapes> = z.input<(typeof shapes)[Name]>

const words: Record<string, string> = {
  paypal: 'PayPal',
  'original-card': 'original payment method',
  'drop-off': 'drop-off centre',
  store: 'in store',
  mail: 'by mail',
  'past-due': 'past due',
}

/** How a state or choice is read aloud: "in transit", "PayPal". */
export const inWords = (value: string): string => words[value] ?? value.replaceAll('-', ' ')

/** "Trail Boots", "Trail Boots and Oxford Shirt", "Trail Boots and 2 more". */
export function listText(names: readonly string[]): string {
  const [first = '', second] = names
  if (names.length <= 1) return first
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} more`
}

export const addressView = (address: z.output<typeof wireAddress>): Shape<'address'> => ({
  ...address,
  line: `${address.street}, ${address.city}, ${address.region} ${address.postalCode}`,
})

export const customerView = (customer: WireCustomer): Shape<'customer'> => ({
  ...customer,
  address: addressView(customer.address),
  zip: customer.address.postalCode,
  paymentMethodText: inWords(customer.paymentMethod),
})

export const itemView = ({ returnableQuantity, ...item }: WireItem): Shape<'orderItem'> => ({
  ...item,
  returnable: returnableQuantity,
})

export const summaryView = ({ itemNames, customerId: _customer, ...order }: WireSummary): Shape<'orderSummary'> => ({
  ...order,
  stateText: inWords(order.state),
  itemsText: listText(itemNames),
})

export const refundView = ({ items, customerId: _customer, ...refund }: WireRefund): Shape<'refund'> => ({
  ...refund,
  methodText: inWords(refund.method),
  stateText: inWords(refund.state),
  itemsText: items.length > 0 ? listText(items.map((item) => item.name)) : null,
})

export const returnView = ({ customerId: _customer, refundId, ...returned }: WireReturn): Shape<'returnCase'> => ({
  ...returned,
  methodText: inWords(returned.method),
  stateText: inWords(returned.state),
  itemsText: listText(returned.items.map((item) => item.name)),
  refundIssued: refundId !== null,
})

/** Money that is being given back for returns opened before is the return's matter: `return` and `refund` are the latest of each. */
export function orderView(order: WireOrder): Shape<'order'> {
  const { itemNames, customerId: _customer, returns, refunds, billedByMistake, ...facts } = order
  const items = order.items.map(itemView)
  const [latestReturn] = returns
  const [latestRefund] = refunds
  return {
    ...facts,
    stateText: inWords(order.state),
    itemsText: listText(itemNames),
    items,
    address: addressView(order.address),
    shippingOptionText: inWords(order.shippingOption),
    paymentMethodText: inWords(order.paymentMethod),
    mistakenFee: order.fees.find((fee) => fee.isOurMistake && !fee.waived) ?? null,
    mistakenItem: items.find((item) => item.quantity > item.askedQuantity) ?? null,
    billedByMistake: billedByMistake > 0,
    mistakenAmount: billedByMistake,
    wrongNotice: order.notices.find((notice) => !notice.isCorrect && !notice.corrected) ?? null,
    return: latestReturn ? returnView(latestReturn) : null,
    refund: latestRefund ? refundView(latestRefund) : null,
  }
}

export const productView = ({
  variants: _variants,
  restockOn,
  ...product
}: z.output<typeof wireProduct>): Shape<'product'> => ({
  ...product,
  restockDate: restockOn,
})

export const serviceView = ({ monthly, ...service }: WireService): Shape<'service'> => ({
  ...service,
  monthlyPrice: monthly,
})

export const subscriptionView = ({ yearly, extended, ...subscription }: WireSubscription): Shape<'subscription'> => ({
  ...subscription,
  stateText: inWords(subscription.state),
  yearlyPrice: yearly,
  extendedOnce: extended,
})

/** Who never subscribed has a subscription of state `none`, so that flows need no special case. */
export const noSubscription: Shape<'subscription'> = {
  plan: 'Marlow Plus',
  state: 'none',
  stateText: 'not subscribed',
  yearlyPrice: 99,
  amountDue: 0,
  dueOn: null,
  daysUntilDue: null,
  daysLate: 0,
  paidThrough: null,
  lastPayment: null,
  extendedOnce: false,
  overcharge: 0,
  overchargeIsOurMistake: false,
  overchargePaid: false,
  disputed: false,
}

export const discountText = (promo: Pick<WirePromo, 'percent' | 'amount'>): string =>
  promo.amount !== null ? `$${promo.amount.toFixed(2)} off` : `${promo.percent ?? 0}% off`

export const promoView = (promo: WirePromo): Shape<'promoCode'> => ({
  code: promo.code,
  percent: promo.percent,
  amount: promo.amount,
  expiresOn: promo.expiresOn,
  discountText: discountText(promo),
  validDays: Math.round((Date.parse(promo.expiresOn) - Date.parse(promo.issuedOn)) / 86_400_000),
})
