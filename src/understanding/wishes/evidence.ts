import type { RankedIntent } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'
import { beginsRequest } from './requests.ts'
import type { Segment } from './segments.ts'

/** A part of a message as the intents' model reads it. */
export interface Reading {
  intents: RankedIntent[]
  /** The levels above all intents, those that are not ranked too. */
  parents: () => RankedIntent[]
  outOfScope: number
  /** The words are those of a training example. */
  exact: boolean
}

/** One group of segments that belong together. */
export interface Part {
  from: number
  end: number
  reading: Reading
  boundary: Segment['boundary']
  isOnlyValues?: boolean
}

export const first = ({ intents }: Pick<Reading, 'intents'>) => intents[0] ?? { name: '', confidence: 0 }

/** A part of more words speaks for itself, whatever it points at. */
const mostWordsOfReference = 8

/**
 * A logistic regression's weights: is this one wish or several? Fitted on 3,800 cuts: sentences of clinc150, banking77 and the storefront
 * that were not trained on, single (to be left whole) and joined in pairs (to be taken apart).
 */
const evidenceWeights = {
  bias: -2.1,
  /** Logit of the least and of the most confident part. */
  least: 0.38,
  most: 0.7,
  /** Logarithm of the least probability that the message as a whole gives to one of the parts' intents. */
  support: 0.1,
  outOfScope: -2.5,
  joined: 2.5,
  sentence: 0.9,
  reference: -1.5,
  /** Every further part is joined by "and" and begins as a request does. Set by hand, so that hardly more single wishes are taken apart. */
  request: 0.7,
  /** Logarithm of the number of words in the shortest part. */
  words: 2,
  /** Logit of the best intent of the whole: sure of one, the whole is rather one. */
  whole: -0.7,
}

/** How much speaks for several wishes: from `settings.leastEvidence` on the message is taken apart. */
export function evidence(groups: readonly Part[], tokens: readonly Token[], whole: Reading): number {
  // An example word for word is as clear as can be, also one of what is out of scope, and needs no length.
  const confidences = groups.map(({ reading }) => (reading.exact ? 0.98 : first(reading).confidence))
  const support = groups.map(
    ({ reading }) => whole.intents.find(({ name }) => name === first(reading).name)?.confidence ?? 0,
  )
  const words = groups.map(({ from, end, reading }) => (reading.exact ? Math.max(end - from, 4) : end - from))
  const later = groups.slice(1)
  const weights = evidenceWeights
  return (
    weights.bias +
    weights.least * logit(Math.min(...confidences)) +
    weights.most * logit(Math.max(...confidences)) +
    weights.support * Math.log(Math.min(...support) + 0.001) +
    weights.outOfScope * Math.max(...groups.map(({ reading }) => (reading.exact ? 0 : reading.outOfScope))) +
    (later.every(({ boundary }) => boundary === 'joined') ? weights.joined : 0) +
    (later.every(({ boundary }) => boundary === 'sentence') ? weights.sentence : 0) +
    (later.some((part) => refersBack(part, tokens)) ? weights.reference : 0) +
    (later.every((part) => part.boundary === 'weak' && beginsRequest(tokens.slice(part.from, part.end)))
      ? weights.request
      : 0) +
    weights.words * Math.log(Math.min(...words)) +
    weights.whole * logit(first(whole).confidence)
  )
}

const logit = (p: number) => Math.log((p + 0.001) / (1 - p + 0.001))
const references = new Set('it that this them these those one him her so there'.split(' '))
/** A short part with "it" or "that" speaks of what was said before. */
export const refersBack = ({ from, end }: Part, tokens: readonly Token[]) =>
  end - from <= mostWordsOfReference && tokens.slice(from, end).some(({ norm }) => references.has(norm))
