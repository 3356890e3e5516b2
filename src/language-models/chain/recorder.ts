import type { ModelAttempt, ModelCallRecord, ModelRole, ModelTokens } from '#domain/model-call.ts'
import { addTokens, noTokens } from '../spending/tokens.ts'

/** What one request did, for the turn's event. */
export class Recorder {
  private readonly attempts: ModelAttempt[] = []
  private tokens: ModelTokens = noTokens
  private cost = 0
  private readonly role: ModelRole
  private readonly nowMs: () => number
  private readonly startedMs: number
  constructor(role: ModelRole, nowMs: () => number) {
    this.role = role
    this.nowMs = nowMs
    this.startedMs = nowMs()
  }

  attempt(attempt: ModelAttempt, tokens: ModelTokens, cost: number): void {
    this.attempts.push({
      ...attempt,
      ms: round(attempt.ms),
      firstMs: attempt.firstMs === null ? null : round(attempt.firstMs),
    })
    this.tokens = addTokens(this.tokens, tokens)
    this.cost += cost
  }

  record(model: string | null, cache: ModelCallRecord['cache'] = 'none'): ModelCallRecord {
    return {
      role: this.role,
      model,
      attempts: [...this.attempts],
      tokens: this.tokens,
      cost: Math.round(this.cost * 1e9) / 1e9,
      cache,
      ms: round(this.nowMs() - this.startedMs),
    }
  }
}

const round = (ms: number) => Math.round(ms * 10) / 10
