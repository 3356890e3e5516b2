import { distance } from 'fastest-levenshtein'

/** The name most like `wrong`, if one is near enough to have been meant: a third of its letters may differ, at least two. */
export function nearest(wrong: string, names: Iterable<string>): string | null {
  const plain = (name: string) => name.toLowerCase().replaceAll('_', '-')
  let best: string | null = null
  let bestDistance = Math.max(2, Math.floor(wrong.length / 3)) + 1
  for (const name of names) {
    const found = distance(plain(wrong), plain(name))
    if (found < bestDistance) {
      best = name
      bestDistance = found
    }
  }
  return best
}
