import type { Sparse } from '../vectors.ts'

/** Vectors of length 1 that are to be grouped, whatever they are made of. */
export interface Points {
  readonly size: number
  readonly dimensions: number
  /** Dot product of one of them with any vector. */
  dot(point: number, vector: Float32Array): number
  /** Adds one of them to a sum. */
  addTo(sum: Float32Array, point: number): void
}

export function densePoints(vectors: readonly Float32Array[]): Points {
  const dimensions = vectors[0]?.length ?? 0
  const all = new Float32Array(vectors.length * dimensions)
  vectors.forEach((vector, i) => {
    all.set(vector, i * dimensions)
  })
  return {
    size: vectors.length,
    dimensions,
    dot(point, vector) {
      const base = point * dimensions
      let sum = 0
      for (let d = 0; d < dimensions; d += 1) sum += (all[base + d] as number) * (vector[d] as number)
      return sum
    },
    addTo(sum, point) {
      const base = point * dimensions
      for (let d = 0; d < dimensions; d += 1) sum[d] = (sum[d] as number) + (all[base + d] as number)
    },
  }
}

export function sparsePoints(vectors: readonly Sparse[]): Points {
  const numbered = new Map<number, number>()
  const points = vectors.map(({ indices, values }) => {
    const columns = Array.from(indices, (feature) => {
      const column = numbered.get(feature) ?? numbered.size
      numbered.set(feature, column)
      return column
    })
    return { columns, values }
  })
  const at = (point: number) => points[point] as (typeof points)[number]
  return {
    size: points.length,
    dimensions: numbered.size,
    dot(point, vector) {
      const { columns, values } = at(point)
      return columns.reduce((sum, column, i) => sum + (values[i] as number) * (vector[column] as number), 0)
    },
    addTo(sum, point) {
      const { columns, values } = at(point)
      columns.forEach((column, i) => {
        sum[column] = (sum[column] as number) + (values[i] as number)
      })
    },
  }
}

/** To length 1; false where there is nothing. */
export function normalise(vector: Float32Array): boolean {
  let squares = 0
  for (const value of vector) squares += value * value
  if (squares === 0) return false
  const length = Math.sqrt(squares)
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] as number) / length
  return true
}
