import { z } from 'zod'
import {
  wireAddress,
  wireCustomer,
  wireFee,
  wireItem,
  wireNotice,
  wireOrder,
  wireProduct,
  wireProductSummary,
  wirePromo,
  wireRefund,
  wireReturn,
  wireService,
  wireSubscription,
  wireSummary,
} from './wire.ts'

/** What flows get: the shop's facts and, where something is read aloud, its words. README.md documents each. */
const text = z.string()

export const address = wireAddress.extend({ line: text })
export const customer = wireCustomer.extend({ address, zip: text, paymentMethodText: text })
export const orderItem = wireItem.omit({ returnableQuantity: true }).extend({ returnable: z.int() })
export const fee = wireFee
export const notice = wireNotice
export const refund = wireRefund
  .omit({ items: true, customerId: true })
  .extend({ methodText: text, stateText: text, itemsText: text.nullable() })
export const returnCase = wireReturn
  .omit({ customerId: true, refundId: true })
  .extend({ methodText: text, stateText: text, itemsText: text, refundIssued: z.boolean() })
export const orderSummary = wireSummary
  .omit({ itemNames: true, customerId: true })
  .extend({ stateText: text, itemsText: text })
export const order = wireOrder.omit({ itemNames: true, customerId: true, returns: true, refunds: true }).extend({
  stateText: text,
  itemsText: text,
  items: z.array(orderItem),
  address,
  shippingOptionText: text,
  paymentMethodText: text,
  mistakenFee: fee.nullable(),
  // Put in more often than it was asked for: what flows compute from it is above zero.
  mistakenItem: orderItem.refine(({ quantity, askedQuantity }) => quantity > askedQuantity).nullable(),
  billedByMistake: z.boolean(),
  mistakenAmount: z.number(),
  wrongNotice: notice.nullable(),
  return: returnCase.nullable(),
  refund: refund.nullable(),
})
export const productSummary = wireProductSummary
export const product = wireProduct.omit({ variants: true, restockOn: true }).extend({ restockDate: text.nullable() })
export const service = wireService.omit({ monthly: true }).extend({ monthlyPrice: z.number() })
export const subscription = wireSubscription.omit({ yearly: true, extended: true, state: true }).extend({
  state: z.enum(['active', 'past-due', 'cancelled', 'none']),
  stateText: text,
  yearlyPrice: z.number(),
  extendedOnce: z.boolean(),
})
export const promoCode = wirePromo
  .pick({ code: true, percent: true, amount: true, expiresOn: true })
  .extend({ discountText: text, validDays: z.int() })
