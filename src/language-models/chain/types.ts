import type { CircuitBreaker } from '#domain/circuit-breaker.ts'
import type { ModelAttempt, ModelCallRecord, ModelRole, ModelTokens } from '#domain/model-call.ts'
import type { LanguageModel, ModelCompleted, ModelFailed, ModelRequest } from '#ports/language-model.ts'
import type { KeptAnswer } from '../cache/response-cache.ts'
import type { ModelSpec, RoleSpec } from '../config/index.ts'
import type { Payer } from '../spending/ledger.ts'
import type { WhyNone } from '../types.ts'
import type { Recorder } from './recorder.ts'

/** A model that can be asked. */
export interface OpenedModel {
  spec: ModelSpec
  model: LanguageModel
  breaker: CircuitBreaker
}

/** What watches over calls: metrics and logs. Names, numbers and outcomes only. */
export interface ModelsObserver {
  attempt(role: ModelRole, attempt: ModelAttempt, tokens: ModelTokens, cost: number, detail: string): void
  call(record: ModelCallRecord, none: WhyNone | null): void
}

export type ChainRequest = Omit<ModelRequest, 'limits'>

/** One request of a role on its way through the chain. */
export interface Call {
  role: RoleSpec
  models: readonly OpenedModel[]
  request: ChainRequest
  payer: Payer
  /** On the monotonic clock, in milliseconds. */
  deadlineMs: number
  signal: AbortSignal
  recorder: Recorder
  /** Whether text is read while it comes: what has begun may then go on to the deadline. */
  streamed: boolean
  /** What is wrong with an answer that has the right form; nothing where it is as asked. */
  problems(answer: ModelCompleted): string[]
}

export type ChainPart =
  | { kind: 'text'; text: string }
  | { kind: 'restart' }
  | { kind: 'given'; answer: KeptAnswer }
  | { kind: 'none'; why: WhyNone }

/** How asking one model ended; `over-budget` and `left-alone`: it was not asked. */
export type Result = Answered | Unusable | { kind: 'over-budget' } | { kind: 'left-alone' }

/** `by`: of a hedged request whose answer it is. */
export type Answered = ModelCompleted & { by: string }

/** `problems`: what is wrong with an answer of the right form, in words for the model; they may quote it and go nowhere else. */
export type Unusable = ModelFailed & { problems?: string }
