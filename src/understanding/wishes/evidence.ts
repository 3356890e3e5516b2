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
  /** A later part says of itself that it is one more: "also", "another thing". Set by hand, as is the next. */
  added: 1.5,
  /**
   * The parts are sentences of one business (`returns/size`, `returns/start`) and nothing says that there are two of it: people tell a matter
   * and then ask for it ("they are too small. can i send them back").
   */
  sameBusiness: -2.5,
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
  const isAdded = later.some(({ from, end }) =>
    addsOne(tokens.slice(from, end), tokens.slice(Math.max(0, from - 2), from)),
  )
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
    (isAdded ? weights.added : 0) +
    (!isAdded && isOneBusiness(groups, tokens) ? weights.sameBusiness : 0) +
    weights.words * Math.log(Math.min(...words)) +
    weights.whole * logit(first(whole).confidence)
  )
}

/** How a further wish is announced, in its first words or its last. */
const additions: ReadonlySet<string> = new Set(
  'also another besides plus additionally secondly second separately too btw moreover furthermore meanwhile'.split(' '),
)
const announcingWords = 4
/** `before`: what was cut off between this part and the one before it. */
const addsOne = (words: readonly Token[], before: readonly Token[]): boolean =>
  [...before, ...words.slice(0, announcingWords), ...words.slice(-1)].some(({ norm }) => additions.has(norm)) ||
  /\b(?:one more|other thing|while i'm|while you're|as well)\b/.test(words.map(({ norm }) => norm).join(' '))

/** Sentences under one level of the intents, without things of their own that would tell them apart ("cancel A-1. where is A-2?"). */
function isOneBusiness(groups: readonly Part[], tokens: readonly Token[]): boolean {
  const businesses = new Set(groups.map(({ reading }) => first(reading).name.split('/')[0]))
  const hasLevels = groups.every(({ reading }) => first(reading).name.includes('/'))
  const isJoined = groups.slice(1).some(({ boundary }) => boundary === 'joined')
  const named = groups.filter(({ from, end }) => tokens.slice(from, end).some(({ norm }) => /\d/.test(norm)))
  return hasLevels && !isJoined && businesses.size === 1 && named.length < groups.length
}

const logit = (p: number) => Math.log((p + 0.001) / (1 - p + 0.001))
const references = new Set('it that this them these those one him her so there'.split(' '))
/** A short part with "it" or "that" speaks of what was said before. */
export const refersBack = ({ from, end }: Part, tokens: readonly Token[]) =>
  end - from <= mostWordsOfReference && tokens.slice(from, end).some(({ norm }) => references.has(norm))
