import { type AppError, appError } from '#domain/errors.ts'

/** After so many failures in a row nothing is tried for a while: each attempt would cost a customer's turn its whole time limit. */
const failuresToOpen = 3
const openForMs = 10_000

/**
 * Stops asking what keeps failing. Closed, everything passes; after three failures in a row it is open for ten seconds and refuses at once;
 * then one caller may try, and its success closes it again.
 */
export class CircuitBreaker {
  private failures = 0
  private openUntilMs = 0
  private readonly encoder: string
  private readonly nowMs: () => number
  /** `nowMs` is a monotonic clock: a changed system time must not keep the breaker open. */
  constructor(encoder: string, nowMs: () => number) {
    this.encoder = encoder
    this.nowMs = nowMs
  }

  /** Runs `work` unless the breaker is open. Rejects with `encoder.unavailable`, or as `work` does. */
  async run<T>(work: () => Promise<T>, countsAsFailure: (error: unknown) => boolean): Promise<T> {
    const refusal = this.refusal()
    if (refusal) throw refusal
    try {
      const result = await work()
      this.failures = 0
      return result
    } catch (error) {
      if (countsAsFailure(error)) this.failed()
      throw error
    }
  }

  private refusal(): AppError | null {
    if (this.failures < failuresToOpen) return null
    const leftMs = this.openUntilMs - this.nowMs()
    if (leftMs > 0)
      return appError('encoder.unavailable', {
        encoder: this.encoder,
        problem: `it failed ${this.failures} times in a row and is left alone for ${Math.ceil(leftMs / 1000)} s`,
      })
    // This caller tries; the others are still refused until it is known how that ended, or another ten seconds have passed.
    this.openUntilMs = this.nowMs() + openForMs
    return null
  }

  private failed(): void {
    this.failures += 1
    this.openUntilMs = this.nowMs() + openForMs
  }
}
