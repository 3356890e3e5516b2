import type { CircuitBreaker } from '#domain/circuit-breaker.ts'
import type { ModelAnswer, ModelFailure } from '#ports/language-model.ts'
import { modelLimits } from '../config/index.ts'

/** Details by which the connection or the format was bad, and not what the model said in it. */
const badFormat = new Set(['format', 'content-type', 'too-large', 'endless', 'adapter'])
const misconfigured = new Set(['model_not_found', 'not_found_error', 'status-404', 'insufficient_quota'])

/** What an answer after `ms` says of a model's health; `firstMs`: how long the role waits for it to begin. */
export function learn(breaker: CircuitBreaker, answer: ModelAnswer, ms: number, firstMs: number): void {
  if (answer.kind === 'completed') {
    breaker.succeeded()
    return
  }
  const verdict = verdictOn(answer.failure, ms, firstMs)
  // After what is known of its health: a success ends a hold.
  if (verdict === 'ill') breaker.failed()
  else if (verdict === 'unknown') breaker.abandoned()
  else breaker.succeeded()
  const holdMs = holdFor(answer.failure)
  if (holdMs !== null) breaker.holdFor(holdMs)
}

function verdictOn(failure: ModelFailure, ms: number, firstMs: number): 'well' | 'ill' | 'unknown' {
  switch (failure.kind) {
    case 'cancelled':
    case 'rate-limited':
    case 'unauthorised':
      return 'unknown'
    case 'overloaded':
    case 'unreachable':
      return 'ill'
    case 'timed-out':
      // Where the turn had hardly any time left, nobody could have answered.
      return ms >= Math.min(modelLimits.timeoutCountsFromMs, firstMs) ? 'ill' : 'unknown'
    case 'truncated':
      return failure.because === 'connection' ? 'ill' : 'well'
    case 'invalid':
      return badFormat.has(failure.detail) ? 'ill' : 'well'
    default:
      return 'well'
  }
}

function holdFor(failure: ModelFailure): number | null {
  if (misconfigured.has(failure.detail) || failure.kind === 'unauthorised') return modelLimits.misconfiguredHoldMs
  if (failure.kind === 'rate-limited') return failure.retryAfterMs ?? modelLimits.rateLimitHoldMs
  return failure.kind === 'overloaded' ? failure.retryAfterMs : null
}
