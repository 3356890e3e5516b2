import { splitSentences } from '../documents/sentences.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import { allWords } from '../index/words.ts'
import type { DenseScores } from '../vectors/dense.ts'
import { sumsOf } from './gather.ts'
import type { Concept, Query } from './query.ts'
import type { Candidate, Features } from './rank.ts'

/**
 * Long texts (a forwarded e-mail, a whole story) are about several things and carry much that is about none. Each part is looked up by itself,
 * and what the parts find is added up in squares: a document that one part finds well beats one that all of them find a little.
 */
const choices = {
  /** From so many words in so many parts on a text is long: a question of two sentences is one. */
  leastWords: 60,
  leastParts: 4,
  /** Parts that words look up, and of those the ones that say most, whose meaning is looked up: 5 ms each to be read. */
  parts: 96,
  meaningParts: 16,
  /** Characters of a part. */
  partCharacters: 400,
  /** What meaning counts beside words, each scaled to 1 at its best document. Between 0.3 and 0.8 nothing changes. */
  meaning: 0.6,
  /** What another word for the same thing is worth: in so many words there is seldom need of others. */
  otherWords: 0.4,
  documents: 60,
  /** Passages of a document that come along, each at a share of the score by its rank within the document. */
  passages: 3,
} as const

/** The parts of a long text, in order; null where it is not long. */
export function partsOf(text: string): string[] | null {
  if ((text.match(/\S+/g)?.length ?? 0) < choices.leastWords) return null
  const parts = text
    .split('\n')
    .flatMap((line) => splitSentences(line.replace(/[*#>|]+/g, ' ').replace(/^\s*(?:[-•]|\d+[.)])\s+/, '')))
    .map((part) => part.trim().slice(0, choices.partCharacters))
    .filter((part) => part !== '')
    .slice(0, choices.parts)
  return parts.length < choices.leastParts ? null : parts
}

/** Adds up what the parts of a text find. */
export class PartsRanking {
  readonly #index: KnowledgeIndex
  readonly #words: Float64Array
  readonly #meaning: Float64Array
  readonly #passages: Float64Array

  constructor(index: KnowledgeIndex) {
    this.#index = index
    this.#words = new Float64Array(index.documents.length)
    this.#meaning = new Float64Array(index.documents.length)
    this.#passages = new Float64Array(index.passages.length)
  }

  /** Looks a part up by its words; gives how well its best document says it. */
  addWords(query: Query): number {
    const concepts = weighed(query)
    const { documents, passages } = sumsOf(this.#index, concepts)
    let most = 0
    for (let document = 0; document < documents.length; document += 1) {
      const sum = documents[document]!
      this.#words[document] = this.#words[document]! + sum * sum
      if (sum > most) most = sum
    }
    for (let passage = 0; passage < passages.length; passage += 1)
      this.#passages[passage] = this.#passages[passage]! + passages[passage]! * passages[passage]!
    return most
  }

  /** Looks a part up by its meaning: how much nearer than the middle of all documents each is. */
  addMeaning(dense: DenseScores): void {
    const { passageStart, documents } = this.#index
    const nearest = new Float64Array(documents.length)
    let sum = 0
    for (let document = 0; document < nearest.length; document += 1) {
      for (let passage = passageStart[document]!; passage < passageStart[document + 1]!; passage += 1)
        nearest[document] = Math.max(nearest[document]!, dense.passage(passage))
      sum += nearest[document]!
    }
    const middle = sum / Math.max(1, nearest.length)
    for (const [document, near] of nearest.entries())
      if (near > middle) this.#meaning[document] = this.#meaning[document]! + (near - middle) ** 2
  }

  /** The best passages of the best documents that pass, best first. */
  best(passes: (document: number) => boolean): Candidate[] {
    const [words, meaning] = [scaled(this.#words), scaled(this.#meaning)]
    const scoreOf = (document: number) => words[document]! + choices.meaning * meaning[document]!
    const documents = [...words.keys()]
      .filter((document) => scoreOf(document) > 0 && passes(document))
      .sort((a, b) => scoreOf(b) - scoreOf(a) || a - b)
      .slice(0, choices.documents)
    return documents
      .flatMap((document) =>
        this.#bestPassages(document).map((passage, rank) => ({
          passage,
          document,
          score: scoreOf(document) / (1 + rank),
          features: { ...noFeatures, words: words[document]!, dense: meaning[document]! },
        })),
      )
      .sort((a, b) => b.score - a.score || a.passage - b.passage)
  }

  #bestPassages(document: number): number[] {
    const from = this.#index.passageStart[document]!
    const count = this.#index.passageStart[document + 1]! - from
    return Array.from({ length: count }, (_, at) => from + at)
      .sort((a, b) => this.#passages[b]! - this.#passages[a]! || a - b)
      .slice(0, choices.passages)
  }
}

/** Of all parts the ones that say most, in their order: their meaning is looked up too. */
export function tellingParts(strengths: readonly number[]): number[] {
  return [...strengths.keys()]
    .sort((a, b) => strengths[b]! - strengths[a]! || a - b)
    .slice(0, choices.meaningParts)
    .sort((a, b) => a - b)
}

/** The question's own words before others, and a word that is said again counts again. */
function weighed({ text, concepts }: Query): Concept[] {
  const counts = new Map<string, number>()
  for (const { plain } of allWords(text)) counts.set(plain, (counts.get(plain) ?? 0) + 1)
  return concepts.map((concept) => ({
    ...concept,
    weight: concept.weight * (counts.get(concept.word) ?? 1),
    terms: new Map([...concept.terms].map(([term, worth]) => [term, worth === 1 ? 1 : worth * choices.otherWords])),
  }))
}

const noFeatures: Features = {
  words: 0,
  whole: 0,
  passage: 0,
  document: 0,
  question: 0,
  title: 0,
  pairs: 0,
  guess: 0,
  covered: 0,
  dense: 0,
  denseTitle: 0,
  denseQuestion: 0,
  sense: 0,
}

function scaled(sums: Float64Array): Float64Array {
  const most = sums.reduce((top, sum) => Math.max(top, sum), 0)
  return most === 0 ? sums : sums.map((sum) => sum / most)
}
