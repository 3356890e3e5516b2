import type { Query } from './query.ts'
import type { Candidate } from './rank.ts'

/** What the probability that the first passage answers is computed from; each in [0, 1]. */
export interface Evidence {
  words: number
  passage: number
  document: number
  question: number
  title: number
  heading: number
  pairs: number
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
  'passage',
  'document',
  'question',
  'title',
  'heading',
  'pairs',
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

export function evidenceOf(
  query: Query,
  candidates: readonly Candidate[],
  says: (document: number, term: number) => boolean,
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
    lead: rival ? Math.min(1, (top.score - rival.score) / Math.max(top.score, 1e-6)) : 1,
    unsaid: 1 - best.document,
    worstUnsaid: worst,
    otherNumber,
    thin: query.concepts.length === 0 ? 1 : 1 / query.concepts.length,
  }
}

export function confidenceOf(evidence: Evidence, { bias, weights }: ConfidenceWeights): number {
  let sum = bias
  for (const name of evidenceNames) sum += weights[name] * evidence[name]
  return 1 / (1 + Math.exp(-sum))
}

export interface JudgedEvidence {
  evidence: Evidence
  answered: boolean
}

/**
 * Logistic regression by gradient descent, pulled towards `prior` with the strength of `pull` examples: few articles keep the prior,
 * many find their own. Both classes weigh the same. Deterministic.
 */
export function fitConfidence(
  judged: readonly JudgedEvidence[],
  prior: ConfidenceWeights,
  pull: number,
): ConfidenceWeights {
  const yes = judged.filter(({ answered }) => answered).length
  const no = judged.length - yes
  if (yes === 0 || no === 0) return prior
  const fitted: ConfidenceWeights = { bias: prior.bias, weights: { ...prior.weights } }
  const size = judged.length + pull
  for (let round = 0; round < 600; round += 1) {
    const slope = Object.fromEntries(evidenceNames.map((name) => [name, 0])) as unknown as Evidence
    let biasSlope = 0
    for (const { evidence, answered } of judged) {
      const share = judged.length / 2 / (answered ? yes : no)
      const error = (confidenceOf(evidence, fitted) - (answered ? 1 : 0)) * share
      biasSlope += error
      for (const name of evidenceNames) slope[name] += error * evidence[name]
    }
    const rate = 6
    fitted.bias -= (rate * (biasSlope + 0.02 * pull * (fitted.bias - prior.bias))) / size
    for (const name of evidenceNames)
      fitted.weights[name] -= (rate * (slope[name] + 0.02 * pull * (fitted.weights[name] - prior.weights[name]))) / size
  }
  return fitted
}
