import type { ModelFailure, ModelTimes } from '#ports/language-model.ts'

type WaitingFor = 'first' | 'next' | 'end'

/** Ends a request that takes too long or that nobody waits for any more, also where what it waits for never hears of it. */
export class TimeWatch {
  private readonly controller = new AbortController()
  private readonly limits: ModelTimes
  private readonly outer: AbortSignal
  private readonly total: NodeJS.Timeout
  private pieces: NodeJS.Timeout
  private begun = false
  private ended: ModelFailure | null = null
  private readonly gone: Promise<never>
  private readonly onOuter = () => this.end({ kind: 'cancelled', detail: 'cancelled' })

  constructor(limits: ModelTimes, outer: AbortSignal) {
    this.limits = limits
    this.outer = outer
    this.gone = new Promise((_, reject) => {
      this.controller.signal.addEventListener('abort', () => reject(new Error('ended')), { once: true })
    })
    // It is only looked at while something is waited for.
    this.gone.catch(() => {})
    this.total = setTimeout(() => this.late('end'), limits.totalMs)
    this.pieces = setTimeout(() => this.late('first'), limits.firstMs)
    if (outer.aborted) this.onOuter()
    else outer.addEventListener('abort', this.onOuter, { once: true })
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  /** Why it was ended, null where it was not. */
  get failure(): ModelFailure | null {
    return this.ended
  }

  /** A piece has come. */
  piece(): void {
    if (this.ended !== null) return
    if (this.begun) {
      this.pieces.refresh()
      return
    }
    this.begun = true
    clearTimeout(this.pieces)
    this.pieces = setTimeout(() => this.late('next'), this.limits.betweenMs)
  }

  /** Waits for `work`, but not beyond the end. */
  async until<T>(work: PromiseLike<T>): Promise<T> {
    return await Promise.race([work, this.gone])
  }

  close(): void {
    this.stopWatching()
    // Lets go of the connection where the answer was not read to its end.
    this.controller.abort()
  }

  private late(waitingFor: WaitingFor): void {
    this.end({ kind: 'timed-out', waitingFor, detail: `no-${waitingFor}` })
  }

  private end(failure: ModelFailure): void {
    this.ended ??= failure
    // Whoever reads may never come back to close this.
    this.stopWatching()
    this.controller.abort()
  }

  private stopWatching(): void {
    clearTimeout(this.total)
    clearTimeout(this.pieces)
    this.outer.removeEventListener('abort', this.onOuter)
  }
}
