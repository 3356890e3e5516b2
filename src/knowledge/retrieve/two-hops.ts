import type { KnowledgeIndex } from '../index/index-form.ts'
import { secondQuery } from './hops.ts'
import type { Candidate } from './rank.ts'
import type { Filters, Found, Searcher } from './search.ts'

/** What was found for a question, and for what it led to. */
export interface FoundInHops extends Found {
  /** The second search; null where one was enough. Its query's `text` says what was looked up. */
  second: Found | null
  /** Of a long text the part that is most surely answered; left out where all of it was looked up at once. */
  forAnswer?: Found
}

/** What the second search's best is worth, of the first's best: it belongs to the answer, and not in front of it. */
const secondWorth = 0.9

/**
 * Searches again where what was found leaves part of the question open. Each search is one step without a pause; between them others have
 * their turn while vectors are read. A long text was looked up part by part already.
 */
export async function withSecondHop(
  index: KnowledgeIndex,
  { search, says }: Searcher,
  vectorOf: (text: string) => Promise<Float32Array | null>,
  first: FoundInHops,
  filters: Filters,
): Promise<FoundInHops> {
  const next = first.forAnswer === undefined ? secondQuery(index, first, says) : null
  if (next === null) return first
  const second = search(next, filters, { vector: await vectorOf(next) })
  return { ...first, candidates: merged(first.candidates, second.candidates), second }
}

/** Scores of different queries cannot be compared; those of the second are put on the first's scale, its best just below the first's best. */
function merged(first: readonly Candidate[], second: readonly Candidate[]): Candidate[] {
  const [best, other] = [first[0], second[0]]
  if (!best || !other || other.score <= 0 || best.score <= 0) return [...first]
  const scale = (best.score / other.score) * secondWorth
  const byPassage = new Map(first.map((candidate) => [candidate.passage, candidate]))
  for (const candidate of second) {
    const score = candidate.score * scale
    const known = byPassage.get(candidate.passage)
    if (known === undefined) byPassage.set(candidate.passage, { ...candidate, score })
    else if (known.score < score && known !== best) byPassage.set(candidate.passage, { ...known, score })
  }
  return [...byPassage.values()].sort((a, b) => b.score - a.score || a.passage - b.passage)
}
