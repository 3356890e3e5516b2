import { kernelIn } from './kernel.ts'
import type { SharedMemory } from './shared-memory.ts'

/** Vectors as int8, each row with a scale of its own: row * scale is about the vector. A quarter of the size of floats. */
export interface QuantisedRows {
  /** Numbers per row: the encoder's, filled up with zeros to a multiple of 16. */
  width: number
  values: Int8Array
  scales: Float32Array
}

/** Rows are read 16 numbers at a time. */
const lane = 16
export const widthOf = (dimensions: number): number => Math.ceil(dimensions / lane) * lane

/** Writes a vector's int8 form to `into` from `at` on and gives its scale; 0 for zeros. Off by at most half the scale per number. */
export function quantise(vector: ArrayLike<number>, into: Int8Array | Int16Array, at: number): number {
  let most = 0
  for (let k = 0; k < vector.length; k += 1) most = Math.max(most, Math.abs(vector[k]!))
  if (!(most > 0) || !Number.isFinite(most)) return 0
  const scale = most / 127
  for (let k = 0; k < vector.length; k += 1) into[at + k] = Math.round(vector[k]! / scale)
  return Math.fround(scale)
}

/** Rows to compare one vector with. */
export interface VectorTable {
  readonly length: number
  /** Takes a vector of length 1 to compare rows with, until the next. */
  ask(vector: Float32Array): void
  /** Its cosines with every row; a view that holds until the next call. */
  all(): Float32Array
  /** … with one row. */
  one(row: number): number
  /** Takes a vector and gives its cosines with every row. */
  compare(vector: Float32Array): Float32Array
}

/**
 * Prepares comparing with all rows: 100,000 of 384 numbers take some 3 ms, so nothing is lost to an approximate search. Rows that lie in
 * `memory` are read where they are, others are copied there.
 */
export function vectorTable({ width, values, scales }: QuantisedRows, memory: SharedMemory): VectorTable {
  const length = scales.length
  const rowsAt = memory.place(values)
  const scalesAt = memory.place(scales)
  const outAt = memory.reserve(length * 4)
  const queryAt = memory.reserve(width * 2)
  const oneAt = memory.reserve(4)
  const kernel = kernelIn(memory)
  const query = new Int16Array(memory.wasm.buffer, queryAt, width)
  const out = new Float32Array(memory.wasm.buffer, outAt, length)
  const single = new Float32Array(memory.wasm.buffer, oneAt, 1)
  let scale = 0
  const ask = (vector: Float32Array) => {
    query.fill(0)
    scale = quantise(vector.subarray(0, width), query, 0)
  }
  const all = () => {
    kernel.dots(queryAt, rowsAt, scalesAt, length, width, scale, outAt)
    return out
  }
  return {
    length,
    ask,
    all,
    compare(vector) {
      ask(vector)
      return all()
    },
    one(row) {
      kernel.dots(queryAt, rowsAt + row * width, scalesAt + row * 4, 1, width, scale, oneAt)
      return single[0]!
    },
  }
}
