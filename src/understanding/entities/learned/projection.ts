import type { Random } from '#domain/random.ts'

/** A linear map to fewer dimensions that all vary as much; rounded as it is stored, so that training and reading see the same. */
export interface Projection {
  from: number
  to: number
  mean: Float32Array
  /** [to × from], times `scales[to]`. */
  axes: Int8Array
  scales: Float32Array
}

/** Vectors that the axes are fitted on, and rounds of the subspace iteration. */
const mostVectors = 6_000
const rounds = 12
/** Deviation, as a share of that along the first axis, below which an axis is left out. */
const flat = 1e-3

/** The principal axes of some vectors (subspace iteration on their covariance). */
export function fitProjection(
  vectors: readonly Float32Array[],
  { to, deviation: wanted }: { to: number; deviation: number },
  random: Random,
): Projection {
  const from = vectors[0]?.length ?? 0
  const step = Math.max(1, Math.floor(vectors.length / mostVectors))
  const sample = vectors.filter((_, i) => i % step === 0)
  const mean = new Float32Array(from)
  for (const vector of sample)
    for (let i = 0; i < from; i += 1) (mean[i] as number) += (vector[i] as number) / sample.length
  const covariance = covarianceOf(sample, mean)
  let basis: Float64Array[] = Array.from({ length: to }, () =>
    Float64Array.from({ length: from }, () => random.next() - 0.5),
  )
  let sizes: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    basis = basis.map((axis) => times(covariance, axis, from))
    sizes = orthonormalise(basis)
  }
  const axes = new Int8Array(to * from)
  const scales = new Float32Array(to)
  basis.forEach((axis, k) => {
    const deviation = Math.sqrt(Math.max(sizes[k] ?? 0, 1e-9))
    const largest = axis.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)
    for (let i = 0; i < from; i += 1) axes[k * from + i] = Math.round((127 * (axis[i] as number)) / largest)
    // An axis along which next to nothing varies would make noise large.
    scales[k] = deviation < flat * Math.sqrt(sizes[0] ?? 0) ? 0 : ((largest / 127) * wanted) / deviation
  })
  return { from, to, mean, axes, scales }
}

/** Writes the projected vector at `at`. */
export function project(
  { from, to, mean, axes, scales }: Projection,
  vector: Float32Array,
  into: Float32Array,
  at: number,
) {
  for (let k = 0; k < to; k += 1) {
    let sum = 0
    for (let i = 0, p = k * from; i < from; i += 1, p += 1)
      sum += (axes[p] as number) * ((vector[i] as number) - (mean[i] as number))
    into[at + k] = sum * (scales[k] as number)
  }
}

function covarianceOf(sample: readonly Float32Array[], mean: Float32Array): Float64Array {
  const n = mean.length
  const covariance = new Float64Array(n * n)
  const centred = new Float64Array(n)
  for (const vector of sample) {
    for (let i = 0; i < n; i += 1) centred[i] = (vector[i] as number) - (mean[i] as number)
    for (let i = 0; i < n; i += 1) {
      const a = centred[i] as number
      const row = i * n
      for (let j = 0; j <= i; j += 1) (covariance[row + j] as number) += a * (centred[j] as number)
    }
  }
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j <= i; j += 1) {
      const value = (covariance[i * n + j] as number) / sample.length
      covariance[i * n + j] = value
      covariance[j * n + i] = value
    }
  return covariance
}

function times(matrix: Float64Array, vector: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n)
  for (let i = 0; i < n; i += 1) {
    let sum = 0
    for (let j = 0, p = i * n; j < n; j += 1, p += 1) sum += (matrix[p] as number) * (vector[j] as number)
    result[i] = sum
  }
  return result
}

/** Gram and Schmidt, in place; returns the lengths, which come to be the variances along the axes. */
function orthonormalise(basis: Float64Array[]): number[] {
  return basis.map((axis, k) => {
    for (let other = 0; other < k; other += 1) {
      const done = basis[other] as Float64Array
      let dot = 0
      for (let i = 0; i < axis.length; i += 1) dot += (axis[i] as number) * (done[i] as number)
      for (let i = 0; i < axis.length; i += 1) (axis[i] as number) -= dot * (done[i] as number)
    }
    const length = Math.hypot(...axis)
    for (let i = 0; i < axis.length; i += 1) (axis[i] as number) /= length || 1
    return length
  })
}
