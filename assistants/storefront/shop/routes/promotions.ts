import { createHash } from 'node:crypto'
import { z } from 'zod'
import { addDays, dayOf, daysBetween } from '../calendar.ts'
import { ShopProblem } from '../problem.ts'
import { read, write } from '../route.ts'
import type { CreditRow, PromoCodeRow } from '../rows.ts'
import { customerRow, priceMatches } from '../store/customers.ts'
import { productRow } from '../store/products.ts'
import { tariff } from '../tariff.ts'
import { promoCode } from '../wire/catalogue.ts'
import { customerId, productId, text } from '../wire/common.ts'

const { promo } = tariff
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9-]{3,30}$/, 'must be a promo code')

/** Promo codes: looking one up, issuing one. */
export const promotionRoutes = [
  read({
    operationId: 'getPromoCode',
    method: 'GET',
    path: '/promo-codes/{code}',
    tag: 'promotions',
    summary: 'A promo code and whether it can be used today',
    params: z.strictObject({ code }),
    response: promoCode,
    problems: ['promo_code_not_found'],
    handle: ({ database, now, params }) => {
      const row = database.get<PromoCodeRow>('SELECT * FROM promoCodes WHERE code = ?', params.code)
      if (!row) throw new ShopProblem('promo_code_not_found')
      return promoView(row, now)
    },
  }),
  write({
    operationId: 'issuePromoCode',
    method: 'POST',
    path: '/promo-codes',
    tag: 'promotions',
    summary:
      'Issues a personal code for 14 days: 20 percent unless a percentage, an amount or a missing credit is named',
    status: 201,
    body: z.strictObject({
      customerId,
      reason: z.enum(['invalid-code', 'expired-code', 'price-match', 'missing-credit', 'out-of-stock', 'goodwill']),
      percent: z.int().min(1).max(promo.highestPercent).optional(),
      amountCents: z.int().min(1).max(promo.highestAmountCents).optional(),
      replaces: text(40).optional().describe('The code that did not work, as the customer gave it'),
      productId: productId.optional(),
      creditId: text(20).optional().describe('A missing credit that this code settles'),
    }),
    response: promoCode,
    problems: ['customer_not_found', 'product_not_found', 'credit_not_found', 'already_replaced', 'price_match_used'],
    handle: ({ database, now, body }) => {
      const customer = customerRow(database, body.customerId)
      if (body.productId !== undefined) productRow(database, body.productId)
      const replaces = body.replaces?.toUpperCase() ?? null
      if (
        replaces !== null &&
        database.get('SELECT 1 FROM promoCodes WHERE customerId = ? AND replaces = ?', customer.id, replaces)
      ) {
        throw new ShopProblem('already_replaced')
      }
      // Two conversations, or two tasks of one, may both have found the year's match unused.
      if (body.reason === 'price-match' && customer.level === 'bronze' && priceMatches(database, customer.id, now) > 0)
        throw new ShopProblem('price_match_used')
      const credit =
        body.creditId === undefined
          ? null
          : database.get<CreditRow>(
              'SELECT * FROM credits WHERE id = ? AND customerId = ? AND postedAt IS NULL AND settledBy IS NULL AND dueAt <= ?',
              body.creditId,
              customer.id,
              now,
            )
      if (credit === undefined) throw new ShopProblem('credit_not_found')
      const amountCents = body.amountCents ?? credit?.amountCents ?? null
      const percent = amountCents === null ? (body.percent ?? promo.percent) : null
      const row: PromoCodeRow = {
        code: newCode(database.nextNumber('promo'), customer.id, now, percent),
        percent,
        amountCents,
        customerId: customer.id,
        reason: body.reason,
        productId: body.productId ?? null,
        replaces,
        issuedAt: now,
        expiresAt: `${addDays(now, promo.validDays)}T23:59:59.999Z`,
        usedAt: null,
        isOurMistake: 0,
      }
      database.insert('promoCodes', row)
      if (credit) database.run('UPDATE credits SET settledBy = ? WHERE id = ?', row.code, credit.id)
      return { subject: customer.id, body: promoView(row, now) }
    },
  }),
]

/** `MARLOW20X7KQ`. It only serves the customer it was issued to, so that guessing one wins nothing. */
function newCode(number: number, customer: string, now: string, percent: number | null): string {
  const letters = createHash('sha256')
    .update(`${number}:${customer}:${now}`)
    .digest('base64')
    .replace(/[^A-Z]/g, '')
    .slice(0, 4)
  return `MARLOW${percent ?? 'GIFT'}${letters}${number}`
}

const promoView = (row: PromoCodeRow, now: string): z.infer<typeof promoCode> => ({
  code: row.code,
  state: row.usedAt !== null ? 'used' : row.expiresAt < now ? 'expired' : 'valid',
  percent: row.percent,
  amountCents: row.amountCents,
  reason: row.reason,
  productId: row.productId,
  customerId: row.customerId,
  replaces: row.replaces,
  issuedOn: dayOf(row.issuedAt),
  expiresOn: dayOf(row.expiresAt),
  expiredDays: Math.max(0, daysBetween(row.expiresAt, now)),
  isOurMistake: row.isOurMistake === 1,
})
