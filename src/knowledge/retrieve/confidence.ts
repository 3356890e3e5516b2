import type { Query } from './query.ts'
import type { Candidate } from './rank.ts'

/** What the probability that the first passage answers is computed from; each in [0, 1]. */
export interface Evidence {
  words: number
  whole: number
  passage: number
  document: number
  question: number
  title: number
  pairs: number
  guess: number
  covered: number
  dense: number
  denseTitle: number
  denseQuestion: number
  sense: number
  /** Probability that it sounds like the best document, of all and none. */
  soundsLike: number
  /** … like no article at all. */
  soundsLikeNone: number
  /** The same two by meaning. */
  meansDocument: number
  meansNone: number
  /** How far the best passage of another document is behind, of the score. */
  lead: number
  /** Share of the question's weight that nothing in the best document says. */
  unsaid: number
  /** Weight of the heaviest idea the document does not say, of the question's. */
  worstUnsaid: number
  /** 1 where the question names a number ("2025", "50 %") that the document does not. */
  otherNumber: number
  /** 1 / number of ideas: a single word is a thin question. */
  thin: number
}

export const evidenceNames = [
  'words',
  'whole',
  'passage',
  'document',
  'question',
  'title',
  'pairs',
  'guess',
  'covered',
  'dense',
  'denseTitle',
  'denseQuestion',
  'sense',
  'soundsLike',
  'soundsLikeNone',
  'meansDocument',
  'meansNone',
  'lead',
  'unsaid',
  'worstUnsaid',
  'otherNumber',
  'thin',
] as const satisfies (keyof Evidence)[]

export interface ConfidenceWeights {
  bias: number
  weights: Evidence
}

const nothing = Object.fromEntries(evidenceNames.map((name) => [name, 0])) as unknown as Evidence

/**
 * Fitted by training/knowledge/fit.ts on questions that others wrote for the shipped assistant, and rounded; docs/knowledge.md has the
 * figures. `words`: where no vectors are at hand, or too many documents to learn what each sounds like.
 */
export const confidenceWeights: Record<'words' | 'meaning', ConfidenceWeights> = {
  words: {
    bias: 0.75,
    weights: {
      ...nothing,
      words: 0.5,
      whole: 0.15,
      passage: -1.3,
      document: 0.45,
      question: 3.1,
      title: -0.05,
      pairs: 0.65,
      guess: -0.05,
      covered: -0.3,
      soundsLike: 2.4,
      soundsLikeNone: -3.1,
      lead: 2.7,
      unsaid: -0.4,
      worstUnsaid: -3.2,
      otherNumber: -0.35,
      thin: -3.5,
    },
  },
  meaning: {
    // Fitted −0.1; set lower by hand, so that 0.85 of what nobody can answer is recognised (405 questions, two sets).
    bias: -1.1,
    weights: {
      ...nothing,
      whole: 2.4,
      document: -0.15,
      question: 2.85,
      guess: 0.2,
      dense: -1.6,
      denseQuestion: 2.9,
      sense: -1.5,
      soundsLike: 1.65,
      soundsLikeNone: -2.95,
      meansDocument: 2.25,
      meansNone: 0.2,
      lead: 3.9,
      unsaid: 0.2,
      worstUnsaid: -4.3,
      thin: -4.6,
    },
  },
}

export function evidenceOf(
  query: Query,
  candidates: readonly Candidate[],
  says: (document: number, term: number) => boolean,
  guessed: Float32Array | null,
  meant: Float32Array | null = null,
): Evidence {
  const top = candidates[0]
  if (!top) throw new Error('evidence of no candidate')
  const rival = candidates.find(({ document }) => document !== top.document)
  const total = query.concepts.reduce((sum, { weight }) => sum + weight, 0)
  let worst = 0
  let otherNumber = 0
  for (const concept of query.concepts) {
    const said = [...concept.terms.keys()].some((term) => says(top.document, term))
    if (said) continue
    worst = Math.max(worst, concept.weight / total)
    if (concept.number) otherNumber = 1
  }
  // Features of the document are its best, whichever of its passages they come from.
  const best = { ...top.features }
  for (const { document, features } of candidates)
    if (document === top.document)
      for (const name of Object.keys(best) as (keyof typeof best)[]) best[name] = Math.max(best[name], features[name])
  return {
    ...best,
    soundsLike: guessed?.[top.document] ?? 0,
    soundsLikeNone: guessed?.at(-1) ?? 0,
    meansDocument: meant?.[top.document] ?? 0,
    meansNone: meant?.at(-1) ?? 0,
    lead: rival ? Math.min(1, (top.score - rival.score) / Math.max(top.score, 1e-6)) : 1,
    unsaid: 1 - best.document,
    worstUnsaid: worst,
    otherNumber,
    thin: query.concepts.length === 0 ? 1 : 1 / query.concepts.length,
  }
}

/** A few hundred questions are behind the weights, and among the surest one in fifty was wrong: more cannot be claimed. */
const mostSure = 0.98

export function confidenceOf(evidence: Evidence, { bias, weights }: ConfidenceWeights): number {
  let sum = bias
  for (const name of evidenceNames) sum += weights[name] * evidence[name]
  return Math.min(mostSure, 1 / (1 + Math.exp(-sum)))
}
