import { languageOf } from './build-index.ts'
import { confidenceOf, type Evidence, evidenceOf } from './confidence.ts'
import type { DocumentCard, KnowledgeIndex } from './index-form.ts'
import { type Query, type QueryReader, queryReader } from './query.ts'
import { type Candidate, rankPassages } from './rank.ts'

export interface Filters {
  /** `en-US` sees articles in `en-US` and `en`. */
  locale?: string
  /** Which audiences the reader belongs to, beside `everyone`. */
  audience?: readonly string[]
  /** Articles outside their validity are not seen. Milliseconds since the epoch. */
  nowMs: number
}

export interface Found {
  query: Query
  candidates: Candidate[]
  /** Null where nothing was found. */
  evidence: Evidence | null
  /** [0, 1]: how sure that the first candidate's document answers the question. */
  confidence: number
}

export interface Searcher {
  /** `hidden`: a document to act as if it were not there, for examinations. */
  search(text: string, filters: Filters, hidden?: number): Found
}

export function searcher(index: KnowledgeIndex): Searcher {
  const reader: QueryReader = queryReader(index)
  const says = (document: number, term: number): boolean => {
    // Postings cover all fields; a document's passages lie side by side, in order.
    for (let at = index.postingStart[term]!; at < index.postingStart[term + 1]!; at += 1)
      if (index.passages[index.postingPassage[at]!]!.document === document) return true
    return false
  }
  return {
    search(text, filters, hidden) {
      const query = reader.read(text, languageOf(filters.locale ?? index.settings.locale))
      const candidates = rankPassages(
        index,
        query,
        (document) => document !== hidden && isSeen(index.documents[document]!, filters),
      )
      const evidence = candidates.length === 0 ? null : evidenceOf(query, candidates, says)
      const confidence = evidence ? confidenceOf(evidence, index.settings.confidence) : 0
      return { query, candidates, evidence, confidence }
    },
  }
}

function isSeen(card: DocumentCard, { locale, audience, nowMs }: Filters): boolean {
  if (card.validFromMs !== null && nowMs < card.validFromMs) return false
  if (card.validUntilMs !== null && nowMs >= card.validUntilMs) return false
  if (locale !== undefined && card.locale !== locale && card.locale !== languageOf(locale)) return false
  return card.audience.some((one) => one === 'everyone' || audience?.includes(one))
}
