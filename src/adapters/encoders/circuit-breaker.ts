import { CircuitBreaker as Breaker } from '#domain/circuit-breaker.ts'
import { appError } from '#domain/errors.ts'

const limits = { failuresToOpen: 3, openForMs: 10_000 }

/** The breaker of one encoder: work that it refuses rejects with `encoder.unavailable`. */
export class CircuitBreaker {
  private readonly breaker: Breaker
  private readonly encoder: string
  /** `nowMs` is a monotonic clock: a changed system time must not keep the breaker open. */
  constructor(encoder: string, nowMs: () => number) {
    this.encoder = encoder
    this.breaker = new Breaker(limits, nowMs)
  }

  /** Runs `work` unless the breaker is open. Rejects with `encoder.unavailable`, or as `work` does. */
  async run<T>(work: () => Promise<T>, countsAsFailure: (error: unknown) => boolean): Promise<T> {
    const refusal = this.breaker.refusal()
    if (refusal)
      throw appError('encoder.unavailable', {
        encoder: this.encoder,
        problem: `it failed ${refusal.failures} times in a row and is left alone for ${Math.ceil(refusal.leftMs / 1000)} s`,
      })
    try {
      const result = await work()
      this.breaker.succeeded()
      return result
    } catch (error) {
      if (countsAsFailure(error)) this.breaker.failed()
      throw error
    }
  }
}
