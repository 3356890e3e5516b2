import { kernelIn } from './kernel.ts'
import { SharedMemory } from './shared-memory.ts'
import { widthOf } from './table.ts'

/** Rows of weights that learn from vectors, one after the other: a regression's arithmetic, eight times as fast as in JavaScript. */
export interface Learner {
  /** The weights, to be set before and read after; row r begins at r * width. */
  readonly weights: Float32Array
  readonly width: number
  /** Products of an example with every row; a view that holds until the next call. */
  products(vector: Float32Array): Float32Array
  /** Moves a row against the gradient that the last example gave it (Adagrad). */
  step(row: number, gradient: number, rate: number): void
}

/** What squares of gradients begin at, so that the first step is not a leap. */
const firstSquare = 1e-4

export function learner(rows: number, dimensions: number): Learner {
  const width = widthOf(dimensions)
  const memory = new SharedMemory()
  const [weightsAt, squaresAt] = [memory.reserve(rows * width * 4), memory.reserve(rows * width * 4)]
  const [vectorAt, outAt] = [memory.reserve(width * 4), memory.reserve(rows * 4)]
  const kernel = kernelIn(memory)
  const floats = (at: number, length: number) => new Float32Array(memory.wasm.buffer, at, length)
  floats(squaresAt, rows * width).fill(firstSquare)
  const example = floats(vectorAt, width)
  const out = floats(outAt, rows)
  return {
    weights: floats(weightsAt, rows * width),
    width,
    products(vector) {
      example.set(vector)
      kernel.products(vectorAt, weightsAt, rows, width, outAt)
      return out
    },
    step(row, gradient, rate) {
      const from = row * width * 4
      kernel.step(vectorAt, weightsAt + from, squaresAt + from, width, gradient, rate)
    },
  }
}
