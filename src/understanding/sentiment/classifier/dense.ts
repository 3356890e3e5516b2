import type { Encoder, Encoding } from '#ports/encoder.ts'

/** A block of dense features: how it is brought to a common scale. Fitted on the training texts. */
export interface DenseScale {
  mean: Float32Array
  /** Multiplies (value - mean): the block's weight over its standard deviation. */
  factor: Float32Array
}

/** Texts that are encoded in one call: batches pay, and memory stays bounded. */
const batchSize = 64

export function fitScale(rows: readonly Float32Array[], weightOf: (index: number) => number): DenseScale {
  const size = rows[0]?.length ?? 0
  const mean = new Float32Array(size)
  const factor = new Float32Array(size)
  for (let i = 0; i < size; i += 1) {
    let sum = 0
    let squares = 0
    for (const row of rows) sum += row[i] as number
    const centre = sum / rows.length
    for (const row of rows) squares += ((row[i] as number) - centre) ** 2
    mean[i] = centre
    const deviation = Math.sqrt(squares / rows.length)
    // What is always the same says nothing.
    factor[i] = deviation < 1e-6 ? 0 : weightOf(i) / deviation
  }
  return { mean, factor }
}

/** In place. */
export function applyScale(row: Float32Array, { mean, factor }: DenseScale): Float32Array {
  for (let i = 0; i < row.length; i += 1) row[i] = ((row[i] as number) - (mean[i] as number)) * (factor[i] as number)
  return row
}

/** What an encoding gives as features: its inner layers where it has them, else the sentence vector. */
export const encoderFeatures = ({ vector, layers }: Encoding): Float32Array => layers ?? vector

/** @throws AppError `encoder.unavailable` */
export async function encodeAll(
  encoder: Encoder,
  texts: readonly string[],
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Float32Array[]> {
  const result: Float32Array[] = []
  for (let from = 0; from < texts.length; from += batchSize) {
    const batch = texts.slice(from, from + batchSize).map((text) => ({ text }))
    for (const encoding of await encoder.encode(batch)) result.push(encoderFeatures(encoding))
    onProgress(result.length, texts.length)
  }
  return result
}

export const joined = (parts: readonly Float32Array[]): Float32Array => {
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    result.set(part, at)
    at += part.length
  }
  return result
}
