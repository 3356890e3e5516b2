import { createHash } from 'node:crypto'

/**
 * The vectors of the texts that were read last, up to so many bytes. Keys are hashes: what customers wrote is not kept. Customers say the
 * same things ("yes", "where is my order"), and a release is trained on the texts of the one before.
 */
export class VectorCache {
  private readonly vectors = new Map<string, Float32Array>()
  private bytes = 0
  private readonly mostBytes: number
  constructor(mostBytes: number) {
    this.mostBytes = mostBytes
  }

  get(text: string): Float32Array | undefined {
    const key = keyOf(text)
    const vector = this.vectors.get(key)
    if (vector === undefined) return undefined
    // A Map keeps the order of insertion: the newest is last.
    this.vectors.delete(key)
    this.vectors.set(key, vector)
    return vector
  }

  set(text: string, vector: Float32Array): void {
    const key = keyOf(text)
    this.bytes += vector.byteLength - (this.vectors.get(key)?.byteLength ?? 0)
    this.vectors.delete(key)
    this.vectors.set(key, vector)
    for (const [oldest, { byteLength }] of this.vectors) {
      if (this.bytes <= this.mostBytes) break
      this.vectors.delete(oldest)
      this.bytes -= byteLength
    }
  }

  clear(): void {
    this.vectors.clear()
    this.bytes = 0
  }
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64')
