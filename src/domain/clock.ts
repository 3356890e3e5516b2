/** The only source of time. Everything below the composition root takes one instead of calling `Date.now()`. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still until it is told to move: for tests, scenarios and replays. */
export class ManualClock implements Clock {
  private at: number
  constructor(startMs: number) {
    this.at = startMs
  }
  now(): number {
    return this.at
  }
  advance(ms: number): void {
    this.at += ms
  }
}
