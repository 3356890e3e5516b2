import { seededRandom } from '#domain/random.ts'
import type { Encoder } from '#ports/encoder.ts'
import { type Token, tokenise } from '../../tokens.ts'
import { lexicalFeatures, ownPolarity, type WordPolarity } from '../lexical.ts'
import { readForSentiment, type SentimentReading } from '../reading.ts'
import { applyScale, type DenseScale, encodeAll, encoderFeatures, fitScale, joined } from './dense.ts'
import { type FeatureSpace, learnFeatureSpace, SparseFeaturiser } from './feature-space.ts'
import { applyLink, type Example, type LinearModel, learnLinear, scoresOf } from './linear.ts'
import { choiceFor, settings } from './settings.ts'
import { chooseThresholds, fitTemperature, logLoss } from './thresholds.ts'

export interface LabelledText {
  text: string
  /** Exactly one where the set is not multi-label. */
  labels: readonly string[]
}

/** What is known about words and tone before any training rows are seen. All of it is optional. */
export interface Knowledge {
  polarityOf: WordPolarity
  /** Further numbers about a text, always equally many: the shipped model's emotions. */
  describe(reading: SentimentReading): Float32Array
}

export interface TextClassifierOptions {
  /** Same rows, seed and encoder: the same classifier. */
  seed: string
  multiLabel: boolean
  encoder?: Encoder | null
  knowledge?: Knowledge
  onProgress?: (done: number, total: number, what: string) => void
}

export interface Prediction {
  /** The label, or those above their thresholds (the likeliest where none is), likeliest first. */
  labels: string[]
  /** Calibrated probability per label, in the order of `TextClassifier.labels`. */
  probabilities: Float32Array
}

export interface TrainedClassifier {
  labels: string[]
  multiLabel: boolean
  space: FeatureSpace
  scale: DenseScale
  model: LinearModel
  temperature: number
  thresholds: Float32Array
}

export const noKnowledge: Knowledge = { polarityOf: ownPolarity, describe: () => new Float32Array(0) }

/** Sorts texts by labels of any kind: sentiment, emotions, topics. */
export class TextClassifier {
  readonly trained: TrainedClassifier
  readonly #featuriser: SparseFeaturiser
  readonly #encoder: Encoder | null
  readonly #knowledge: Knowledge

  constructor(trained: TrainedClassifier, encoder: Encoder | null, knowledge: Knowledge) {
    this.trained = trained
    this.#featuriser = new SparseFeaturiser(trained.space)
    this.#encoder = encoder
    this.#knowledge = knowledge
  }

  get labels(): readonly string[] {
    return this.trained.labels
  }

