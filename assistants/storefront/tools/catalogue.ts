import { mapResult, ok } from 'parley/tools'
import { z } from 'zod'
import { productIdFrom, productIdIfGiven } from './checks.ts'
import { type Hands, readTool, writeTool } from './define.ts'
import { choice, dollars, shortText } from './fields.ts'
import { product, productSummary, promoCode } from './shapes.ts'
import { inCents } from './shop-client.ts'
import { discountText, productView, promoView } from './views.ts'
import { wireCustomer, wireProduct, wireProductSummary, wirePromo } from './wire.ts'

const productName = shortText(100)
const noProduct = ['product_not_found', 'choose_product']
const codeFrom = (given: string): string => given.trim().toUpperCase().replace(/\s+/g, '')

const fullProduct = async (hands: Hands, name: string) => {
  const id = await productIdFrom(hands, name)
  return id.kind === 'ok' ? hands.ask({ method: 'GET', path: `/products/${id.value}` }, wireProduct) : id
}

/** The customer's record where one is known; null for a stranger. */
const knownCustomer = async ({ ask, customerId, context }: Hands) =>
  context.identity.level === 'verified' && customerId !== ''
    ? ask({ method: 'GET', path: `/customers/${encodeURIComponent(customerId)}` }, wireCustomer)
    : ok(null)

