import type { RankedIntent } from '#domain/understanding.ts'
import { limits } from '../limits.ts'

/** Levels less sure than that are not told: they are stored with every message. */
const leastSure = 0.01
/** Even a hundred children of less do not make a parent that is. */
const leastAdded = leastSure / 100

/**
 * The levels above intents: of `orders/return/size` these are `orders/return` and `orders`. A parent is as sure as its children together,
 * so one may be sure where none of them is. Best first; of those that are equally sure the narrower one, since it says more.
 */
export function parentsOf(intents: readonly RankedIntent[]): RankedIntent[] {
  const sums = new Map<string, number>()
  for (const { name, confidence } of intents) {
    // What cannot make a level sure enough to be told is most of them.
    if (confidence < leastAdded) continue
    for (let end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
      const parent = name.slice(0, end)
      sums.set(parent, (sums.get(parent) ?? 0) + confidence)
    }
  }
  return [...sums]
    .map(([name, confidence]) => ({ name, confidence: Math.min(1, confidence) }))
    .filter(({ confidence }) => confidence >= leastSure)
    .sort((a, b) => b.confidence - a.confidence || b.name.length - a.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, limits.rankedIntents)
}
