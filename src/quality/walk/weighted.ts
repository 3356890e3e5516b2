import type { Random } from '#domain/random.ts'

/** One of the keys, as often as its weight says. */
export function weighted<K extends string>(weights: Readonly<Record<K, number>>, random: Random): K {
  const entries = Object.entries(weights) as [K, number][]
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random.next() * total
  for (const [key, weight] of entries) {
    left -= weight
    if (left < 0) return key
  }
  const [last] = entries.at(-1) ?? []
  if (last === undefined) throw new Error('nothing to choose from')
  return last
}
