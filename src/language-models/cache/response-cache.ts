import type { Json } from '#domain/json.ts'
import type { ProposedToolCall } from '#ports/language-model.ts'

/** An answer as it is kept: before its validation, which is done again for whoever gets it. */
export interface KeptAnswer {
  model: string
  text: string
  value: Json
  toolCalls: ProposedToolCall[]
}

interface Entry {
  answer: KeptAnswer
  untilMs: number
  characters: number
}

interface CacheLimits {
  entries: number
  characters: number
  staleForMs: number
}

/** Answers by what was asked; the ones that were not used for longest are dropped first. */
export class ResponseCache {
  private readonly entries = new Map<string, Entry>()
  private characters = 0
  private readonly limits: CacheLimits
  private readonly nowMs: () => number
  constructor(limits: CacheLimits, nowMs: () => number) {
    this.limits = limits
    this.nowMs = nowMs
  }

  /** `stale`: also after its time, because nothing better is to be had. */
  get(key: string, stale: boolean): KeptAnswer | null {
    const entry = this.entries.get(key)
    if (entry === undefined) return null
    const overMs = this.nowMs() - entry.untilMs
    if (overMs > this.limits.staleForMs) {
      this.drop(key)
      return null
    }
    if (overMs > 0 && !stale) return null
    this.entries.delete(key)
    this.entries.set(key, entry)
    return entry.answer
  }

  put(key: string, answer: KeptAnswer, forMs: number): void {
    if (forMs <= 0) return
    const characters = key.length + answer.text.length + JSON.stringify(answer.value).length + 200
    if (characters > this.limits.characters / 10) return
    this.drop(key)
    this.entries.set(key, { answer, untilMs: this.nowMs() + forMs, characters })
    this.characters += characters
    while (this.entries.size > this.limits.entries || this.characters > this.limits.characters)
      this.drop(this.entries.keys().next().value ?? '')
  }

  get size(): number {
    return this.entries.size
  }

  private drop(key: string): void {
    const entry = this.entries.get(key)
    if (entry === undefined) return
    this.entries.delete(key)
    this.characters -= entry.characters
  }
}
