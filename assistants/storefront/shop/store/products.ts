import type { z } from 'zod'
import type { ShopDatabase } from '../database.ts'
import { ShopProblem } from '../problem.ts'
import type { ProductRow, VariantRow } from '../rows.ts'
import type { product, productSummary } from '../wire/catalogue.ts'

export function productRow(database: ShopDatabase, id: string): ProductRow {
  const row = database.get<ProductRow>('SELECT * FROM products WHERE id = ?', id)
  if (!row) throw new ShopProblem('product_not_found')
  return row
}

export const variantsOf = (database: ShopDatabase, productId: string): VariantRow[] =>
  database.all('SELECT * FROM variants WHERE productId = ? ORDER BY rowid', productId)

const distinct = (values: string[]): string[] => [...new Set(values)]

export function productSummaryView(row: ProductRow, variants: readonly VariantRow[]): z.infer<typeof productSummary> {
  return {
    productId: row.id,
    name: row.name,
    brand: row.brand,
    category: row.category,
    priceCents: row.priceCents,
    colours: distinct(variants.map((variant) => variant.colour)),
    sizes: distinct(variants.map((variant) => variant.size)),
    inStock: variants.some((variant) => variant.stock > 0),
  }
}

export function productView(row: ProductRow, variants: readonly VariantRow[]): z.infer<typeof product> {
  return {
    ...productSummaryView(row, variants),
    description: row.description,
    material: row.material,
    care: row.care,
    fit: row.fit,
    warmth: row.warmth,
    waterproof: row.waterproof === null ? null : row.waterproof === 1,
    shrinks: row.shrinks === 1,
    warrantyMonths: row.warrantyMonths,
    details: JSON.parse(row.details) as { name: string; value: string }[],
    onSale: row.onSale === 1,
    restockOn: row.restockOn,
    variants: variants.map(({ sku, colour, size, stock }) => ({ sku, colour, size, stock })),
  }
}

export type VariantChoice = { productId: string; colour?: string | undefined; size?: string | undefined }

/** The one variant that is meant, case and spaces aside; `choose_variant` names what there is to choose from. */
export function chooseVariant(
  database: ShopDatabase,
  choice: VariantChoice,
): { product: ProductRow; variant: VariantRow } {
  const product = productRow(database, choice.productId)
  const same = (wanted: string | undefined, has: string): boolean =>
    wanted === undefined || wanted.trim().toLowerCase() === has.toLowerCase()
  const all = variantsOf(database, product.id)
  const fitting = all.filter((variant) => same(choice.colour, variant.colour) && same(choice.size, variant.size))
  const [variant, another] = fitting
  if (!variant || another) {
    const summary = productSummaryView(product, fitting.length > 0 ? fitting : all)
    throw new ShopProblem(
      'choose_variant',
      `Colours: ${summary.colours.join(', ')}. Sizes: ${summary.sizes.join(', ')}.`,
    )
  }
  return { product, variant }
}

export function refuseWithoutStock(variant: VariantRow, quantity: number): void {
  if (variant.stock < quantity) throw new ShopProblem('out_of_stock', `${variant.stock} left of ${variant.sku}.`)
}

/** Every word must occur in name, brand, category or material: "waterproof boots" finds by its properties too. */
export function searchProducts(
  database: ShopDatabase,
  filter: {
    query?: string | undefined
    category?: string | undefined
    brand?: string | undefined
    maxPriceCents?: number | undefined
  },
): ProductRow[] {
  const words = (filter.query ?? '')
    .toLowerCase()
    .split(/[^a-z0-9&'-]+/)
    .filter((word) => word.length > 0)
  const text = (row: ProductRow): string =>
    `${row.name} ${row.category} ${row.material} ${row.waterproof === 1 ? 'waterproof' : ''} ${row.onSale === 1 ? 'sale' : ''}`.toLowerCase()
  const score = (row: ProductRow): number => {
    const haystack = text(row)
    return words.filter((word) => haystack.includes(word) || haystack.includes(word.replace(/(?:es|s)$/, ''))).length
  }
  return database
    .all<ProductRow>('SELECT * FROM products ORDER BY id')
    .filter((row) => filter.category === undefined || row.category === filter.category.toLowerCase())
    .filter((row) => filter.brand === undefined || row.brand.toLowerCase() === filter.brand.toLowerCase())
    .filter((row) => filter.maxPriceCents === undefined || row.priceCents <= filter.maxPriceCents)
    .filter((row) => score(row) === words.length)
}
