import type { Json, JsonObject } from '#domain/json.ts'
import type { ModelTokens } from '#domain/model-call.ts'

/** One language model at a provider. Every adapter passes language-model.contract.ts. */
export interface LanguageModel {
  /** `provider/model`, for logs and metrics. */
  readonly name: string
  /** Asks and waits for the whole answer. Never rejects: what goes wrong is a `failed`. */
  complete(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer>
  /**
   * The answer piece by piece; the last part is always one `end`. Never throws. Ending the iteration early (`return`) ends the request.
   */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPart>
}

export interface ModelRequest {
  /** Instructions; the same for many requests, so that providers can keep it cached. */
  system: string
  messages: readonly ModelMessage[]
  /** The answer is JSON of this schema (`name`: letters, digits, `_`, `-`). The adapter parses it, the caller validates it. */
  structured?: { name: string; schema: JsonObject }
  tools?: readonly ModelTool[]
  /** Most tokens of the answer; an answer that needs more is `truncated`. */
  maxOutputTokens: number
  /** 0 to 2; null leaves it to the model, for those that take none. */
  temperature: number | null
  limits: ModelTimes
}

/** How long what may take, in milliseconds. */
export interface ModelTimes {
  totalMs: number
  /** Until the first piece of the answer. */
  firstMs: number
  /** Between two pieces. */
  betweenMs: number
}

export interface ModelMessage {
  from: 'customer' | 'assistant'
  text: string
}

export interface ModelTool {
  name: string
  description: string
  /** JSON Schema of its input, an object. */
  input: JsonObject
}

/** A call that the model proposes; `input` is what it wrote, parsed, not validated. */
export interface ProposedToolCall {
  tool: string
  input: Json
}

export type ModelAnswer = ModelCompleted | ModelFailed

export interface ModelCompleted {
  kind: 'completed'
  text: string
  /** The parsed JSON where `structured` was asked for; else null. */
  value: Json
  toolCalls: ProposedToolCall[]
  /** Null where the provider does not say. */
  tokens: ModelTokens | null
  /** Until the first piece of the answer, in milliseconds. */
  firstMs: number | null
}

export interface ModelFailed {
  kind: 'failed'
  failure: ModelFailure
  /** What was used nevertheless; null where the provider does not say. */
  tokens: ModelTokens | null
  firstMs: number | null
  /** What came of an answer that is not what was asked for, to be shown to the model in a repair; else null. */
  answered: string | null
}

export type ModelPart = { kind: 'text'; text: string } | { kind: 'end'; answer: ModelAnswer }

/**
 * Why there is no answer. `detail` says more in words of ours or in the provider's error code (letters, digits, `_-.` only): never in its
 * message, which may hold keys, prompts or what a customer wrote.
 */
export type ModelFailure = { detail: string } & (
  | { kind: 'rate-limited'; retryAfterMs: number | null }
  /** 5xx, or the provider says that it is overloaded. */
  | { kind: 'overloaded'; retryAfterMs: number | null }
  | { kind: 'timed-out'; waitingFor: 'first' | 'next' | 'end' }
  | { kind: 'unreachable' }
  | { kind: 'unauthorised' }
  /** The model or the provider's filter would not answer. */
  | { kind: 'refused' }
  | { kind: 'truncated'; because: 'length' | 'connection' }
  /** Not what the format says, no JSON where JSON was asked for, tool arguments that are no JSON. */
  | { kind: 'invalid' }
  | { kind: 'empty' }
  /** No such model, or it cannot do what was asked. */
  | { kind: 'unsupported' }
  | { kind: 'cancelled' }
)
export type ModelFailureKind = ModelFailure['kind']