/** Products, prices, shipping costs and promo codes. */
export const catalogueTools = [
  readTool({
    name: 'search_products',
    description: 'Products by words, category, brand, colour, size and price',
    needs: 'anonymous',
    input: z.strictObject({
      query: shortText(200).optional(),
      category: shortText(40).optional(),
      brand: shortText(40).optional(),
      colour: shortText(30).optional(),
      size: shortText(20).optional(),
      maxPrice: dollars.optional(),
      inStock: z.boolean().optional(),
      limit: z.int().min(1).max(20).default(5),
    }),
    output: z.object({ products: z.array(productSummary), count: z.int() }),
    run: async ({ maxPrice, ...filter }, { ask }) =>
      mapResult(
        await ask(
          {
            method: 'GET',
            path: '/products',
            query: { ...filter, maxPriceCents: maxPrice === undefined ? undefined : inCents(maxPrice) },
          },
          z.object({ products: z.array(wireProductSummary), total: z.int() }),
        ),
        ({ products, total }) => ({ products, count: total }),
      ),
  }),
  readTool({
    name: 'get_product',
    description: 'A product with material, care, fit and measures',
    needs: 'anonymous',
    input: z.strictObject({ product: productName }),
    output: product,
    refusals: noProduct,
    run: async (input, hands) => mapResult(await fullProduct(hands, input.product), productView),
  }),
  readTool({
    name: 'check_stock',
    description: 'Whether a product is in stock in a size and colour, and in which others',
    needs: 'anonymous',
    input: z.strictObject({ product: productName, size: shortText(20).optional(), colour: shortText(30).optional() }),
    output: z.object({
      inStock: z.boolean(),
      quantity: z.int(),
      product: productSummary,
      size: z.string().nullable(),
      colour: z.string().nullable(),
      sizesInStock: z.array(z.string()),
      coloursInStock: z.array(z.string()),
      restockDate: z.string().nullable(),
    }),
    refusals: noProduct,
    run: async ({ product: name, size, colour }, hands) =>
      mapResult(await fullProduct(hands, name), (found) => {
        const same = (wanted: string | undefined, has: string): boolean =>
          wanted === undefined || wanted.toLowerCase() === has.toLowerCase()
        const there = found.variants.filter((variant) => variant.stock > 0)
        const quantity = there
          .filter((each) => same(size, each.size) && same(colour, each.colour))
          .reduce((sum, each) => sum + each.stock, 0)
        return {
          inStock: quantity > 0,
          quantity,
          product: wireProductSummary.parse(found),
          size: size ?? null,
          colour: colour ?? null,
          sizesInStock: [...new Set(there.filter((each) => same(colour, each.colour)).map((each) => each.size))],
          coloursInStock: [...new Set(there.filter((each) => same(size, each.size)).map((each) => each.colour))],
          restockDate: found.restockOn,
        }
      }),
  }),
  readTool({
    name: 'check_price',
    description: "Compares today's price with yesterday's or a competitor's, by our own record",
    needs: 'anonymous',
    input: z.strictObject({
      product: productName,
      kind: choice(['competitor', 'yesterday']),
      // As the customer puts it.
      competitor: shortText(2_000).optional(),
    }),
    output: z.object({
      product: productSummary,
      kind: z.string(),
      competitor: z.string().nullable(),
      ourPrice: z.number(),
      otherPrice: z.number().nullable(),
      isLower: z.boolean(),
      difference: z.number(),
      differencePercent: z.number(),
      priceMatchesThisYear: z.int().nullable(),
    }),
    refusals: noProduct,
    run: async ({ product: name, kind, competitor }, hands) => {
      const productId = await productIdFrom(hands, name)
      if (productId.kind !== 'ok') return productId
      const customer = await knownCustomer(hands)
      if (customer.kind !== 'ok') return customer
      const shape = z.object({
        product: wireProductSummary,
        kind: z.string(),
        competitor: z.string().nullable(),
        ourPrice: z.number(),
        otherPrice: z.number().nullable(),
        difference: z.number(),
        differencePercent: z.number(),
      })
      const checked = await hands.ask(
        { method: 'GET', path: '/price-checks', query: { productId: productId.value, kind, competitor } },
        shape,
      )
      return mapResult(checked, (check) => ({
        ...check,
        isLower: check.difference > 0,
        priceMatchesThisYear: customer.value?.priceMatchesThisYear ?? null,
      }))
    },
  }),
  readTool({
    name: 'quote_shipping',
    description: 'Shipping options with fees and days, for the level of the customer where it is known',
    needs: 'anonymous',
    input: z.strictObject({
      country: z.preprocess(countryFrom, z.string().max(60)).default('US'),
      subtotal: z.number().min(0).max(100_000).default(0),
    }),
    output: z.object({
      country: z.string(),
      served: z.boolean(),
      freeStandard: z.boolean(),
      options: z.array(
        z.object({ option: z.string(), name: z.string(), fee: z.number(), daysMin: z.int(), daysMax: z.int() }),
      ),
    }),
    run: async ({ country, subtotal }, hands) => {
      if (country !== 'US' && country !== 'CA') return ok({ country, served: false, freeStandard: false, options: [] })
      const customer = await knownCustomer(hands)
      if (customer.kind !== 'ok') return customer
      const shape = z.object({
        freeStandard: z.boolean(),
        options: z.array(
          z.object({ option: z.string(), name: z.string(), fee: z.number(), daysMin: z.int(), daysMax: z.int() }),
        ),
      })
      const query = { country, subtotalCents: inCents(subtotal), level: customer.value?.level ?? 'guest' }
      return mapResult(await hands.ask({ method: 'GET', path: '/shipping-quotes', query }, shape), (quote) => ({
        country,
        served: true,
        ...quote,
      }))
    },
  }),
  readTool({
    name: 'check_promo_code',
    description: 'Whether a promo code can be used, and why not',
    needs: 'anonymous',
    input: z.strictObject({ code: shortText(40) }),
    output: z.object({
      code: z.string(),
      known: z.boolean(),
      state: z.enum(['valid', 'expired', 'used', 'unknown']),
      expiredDays: z.int(),
      isOurMistake: z.boolean(),
      discountText: z.string().nullable(),
    }),
    run: async (input, { ask }) => {
      const code = codeFrom(input.code)
      const unknown = {
        code,
        known: false,
        state: 'unknown' as const,
        expiredDays: 0,
        isOurMistake: false,
        discountText: null,
      }
      if (!/^[A-Z0-9-]{3,30}$/.test(code)) return ok(unknown)
      const found = await ask({ method: 'GET', path: `/promo-codes/${code}` }, wirePromo)
      if (found.kind === 'refused' && found.code === 'promo_code_not_found') return ok(unknown)
      return mapResult(found, (promo) => ({
        code,
        known: true,
        state: promo.state,
        expiredDays: promo.expiredDays,
        isOurMistake: promo.isOurMistake,
        discountText: discountText(promo),
      }))
    },
  }),
  writeTool({
    name: 'issue_promo_code',
    called: 'the promo code',
    description: 'Issues a personal promo code: 20 percent, or a percentage or amount',
    needs: 'verified',
    input: z.strictObject({
      reason: choice(['invalid-code', 'expired-code', 'price-match', 'missing-credit', 'out-of-stock', 'goodwill']),
      percent: z.int().min(1).max(30).optional(),
      amount: z.number().positive().max(200).optional(),
      replaces: shortText(40).optional(),
      product: productName.optional(),
      creditId: shortText(20).optional(),
    }),
    wire: wirePromo,
    output: promoCode,
    refusals: ['already_replaced', 'price_match_used', 'credit_not_found', ...noProduct],
    request: async ({ amount, product: name, replaces, ...body }, hands) =>
      mapResult(await productIdIfGiven(hands, name), (productId) => ({
        method: 'POST',
        path: '/promo-codes',
        body: {
          ...body,
          customerId: hands.customerId,
          productId: productId ?? undefined,
          replaces: replaces === undefined ? undefined : codeFrom(replaces),
          amountCents: amount === undefined ? undefined : inCents(amount),
        },
      })),
    view: promoView,
  }),
]

/** "Canada" and "ca" are CA, "United States" and "USA" are US; others stay as they are: not served. */
function countryFrom(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const text = value.trim().toLowerCase().replace(/^the /, '').replace(/\./g, '')
  if (['us', 'usa', 'united states', 'united states of america', 'america'].includes(text)) return 'US'
  return text === 'ca' || text === 'canada' ? 'CA' : value.trim()
}
