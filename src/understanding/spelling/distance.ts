/** Words longer than this are compared by their first characters: no word of interest is longer. */
const longest = 48
/** Three rows of the table, reused: called tens of thousands of times for a long message. Nothing in here can be interrupted. */
let before = new Uint8Array(longest + 1)
let above = new Uint8Array(longest + 1)
let row = new Uint8Array(longest + 1)

/**
 * Damerau-Levenshtein distance (optimal string alignment: insertions, deletions, substitutions and swaps of neighbours) where it is at
 * most `most`; otherwise undefined.
 */
export function distanceWithin(a: string, b: string, most: number): number | undefined {
  const width = Math.min(b.length, longest)
  const height = Math.min(a.length, longest)
  if (Math.abs(width - height) > most) return undefined
  if (most === 0) return a === b ? 0 : undefined
  for (let j = 0; j <= width; j += 1) above[j] = j
  for (let i = 1; i <= height; i += 1) {
    row[0] = i
    let least = i
    const letter = a.charCodeAt(i - 1)
    for (let j = 1; j <= width; j += 1) {
      const other = b.charCodeAt(j - 1)
      let cost = (above[j - 1] as number) + (letter === other ? 0 : 1)
      cost = Math.min(cost, (above[j] as number) + 1, (row[j - 1] as number) + 1)
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        cost = Math.min(cost, (before[j - 2] as number) + 1)
      }
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return undefined
    const spare = before
    before = above
    above = row
    row = spare
  }
  const distance = above[width] as number
  return distance <= most ? distance : undefined
}
