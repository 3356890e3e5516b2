import { bm25, limits } from './choices.ts'
import type { KnowledgeIndex } from './index-form.ts'
import type { Concept, Query } from './query.ts'

/** What is known about how well a passage fits a question; each in [0, 1]. A trained reranker reads the same features. */
export interface Features {
  /** BM25+ over all fields, of the most this query could reach. */
  words: number
  /** Share of the question's weight that the passage and its headings say. */
  passage: number
  /** … that anything of the document says, its questions too. */
  document: number
  /** Likeness to the most similar of the document's own questions (Dice over weighted words). */
  question: number
  title: number
  heading: number
  /** Share of the question's neighbouring word pairs that stand close together here. */
  pairs: number
}

export interface Candidate {
  passage: number
  document: number
  score: number
  features: Features
}

/** Fitted by hand on the shipped assistant's articles with each question left out of its own article in turn. */
const weights: Features = {
  words: 1.6,
  passage: 0.9,
  document: 0.5,
  question: 1.5,
  title: 0.7,
  heading: 0.35,
  pairs: 0.5,
}

/** The most a term can be worth in one passage. */
const mostWorth = bm25.delta + bm25.k1 + 1

/** `passes` tells whether a document may be used at all (locale, audience, validity). Best first; at most `limits.candidates`. */
export function rankPassages(index: KnowledgeIndex, query: Query, passes: (document: number) => boolean): Candidate[] {
  const sums = sumPostings(index, query.concepts)
  const total = query.concepts.reduce((sum, concept) => sum + concept.weight, 0)
  if (total === 0) return []
  const found: { passage: number; sum: number }[] = []
  for (const [passage, sum] of sums.entries())
    if (sum > 0 && passes(index.passages[passage]!.document)) found.push({ passage, sum })
  found.sort((a, b) => b.sum - a.sum || a.passage - b.passage)

  const ofDocument = new Map<number, { question: number; title: number; all: Map<Concept, number> }>()
  const candidates: Candidate[] = []
  for (const { passage, sum } of found.slice(0, limits.candidates)) {
    const { document } = index.passages[passage]!
    let shared = ofDocument.get(document)
    if (!shared) {
      shared = documentFit(index, query, document, total)
      ofDocument.set(document, shared)
    }
    const from = index.wordStart[passage]!
    const to = index.wordStart[passage + 1]!
    const own = matched(query.concepts, index.wordTerm, from, to)
    const features: Features = {
      words: sum / (total * mostWorth),
      passage: weigh(own) / total,
      document: weigh(merge(own, shared.all)) / total,
      question: shared.question,
      title: shared.title,
      heading: likeness(index, query.concepts, index.wordTerm, from, from + index.headingWords[passage]!, total),
      pairs: pairShare(query.concepts, index.wordTerm, from, to),
    }
    candidates.push({ passage, document, score: scoreOf(features), features })
  }
  return candidates.sort((a, b) => b.score - a.score || a.passage - b.passage)
}

const scoreOf = (features: Features): number => {
  let score = 0
  for (const name of Object.keys(weights) as (keyof Features)[]) score += weights[name] * features[name]
  return score
}

/** Per passage the sum over concepts of the best of their terms. */
function sumPostings(index: KnowledgeIndex, concepts: readonly Concept[]): Float32Array {
  const sums = new Float32Array(index.passages.length)
  const best = new Float32Array(index.passages.length)
  for (const concept of concepts) {
    const touched: number[] = []
    for (const [term, worth] of concept.terms)
      for (let at = index.postingStart[term]!; at < index.postingStart[term + 1]!; at += 1) {
        const passage = index.postingPassage[at]!
        const value = worth * index.postingWorth[at]!
        if (best[passage] === 0) touched.push(passage)
        if (value > best[passage]!) best[passage] = value
      }
    for (const passage of touched) {
      sums[passage] = sums[passage]! + concept.weight * best[passage]!
      best[passage] = 0
    }
  }
  return sums
}

type Matches = Map<Concept, number>

/** How well each concept is said by the words in a range: the worth of its best term there. */
function matched(concepts: readonly Concept[], words: Uint32Array, from: number, to: number): Matches {
  const matches: Matches = new Map()
  for (const concept of concepts) {
    let best = 0
    for (let at = from; at < to && best < 1; at += 1) best = Math.max(best, concept.terms.get(words[at]!) ?? 0)
    if (best > 0) matches.set(concept, best)
  }
  return matches
}

const weigh = (matches: Matches): number => {
  let sum = 0
  for (const [concept, worth] of matches) sum += concept.weight * worth
  return sum
}

const merge = (a: Matches, b: Matches): Matches => {
  const both = new Map(a)
  for (const [concept, worth] of b) both.set(concept, Math.max(worth, both.get(concept) ?? 0))
  return both
}

/** Weighted Dice: 1 where both say the same, lower for what either says alone. */
function likeness(
  index: KnowledgeIndex,
  concepts: readonly Concept[],
  words: Uint32Array,
  from: number,
  to: number,
  total: number,
): number {
  let theirs = 0
  for (let at = from; at < to; at += 1) theirs += index.idf[words[at]!]!
  return theirs === 0 ? 0 : Math.min(1, (2 * weigh(matched(concepts, words, from, to))) / (total + theirs))
}

function documentFit(index: KnowledgeIndex, query: Query, document: number, total: number) {
  let question = 0
  let all: Matches = new Map()
  for (let at = index.questionOfDocument[document]!; at < index.questionOfDocument[document + 1]!; at += 1) {
    const from = index.questionStart[at]!
    const to = index.questionStart[at + 1]!
    question = Math.max(question, likeness(index, query.concepts, index.questionTerm, from, to, total))
    all = merge(all, matched(query.concepts, index.questionTerm, from, to))
  }
  const from = index.titleStart[document]!
  const to = index.titleStart[document + 1]!
  all = merge(all, matched(query.concepts, index.titleTerm, from, to))
  return { question, all, title: likeness(index, query.concepts, index.titleTerm, from, to, total) }
}

/** Pairs of neighbouring concepts of which both stand within three words of each other. */
function pairShare(concepts: readonly Concept[], words: Uint32Array, from: number, to: number): number {
  if (concepts.length < 2) return 0
  let near = 0
  for (let pair = 0; pair + 1 < concepts.length; pair += 1) {
    const first = concepts[pair]!
    const second = concepts[pair + 1]!
    let found = false
    for (let at = from; at < to && !found; at += 1) {
      if (!first.terms.has(words[at]!)) continue
      for (let by = Math.max(from, at - 3); by <= Math.min(to - 1, at + 3) && !found; by += 1)
        found = by !== at && second.terms.has(words[by]!)
    }
    if (found) near += 1
  }
  return near / (concepts.length - 1)
}
