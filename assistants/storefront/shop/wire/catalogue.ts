import { z } from 'zod'
import { cents, country, customerId, day, productId, shippingOption } from './common.ts'

export const productSummary = z
  .object({
    productId,
    name: z.string(),
    brand: z.string(),
    category: z.string(),
    priceCents: cents,
    colours: z.array(z.string()),
    sizes: z.array(z.string()),
    inStock: z.boolean(),
  })
  .meta({ id: 'ProductSummary' })

export const product = productSummary
  .extend({
    description: z.string(),
    material: z.string(),
    care: z.string(),
    fit: z.string(),
    warmth: z.string().nullable(),
    waterproof: z.boolean().nullable(),
    shrinks: z.boolean(),
    warrantyMonths: z.int(),
    details: z.array(z.object({ name: z.string(), value: z.string() })),
    onSale: z.boolean(),
    restockOn: day.nullable(),
    variants: z.array(z.object({ sku: z.string(), colour: z.string(), size: z.string(), stock: z.int().min(0) })),
  })
  .meta({ id: 'Product' })

export const promoCode = z
  .object({
    code: z.string(),
    state: z.enum(['valid', 'expired', 'used']),
    percent: z.int().nullable(),
    amountCents: cents.nullable(),
    reason: z.string(),
    productId: productId.nullable(),
    customerId: customerId.nullable().describe('Whom it was issued to; null for everybody'),
    replaces: z.string().nullable(),
    issuedOn: day,
    expiresOn: day,
    expiredDays: z.int().min(0).describe('Days since it expired'),
    isOurMistake: z.boolean().describe('The checkout refuses it although it should not'),
  })
  .meta({ id: 'PromoCode' })

export const priceCheck = z
  .object({
    product: productSummary,
    kind: z.enum(['competitor', 'yesterday']),
    competitor: z.string().nullable(),
    ourPriceCents: cents,
    otherPriceCents: cents.nullable().describe('Null where nothing is on record'),
    differenceCents: z.int().min(0).describe('How much lower the other price is; 0 if it is not'),
    differencePercent: z.number().min(0),
    seenOn: day.nullable(),
  })
  .meta({ id: 'PriceCheck' })

export const shippingQuote = z
  .object({
    country,
    options: z.array(
      z.object({ option: shippingOption, name: z.string(), feeCents: cents, daysMin: z.int(), daysMax: z.int() }),
    ),
    freeStandard: z.boolean(),
  })
  .meta({ id: 'ShippingQuote' })
