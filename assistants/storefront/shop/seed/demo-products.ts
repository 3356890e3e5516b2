import { catalogue } from './catalogue.ts'

export type DemoProduct = {
  name: string
  brand: string
  category: string
  price: number
  colours: readonly string[]
  sizes: readonly string[]
}

/** The first two products of each category: enough for a shop window. Prices in US dollars. */
export const demoProducts = (): DemoProduct[] =>
  catalogue.flatMap(({ category, colours, sizes, models }) =>
    models
      .slice(0, 2)
      .map(({ brand, name, price }) => ({ name: `${brand} ${name}`, brand, category, price, colours, sizes })),
  )
