import type { Encoder } from '#ports/encoder.ts'
import { modelLimits } from '../config/index.ts'
import { sameQuestion } from './same-question.ts'

interface Asked {
  text: string
  vector: Float32Array
  key: string
}

/**
 * Which question was asked before in other words: the key of its answer in the response cache. A bucket is everything of the request but the
 * customer's last message, so that only questions about the same passages in the same conversation state are compared.
 */
export class SemanticCache {
  private readonly buckets = new Map<string, Asked[]>()
  private readonly encoder: Encoder
  /** Questions in all buckets. */
  private count = 0
  constructor(encoder: Encoder) {
    this.encoder = encoder
  }

  /** Null where there is none, or the encoder takes too long. Never rejects. */
  async find(bucket: string, text: string): Promise<string | null> {
    const known = this.buckets.get(bucket)
    if (known === undefined) return null
    const vector = await this.vectorOf(text)
    if (vector === null) return null
    const near = known
      .map((asked) => ({ asked, cosine: dot(asked.vector, vector) }))
      .filter(({ asked, cosine }) => cosine >= modelLimits.semanticCosine && sameQuestion(asked.text, text))
      .toSorted((a, b) => b.cosine - a.cosine)[0]
    return near?.asked.key ?? null
  }

  async remember(bucket: string, text: string, key: string): Promise<void> {
    const vector = await this.vectorOf(text)
    if (vector === null) return
    const known = (this.buckets.get(bucket) ?? []).filter((asked) => asked.key !== key)
    this.drop(bucket)
    const kept = [...known.slice(1 - modelLimits.semanticCandidates), { text, vector, key }]
    this.buckets.set(bucket, kept)
    this.count += kept.length
    // No more than there can be answers to: one without its answer is only in the way.
    while (this.count > modelLimits.cacheEntries && this.buckets.size > 1)
      this.drop(this.buckets.keys().next().value ?? '')
  }

  /** Questions that are kept. */
  get size(): number {
    return this.count
  }

  private drop(bucket: string): void {
    this.count -= this.buckets.get(bucket)?.length ?? 0
    this.buckets.delete(bucket)
  }

  private async vectorOf(text: string): Promise<Float32Array | null> {
    try {
      const [encoding] = await this.encoder.encode([{ text }], AbortSignal.timeout(modelLimits.encodeMs))
      return encoding?.vector ?? null
    } catch {
      return null
    }
  }
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}