  /** @throws AppError `encoder.unavailable` where it was trained with an encoder that gives nothing now */
  async predict(text: string, tokens: readonly Token[] = tokenise(text)): Promise<Prediction> {
    const reading = readForSentiment(text, tokens)
    const [encoding] = this.#encoder === null ? [] : await this.#encoder.encode([{ text }])
    const encoded = encoding === undefined ? new Float32Array(0) : encoderFeatures(encoding)
    const { scale, model, temperature } = this.trained
    const dense = applyScale(joined([...known(reading, this.#knowledge), encoded]), scale)
    const scores = new Float32Array(model.outputs)
    scoresOf(model, { sparse: this.#featuriser.vector(reading), dense }, scores)
    applyLink(model.link, scores, temperature)
    return decide(this.trained, scores)
  }
}

function decide({ labels, multiLabel, thresholds }: TrainedClassifier, scores: Float32Array): Prediction {
  const probabilities =
    labels.length === 2 && !multiLabel ? Float32Array.of(1 - (scores[0] ?? 0), scores[0] ?? 0) : scores
  const ranked = labels.map((label, k) => ({ label, k, p: probabilities[k] ?? 0 })).sort((a, b) => b.p - a.p)
  const chosen = multiLabel ? ranked.filter(({ k, p }) => p >= (thresholds[k] ?? 0.5)) : []
  return { labels: (chosen.length > 0 ? chosen : ranked.slice(0, 1)).map(({ label }) => label), probabilities }
}

const known = (reading: SentimentReading, { polarityOf, describe }: Knowledge) => [
  lexicalFeatures(reading, polarityOf),
  describe(reading),
]

/**
 * Fits a linear model on sparse and dense features. Thresholds and temperature come from held-out parts of `rows`: each part is predicted
 * by a model that did not see it.
 *
 * @throws AppError `encoder.unavailable`
 */
export async function trainTextClassifier(
  rows: readonly LabelledText[],
  options: TextClassifierOptions,
): Promise<TextClassifier> {
  const { encoder = null, knowledge = noKnowledge, multiLabel, onProgress } = options
  const labels = [...new Set(rows.flatMap((row) => row.labels))].sort()
  const readings = rows.map(({ text }) => readForSentiment(text))
  const space = learnFeatureSpace(readings, choiceFor(rows.length))
  const featuriser = new SparseFeaturiser(space)
  const blocks = readings.map((reading) => known(reading, knowledge))
  const texts = rows.map(({ text }) => text)
  const encoded = encoder && (await encodeAll(encoder, texts, (done, total) => onProgress?.(done, total, 'encoding')))
  const raw = blocks.map((parts, i) => joined([...parts, encoded?.[i] ?? new Float32Array(0)]))
  const sizes = [...(blocks[0] ?? []).map((part) => part.length), encoded?.[0]?.length ?? 0]
  const scale = fitScale(raw, (index) => weightOf(index, sizes))
  const examples = raw.map((dense, i): Example => {
    return { sparse: featuriser.vector(readings[i] as SentimentReading), dense: applyScale(dense, scale) }
  })
  const outputs = labels.length === 2 && !multiLabel ? 1 : labels.length
  const targets = targetsOf(rows, labels, outputs)
  const shape = {
    outputs,
    link: multiLabel || outputs === 1 ? 'sigmoid' : 'softmax',
    features: space.hashes.length,
  } as const
  const learning = settings.learning(rows.length, encoder !== null)
  const learn = (chosen: readonly number[], what: string) =>
    learnLinear(
      chosen.map((i) => examples[i] as Example),
      pickRows(targets, outputs, chosen),
      shape,
      seededRandom(`${options.seed} ${what}`),
      learning,
      (done, total) => onProgress?.(done, total, what),
    )
  const all = rows.map((_, i) => i)
  const held = await predictHeldOut(examples, settings.folds(rows.length), learn)
  const heldTargets = pickRows(targets, outputs, held.rows)
  const at = (temperature: number) =>
    held.scores.map((row) => {
      const copy = row.slice()
      applyLink(shape.link, copy, temperature)
      return copy
    })
  const temperature = fitTemperature((t) => logLoss(at(t), heldTargets, shape.link))
  const thresholds = multiLabel
    ? chooseThresholds(at(temperature), heldTargets, outputs, settings.thresholdShrinkage)
    : new Float32Array(outputs).fill(0.5)
  const model = await learn(all, 'training')
  return new TextClassifier({ labels, multiLabel, space, scale, model, temperature, thresholds }, encoder, knowledge)
}

/** The scores of each held-out row by a model that did not see it; `used` of `parts` parts are held out in turn. */
async function predictHeldOut(
  examples: readonly Example[],
  { parts, used }: { parts: number; used: number },
  learn: (rows: readonly number[], what: string) => Promise<LinearModel>,
) {
  const result: { rows: number[]; scores: Float32Array[] } = { rows: [], scores: [] }
  for (let fold = 0; fold < used; fold += 1) {
    const isHeld = (i: number) => i % parts === fold
    const model = await learn(
      examples.flatMap((_, i) => (isHeld(i) ? [] : [i])),
      `holding out part ${fold + 1} of ${used}`,
    )
    examples.forEach((example, i) => {
      if (!isHeld(i)) return
      const scores = new Float32Array(model.outputs)
      scoresOf(model, example, scores)
      result.rows.push(i)
      result.scores.push(scores)
    })
  }
  return result
}

function targetsOf(rows: readonly LabelledText[], labels: readonly string[], outputs: number): Float32Array {
  const targets = new Float32Array(rows.length * outputs)
  rows.forEach((row, i) => {
    for (const label of row.labels) {
      const k = labels.indexOf(label)
      if (outputs >= labels.length) targets[i * outputs + k] = 1
      else if (k === 1) targets[i] = 1
    }
  })
  return targets
}

function pickRows(targets: Float32Array, outputs: number, rows: readonly number[]): Float32Array {
  const picked = new Float32Array(rows.length * outputs)
  rows.forEach((row, i) => {
    picked.set(targets.subarray(row * outputs, (row + 1) * outputs), i * outputs)
  })
  return picked
}

/** The blocks in their order: lexicon, description, encoder. */
function weightOf(index: number, sizes: readonly number[]): number {
  const { lexical, description, encoder } = settings.blockWeights
  const [lexicalSize = 0, descriptionSize = 0, encoderSize = 0] = sizes
  if (index < lexicalSize) return lexical
  return index < lexicalSize + descriptionSize ? description : encoder / Math.sqrt(encoderSize)
}
