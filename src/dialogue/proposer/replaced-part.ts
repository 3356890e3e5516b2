import { fold } from '../words/index.ts'

/** Share of a part's words that another one must have to be that part, said anew. */
const leastAlike = 0.5

const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
const wordsOf = (text: string): string[] => fold(text).split(' ').filter(Boolean)

/**
 * A value of several parts of which one is said anew: "51 Queen Street" of "15 Queen Street, Toronto, ON" keeps the rest. What is as long as the
 * value, or like none of its parts, takes its place.
 */
export function withPartReplaced(before: string, said: string): string {
  const [old, given] = [partsOf(before), partsOf(said.replace(/[.!?\s]+$/, ''))]
  const [first] = given
  if (first === undefined || old.length < 2 || given.length >= old.length) return said
  const at = bestAt(old, first)
  if (at === null || at + given.length > old.length) return said
  return [...old.slice(0, at), ...given, ...old.slice(at + given.length)].join(', ')
}

function bestAt(old: readonly string[], said: string): number | null {
  const words = wordsOf(said)
  const shares = old.map((part) => {
    const known = new Set(wordsOf(part))
    return words.filter((word) => known.has(word)).length / Math.max(words.length, known.size)
  })
  const best = Math.max(0, ...shares)
  return best < leastAlike ? null : shares.indexOf(best)
}

const swaps = [
  /(?<!\S)(?<right>[\p{L}\p{N}][\p{L}\p{N}'’-]*)[\s,]+(?:and |it['’]?s )?not (?<wrong>[\p{L}\p{N}][\p{L}\p{N}'’-]*)/iu,
  /(?<!\S)not (?<wrong>[\p{L}\p{N}][\p{L}\p{N}'’-]*)[\s,.]+(?:but |it['’]?s |rather )?(?<right>[\p{L}\p{N}][\p{L}\p{N}'’-]*)/iu,
]

/** "51, not 15" of "15 Queen Street, Toronto": the value with that word put right; null where nothing of the kind is said. */
export function withWordSwapped(before: string, text: string): string | null {
  for (const swap of swaps) {
    const { right, wrong } = swap.exec(text)?.groups ?? {}
    if (right === undefined || wrong === undefined || fold(right) === fold(wrong)) continue
    const escaped = wrong.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const place = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu')
    if (place.test(before)) return before.replace(place, right)
  }
  return null
}
