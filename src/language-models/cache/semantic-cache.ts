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
    this.buckets.delete(bucket)
    this.buckets.set(bucket, [...known.slice(1 - modelLimits.semanticCandidates), { text, vector, key }])
    while (this.buckets.size > modelLimits.cacheEntries) this.buckets.delete(this.buckets.keys().next().value ?? '')
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
