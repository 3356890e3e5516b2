import { languageOf } from '../index/build-index.ts'
import { guesser } from '../index/guess.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import { denseIndex } from '../vectors/dense.ts'
import type { SharedMemory } from '../vectors/shared-memory.ts'
import { confidenceOf, type Evidence, evidenceOf } from './confidence.ts'
import { PartsRanking } from './long-query.ts'
import { type Query, type QueryReader, queryReader } from './query.ts'
import { type Candidate, rankPassages } from './rank.ts'
import { type Filters, seenBy } from './seen.ts'

export type { Filters } from './seen.ts'

export interface Found {
  query: Query
  candidates: Candidate[]
  /** Null where nothing was found. */
  evidence: Evidence | null
  /** [0, 1]: how sure that the first candidate's document answers the question. */
  confidence: number
}

export interface SearchOptions {
  /** The query's, by the encoder that the index was built with. Without it words alone decide. */
  vector?: Float32Array | null
  /** A document to act as if it were not there, for examinations. */
  hidden?: number
}

export interface Searcher {
  search(text: string, filters: Filters, options?: SearchOptions): Found
  /** Begins to look up a long text, part by part (long-query.ts). */
  parts(filters: Filters): {
    /** By its words; gives how well its best document says it. */
    addWords(part: string): number
    addMeaning(vector: Float32Array): void
    best(): Candidate[]
  }
  /** Whether anything of a document has a term. */
  says(document: number, term: number): boolean
}

/** `memory`: where the index lies, if threads share it. */
export function searcher(index: KnowledgeIndex, memory?: SharedMemory): Searcher {
  const reader: QueryReader = queryReader(index)
  const sounds = index.guess && guesser(index.guess, index.settings.sameMeaning)
  const meanings = index.dense && denseIndex(index, index.dense, memory)
  // Postings cover all fields and are sorted; a document's passages lie side by side.
  const says = (document: number, term: number): boolean => {
    const first = index.passageStart[document]!
    let from = index.postingStart[term]!
    let to = index.postingStart[term + 1]!
    while (from < to) {
      const middle = (from + to) >> 1
      if (index.postingPassage[middle]! < first) from = middle + 1
      else to = middle
    }
    return from < index.postingStart[term + 1]! && index.postingPassage[from]! < index.passageStart[document + 1]!
  }
  return {
    says,
    parts(filters) {
      const ranking = new PartsRanking(index)
      const language = languageOf(filters.locale ?? index.settings.locale)
      return {
        addWords: (part) => ranking.addWords(reader.read(part, language)),
        addMeaning: (vector) => void (meanings && ranking.addMeaning(meanings.compare(vector))),
        best: () => ranking.best(seenBy(index.seen, filters)),
      }
    },
    search(text, filters, { vector = null, hidden } = {}) {
      const query = reader.read(text, languageOf(filters.locale ?? index.settings.locale))
      const seen = seenBy(index.seen, filters)
      const passes = (document: number) => document !== hidden && seen(document)
      const guessed = sounds && only(sounds.guess(text), passes)
      const dense = vector && meanings ? meanings.compare(vector) : null
      const meant = dense?.meant ? only(dense.meant, passes) : null
      const candidates = rankPassages(index, query, passes, guessed, dense, meant)
      const evidence = candidates.length === 0 ? null : evidenceOf(query, candidates, says, guessed, meant)
      const confidence = evidence ? confidenceOf(evidence, index.settings.confidence[meant ? 'meaning' : 'words']) : 0
      return { query, candidates, evidence, confidence }
    },
  }
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
