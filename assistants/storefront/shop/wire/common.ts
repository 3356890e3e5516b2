import { z } from 'zod'

/** Pieces shared by requests and answers. Money is integer US cents, days are `YYYY-MM-DD`, instants ISO 8601 in UTC. */
export const cents = z.int().min(0).describe('US cents')
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('UTC day, YYYY-MM-DD')
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
  .describe('ISO 8601 instant in UTC')
export const level = z.enum(['guest', 'bronze', 'silver', 'gold'])
export const country = z.enum(['US', 'CA'])
export const paymentMethod = z.enum(['credit-card', 'debit-card', 'paypal'])
export const shippingOption = z.enum(['standard', 'express', 'overnight', 'next-week'])
export const deliverySlot = z.enum(['morning', 'afternoon', 'evening'])
export const orderState = z.enum(['received', 'in-transit', 'out-for-delivery', 'delivered', 'cancelled'])
export const refundMethod = z.enum(['gift-card', 'store-credit', 'paper-check', 'original-card'])

export const customerId = z.string().regex(/^C-\d{5,8}$/)
export const orderNumber = z.string().regex(/^MF-\d{6,9}$/)
export const itemId = z.string().regex(/^I-\d{5,9}$/)
export const refundId = z.string().regex(/^RF-\d{5,9}$/)
export const returnId = z.string().regex(/^RT-\d{5,9}$/)
export const productId = z.string().regex(/^P-\d{4,8}$/)

/** Free text from people: bounded, without control characters other than line breaks. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, 'must not contain control characters')

export const phone = z
  .string()
  .trim()
  .max(30)
  .regex(/^\+?[\d\s().-]{10,25}$/, 'must be a phone number of at least ten digits')

export const address = z
  .object({
    street: text(120).regex(/\d/, 'must have a house number'),
    city: text(80),
    region: z.string().regex(/^[A-Z]{2}$/, 'must be the two letters of a state or province'),
    postalCode: z.string().regex(/^(\d{5}(-\d{4})?|[A-Z]\d[A-Z] \d[A-Z]\d)$/, 'must be a ZIP or Canadian postal code'),
    country,
  })
  .meta({ id: 'Address' })

export const reason = text(500)
/** A ring-fenced whole number from a query string. */
export const numberInQuery = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
