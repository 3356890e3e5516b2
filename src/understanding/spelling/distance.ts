/** Words longer than this are compared by their first characters: no word of interest is longer. */
const longest = 48

/**
 * Damerau-Levenshtein distance (optimal string alignment: insertions, deletions, substitutions and swaps of neighbours) where it is at
 * most `most`; otherwise undefined.
 */
export function distanceWithin(a: string, b: string, most: number): number | undefined {
  const width = Math.min(b.length, longest)
  const height = Math.min(a.length, longest)
  if (Math.abs(width - height) > most) return undefined
  if (most === 0) return a === b ? 0 : undefined
  let before = new Uint8Array(width + 1)
  let above = Uint8Array.from({ length: width + 1 }, (_, j) => j)
  for (let i = 1; i <= height; i += 1) {
    const row = new Uint8Array(width + 1)
    row[0] = i
    let least = i
    for (let j = 1; j <= width; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      let cost = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + same)
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      ) {
        cost = Math.min(cost, (before[j - 2] as number) + 1)
      }
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return undefined
    before = above
    above = row
  }
  const distance = above[width] as number
  return distance <= most ? distance : undefined
}
