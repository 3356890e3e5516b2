import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SharedMemory } from './shared-memory.ts'
import { quantise, vectorTable, widthOf } from './table.ts'
import { topOf } from './top.ts'

/** A vector of length 1 with these numbers, zeros where there is none. */
function unit(numbers: ArrayLike<number>): Float32Array {
  const vector = Float32Array.from(numbers)
  const length = Math.hypot(...vector)
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : vector.fill(0)
}

function tableOf(vectors: readonly Float32Array[], dimensions: number) {
  const width = widthOf(dimensions)
  const values = new Int8Array(vectors.length * width)
  const scales = Float32Array.from(vectors, (vector, row) => quantise(vector, values, row * width))
  return { table: vectorTable({ width, values, scales }, new SharedMemory()), scales }
}

const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)

describe('vectors as bytes', () => {
  test('have cosines within the bound that rounding has', () => {
    const numbers = fc.float({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 })
    const sized = fc.integer({ min: 1, max: 70 }).chain((dimensions) => {
      const vector = fc.array(numbers, { minLength: dimensions, maxLength: dimensions }).map(unit)
      return fc.record({ query: vector, rows: fc.array(vector, { minLength: 1, maxLength: 6 }) })
    })
    fc.assert(
      fc.property(sized, ({ query, rows }) => {
        const { table, scales } = tableOf(rows, query.length)
        const found = table.compare(query).slice()
        const own = new Int8Array(query.length)
        const scale = quantise(query, own, 0)
        for (const [row, vector] of rows.entries()) {
          // Each number is off by half a step at most; the other vector has length 1.
          const steps = (Math.sqrt(query.length) / 2) * (scale + scales[row]!)
          const both = (query.length / 4) * scale * scales[row]!
          expect(Math.abs(found[row]! - cosine(query, vector))).toBeLessThanOrEqual(steps + both + 1e-5)
          expect(table.one(row)).toBe(found[row])
        }
      }),
    )
  })

  test('find at least 98 of 100 of the 50 nearest', () => {
    const dimensions = 384
    const random = numbersFrom(11)
    // In clusters, as texts are: neighbours that are far apart would be too easy to tell.
    const centres = Array.from({ length: 40 }, () => Float32Array.from({ length: dimensions }, random))
    const near = () => unit(centres[Math.floor((random() + 1) * 20) % 40]!.map((value) => value + random() * 0.6))
    const rows = Array.from({ length: 4_000 }, near)
    const { table } = tableOf(rows, dimensions)
    let found = 0
    const queries = 20
    for (let query = 0; query < queries; query += 1) {
      const vector = near()
      const exact = topOf(
        Float32Array.from(rows, (row) => 2 + cosine(vector, row)),
        50,
        () => true,
      )
      const approximate = new Set(
        topOf(
          table.compare(vector).map((value) => value + 2),
          50,
          () => true,
        ),
      )
      found += exact.filter((row) => approximate.has(row)).length
    }
    expect(found / (50 * queries)).toBeGreaterThanOrEqual(0.98)
  })

  test('of no row, or of zeros, are no trouble', () => {
    expect(tableOf([], 8).table.compare(unit([1, 0, 0, 0, 0, 0, 0, 0]))).toHaveLength(0)
    const { table } = tableOf([new Float32Array(8)], 8)
    expect(table.compare(new Float32Array(8))[0]).toBe(0)
  })
})

describe('the largest of many', () => {
  test('are those that sorting finds, equals in their order', () => {
    const scores = fc.array(fc.integer({ min: -3, max: 12 }), { maxLength: 60 })
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 }), (list, k, every) => {
        const accepts = (at: number) => at % every === 0
        const sorted = [...list.keys()]
          .filter((at) => list[at]! > 0 && accepts(at))
          .sort((a, b) => list[b]! - list[a]! || a - b)
        expect(topOf(Float32Array.from(list), k, accepts)).toEqual(sorted.slice(0, k))
      }),
    )
  })
})

/** Numbers in [-1, 1), the same for the same seed (xorshift32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state / 2 ** 31
  }
}
