/** Who is typing, passed on within this process: a hint, so nothing is stored and a lost one does no harm. */
export class TypingSignals {
  private readonly listeners = new Map<string, Set<(on: boolean) => void>>()

  agentTyping(conversation: string, on: boolean): void {
    for (const listener of this.listeners.get(conversation) ?? []) listener(on)
  }

  onAgentTyping(conversation: string, listener: (on: boolean) => void): () => void {
    const set = this.listeners.get(conversation) ?? new Set()
    this.listeners.set(conversation, set.add(listener))
    return () => {
      set.delete(listener)
      if (set.size === 0) this.listeners.delete(conversation)
    }
  }
}

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
    this.seen.set(key, recent)
    if (this.seen.size > 10_000)
      for (const [other, times] of this.seen) if ((times.at(-1) ?? 0) <= since) this.seen.delete(other)
    return true
  }
}
