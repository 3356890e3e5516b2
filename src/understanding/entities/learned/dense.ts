import type { Random } from '#domain/random.ts'
import type { Encoding } from '#ports/encoder.ts'
import { fitProjection, type Projection, project } from './projection.ts'

/** What an encoder says of a text, in few dimensions: of each piece, and of the whole. */
export interface DenseInput {
  /** [piece × dimensions] */
  words: Float32Array
  whole: Float32Array
}

/** How vectors of one encoder are made small. */
export interface DenseSpace {
  /** Identity of the encoder: vectors of another one mean nothing here. */
  encoder: string
  words: Projection
  whole: Projection
}

/** Numbers that are choices, tried on development rows. */
const settings = {
  /** Dimensions that vectors of 384 or more are brought down to; 32 lose half a point, 128 gain nothing and cost twice the time. */
  dimensions: 64,
  /** Deviation of each dimension: beside features that are 0 or 1, larger ones would be learned by heart. */
  deviation: 0.3,
  /** Of the learning rate of the sparse weights. */
  rate: 0.3,
  /** Differences of probability that move no weight: each costs as many steps as there are dimensions. */
  leastGradient: 1e-2,
} as const

/** Fits the maps on encodings that have a vector for each piece. */
export function fitDenseSpace(encoder: string, encodings: readonly Encoding[], random: Random): DenseSpace {
  const words = encodings.flatMap(({ words = [] }) => words)
  const whole = encodings.map(({ vector }) => vector)
  const mapOf = (vectors: readonly Float32Array[]) =>
    fitProjection(
      vectors,
      { to: Math.min(settings.dimensions, vectors[0]?.length ?? 0), deviation: settings.deviation },
      random,
    )
  return { encoder, words: mapOf(words), whole: mapOf(whole) }
}

/** Null where the encoding has no vector for each of the pieces. */
export function projectEncoding(space: DenseSpace, encoding: Encoding, pieces: number): DenseInput | null {
  const { words = [], vector } = encoding
  if (words.length < pieces || vector.length !== space.whole.from) return null
  const input = { words: new Float32Array(pieces * space.words.to), whole: new Float32Array(space.whole.to) }
  for (let t = 0; t < pieces; t += 1) project(space.words, words[t] as Float32Array, input.words, t * space.words.to)
  project(space.whole, vector, input.whole, 0)
  return input
}

type Scores = Float32Array | Float64Array

/** Weights of one kind of vectors, [dimension × state]. */
export class DenseWeights {
  readonly dimensions: number
  readonly weights: Float32Array
  readonly #states: number
  readonly #squares: Float32Array

  constructor(dimensions: number, states: number, weights = new Float32Array(dimensions * states)) {
    this.dimensions = dimensions
    this.weights = weights
    this.#states = states
    this.#squares = new Float32Array(weights.length).fill(1e-2)
  }

  /** Adds what the vector at place `t` speaks for to the scores that begin at `row`. */
  add(vectors: Float32Array, t: number, scores: Scores, row: number) {
    const { weights, dimensions } = this
    const states = this.#states
    for (let i = 0; i < dimensions; i += 1) {
      const value = vectors[t * dimensions + i] as number
      for (let s = 0, p = i * states; s < states; s += 1, p += 1)
        (scores[row + s] as number) += value * (weights[p] as number)
    }
  }

  step(vectors: Float32Array, t: number, gradient: Scores, row: number, rate: number) {
    const { weights, dimensions } = this
    const states = this.#states
    const squares = this.#squares
    for (let s = 0; s < states; s += 1) {
      const g = gradient[row + s] as number
      if (g < settings.leastGradient && g > -settings.leastGradient) continue
      for (let i = 0, p = s; i < dimensions; i += 1, p += states) {
        const slope = g * (vectors[t * dimensions + i] as number)
        const sum = (squares[p] as number) + slope * slope
        squares[p] = sum
        ;(weights[p] as number) += (settings.rate * rate * slope) / Math.sqrt(sum)
      }
    }
  }
}

/** Weights in eight bits each. */
export interface PackedWeights {
  weights: Int8Array
  scale: number
}

export function packDense({ weights }: DenseWeights): PackedWeights {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / 127
  return { weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale }
}

export const unpackDense = ({ weights, scale }: PackedWeights, dimensions: number, states: number) =>
  new DenseWeights(
    dimensions,
    states,
    Float32Array.from(weights, (weight) => weight * scale),
  )
