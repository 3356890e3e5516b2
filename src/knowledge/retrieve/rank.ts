import { bm25 } from '../choices.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import type { DenseScores } from '../vectors/dense.ts'
import { gather } from './gather.ts'
import type { Concept, Query } from './query.ts'

/** What is known about how well a passage fits a question; each in [0, 1]. A trained reranker reads the same features. */
export interface Features {
  /** BM25+ over all fields, of the most this query could reach. */
  words: number
  /** … over the whole document. */
  whole: number
  /** Share of the question's weight that the passage and its headings say. */
  passage: number
  /** … that anything of the document says, its questions too. */
  document: number
  /** Likeness to the most similar of the document's own questions (Dice over weighted words). */
  question: number
  title: number
  /** Share of the question's neighbouring word pairs that stand close together here. */
  pairs: number
  /** How much the question sounds like the document (guess.ts): 1 for certain, 0 for e^-12 and less. */
  guess: number
  /**
   * 1 where customers' utterances were found to belong to the document: its matter has an intent, most of whose questions go to a flow.
   * What does come here is rather for the articles beside it.
   */
  covered: number
  /** Likeness in meaning (vectors/dense.ts) to the most similar part of the passage; 0 without an encoder. */
  dense: number
  /** … to the title and headings above it. */
  denseTitle: number
  /** … to the most similar of the document's own questions. */
  denseQuestion: number
  /** How much the question's meaning sounds like the document (vectors/sense.ts), scaled like `guess`. */
  sense: number
}

export interface Candidate {
  passage: number
  document: number
  score: number
  features: Features
}

/** Fitted by training/knowledge/fit.ts and rounded; docs/knowledge.md has the figures. */
export const rankWeights: Features = {
  words: 1.2,
  whole: 1.1,
  passage: 0,
  document: 0.4,
  question: 0.5,
  title: 0.6,
  pairs: 0.5,
  guess: 2.4,
  covered: -0.4,
  dense: 0.7,
  denseTitle: 0,
  denseQuestion: 0.3,
  sense: 2,
}
/** The logarithm of a probability that counts as none. */
const guessFloor = 12

/** The most a term can be worth in one passage. */
const mostWorth = bm25.delta + bm25.k1 + 1

/** `passes` tells whether a document may be used at all (locale, audience, validity). Best first. */
export function rankPassages(
  index: KnowledgeIndex,
  query: Query,
  passes: (document: number) => boolean,
  /** Probabilities by document that pass; null without a model. */
  guessed: Float32Array | null,
  /** Null without an encoder, or where it did not answer. */
  dense: DenseScores | null,
  /** Probabilities by document that passes, learnt on vectors; null without. */
  meant: Float32Array | null = null,
): Candidate[] {
  const total = query.concepts.reduce((sum, concept) => sum + concept.weight, 0)
  if (total === 0) return []
  const { passages, wholes } = gather(index, query.concepts, passes, guessed, dense)
  const ofDocument = new Map<number, ReturnType<typeof documentFit>>()
  const candidates: Candidate[] = []
  for (const { passage, sum } of passages) {
    const document = index.documentOf[passage]!
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
      whole: wholes[document]! / (total * mostWorth),
      passage: weigh(own) / total,
      document: weigh(merge(own, shared.all)) / total,
      question: shared.question,
      title: shared.title,
      pairs: pairShare(query.concepts, index.wordTerm, from, to),
      guess: guessed ? scaled(guessed[document]!) : 0,
      covered: index.covered[document]!,
      dense: dense?.passage(passage) ?? 0,
      denseTitle: dense?.title(passage) ?? 0,
      denseQuestion: dense?.question(document) ?? 0,
      sense: meant ? scaled(meant[document]!) : 0,
    }
    candidates.push({ passage, document, score: scoreOf(features), features })
  }
  return candidates.sort((a, b) => b.score - a.score || a.passage - b.passage)
}

/** A probability on a scale of logarithms: 1 for certain, 0 for e^-12 and less. */
const scaled = (probability: number): number => Math.max(0, 1 + Math.log(probability + 1e-9) / guessFloor)

const scoreOf = (features: Features): number => {
  let score = 0
  for (const name of Object.keys(rankWeights) as (keyof Features)[]) score += rankWeights[name] * features[name]
  return score
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
