import type { KnowledgeDocument } from '../documents/document.ts'
import { areSeenTogether } from './freshness.ts'
import { alikePairs } from './likeness.ts'
import type { Stated } from './statements.ts'

/** Two documents of which one says much of what the other says. */
export interface Duplicate {
  /** Slugs; `one` is the shorter. */
  one: string
  other: string
  /** [0, 1]: the share of the shorter document's statements that the other has too, in the same or nearly the same words. */
  share: number
  /** Some of them. */
  examples: string[]
}

/** Statements this alike say the same. */
const same = 0.92
/** From this share on a document is told as a duplicate; a line that several repeat is none. */
const leastShare = 0.5
const examplesAtMost = 3

/** Documents that repeat one another. Statements of fewer than three words of meaning count for nothing. */
export function duplicatesIn(documents: readonly KnowledgeDocument[], stated: readonly Stated[]): Duplicate[] {
  const counts = documents.map(() => 0)
  for (const { document, about } of stated) if (about.size >= 3) counts[document] = (counts[document] ?? 0) + 1
  const shared = new Map<string, { one: number; other: number; of: Map<number, Set<string>> }>()
  for (const { one, other, covered } of alikePairs(stated, same)) {
    if (one.document === other.document || covered < same) continue
    if (!areSeenTogether(documents[one.document], documents[other.document])) continue
    const [first, second] = [one.document, other.document].sort((a, b) => a - b) as [number, number]
    const key = `${first} ${second}`
    const entry = shared.get(key) ?? { one: first, other: second, of: new Map<number, Set<string>>() }
    for (const { document, text } of [one, other])
      entry.of.set(document, (entry.of.get(document) ?? new Set()).add(text))
    shared.set(key, entry)
  }
  return [...shared.values()]
    .flatMap(({ one, other, of }): Duplicate[] => {
      const [small, large] = (counts[one] ?? 0) <= (counts[other] ?? 0) ? [one, other] : [other, one]
      const texts = [...(of.get(small) ?? [])]
      const share = texts.length / Math.max(1, counts[small] ?? 0)
      const [a, b] = [documents[small], documents[large]]
      if (a === undefined || b === undefined || share < leastShare) return []
      return [{ one: a.slug, other: b.slug, share: Math.min(1, share), examples: texts.slice(0, examplesAtMost) }]
    })
    .sort((a, b) => b.share - a.share || a.one.localeCompare(b.one))
}
