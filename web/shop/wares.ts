import type { Drawing } from './art.ts'

export interface Ware {
  brand: string
  name: string
  /** US dollars. */
  price: number
  colours: string[]
  drawing: Drawing
  category: string
  note?: string
}

const otherDrawings: Partial<Record<string, Drawing>> = { 'Tote Bag': 'bag', 'Wool Beanie': 'beanie' }

/** Shown where the shop's own service does not answer; the same wares and prices as in its catalogue. */
export const wares: readonly Ware[] = [
  ware('boots', 'Fellside', 'Trail Boots', 149, ['brown', 'black', 'tan'], 'Waterproof'),
  ware('coats', 'Harrow Lane', 'Camel Coat', 319, ['camel', 'black', 'charcoal']),
  ware('sweaters', 'Oakhart', 'Fisherman Sweater', 129, ['cream', 'navy', 'grey', 'burgundy']),
  ware('dresses', 'Juniper & Co', 'Wrap Dress', 98, ['green', 'black', 'navy', 'red'], 'New'),
  ware('sneakers', 'Kestrel', 'Runner Sneakers', 85, ['white', 'black', 'grey', 'navy'], 'Recycled knit'),
  ware('jackets', 'Fellside', 'Rain Jacket', 159, ['olive', 'black', 'navy', 'brown'], 'Waterproof'),
  ware('jeans', 'Oakhart', 'Straight Jeans', 89, ['dark blue', 'black', 'light blue']),
  ware('shirts', 'Harrow Lane', 'Oxford Shirt', 79, ['light blue', 'white', 'navy', 'pink']),
  ware('shoes', 'Oakhart', 'Penny Loafers', 129, ['brown', 'black', 'navy']),
  ware('trousers', 'Oakhart', 'Chinos', 79, ['khaki', 'navy', 'charcoal', 'olive']),
  ware('t-shirts', 'Marlow Basics', 'Crew T-Shirt', 18, ['white', 'black', 'grey', 'green'], 'Organic cotton'),
  ware('accessories', 'Fellside', 'Wool Beanie', 29, ['navy', 'black', 'brown']),
]

function ware(category: string, brand: string, name: string, price: number, colours: string[], note?: string): Ware {
  const drawing = otherDrawings[name] ?? (category as Drawing)
  return { brand, name, price, colours, drawing, category, ...(note !== undefined && { note }) }
}
