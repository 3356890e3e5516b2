import { AppError } from '#domain/errors.ts'
import type { Citation } from '#domain/reply.ts'
import type { Encoder } from '#ports/encoder.ts'
import { cutAnswer, passageId } from './answer/answer.ts'
import { statementScorer } from './answer/score-statements.ts'
import { limits, queryVectorWithinMs } from './choices.ts'
import { readSections } from './index/bytes.ts'
import { type DocumentCard, indexOf } from './index/index-form.ts'
import { type Filters, type Found, searcher } from './retrieve/search.ts'

/** A passage that was found, ranked. */
export interface RankedPassage {
  /** `slug#number`: stable within a release. */
  id: string
  slug: string
  title: string
  headings: string[]
  text: string
  url: string | null
  /** Higher is better; only comparable within one query. */
  score: number
  /** How well it fits, feature by feature, for the trace. */
  features: Record<string, number>
}

export interface Retrieved {
  passages: RankedPassage[]
  /** [0, 1], calibrated: of all questions found with 0.8, four in five have their answer in the first passage's article. */
  confidence: number
  /** From which confidence an answer is given. */
  threshold: number
}

export interface KnowledgeAnswer {
  text: string
  /** Together they contain every statement of `text`, word for word. At least one. */
  citations: Citation[]
  confidence: number
  /** Article and passage it was cut from. */
  slug: string
  passage: string
  title: string
}

export interface Knowledge {
  retrieve(query: string, filters: Filters, k: number): Promise<Retrieved>
  /** The answer in the article's own words; null where the articles do not say it with enough confidence. */
  answer(query: string, filters: Filters): Promise<KnowledgeAnswer | null>
  /** Words of the articles with how often they are used: what spelling may correct towards. */
  vocabulary(): { word: string; count: number }[]
  documents(): readonly DocumentCard[]
}

export interface LoadOptions {
  /** The one it was built with; with another, or none, words alone find. It stays the caller's to close. */
  encoder?: Encoder | null
}

/** Opens what `buildKnowledge` made; a few milliseconds, whatever the number of articles' words. Throws `knowledge.unreadable`. */
export function loadKnowledge(bytes: Uint8Array, { encoder = null }: LoadOptions = {}): Knowledge {
  const index = indexOf(readSections(bytes))
  const { search: searchWith } = searcher(index)
  const reader = encoder !== null && index.dense?.encoder === encoder.identity ? encoder : null
  const search = remembering(async (text, filters) =>
    searchWith(text, filters, { vector: reader && (await vectorOf(text, reader)) }),
  )
  const scorer = statementScorer(index)
  return {
    async retrieve(query, filters, k) {
      const { candidates, confidence } = await search(query, filters)
      return {
        confidence,
        threshold: index.settings.threshold,
        passages: candidates.slice(0, Math.min(k, limits.candidates)).map(({ passage, score, features }) => {
          const { document, number, headings, statements } = index.passages.get(passage)
          const { slug, title, url } = index.documents.get(document)
          const text = statements.map((statement) => statement.text).join('\n')
          return { id: passageId(slug, number), slug, title, headings, text, url, score, features: { ...features } }
        }),
      }
    },
    async answer(text, filters) {
      const { query, candidates, confidence } = await search(text, filters)
      if (confidence < index.settings.threshold) return null
      const cut = cutAnswer(index, scorer, query, candidates)
      if (cut === null) return null
      const { slug, title } = index.documents.get(candidates[0]!.document)
      return { ...cut, confidence, slug, title }
    },
    vocabulary: () => index.words(),
    documents: () => Array.from({ length: index.documents.length }, (_, at) => index.documents.get(at)),
  }
}

/** A turn asks the same twice: whether there is an answer, and then for it. Conversations interleave, so a few searches are kept. */
const searchesKept = 16

type Search = (text: string, filters: Filters) => Promise<Found>

function remembering(search: Search): Search {
  const kept = new Map<string, Promise<Found>>()
  return (text, filters) => {
    const key = JSON.stringify([text, filters])
    const known = kept.get(key)
    if (known) return known
    const found = search(text, filters)
    const [oldest] = kept.keys()
    if (kept.size >= searchesKept && oldest !== undefined) kept.delete(oldest)
    kept.set(key, found)
    // What failed is asked again.
    found.catch(() => kept.delete(key))
    return found
  }
}

/** Null where the encoder did not answer: words alone find then. A text that understanding just read is remembered by the encoder. */
async function vectorOf(text: string, encoder: Encoder): Promise<Float32Array | null> {
  try {
    return (await encoder.encode([{ text }], AbortSignal.timeout(queryVectorWithinMs)))[0]?.vector ?? null
  } catch (error) {
    if (error instanceof AppError || (error instanceof DOMException && error.name === 'TimeoutError')) return null
    throw error
  }
}
