/** When it opens and for how long. */
export interface BreakerLimits {
  /** After so many failures in a row nothing is tried for a while: each attempt would cost a customer's turn its whole time limit. */
  failuresToOpen: number
  openForMs: number
}

/** Why nothing may be tried now. */
export interface BreakerRefusal {
  failures: number
  leftMs: number
}

/**
 * Stops asking what keeps failing. Closed, everything passes; after some failures in a row it is open and refuses at once; when that time is
 * over one caller may try, and its success closes it again.
 */
export class CircuitBreaker {
  private failures = 0
  private openUntilMs = Number.NEGATIVE_INFINITY
  private heldUntilMs = Number.NEGATIVE_INFINITY
  private readonly limits: BreakerLimits
  private readonly nowMs: () => number
  /** `nowMs` is a monotonic clock: a changed system time must not keep the breaker open. */
  constructor(limits: BreakerLimits, nowMs: () => number) {
    this.limits = limits
    this.nowMs = nowMs
  }

  /** Null where the caller may try; it then says how that ended with `succeeded`, `failed` or `abandoned`. */
  refusal(): BreakerRefusal | null {
    const heldMs = this.heldUntilMs - this.nowMs()
    if (heldMs > 0) return { failures: this.failures, leftMs: heldMs }
    if (this.failures < this.limits.failuresToOpen) return null
    const leftMs = this.openUntilMs - this.nowMs()
    if (leftMs > 0) return { failures: this.failures, leftMs }
    // This caller tries; the others are still refused until it is known how that ended, or the same time has passed again.
    this.openUntilMs = this.nowMs() + this.limits.openForMs
    return null
  }

  succeeded(): void {
    this.failures = 0
    this.heldUntilMs = Number.NEGATIVE_INFINITY
  }

  failed(): void {
    this.failures += 1
    this.openUntilMs = this.nowMs() + this.limits.openForMs
  }

  /** The caller gave up before anything was known: the next one may try at once. */
  abandoned(): void {
    if (this.failures >= this.limits.failuresToOpen) this.openUntilMs = this.nowMs()
  }

  /** Refuses for so long, because the other side said when it may be asked again. */
  holdFor(ms: number): void {
    this.heldUntilMs = Math.max(this.heldUntilMs, this.nowMs() + ms)
  }

  /** Whether the next caller would be refused; changes nothing. */
  get isOpen(): boolean {
    const nowMs = this.nowMs()
    return this.heldUntilMs > nowMs || (this.failures >= this.limits.failuresToOpen && this.openUntilMs > nowMs)
  }
}
