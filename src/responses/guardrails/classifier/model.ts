import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { buckets, featuresOf } from './features.ts'
import { type ReadWord, readWords } from './readable.ts'

/** What a text can be. `benign` and `role-play` (another job, harmless) are no attack. */
export const safetyClasses = [
  'benign',
  'role-play',
  'injection',
  'extraction',
  'jailbreak',
  'illegal',
  'violence',
  'self-harm',
  'hate',
  'harassment',
  'sexual',
  'others-data',
] as const
export type SafetyClass = (typeof safetyClasses)[number]
export type SafetyScores = Record<SafetyClass, number>

/** Hashed features and weights; no word of any training text. */
export interface SafetyModel {
  classes: readonly string[]
  /** `weights[bucket * classes + class]`, in `wordScale[class]`ths. */
  words: Int8Array
  grams: Int8Array
  wordScale: number[]
  gramScale: number[]
  bias: number[]
  temperature: number
  /** The encoder whose vectors `dense` was trained on, and its weights: `dense[class * dimensions + dimension]`. */
  encoder: string | null
  dense: Float32Array
}

const magic = 'PRLYSAFE'

export function packSafetyModel(model: SafetyModel): Uint8Array {
  const { words, grams, dense, ...rest } = model
  const head = new TextEncoder().encode(JSON.stringify({ ...rest, dense: dense.length }))
  const body = Buffer.concat([
    Buffer.from(words.buffer, words.byteOffset, words.byteLength),
    Buffer.from(grams.buffer, grams.byteOffset, grams.byteLength),
    Buffer.from(dense.buffer, dense.byteOffset, dense.byteLength),
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([Buffer.from(magic), deflateRawSync(Buffer.concat([length, head, body]), { level: 9 })])
}

/** @throws Error where the bytes are not what `packSafetyModel` made: the file is part of the program, so that is a broken installation. */
export function unpackSafetyModel(bytes: Uint8Array): SafetyModel {
  if (Buffer.from(bytes.subarray(0, magic.length)).toString() !== magic) throw new Error('this is no safety model')
  const body = inflateRawSync(bytes.subarray(magic.length), { maxOutputLength: 64 * 1024 * 1024 })
  const headLength = body.readUInt32LE(0)
  const head = JSON.parse(body.subarray(4, 4 + headLength).toString('utf8'))
  const size = buckets * head.classes.length
  let at = 4 + headLength
  // Copies of their own: views of 4-byte numbers need an offset that is a multiple of 4.
  const take = (length: number) => {
    const part = Uint8Array.from(body.subarray(at, at + length))
    at += length
    if (part.length !== length) throw new Error('the safety model is cut off')
    return part.buffer
  }
  const words = new Int8Array(take(size))
  const grams = new Int8Array(take(size))
  return { ...head, words, grams, dense: new Float32Array(take(head.dense * 4)) }
}

/** A text that was read once: any part of it is then scored from sums. */
export interface ReadText {
  words: ReadWord[]
  /** Logits by class, not yet scaled, of a part (word indexes), written into `into`. */
  logits(from: number, end: number, into?: Float64Array): Float64Array
}

/** Scores texts and parts of them. One pass over the words; each part is then a difference of sums. */
export class SafetyClassifier {
  readonly model: SafetyModel

  constructor(model: SafetyModel) {
    this.model = model
  }

  read(text: string): ReadText {
    const { classes, words: wordWeights, grams: gramWeights, wordScale, gramScale, bias } = this.model
    const words = readWords(text)
    const features = featuresOf(words)
    const n = classes.length
    const wordSums = sums(features.words, features.wordsEnd, wordWeights, n)
    const gramSums = sums(features.grams, features.gramsEnd, gramWeights, n)
    const logits = (from: number, end: number, into = new Float64Array(n)) => {
      const wordFactor = 1 / Math.sqrt(countOf(features.wordsEnd, from, end) || 1)
      const gramFactor = 1 / Math.sqrt(countOf(features.gramsEnd, from, end) || 1)
      for (let k = 0; k < n; k += 1) {
        const wordSum = (wordSums[end * n + k] as number) - (wordSums[from * n + k] as number)
        const gramSum = (gramSums[end * n + k] as number) - (gramSums[from * n + k] as number)
        into[k] =
          (bias[k] as number) +
          wordSum * (wordScale[k] as number) * wordFactor +
          gramSum * (gramScale[k] as number) * gramFactor
      }
      return into
    }
    return { words, logits }
  }

  /** What the meaning of the whole text adds to its logits; nothing where the vector is of another encoder. */
  addMeaning(logits: Float64Array, vector: Float32Array | null): Float64Array {
    const { dense, classes } = this.model
    if (vector === null || dense.length !== vector.length * classes.length) return logits
    return logits.map((value, k) => {
      let sum = value
      for (let i = 0; i < vector.length; i += 1) sum += (dense[k * vector.length + i] as number) * (vector[i] as number)
      return sum
    })
  }

  /** Logits to shares of one, in place. */
  toShares(logits: Float64Array): Float64Array {
    const { temperature } = this.model
    let most = Number.NEGATIVE_INFINITY
    for (const value of logits) if (value > most) most = value
    let total = 0
    for (let k = 0; k < logits.length; k += 1) {
      const power = Math.exp(((logits[k] as number) - most) / temperature)
      logits[k] = power
      total += power
    }
    for (let k = 0; k < logits.length; k += 1) logits[k] = (logits[k] as number) / total
    return logits
  }

  probabilities(logits: Float64Array): SafetyScores {
    const shares = this.toShares(Float64Array.from(logits))
    return Object.fromEntries(this.model.classes.map((name, k) => [name, shares[k] ?? 0])) as SafetyScores
  }
}

const countOf = (ends: Uint32Array, from: number, end: number): number =>
  (end > 0 ? (ends[end - 1] as number) : 0) - (from > 0 ? (ends[from - 1] as number) : 0)

/** `sums[i * n + k]`: what the first i words add to class k. Whole numbers: the weights are. */
function sums(features: Uint16Array, ends: Uint32Array, weights: Int8Array, n: number): Int32Array {
  const result = new Int32Array((ends.length + 1) * n)
  let at = 0
  for (let word = 0; word < ends.length; word += 1) {
    const base = (word + 1) * n
    result.copyWithin(base, word * n, base)
    const end = ends[word] as number
    for (; at < end; at += 1) {
      const row = (features[at] as number) * n
      for (let k = 0; k < n; k += 1) result[base + k] = (result[base + k] as number) + (weights[row + k] as number)
    }
  }
  return result
}
