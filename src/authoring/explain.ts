import type { IntentName } from '#domain/ids.ts'
import type { Span, Understanding } from '#domain/understanding.ts'
import type { Encoder } from '#ports/encoder.ts'
import { type Inspection, scopeSigns, tokenise, type Understander } from '#understanding/index.ts'
import { readingContext } from './cross-validation.ts'
import type { Place, PlacedExample } from './examples.ts'
import { limits } from './limits.ts'
import { denseIndex, encodeAll, type Neighbour, sparseIndex, sparseVectors } from './vectors.ts'

/** A word, or the words of one entity, and what they did. */
export interface Influence extends Span {
  text: string
  /** Change of the log-odds that the words bring: without them it would be so much lower. 0.7 doubles the odds. */
  effect: number
}

export interface ExplainedIntent {
  name: IntentName
  confidence: number
  /** In the order of the text. */
  words: Influence[]
}

export interface LikeExample {
  intent: IntentName
  text: string
  place: Place
  /** Cosine in [0, 1]. */
  similarity: number
}

export interface Explanation {
  understanding: Understanding
  /** The words as they were read, and with values replaced as the intents see them. */
  tokens: string[]
  words: string[]
  /** Where the same words stand in the training data: then the intent is settled. */
  exact: { intent: IntentName; place: Place }[]
  /** Best first. */
  intents: ExplainedIntent[]
  outOfScope: {
    score: number
    words: Influence[]
    /** What the score is made from; each sign is larger where a message belongs, so a positive effect speaks against it. */
    signs: { name: string; value: number; effect: number }[]
  }
  /** Most alike by words and letters, and by meaning where there is an encoder. */
  nearestByWords: LikeExample[]
  nearestByMeaning: LikeExample[] | null
}

export interface ExplainOptions {
  encoder?: Encoder | null
  context?: { timeZone: string; nowMs: number }
  /** Intents that are explained. */
  intents?: number
}

/**
 * Shows why a text is understood as it is. A word's effect is measured by leaving it out and reading the rest again, so it holds for any
 * encoder and any head; words of one entity are left out together.
 */
export async function explain(
  text: string,
  understander: Understander,
  examples: readonly PlacedExample[],
  { encoder = null, context = readingContext, intents = limits.explainedIntents }: ExplainOptions = {},
): Promise<Explanation> {
  const understanding = await understander.understand(text, context)
  const { corrected } = understanding
  const whole = await understander.inspect(corrected, context)
  const units = unitsOf(corrected, whole)
  const without: Inspection[] = []
  for (const { start, end } of units) {
    without.push(await understander.inspect(`${corrected.slice(0, start)} ${corrected.slice(end)}`, context))
  }
  const influence = (score: (read: Inspection) => number): Influence[] =>
    units.map((unit, i) => ({ ...unit, effect: logOdds(score(whole)) - logOdds(score(without[i] as Inspection)) }))
  const normal = tokenise(corrected).map(({ norm }) => norm)
  const joined = normal.join(' ')
  return {
    understanding,
    tokens: normal,
    words: whole.words,
    exact: examples.filter((example) => example.normal === joined).map(({ intent, place }) => ({ intent, place })),
    intents: understanding.intents.slice(0, intents).map(({ name, confidence }) => ({
      name,
      confidence,
      words: influence((read) => read.intents.find((intent) => intent.name === name)?.confidence ?? 0),
    })),
    outOfScope: {
      score: understanding.outOfScope,
      words: influence((read) => read.outOfScope),
      signs: signsOf(whole, understanding.language.code, understander),
    },
    nearestByWords: byWords(corrected, examples),
    nearestByMeaning: encoder === null ? null : await byMeaning(corrected, examples, encoder),
  }
}

/** Words, those of one entity as one; nothing to leave out where there is only one. */
function unitsOf(text: string, { entities }: Inspection): (Span & { text: string })[] {
  const units: Span[] = []
  for (const { start, end } of tokenise(text).slice(0, limits.explainedWords)) {
    const entity = entities.find((one) => one.start < end && one.end > start)
    const unit = entity ?? { start, end }
    if (units.at(-1)?.start !== unit.start) units.push({ start: unit.start, end: unit.end })
  }
  return units.length < 2 ? [] : units.map((unit) => ({ ...unit, text: text.slice(unit.start, unit.end) }))
}

function logOdds(probability: number): number {
  const bounded = Math.min(1 - limits.leastProbability, Math.max(limits.leastProbability, probability))
  return Math.log(bounded / (1 - bounded))
}

function signsOf(
  { signs }: Inspection,
  language: string,
  { trained }: Understander,
): Explanation['outOfScope']['signs'] {
  if (signs === null) return []
  const own = trained.otherLanguages.find((other) => other.language === language.split('-')[0])
  const { means, deviations, weights } = (own?.intents ?? trained.intents).outOfScope
  return scopeSigns.map((name, i) => {
    const standard = (signs[name] - (means[i] ?? 0)) / (deviations[i] ?? 1)
    return { name, value: signs[name], effect: standard * (weights[i] ?? 0) }
  })
}

/** The training examples that are most like a text by its words and letters. */
export function byWords(
  text: string,
  examples: readonly PlacedExample[],
  most = limits.shownNeighbours,
): LikeExample[] {
  const texts = examples.map((example) => example.text)
  const vectorOf = sparseVectors(texts)
  return placed(sparseIndex(texts.map(vectorOf)).nearest(vectorOf(text), most), examples)
}

/** Those that are most like it by meaning. Encodes all examples: milliseconds each. */
async function byMeaning(text: string, examples: readonly PlacedExample[], encoder: Encoder): Promise<LikeExample[]> {
  const [vector, ...vectors] = await encodeAll(encoder, [text, ...examples.map((example) => example.text)])
  if (vector === undefined) return []
  return placed(denseIndex(vectors).nearest(vector, limits.shownNeighbours), examples)
}

const placed = (neighbours: readonly Neighbour[], examples: readonly PlacedExample[]): LikeExample[] =>
  neighbours.map(({ index, similarity }) => {
    const { intent, text, place } = examples[index] as PlacedExample
    return { intent, text, place, similarity: Math.min(1, similarity) }
  })
