/** The peers that `evaluate retrieval` measures beside us. Development dependencies: they are loaded by that command only, in a checkout. */
import { create, insertMultiple, search } from '@orama/orama'
import MiniSearch from 'minisearch'
import type { Ranker, TextDocument } from '#cli/evaluate/retrieval-ranker.ts'
import { topicWords } from '#knowledge/index.ts'
import type { Encoder } from '#ports/encoder.ts'

const depth = 10
/** Of titles, for both peers: the better of 1, 2 and 3 on the development queries. */
const titleBoost = 2

/**
 * BM25+ with its own parameters (k 1.2, b 0.7, d 0.5). Words without a topic are left out through `processTerm`, as its documentation shows,
 * by our own list: without one it finds less than half as much in long queries. No prefixes and no fuzzy terms, which find less here.
 */
export async function miniSearchPeer(documents: readonly TextDocument[]): Promise<Ranker> {
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
