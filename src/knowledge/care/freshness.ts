import type { KnowledgeDocument } from '../documents/document.ts'

export interface Freshness {
  slug: string
  kind: 'expired' | 'expires-soon' | 'not-yet' | 'stale' | 'undated'
  /** Days until it expires or becomes valid, since it expired, or since it was last looked at; null where nothing is dated. */
  days: number | null
}

const dayMs = 86_400_000
export const freshnessDays = {
  /** An article that nobody looked at for so long is told. */
  stale: 365,
  /** One that will not be seen any more in so many days is told. */
  soon: 30,
} as const

/** What is out of date, about to be, or of unknown age. `nowMs` is in milliseconds since the epoch. */
export function freshnessOf(
  documents: readonly KnowledgeDocument[],
  nowMs: number,
  { stale, soon }: { stale: number; soon: number } = freshnessDays,
): Freshness[] {
  return documents.flatMap(({ slug, validFromMs, validUntilMs, updated }): Freshness[] => {
    const until = validUntilMs === null ? null : Math.ceil((validUntilMs - nowMs) / dayMs)
    if (until !== null && until <= 0) return [{ slug, kind: 'expired', days: -until }]
    if (validFromMs !== null && validFromMs > nowMs)
      return [{ slug, kind: 'not-yet', days: Math.ceil((validFromMs - nowMs) / dayMs) }]
    if (until !== null && until <= soon) return [{ slug, kind: 'expires-soon', days: until }]
    if (updated === null) return [{ slug, kind: 'undated', days: null }]
    const age = Math.floor((nowMs - Date.parse(updated)) / dayMs)
    return age > stale ? [{ slug, kind: 'stale', days: age }] : []
  })
}

/** Last year's dates and this year's are never read at the same time. */
export const areSeenTogether = (one?: KnowledgeDocument, other?: KnowledgeDocument): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.locale === other.locale &&
  (one.validUntilMs ?? Number.POSITIVE_INFINITY) > (other.validFromMs ?? 0) &&
  (other.validUntilMs ?? Number.POSITIVE_INFINITY) > (one.validFromMs ?? 0)
