import type { KnowledgeDocument } from '../documents/document.ts'
import { searcher } from '../retrieve/search.ts'
import { indexDocuments } from './build-index.ts'
import type { IndexSettings } from './index-form.ts'

/** Different ways customers say one thing: the examples of an intent. */
export interface UtteranceGroup {
  name: string
  texts: readonly string[]
}

/** Utterances of a group that are looked up to find its article; a sample tells as much as all of them. */
const sample = 24
/** Share of the looked-up utterances that must find the same article first for the group to belong to it. */
const agreement = 0.28
/** A second article gets the group too if it was found at least this often, of the first. */
const nearlyAsOften = 0.7

/**
 * Gives each article the ways customers put its matter elsewhere (doc2query without a model). A group belongs to the article that most of
 * its utterances find; where they find no one article, to none. So an article learns words that its author did not think of.
 */
export function paraphrasesOf(
  documents: readonly KnowledgeDocument[],
  groups: readonly UtteranceGroup[],
  settings: IndexSettings,
): string[][] {
  const paraphrases: string[][] = documents.map(() => [])
  if (groups.length === 0) return paraphrases
  const { search } = searcher(indexDocuments(documents, settings))
  for (const { texts } of groups) {
    const step = Math.max(1, Math.ceil(texts.length / sample))
    const asked = texts.filter((_, at) => at % step === 0)
    const votes = new Map<number, number>()
    for (const text of asked) {
      const best = search(text, { nowMs: 0, everything: true }).candidates[0]?.document
      if (best !== undefined) votes.set(best, (votes.get(best) ?? 0) + 1 / asked.length)
    }
    const ranked = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const most = ranked[0]?.[1] ?? 0
    if (most < agreement) continue
    for (const [document, share] of ranked.slice(0, 2))
      if (share >= most * nearlyAsOften) paraphrases[document]!.push(...texts)
  }
  return paraphrases
}
