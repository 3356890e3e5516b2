import { setTimeout as wait } from 'node:timers/promises'
import { type AppError, appError } from '#domain/errors.ts'
import type { Encoder, EncoderInput, Encoding } from '#ports/encoder.ts'
import { CircuitBreaker } from '../circuit-breaker.ts'
import { cutText, toUnitLength } from '../vectors.ts'
import type { EndpointLimits } from './limits.ts'
import { type EmbeddingsRequest, requestEmbeddings } from './request.ts'
import { VectorCache } from './vector-cache.ts'

export interface EndpointDependencies {
  limits: EndpointLimits
  /** A monotonic clock. */
  nowMs(): number
  /** In [0, 1): spreads tries of several servers. */
  random(): number
}

/** When a request and its other tries must be over, and who may end it before. */
interface Patience {
  untilMs: number
  signal: AbortSignal
}

/** Reads sentences through an endpoint; words not, for the format has none. */
export class EndpointEncoder implements Encoder {
  readonly identity: string
  readonly dimensions: number
  readonly readsWords = false
  readonly canFail = true
  private readonly request: EmbeddingsRequest
  private readonly dependencies: EndpointDependencies
  private readonly breaker: CircuitBreaker
  private readonly cache: VectorCache
  private readonly closing = new AbortController()

  constructor(identity: string, request: EmbeddingsRequest & { expected: number }, dependencies: EndpointDependencies) {
    this.identity = identity
    this.dimensions = request.expected
    this.request = request
    this.dependencies = dependencies
    this.breaker = new CircuitBreaker(identity, () => dependencies.nowMs())
    this.cache = new VectorCache(dependencies.limits.cacheBytes)
  }

  async encode(inputs: readonly EncoderInput[], signal?: AbortSignal): Promise<Encoding[]> {
    signal?.throwIfAborted()
    if (this.closing.signal.aborted) throw unavailable(this.identity, 'it is closed')
    const texts = inputs.map(({ text }) => cutText(text, this.dependencies.limits.unitsPerText))
    const known = new Map<string, Float32Array>()
    for (const text of texts) {
      const vector = text.trim() === '' ? new Float32Array(this.dimensions) : this.cache.get(text)
      if (vector !== undefined) known.set(text, vector)
    }
    const missing = [...new Set(texts)].filter((text) => !known.has(text))
    if (missing.length > 0) {
      const read = await this.breaker.run(
        () => this.readAll(missing, signal),
        () => signal?.aborted !== true && !this.closing.signal.aborted,
      )
      for (const [index, text] of missing.entries()) {
        const vector = read[index] ?? new Float32Array(this.dimensions)
        known.set(text, vector)
        this.cache.set(text, vector)
      }
    }
    return texts.map((text) => ({ vector: known.get(text)?.slice() ?? new Float32Array(this.dimensions) }))
  }

  async close(): Promise<void> {
    this.closing.abort()
    this.cache.clear()
  }

  private async readAll(texts: readonly string[], caller?: AbortSignal): Promise<Float32Array[]> {
    const { limits, nowMs } = this.dependencies
    const failed = new AbortController()
    const signal = AbortSignal.any([failed.signal, this.closing.signal, ...(caller ? [caller] : [])])
    const isTurn = texts.length <= limits.turnTexts
    const untilMs = nowMs() + limits.turnBudgetMs
    const vectors: Float32Array[] = []
    let next = 0
    const readBatches = async () => {
      while (next < texts.length) {
        const start = next
        next += limits.textsPerRequest
        const batch = texts.slice(start, start + limits.textsPerRequest)
        const patience = { untilMs: isTurn ? untilMs : nowMs() + limits.bulkBudgetMs, signal }
        const read = await readBatch(this.identity, this.request, batch, patience, this.dependencies)
        for (const [index, vector] of read.entries()) vectors[start + index] = toUnitLength(vector)
      }
    }
    try {
      await Promise.all(Array.from({ length: limits.requestsAtOnce }, readBatches))
      return vectors
    } catch (error) {
      // The other requests of this caller are of no use any more.
      failed.abort()
      caller?.throwIfAborted()
      throw error
    }
  }
}

/**
 * The vectors of a batch, tried again while that can help and there is time. Texts that the endpoint finds too long are sent one by one and
 * halved. Rejects with `encoder.unavailable`.
 */
export async function readBatch(
  identity: string,
  request: EmbeddingsRequest,
  texts: readonly string[],
  patience: Patience,
  dependencies: EndpointDependencies,
): Promise<Float32Array[]> {
  const { limits, nowMs, random } = dependencies
  for (let pauseMs = limits.firstPauseMs; ; pauseMs *= 2) {
    const leftMs = Math.max(0, Math.ceil(patience.untilMs - nowMs()))
    const signal = AbortSignal.any([patience.signal, AbortSignal.timeout(leftMs)])
    const result = await requestEmbeddings(request, texts, signal)
    if (patience.signal.aborted) throw unavailable(identity, 'it was closed or given up')
    switch (result.kind) {
      case 'vectors':
        return result.vectors
      case 'refused':
        throw unavailable(identity, result.problem)
      case 'texts-refused': {
        const shorter = texts.length > 1 ? texts : texts.map((text) => halved(text, limits.unitsAtLeast))
        if (texts.length === 1 && shorter[0] === texts[0]) throw unavailable(identity, result.problem)
        const vectors: Float32Array[] = []
        for (const text of shorter)
          vectors.push(...(await readBatch(identity, request, [text], patience, dependencies)))
        return vectors
      }
      case 'failed': {
        const beforeMs = result.afterMs ?? pauseMs * (0.5 + random() / 2)
        // What would come too late is not waited for.
        if (nowMs() + beforeMs >= patience.untilMs) throw unavailable(identity, result.problem)
        await wait(beforeMs, undefined, { signal: patience.signal }).catch(() => undefined)
      }
    }
  }
}

const halved = (text: string, atLeast: number): string => cutText(text, Math.max(atLeast, Math.ceil(text.length / 2)))

export const unavailable = (encoder: string, problem: string): AppError =>
  appError('encoder.unavailable', { encoder, problem })
