import { limits } from '../choices.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import type { DenseScores } from '../vectors/dense.ts'
import { topOf } from '../vectors/top.ts'
import type { Concept } from './query.ts'

/** Passages worth a closer look, with what their words are worth. */
export interface Gathered {
  passages: { passage: number; sum: number }[]
  /** The sums of whole documents; a view that holds until the next search. */
  wholes: Float32Array
}

/** Documents that come among the candidates because the question sounds like them, whatever its words. */
const guessedDocuments = 6

/** The best passages by words, those near in meaning, and of each document that the question most sounds like the best one. */
export function gather(
  index: KnowledgeIndex,
  concepts: readonly Concept[],
  passes: (document: number) => boolean,
  guessed: Float32Array | null,
  dense: DenseScores | null,
): Gathered {
  const { passages: sums, documents: wholes } = sumsOf(index, concepts)
  const chosen = new Set(topOf(sums, limits.candidates, (passage) => passes(index.documentOf[passage]!)))
  for (const document of guessed === null ? [] : likeliest(guessed, passes)) {
    const from = index.passageStart[document]!
    const to = index.passageStart[document + 1]!
    let best = -1
    for (let passage = from; passage < to; passage += 1)
      if (sums[passage]! > 0 && !chosen.has(passage) && (best < 0 || sums[passage]! > sums[best]!)) best = passage
    if (best >= 0) chosen.add(best)
  }
  for (const passage of dense?.nearest(passes) ?? []) chosen.add(passage)
  return { passages: [...chosen].map((passage) => ({ passage, sum: sums[passage]! })), wholes }
}

function likeliest(guessed: Float32Array, passes: (document: number) => boolean): number[] {
  // The last probability is that of none.
  const none = guessed.length - 1
  const likely = [...guessed.keys()].sort((a, b) => guessed[b]! - guessed[a]!).slice(0, guessedDocuments)
  return likely.filter((document) => document !== none && passes(document))
}

/** What concepts are worth in each passage and each document; views that hold until the next call. */
export function sumsOf(
  index: KnowledgeIndex,
  concepts: readonly Concept[],
): { passages: Float32Array; documents: Float32Array } {
  const scratch = scratchOf(index)
  return {
    passages: sumBest(concepts, index.postingStart, index.postingPassage, index.postingWorth, scratch.passages),
    documents: sumBest(concepts, index.wholeStart, index.wholeDocument, index.wholeWorth, scratch.documents),
  }
}

/** What a search writes to, kept: megabytes that every search would leave behind. Zeros in between, but for the sums. */
interface Scratch {
  sums: Float32Array
  best: Float32Array
  touched: Uint32Array
}

const scratchFor = (units: number): Scratch => ({
  sums: new Float32Array(units),
  best: new Float32Array(units),
  touched: new Uint32Array(units),
})
const scratches = new WeakMap<KnowledgeIndex, { passages: Scratch; documents: Scratch }>()

function scratchOf(index: KnowledgeIndex) {
  const known = scratches.get(index)
  if (known) return known
  const scratch = { passages: scratchFor(index.passages.length), documents: scratchFor(index.documents.length) }
  scratches.set(index, scratch)
  return scratch
}

/** Per unit (passage or document) the sum over concepts of the best of their terms. */
function sumBest(
  concepts: readonly Concept[],
  start: Uint32Array,
  posted: Uint32Array,
  worths: Float32Array,
  { sums, best, touched }: Scratch,
): Float32Array {
  sums.fill(0)
  for (const concept of concepts) {
    let count = 0
    for (const [term, worth] of concept.terms)
      for (let at = start[term]!; at < start[term + 1]!; at += 1) {
        const unit = posted[at]!
        const value = worth * worths[at]!
        if (best[unit] === 0) {
          touched[count] = unit
          count += 1
        }
        if (value > best[unit]!) best[unit] = value
      }
    for (let place = 0; place < count; place += 1) {
      const unit = touched[place]!
      sums[unit] = sums[unit]! + concept.weight * best[unit]!
      best[unit] = 0
    }
  }
  return sums
}
