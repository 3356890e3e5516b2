import type { Citation } from '#domain/reply.ts'
import { passageId } from '../answer/answer.ts'
import { composeAnswer } from '../answer/compose.ts'
import { statementScorer } from '../answer/score-statements.ts'
import { limits } from '../choices.ts'
import { assembleContext, type KnowledgeContext } from '../context/context.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import { findLong } from '../retrieve/find-long.ts'
import { type Filters, searcher } from '../retrieve/search.ts'
import { type FoundInHops, withSecondHop } from '../retrieve/two-hops.ts'
import type { SharedMemory } from '../vectors/shared-memory.ts'

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
  /** What was looked up besides, from what the first search found; null where one was enough, or only the best passage was asked for. */
  secondQuery: string | null
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
  /** A paragraph, list or table that it was cut from goes on: more can be offered. */
  goesOn: boolean
}

/** What is asked of the index. Arguments and results are plain values: they cross threads. */
export interface Answering {
  /** The `k` best passages. The first of them and the confidence are those of the question itself; more bring a second search along. */
  retrieve(query: string, filters: Filters, k: number): Promise<Retrieved>
  /** The answer in the article's own words; null where the articles do not say it with enough confidence. */
  answer(query: string, filters: Filters): Promise<KnowledgeAnswer | null>
  /** What a model needs to answer: the best passages with neighbours and what stands above them, as many as fit. */
  context(query: string, filters: Filters, budgetCharacters: number): Promise<KnowledgeContext>
}

/** The query's vector; null without an encoder, or where it did not answer. */
export type VectorOf = (text: string) => Promise<Float32Array | null>

/** Answers from an index in this thread. `memory`: where it lies, if threads share it. */
export function answeringFrom(index: KnowledgeIndex, vectorOf: VectorOf, memory?: SharedMemory): Answering {
  const search = searcher(index, memory)
  const find = remembering(
    async (text, filters) =>
      (await findLong(search, vectorOf, text, filters)) ?? {
        ...search.search(text, filters, { vector: await vectorOf(text) }),
        second: null,
      },
  )
  // Apart: most of what is asked is whether there is an answer, which the first search tells.
  const findFurther = remembering(async (text, filters) =>
    withSecondHop(index, search, vectorOf, await find(text, filters), filters),
  )
  const scorer = statementScorer(index)
  const { threshold } = index.settings
  return {
    async retrieve(query, filters, k) {
      const { candidates, confidence, second } = await (k > 1 ? findFurther : find)(query, filters)
      return {
        confidence,
        threshold,
        secondQuery: second?.query.text ?? null,
        passages: candidates.slice(0, Math.min(k, limits.candidates)).map(({ passage, score, features }) => {
          const { document, number, headings, statements } = index.passages.get(passage)
          const { slug, title, url } = index.documents.get(document)
          const text = statements.map((statement) => statement.text).join('\n')
          return { id: passageId(slug, number), slug, title, headings, text, url, score, features: { ...features } }
        }),
      }
    },
    async answer(text, filters) {
      // Where the first search is not sure, there is no answer for a second one to add to.
      const findSure = async (asked: string) => {
        const first = await find(asked, filters)
        return first.confidence < threshold ? first : findFurther(asked, filters)
      }
      const answer = await composeAnswer(index, scorer, findSure, text)
      if (answer === null) return null
      const { document, ...given } = answer
      const { slug, title } = index.documents.get(document)
      return { ...given, slug, title }
    },
    async context(query, filters, budgetCharacters) {
      const { candidates, confidence } = await findFurther(query, filters)
      return { ...assembleContext(index, candidates, budgetCharacters), confidence, threshold }
    },
  }
}

/** A turn asks the same twice: whether there is an answer, and then for it. Conversations interleave, so a few searches are kept. */
const searchesKept = 16

type Find = (text: string, filters: Filters) => Promise<FoundInHops>

function remembering(find: Find): Find {
  const kept = new Map<string, Promise<FoundInHops>>()
  return (text, filters) => {
    const key = JSON.stringify([text, filters])
    const known = kept.get(key)
    if (known) return known
    const found = find(text, filters)
    const [oldest] = kept.keys()
    if (kept.size >= searchesKept && oldest !== undefined) kept.delete(oldest)
    kept.set(key, found)
    // What failed is asked again.
    found.catch(() => kept.delete(key))
    return found
  }
}
