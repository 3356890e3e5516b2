import type { Sentence } from './read.ts'

/**
 * What is weighed for a statement and one sentence of the sources. Each is 0 where nothing speaks against the statement; none can speak for
 * it. The weights are learnt (training/groundedness/train.ts).
 */
export const features = [
  // Of the whole statement.
  'numberOfAnother',
  'nameOfAnother',
  'unheard',
  'unheardMore',
  'unheardNear',
  'unheardOther',
  'uncovered',
  'length',
  'negated',
  // Of the statement beside one sentence.
  'behind',
  'apart',
  'listed',
  'elsewhere',
  'swapped',
  'bothLimits',
  'turned',
  'concession',
  'only',
  'obliged',
  'condition',
  'conditionVague',
  'whom',
  'all',
  'allUnsaid',
  'ownCondition',
  'order',
  'doer',
  'contrary',
  'contraryNear',
  'opposed',
  'denied',
  'permitted',
  'amountLeft',
  'nameLeft',
  'certain',
  'teller',
  'rate',
  'beyondOnly',
  'contrarySure',
  'contrarySign',
  'contraryTurned',
  'contraryAgreed',
  'subjectLeft',
  'contraryBeside',
] as const

export type Feature = (typeof features)[number]
export type Weights = Readonly<Record<Feature, number>>

/** A sentence of the sources that a statement may rest on, with all that speaks against it. */
export interface Candidate {
  sentence: Sentence
  source: number
  values: Partial<Record<Feature, number>>
  reasons: Partial<Record<Feature, string>>
}

/** What speaks against the statement by the weights; 0 and more. */
export const burden = ({ values }: Candidate, weights: Weights): number => {
  let sum = 0
  for (const [feature, value] of Object.entries(values)) sum += weights[feature as Feature] * value
  return sum
}
