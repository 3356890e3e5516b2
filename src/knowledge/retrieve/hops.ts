import type { KnowledgeIndex } from '../index/index-form.ts'
import type { Found } from './search.ts'

/** Share of a question's weight that the first article leaves unsaid from which a second look is taken. */
const leastUnsaid = 0.25

/**
 * What to look up next, from what the first search found: what the best article does not say, within its matter ("gift card Refund times");
 * null where it says the question well enough, or nothing in the index says the rest either.
 */
export function secondQuery(
  index: KnowledgeIndex,
  { query, candidates }: Found,
  says: (document: number, term: number) => boolean,
): string | null {
  const best = candidates[0]
  if (!best) return null
  const total = query.concepts.reduce((sum, { weight }) => sum + weight, 0)
  const unsaid = query.concepts.filter(
    ({ terms }) => terms.size > 0 && ![...terms.keys()].some((term) => says(best.document, term)),
  )
  const weight = unsaid.reduce((sum, one) => sum + one.weight, 0)
  if (total === 0 || weight / total < leastUnsaid) return null
  // A phrase may stand for several ideas, and two phrases share a word.
  const words = new Set(unsaid.flatMap(({ word }) => word.split(' ')))
  return `${[...words].join(' ')} ${index.documents.get(best.document).title}`
}
