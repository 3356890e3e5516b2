import { z } from 'zod'
import { addDays } from '../calendar.ts'
import type { ShopDatabase } from '../database.ts'
import { read } from '../route.ts'
import type { CompetitorPriceRow } from '../rows.ts'
import { productRow, productSummaryView, productView, searchProducts, variantsOf } from '../store/products.ts'
import { quote, tariff } from '../tariff.ts'
import { priceCheck, product, productSummary, shippingQuote } from '../wire/catalogue.ts'
import { country, level, numberInQuery, productId, text } from '../wire/common.ts'

const options = ['standard', 'express', 'overnight', 'next-week'] as const

/** What the shop sells, at which price, and what sending it costs. */
export const catalogueRoutes = [
  read({
    operationId: 'searchProducts',
    method: 'GET',
    path: '/products',
    tag: 'catalogue',
    summary: 'Products by words and properties; every word must fit',
    query: z.strictObject({
      query: text(200).optional(),
      category: text(40).optional(),
      brand: text(40).optional(),
      colour: text(30).optional(),
      size: text(20).optional(),
      maxPriceCents: numberInQuery(1, 10_000_000).optional(),
      inStock: z.enum(['true', 'false']).optional(),
      limit: numberInQuery(1, 150).default(20),
    }),
    response: z.object({ products: z.array(productSummary), total: z.int() }),
    handle: ({ database, query }) => {
      const same = (wanted: string | undefined, has: string): boolean =>
        wanted === undefined || wanted.toLowerCase() === has.toLowerCase()
      const found = searchProducts(database, query)
        .map((row) => ({ row, variants: variantsOf(database, row.id) }))
        .filter(({ variants }) =>
          variants.some(
            (variant) =>
              same(query.colour, variant.colour) &&
              same(query.size, variant.size) &&
              (query.inStock !== 'true' || variant.stock > 0),
          ),
        )
      return {
        products: found.slice(0, query.limit).map(({ row, variants }) => productSummaryView(row, variants)),
        total: found.length,
      }
    },
  }),
  read({
    operationId: 'getProduct',
    method: 'GET',
    path: '/products/{productId}',
    tag: 'catalogue',
    summary: 'A product with care, measures and stock of each variant',
    params: z.strictObject({ productId }),
    response: product,
    problems: ['product_not_found'],
    handle: ({ database, params }) => {
      const row = productRow(database, params.productId)
      return productView(row, variantsOf(database, row.id))
    },
  }),
  read({
    operationId: 'checkPrice',
    method: 'GET',
    path: '/price-checks',
    tag: 'catalogue',
    summary: "Compares today's price with yesterday's or with a competitor's, by the shop's own record",
    query: z.strictObject({ productId, kind: z.enum(['competitor', 'yesterday']), competitor: text(60).optional() }),
    response: priceCheck,
    problems: ['product_not_found'],
    handle: ({ database, now, query }) => {
      const row = productRow(database, query.productId)
      const other =
        query.kind === 'yesterday'
          ? yesterdaysPrice(database, now, row.id)
          : competitorPrice(database, row.id, query.competitor)
      const differenceCents = other ? Math.max(0, row.priceCents - other.priceCents) : 0
      return {
        product: productSummaryView(row, variantsOf(database, row.id)),
        kind: query.kind,
        competitor: other?.competitor ?? null,
        ourPriceCents: row.priceCents,
        otherPriceCents: other?.priceCents ?? null,
        differenceCents,
        differencePercent: Math.round((differenceCents / row.priceCents) * 1_000) / 10,
        seenOn: other?.seenOn ?? null,
      }
    },
  }),
  read({
    operationId: 'quoteShipping',
    method: 'GET',
    path: '/shipping-quotes',
    tag: 'catalogue',
    summary: 'Shipping options with fees and days for a country, a basket and a level',
    query: z.strictObject({
      country: country.default('US'),
      subtotalCents: numberInQuery(0, 10_000_000).default(0),
      level: level.default('guest'),
    }),
    response: shippingQuote,
    handle: ({ query }) => {
      const offered = options.flatMap((option) => {
        const carriage = quote(option, query.country, query.subtotalCents, query.level)
        return carriage ? [{ option, name: tariff.shipping[option].name, ...carriage }] : []
      })
      return {
        country: query.country,
        options: offered,
        freeStandard: offered.some((each) => each.option === 'standard' && each.feeCents === 0),
      }
    },
  }),
]

type OtherPrice = { priceCents: number; competitor: string | null; seenOn: string }

function yesterdaysPrice(database: ShopDatabase, now: string, id: string): OtherPrice | undefined {
  const yesterday = addDays(now, -1)
  const row = database.get<{ priceCents: number }>(
    'SELECT priceCents FROM priceHistory WHERE productId = ? AND validFrom <= ? ORDER BY validFrom DESC LIMIT 1',
    id,
    yesterday,
  )
  return row && { priceCents: row.priceCents, competitor: null, seenOn: yesterday }
}

/** The named competitor's price, or the lowest one on record. */
const competitorPrice = (database: ShopDatabase, id: string, competitor: string | undefined): OtherPrice | undefined =>
  database.get<CompetitorPriceRow>(
    'SELECT * FROM competitorPrices WHERE productId = ?1 AND (?2 IS NULL OR lower(competitor) = lower(?2)) ORDER BY priceCents LIMIT 1',
    id,
    competitor ?? null,
  )
