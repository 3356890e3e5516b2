import { distance } from 'fastest-levenshtein'

/** "Did you mean …?" for a name that is not known; null where nothing is near. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  let best: string | null = null
  // A third of the letters may differ: beyond that a suggestion confuses more than it helps.
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    const now = distance(name.toLowerCase(), candidate.toLowerCase())
    if (now < bestDistance) {
      best = candidate
      bestDistance = now
    }
  }
  return best === null ? null : `Did you mean "${best}"?`
}
