import type { TenantId } from '#domain/ids.ts'

/** Who is typing, passed on within this process: a hint, so nothing is stored and a lost one does no harm. */
export class TypingSignals {
  private readonly listeners = new Map<string, Set<(on: boolean) => void>>()

  agentTyping(tenant: TenantId, conversation: string, on: boolean): void {
    for (const listener of this.listeners.get(`${tenant} ${conversation}`) ?? []) listener(on)
  }

  onAgentTyping(tenant: TenantId, conversation: string, listener: (on: boolean) => void): () => void {
    const key = `${tenant} ${conversation}`
    const set = this.listeners.get(key) ?? new Set()
    this.listeners.set(key, set.add(listener))
    return () => {
      set.delete(listener)
      if (set.size === 0 && this.listeners.get(key) === set) this.listeners.delete(key)
    }
  }
}

/** Conversations whose rate is remembered: beyond this many in one minute the quietest are forgotten. */
const keysAtMost = 100_000

/** At most `perMinute` in any running minute for each key; memory is bounded by forgetting quiet keys. */
export class MessageRate {
  private readonly perMinute: number
  private readonly now: () => number
  private readonly seen = new Map<string, number[]>()
  constructor(perMinute: number, now: () => number) {
    this.perMinute = perMinute
    this.now = now
  }

  allow(key: string): boolean {
    const since = this.now() - 60_000
    const recent = (this.seen.get(key) ?? []).filter((at) => at > since)
    if (recent.length >= this.perMinute) return false
    recent.push(this.now())
    // The most recent key last, so that the quiet ones are found at the front.
    this.seen.delete(key)
    this.seen.set(key, recent)
    for (const [other, times] of this.seen) {
      if ((times.at(-1) ?? 0) > since && this.seen.size <= keysAtMost) break
      this.seen.delete(other)
    }
    return true
  }
  /** Whole seconds until the next one is allowed. */
  secondsLeft(key: string): number {
    const oldest = this.seen.get(key)?.[0] ?? 0
    return Math.max(1, Math.ceil((oldest + 60_000 - this.now()) / 1000))
  }
}
