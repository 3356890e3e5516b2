import { seededRandom } from '#domain/random.ts'
import { Lattice, newTransitions, statesOf, type Transitions } from './crf.ts'
import { type DenseInput, DenseWeights, packDense } from './dense.ts'
import { type FeatureTable, readExamples, type Sentence, type TaggedExample } from './tagger-data.ts'
import { packWeights, type TaggerModel } from './tagger-model.ts'

export interface TaggerOptions {
  /** Same examples and seed, same model. */
  seed: string
  onProgress?: (done: number, total: number) => void
  /** Told the loss of each round. */
  log?: (line: string) => void
  /** Other numbers of training, for experiments. */
  settings?: Partial<Settings>
}

type Settings = Record<keyof typeof training, number>

/** Numbers of training, chosen on development rows. */
const training = {
  epochs: 6,
  rate: 0.2,
  /** Share of a weight that is lost at each touch, times the rate. */
  decay: 1e-3,
  leastCount: 1,
  /** Share of features that are hidden at each visit, so that no single word carries a value. */
  dropout: 0.15,
  /** Share of the visits that see a text without its encoding. */
  wordsAlone: 0.2,
  /** Texts that are read right with less doubt than this (natural logarithm) are not learned from in this round. */
  leastLoss: 0.003,
  /** Differences of probability that move no weight. */
  leastGradient: 2e-3,
} as const

/** Fits the weights by stochastic gradient ascent (AdaGrad) on the logarithm of the right readings' probability. */
export function trainTagger(examples: readonly TaggedExample[], labels: number, options: TaggerOptions): TaggerModel {
  const set: Settings = { ...training, ...options.settings }
  const { sentences, table } = readExamples(examples, labels, set.leastCount)
  const fit = new Fit(table, labels, set, sentences[0]?.dense ?? null)
  const random = seededRandom(`${options.seed}:tagger`).next
  const order = Int32Array.from(sentences, (_, i) => i)
  for (let epoch = 0; epoch < set.epochs; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1))
      const swapped = order[i] as number
      order[i] = order[j] as number
      order[j] = swapped
    }
    const rate = set.rate * (1 - (0.9 * epoch) / set.epochs)
    let loss = 0
    for (const index of order) loss += fit.learn(sentences[index] as Sentence, rate, random)
    options.log?.(`round ${epoch + 1}: ${(loss / sentences.length).toFixed(4)}`)
    options.onProgress?.(epoch + 1, set.epochs)
  }
  const { weights, transitions, words, whole } = fit
  const dense = words === null || whole === null ? null : { words: packDense(words), whole: packDense(whole) }
  return { labels, ...packWeights({ ...table, weights }), transitions, dense }
}

class Fit {
  readonly weights: Float32Array
  readonly transitions: Transitions
  /** Weights of an encoder's vectors of pieces and of the whole text. */
  readonly words: DenseWeights | null
  readonly whole: DenseWeights | null
  readonly #table: FeatureTable
  readonly #labels: number
  readonly #set: Settings
  readonly #squares: Float32Array
  readonly #lattice: Lattice
  readonly #gap: TransitionSteps
  readonly #adjacent: TransitionSteps
  readonly #whole: Float64Array
  #scores = new Float32Array(0)
  #marginals = new Float64Array(0)
  #kept = new Int32Array(0)

  constructor(table: FeatureTable, labels: number, set: Settings, dense: DenseInput | null) {
    this.#table = table
    this.#labels = labels
    this.#set = set
    this.weights = new Float32Array(table.states.length)
    this.#squares = new Float32Array(table.states.length).fill(1e-3)
    this.transitions = newTransitions(labels)
    this.#lattice = new Lattice(this.transitions)
    this.#gap = new TransitionSteps(this.transitions.gap, true, this.#lattice)
    this.#adjacent = new TransitionSteps(this.transitions.adjacent, false, this.#lattice)
    this.#whole = new Float64Array(statesOf(labels))
    const dimensions = dense?.whole.length ?? 0
    this.words = dense && new DenseWeights(dimensions, statesOf(labels))
    this.whole = dense && new DenseWeights(dimensions, statesOf(labels))
  }

