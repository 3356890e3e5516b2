import { addDays } from '../calendar.ts'
import type { ProductRow, VariantRow } from '../rows.ts'
import { catalogue } from './catalogue.ts'
import type { SeededRandom } from './random.ts'
import type { SeedSheet } from './sheet.ts'

export const competitors = ['Northbound', 'Trendline', 'Wardrobe Direct'] as const

/** Price and stock facts that the documented demonstrations rest on; all others are drawn. */
const pinned: Record<
  string,
  { yesterdayCents?: number; competitor?: { name: string; cents: number }; stock?: 'none' | 'plenty' }
> = {
  'Fellside Trail Boots': {
    yesterdayCents: 12_900,
    stock: 'plenty',
    competitor: { name: 'Northbound', cents: 13_400 },
  },
  'Marlow Basics Everyday Jeans': {
    yesterdayCents: 4_500,
    stock: 'plenty',
    competitor: { name: 'Trendline', cents: 3_900 },
  },
  'Oakhart Straight Jeans': { competitor: { name: 'Wardrobe Direct', cents: 8_200 }, stock: 'plenty' },
  'Harrow Lane Oxford Shirt': { stock: 'plenty', competitor: { name: 'Northbound', cents: 8_900 } },
  'Harrow Lane Leather Jacket': { stock: 'none' },
  'Fellside Rain Jacket': { stock: 'plenty' },
  'Kestrel Runner Sneakers': { stock: 'plenty' },
  'Juniper & Co Wrap Dress': { stock: 'plenty' },
  'Tidewater Deck Boots': { stock: 'none' },
}

const skuPart = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 4)

export function seedProducts(sheet: SeedSheet, random: SeededRandom): void {
  let number = 1000
  for (const category of catalogue) {
    for (const model of category.models) {
      number += 1
      const id = `P-${number}`
      const name = `${model.brand} ${model.name}`
      const facts = pinned[name]
      const soldOut = facts?.stock === 'none' || (facts === undefined && random.chance(0.04))
      const product: ProductRow = {
        id,
        name,
        brand: model.brand,
        category: category.category,
        description: category.description,
        material: model.material ?? category.material,
        care: category.care,
        fit: category.fit,
        warmth: category.warmth ?? null,
        waterproof:
          model.waterproof === true || category.waterproof === true ? 1 : category.waterproof === undefined ? null : 0,
        shrinks: category.shrinks,
        warrantyMonths: category.warrantyMonths,
        details: JSON.stringify(category.details),
        priceCents: model.price * 100,
        onSale: random.chance(0.15) ? 1 : 0,
        restockOn: soldOut ? addDays(sheet.today, facts ? 12 : random.between(3, 30)) : null,
      }
      const variants: VariantRow[] = category.colours.flatMap((colour) =>
        category.sizes.map((size) => ({
          sku: `${id}-${skuPart(colour)}-${skuPart(size)}`,
          productId: id,
          colour,
          size,
          stock: soldOut ? 0 : facts?.stock === 'plenty' ? 25 : random.chance(0.1) ? 0 : random.between(1, 40),
        })),
      )
      sheet.addProduct(product, variants)
      seedPrices(sheet, random, product, facts)
    }
  }
}

function seedPrices(
  sheet: SeedSheet,
  random: SeededRandom,
  product: ProductRow,
  facts: (typeof pinned)[string] | undefined,
): void {
  const { priceHistory, competitorPrices } = sheet.data
  const since = (days: number, priceCents: number) =>
    priceHistory.push({ productId: product.id, validFrom: addDays(sheet.today, -days), priceCents })
  const earlierShare =
    facts?.yesterdayCents === undefined ? random.between(85, 110) / 100 : facts.yesterdayCents / product.priceCents
  const earlier = Math.round((product.priceCents * earlierShare) / 100) * 100
  const changedDaysAgo =
    facts?.yesterdayCents !== undefined ? 0 : facts === undefined && random.chance(0.2) ? 0 : random.between(10, 90)
  since(400, earlier)
  since(changedDaysAgo, product.priceCents)
  if (facts?.competitor) {
    competitorPrices.push({
      productId: product.id,
      competitor: facts.competitor.name,
      priceCents: facts.competitor.cents,
      seenOn: sheet.today,
    })
  } else if (random.chance(0.5)) {
    const priceCents = Math.round((product.priceCents * random.between(80, 115)) / 10_000) * 100
    competitorPrices.push({
      productId: product.id,
      competitor: random.pick(competitors),
      priceCents,
      seenOn: addDays(sheet.today, -random.between(0, 6)),
    })
  }
}
