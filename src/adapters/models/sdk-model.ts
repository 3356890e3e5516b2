import { generateText, type LanguageModelUsage, type LanguageModel as SdkModel, streamText } from 'ai'
import type { Json } from '#domain/json.ts'
import type { ModelTokens } from '#domain/model-call.ts'
import type {
  LanguageModel,
  ModelAnswer,
  ModelFailure,
  ModelPart,
  ModelRequest,
  ProposedToolCall,
} from '#ports/language-model.ts'
import type { ModelChoice } from '#ports/language-model-choice.ts'
import { failureOf } from './failure.ts'
import { modelAdapterLimits } from './limits.ts'
import { jsonIn, requestFor } from './request.ts'
import { TimeWatch } from './time-watch.ts'

/** An answer as it grows. */
interface Growing {
  text: string
  toolCalls: ProposedToolCall[]
  badCall: boolean
  finish: { reason: string; raw: string | undefined } | null
  tokens: ModelTokens | null
  firstMs: number | null
  failure: ModelFailure | null
}

/** Any model of the AI SDK. One call, no retries, everything bounded by the request's times. */
export class SdkLanguageModel implements LanguageModel {
  readonly name: string
  private readonly choice: ModelChoice
  private readonly model: SdkModel
  private readonly nowMs: () => number
  /** `nowMs`: milliseconds since the epoch, for Retry-After dates. */
  constructor(choice: ModelChoice, model: SdkModel, nowMs: () => number) {
    this.name = choice.name
    this.choice = choice
    this.model = model
    this.nowMs = nowMs
  }

  async complete(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    for await (const part of this.stream(request, signal)) if (part.kind === 'end') return part.answer
    return {
      kind: 'failed',
      failure: { kind: 'invalid', detail: 'no-end' },
      tokens: null,
      firstMs: null,
      answered: null,
    }
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart, void, undefined> {
    const growing: Growing = {
      text: '',
      toolCalls: [],
      badCall: false,
      finish: null,
      tokens: null,
      firstMs: null,
      failure: null,
    }
    const watch = new TimeWatch(request.limits, signal)
    try {
      if (!watch.signal.aborted)
        if (this.choice.streams) yield* this.read(request, growing, watch)
        else yield* this.readWhole(request, growing, watch)
    } catch (error) {
      growing.failure ??= watch.failure ?? failureOf(error, growing.firstMs !== null, this.nowMs)
    } finally {
      watch.close()
    }
    yield { kind: 'end', answer: answerOf(request, growing, watch.failure, this.choice.structuredOutput === 'schema') }
  }

  private async *read(request: ModelRequest, growing: Growing, watch: TimeWatch): AsyncGenerator<ModelPart> {
    const startedMs = performance.now()
    const { stream } = streamText({
      ...requestFor(this.choice, request),
      model: this.model,
      abortSignal: watch.signal,
      onError: () => {},
    })
    const reader = stream.getReader()
    const most = request.maxOutputTokens * modelAdapterLimits.charactersPerToken + modelAdapterLimits.characterAllowance
    let characters = 0
    const came = (piece: string) => {
      characters += piece.length
      if (piece === '') return
      growing.firstMs ??= performance.now() - startedMs
      watch.piece()
      if (characters > most) growing.failure = { kind: 'invalid', detail: 'endless' }
    }
    try {
      while (growing.failure === null) {
        const { done, value: part } = await watch.until(reader.read())
        if (done) return
        if (part.type === 'text-delta') {
          came(part.text)
          growing.text += part.text
          if (part.text !== '') yield { kind: 'text', text: part.text }
        } else if (part.type === 'reasoning-delta') came(part.text)
        else if (part.type === 'tool-input-delta') came(part.delta)
        else if (part.type === 'tool-call') addCall(growing, part)
        else if (part.type === 'finish-step') {
          growing.finish = { reason: part.finishReason, raw: part.rawFinishReason }
          growing.tokens = tokensOf(part.usage)
        } else if (part.type === 'error') growing.failure = failureOf(part.error, growing.firstMs !== null, this.nowMs)
      }
    } finally {
      // Not waited for: the connection is closed by the signal, whatever the reader is waiting for.
      reader.cancel().catch(() => {})
    }
  }

  private async *readWhole(request: ModelRequest, growing: Growing, watch: TimeWatch): AsyncGenerator<ModelPart> {
    const startedMs = performance.now()
    const asking = generateText({
      ...requestFor(this.choice, request),
      model: this.model,
      abortSignal: watch.signal,
    })
    asking.then(undefined, () => {})
    const result = await watch.until(asking)
    growing.firstMs = performance.now() - startedMs
    growing.text = result.text
    growing.finish = { reason: result.finishReason, raw: result.rawFinishReason ?? 'whole' }
    growing.tokens = tokensOf(result.usage)
    for (const call of result.toolCalls) addCall(growing, call)
    if (result.text !== '') yield { kind: 'text', text: result.text }
  }
}

function addCall(growing: Growing, call: { toolName: string; input: unknown; invalid?: boolean | undefined }): void {
  if (call.invalid === true || growing.toolCalls.length >= modelAdapterLimits.toolCalls) growing.badCall = true
  else growing.toolCalls.push({ tool: call.toolName, input: call.input as Json })
}

/** Null where the provider said nothing: zeros would make a model look free. */
function tokensOf(usage: LanguageModelUsage): ModelTokens | null {
  if (usage.inputTokens === undefined && usage.outputTokens === undefined) return null
  const count = (value: number | undefined) => (value !== undefined && Number.isFinite(value) && value > 0 ? value : 0)
  const tokens = {
    input: count(usage.inputTokens),
    cachedInput: count(usage.inputTokenDetails?.cacheReadTokens),
    output: count(usage.outputTokens),
  }
  return tokens.input + tokens.output === 0 ? null : tokens
}

function answerOf(request: ModelRequest, growing: Growing, ended: ModelFailure | null, strictly: boolean): ModelAnswer {
  const { text, tokens, firstMs, toolCalls } = growing
  const failed = (failure: ModelFailure, answered: string | null = null): ModelAnswer => ({
    kind: 'failed',
    failure,
    tokens,
    firstMs,
    answered,
  })
  if (growing.failure) return failed(growing.failure)
  if (ended && growing.finish === null) return failed(ended)
  const { reason, raw } = growing.finish ?? { reason: 'interrupted', raw: undefined }
  if (reason === 'content-filter') return failed({ kind: 'refused', detail: 'refused' })
  if (reason === 'length') return failed({ kind: 'truncated', because: 'length', detail: 'length' })
  if (reason === 'interrupted' || (reason === 'other' && raw === undefined))
    return failed({ kind: 'truncated', because: 'connection', detail: 'ended-early' })
  if (reason === 'error') return failed({ kind: 'invalid', detail: 'format' })
  if (growing.badCall) return failed({ kind: 'invalid', detail: 'tool-arguments' }, text)
  if (text.trim() === '' && toolCalls.length === 0) return failed({ kind: 'empty', detail: 'empty' })
  if (request.structured === undefined || (text.trim() === '' && toolCalls.length > 0))
    return { kind: 'completed', text, value: null, toolCalls, tokens, firstMs }
  const value = jsonIn(text, strictly)
  if (value === undefined) return failed({ kind: 'invalid', detail: 'no-json' }, text)
  return { kind: 'completed', text, value, toolCalls, tokens, firstMs }
}
