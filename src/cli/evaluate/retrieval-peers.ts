import { appError } from '#domain/errors.ts'
import { topicWords } from '#knowledge/index.ts'
import type { Encoder } from '#ports/encoder.ts'

/** A text to be found, as it stands in the file. */
export interface TextDocument {
  id: string
  title: string
  text: string
}

/** Something that ranks documents for a query. */
export interface Ranker {
  /** How it is set up, for people. */
  settings: string
  /** Ids of the first documents, best first. */
  rank(query: string): Promise<string[]>
}

const depth = 10
/** Of titles, for both peers: the better of 1, 2 and 3 on the development queries. */
const titleBoost = 2

const missing = (name: string, cause: unknown) =>
  appError('cli.usage', { problem: `${name} is not installed: it is a development dependency, run npm install` }, cause)

/**
 * BM25+ with its own parameters (k 1.2, b 0.7, d 0.5). Words without a topic are left out through `processTerm`, as its documentation shows,
 * by our own list: without one it finds less than half as much in long queries. No prefixes and no fuzzy terms, which find less here.
 */
export async function miniSearchPeer(documents: readonly TextDocument[]): Promise<Ranker> {
  const { default: MiniSearch } = await import('minisearch').catch((error) => {
    throw missing('minisearch', error)
  })
  const index = new MiniSearch<TextDocument>({
    fields: ['title', 'text'],
    processTerm: (term) => (topicWords(term).length === 0 ? null : term.toLowerCase()),
  })
  index.addAll([...documents])
  return {
    settings: `MiniSearch, BM25+ with its defaults, titles × ${titleBoost}, our stop words left out`,
    rank: async (query) =>
      index
        .search(query, { boost: { title: titleBoost } })
        .slice(0, depth)
        .map(({ id }) => String(id)),
  }
}

/** Words and vectors of our embedded encoder, half and half, which is its default. Similarity 0: nothing near is left out. */
export async function oramaPeer(documents: readonly TextDocument[], encoder: Encoder): Promise<Ranker> {
  const { create, insertMultiple, search } = await import('@orama/orama').catch((error) => {
    throw missing('@orama/orama', error)
  })
  const index = create({
    schema: { id: 'string', title: 'string', text: 'string', meaning: `vector[${encoder.dimensions}]` } as const,
  })
  const vectors = await encoder.encode(documents.map(({ title, text }) => ({ text: `${title}\n${text}` })))
  const rows = documents.map(({ id, title, text }, at) => ({ id, title, text, meaning: [...vectors[at]!.vector] }))
  await insertMultiple(index, rows)
  return {
    settings: `Orama, hybrid with its default weights, titles × ${titleBoost}, vectors of the same encoder`,
    async rank(query) {
      const [encoding] = await encoder.encode([{ text: query }])
      const { hits } = await search(index, {
        mode: 'hybrid',
        term: query,
        properties: ['title', 'text'],
        boost: { title: titleBoost },
        vector: { value: [...(encoding?.vector ?? [])], property: 'meaning' },
        similarity: 0,
        limit: depth,
      })
      return hits.map(({ document }) => document.id)
    },
  }
}