  /** Learns from one text; returns how improbable its right reading was (negative natural logarithm). */
  learn(read: Sentence, rate: number, random: () => number): number {
    // Now and then without the encoder: a message must be readable where it fails.
    const hidden = read.dense !== null && random() < this.#set.wordsAlone
    const sentence = hidden ? { ...read, dense: null } : read
    const { length, features, gold } = sentence
    const states = statesOf(this.#labels)
    if (this.#scores.length < length * states) {
      this.#scores = new Float32Array(2 * length * states)
      this.#marginals = new Float64Array(2 * length * states)
    }
    if (this.#kept.length < features.length) this.#kept = new Int32Array(2 * features.length)
    for (let i = 0; i < features.length; i += 1)
      this.#kept[i] = random() < this.#set.dropout ? -1 : (features[i] as number)
    this.#score(sentence)
    const loss = this.#lattice.forward(this.#scores, length) - this.#goldScore(gold)
    if (loss < this.#set.leastLoss) {
      this.#gap.forget()
      this.#adjacent.forget()
      return loss
    }
    const lattice = this.#lattice
    lattice.backward()
    lattice.marginals(this.#marginals)
    lattice.eachTransition((isGap, index, expected) => (isGap ? this.#gap : this.#adjacent).add(index, -expected))
    this.#gap.step(rate, this.#set.decay)
    this.#adjacent.step(rate, this.#set.decay)
    this.#stepWeights(sentence, rate)
    return loss
  }

  #score({ length, offsets, shared, dense }: Sentence) {
    const { offsets: starts, states: stateOf } = this.#table
    const states = statesOf(this.#labels)
    const { weights } = this
    const scores = this.#scores
    const whole = this.#whole.fill(0)
    for (const feature of shared) {
      for (let p = starts[feature] as number, end = starts[feature + 1] as number; p < end; p += 1)
        (whole[stateOf[p] as number] as number) += weights[p] as number
    }
    if (dense !== null) this.whole?.add(dense.whole, 0, whole, 0)
    for (let t = 0; t < length; t += 1) {
      const row = t * states
      scores.set(whole, row)
      if (dense !== null) this.words?.add(dense.words, t, scores, row)
      for (let i = offsets[t] as number; i < (offsets[t + 1] as number); i += 1) {
        const feature = this.#kept[i] as number
        if (feature < 0) continue
        for (let p = starts[feature] as number, end = starts[feature + 1] as number; p < end; p += 1)
          (scores[row + (stateOf[p] as number)] as number) += weights[p] as number
      }
    }
  }

  /** The right reading's score; notes its transitions. */
  #goldScore(gold: Uint16Array): number {
    const states = statesOf(this.#labels)
    const width = this.#labels + 1
    let score = 0
    let memory = 0
    let inEntity = false
    for (let t = 0; t < gold.length; t += 1) {
      const state = gold[t] as number
      score += this.#scores[t * states + state] as number
      if (state === 0) {
        if (inEntity) score += this.#adjacent.add(memory * width, 1)
        else score += this.transitions.gap[memory * width] as number
        inEntity = false
        continue
      }
      const part = (state - 1) & 3
      if (part !== 0 && part !== 3) continue
      const label = ((state - 1) >> 2) + 1
      score += (inEntity ? this.#adjacent : this.#gap).add(memory * width + label, 1)
      memory = label
      inEntity = true
    }
    return score
  }

  #stepWeights({ length, offsets, shared, gold, dense }: Sentence, rate: number) {
    const states = statesOf(this.#labels)
    const { leastGradient } = this.#set
    const whole = this.#whole.fill(0)
    const gradient = this.#marginals
    for (let t = 0; t < length; t += 1) {
      const row = t * states
      let largest = 0
      for (let s = 0; s < states; s += 1) {
        const g = (s === gold[t] ? 1 : 0) - (gradient[row + s] as number)
        gradient[row + s] = g
        ;(whole[s] as number) += g
        if (g > largest) largest = g
        else if (-g > largest) largest = -g
      }
      if (largest < leastGradient) continue
      if (dense !== null) this.words?.step(dense.words, t, gradient, row, rate)
      for (let i = offsets[t] as number; i < (offsets[t + 1] as number); i += 1)
        if ((this.#kept[i] as number) >= 0) this.#stepFeature(this.#kept[i] as number, gradient, row, rate)
    }
    for (const feature of shared) this.#stepFeature(feature, whole, 0, rate)
    if (dense !== null) this.whole?.step(dense.whole, 0, whole, 0, rate)
  }

  #stepFeature(feature: number, gradient: Float64Array, row: number, rate: number) {
    const { offsets, states } = this.#table
    const { leastGradient, decay } = this.#set
    for (let p = offsets[feature] as number, end = offsets[feature + 1] as number; p < end; p += 1) {
      const g = gradient[row + (states[p] as number)] as number
      if (g < leastGradient && g > -leastGradient) continue
      const squares = (this.#squares[p] as number) + g * g
      this.#squares[p] = squares
      this.weights[p] = (this.weights[p] as number) * (1 - rate * decay) + (rate * g) / Math.sqrt(squares)
    }
  }
}

/** Steps of one table of transitions: only what a text touched is moved. */
class TransitionSteps {
  readonly #values: Float32Array
  readonly #isGap: boolean
  readonly #lattice: Lattice
  readonly #gradient: Float64Array
  readonly #squares: Float32Array
  #touched: number[] = []

  constructor(values: Float32Array, isGap: boolean, lattice: Lattice) {
    this.#values = values
    this.#isGap = isGap
    this.#lattice = lattice
    this.#gradient = new Float64Array(values.length)
    this.#squares = new Float32Array(values.length).fill(1e-2)
  }

  /** Returns the transition's score. */
  add(index: number, gradient: number): number {
    if (this.#gradient[index] === 0) this.#touched.push(index)
    ;(this.#gradient[index] as number) += gradient
    return this.#values[index] as number
  }

  forget() {
    for (const index of this.#touched) this.#gradient[index] = 0
    this.#touched = []
  }

  step(rate: number, decay: number) {
    for (const index of this.#touched) {
      const g = this.#gradient[index] as number
      if (g === 0) continue
      this.#gradient[index] = 0
      const squares = (this.#squares[index] as number) + g * g
      this.#squares[index] = squares
      const value = (this.#values[index] as number) * (1 - rate * decay) + (rate * g) / Math.sqrt(squares)
      this.#values[index] = value
      this.#lattice.followOne(this.#isGap, index, value)
    }
    this.#touched = []
  }
}
