import { languageOf } from '../index/build-index.ts'
import { guesser } from '../index/guess.ts'
import type { DocumentCard, KnowledgeIndex } from '../index/index-form.ts'
import { confidenceOf, type Evidence, evidenceOf } from './confidence.ts'
import { type Query, type QueryReader, queryReader } from './query.ts'
import { type Candidate, rankPassages } from './rank.ts'

export interface Filters {
  /** `en-US` sees articles in `en-US` and `en`. */
  locale?: string
  /** Which audiences the reader belongs to, beside `everyone`. */
  audience?: readonly string[]
  /** Articles outside their validity are not seen. Milliseconds since the epoch. */
  nowMs: number
  /** true: whatever its audience and validity; for examinations at build. */
  everything?: boolean
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
  const sounds = index.guess && guesser(index.guess, index.settings.sameMeaning)
  const says = (document: number, term: number): boolean => {
    // Postings cover all fields; a document's passages lie side by side, in order.
    for (let at = index.postingStart[term]!; at < index.postingStart[term + 1]!; at += 1)
      if (index.passages[index.postingPassage[at]!]!.document === document) return true
    return false
  }
  return {
    search(text, filters, hidden) {
      const query = reader.read(text, languageOf(filters.locale ?? index.settings.locale))
      // Asked for every passage that has a word of the question: looked at once per document.
      const seen = index.documents.map((card, document) => document !== hidden && isSeen(card, filters))
      const passes = (document: number) => seen[document]!
      const guessed = sounds && only(sounds.guess(text), passes)
      const candidates = rankPassages(index, query, passes, guessed)
      const evidence = candidates.length === 0 ? null : evidenceOf(query, candidates, says, guessed)
      const confidence = evidence ? confidenceOf(evidence, index.settings.confidence) : 0
      return { query, candidates, evidence, confidence }
    },
  }
}

function isSeen(card: DocumentCard, { locale, audience, nowMs, everything }: Filters): boolean {
  if (locale !== undefined && card.locale !== locale && card.locale !== languageOf(locale)) return false
  if (everything) return true
  if (card.validFromMs !== null && nowMs < card.validFromMs) return false
  if (card.validUntilMs !== null && nowMs >= card.validUntilMs) return false
  return card.audience.some((one) => one === 'everyone' || audience?.includes(one))
}

/** The probabilities of the documents that pass (and of none), as if there were no others. */
function only(probabilities: Float32Array, passes: (document: number) => boolean): Float32Array {
  const none = probabilities.length - 1
  let total = probabilities[none]!
  for (let at = 0; at < none; at += 1) {
    if (passes(at)) total += probabilities[at]!
    else probabilities[at] = 0
  }
  return total === 0 ? probabilities : probabilities.map((probability) => probability / total)
}
