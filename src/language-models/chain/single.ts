import type { ModelAttempt, ModelTokens } from '#domain/model-call.ts'
import type { ModelAnswer, ModelCompleted, ModelFailure, ModelTimes } from '#ports/language-model.ts'
import { modelLimits } from '../config/index.ts'
import type { Ledger } from '../spending/ledger.ts'
import { costOf, estimateInput, estimateTokens, noTokens } from '../spending/tokens.ts'
import { learn } from './health.ts'
import type { Call, ChainRequest, ModelsObserver, OpenedModel, Result, Unusable } from './types.ts'

export interface SingleDependencies {
  ledger: Ledger
  observer: ModelsObserver
  /** Milliseconds that never go back. */
  nowMs: () => number
}

/** How one model is asked this time. */
export interface Asking {
  as: ModelAttempt['as']
  request: ChainRequest
  limits: ModelTimes
  signal: AbortSignal
}

/** Longer than its limits a model is not waited for, whatever it does. */
const graceMs = 250

/**
 * Asks one model once: not where its breaker is open, it cannot do what is asked or there is no money for it; and accounts for what came of
 * it. Text comes as it comes. Never throws; who stops reading ends the request.
 */
export async function* askModel(
  call: Call,
  { spec, model, breaker }: OpenedModel,
  { as, request, limits, signal }: Asking,
  { ledger, observer, nowMs }: SingleDependencies,
): AsyncGenerator<string, Result> {
  const role = call.role.role
  const notAsked = (outcome: ModelAttempt['outcome']) => {
    const attempt: ModelAttempt = { model: spec.name, outcome, ms: 0, firstMs: null, as }
    call.recorder.attempt(attempt, noTokens, 0)
    observer.attempt(role, attempt, noTokens, 0, outcome)
  }
  const inputTokens = estimateInput(request)
  if ((request.tools && !spec.tools) || inputTokens + request.maxOutputTokens > spec.contextTokens) {
    notAsked('unsupported')
    return failedWith({ kind: 'unsupported', detail: request.tools && !spec.tools ? 'tools' : 'context' })
  }
  if (breaker.refusal() !== null) {
    notAsked('left-alone')
    return { kind: 'left-alone' }
  }
  const most = { input: inputTokens, cachedInput: 0, output: request.maxOutputTokens }
  const reservation = ledger.reserve(call.payer, { cost: costOf(spec, most), tokens: most.input + most.output })
  if (reservation === null) {
    breaker.abandoned()
    return { kind: 'over-budget' }
  }
  const startedMs = nowMs()
  const controller = new AbortController()
  const both = AbortSignal.any([signal, controller.signal])
  let text = ''
  let firstMs: number | null = null
  let answer: ModelCompleted | Unusable = failedWith({ kind: 'cancelled', detail: 'cancelled' })
  const parts = model.stream({ ...request, limits }, both)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await withinTime(parts.next(), limits.totalMs + graceMs - (nowMs() - startedMs))
      if (next === null) {
        answer = failedWith({ kind: 'timed-out', waitingFor: 'end', detail: 'no-end' })
        break
      }
      if (next.done) break
      if (next.value.kind === 'end') {
        answer = judged(call, next.value.answer)
        break
      }
      firstMs ??= nowMs() - startedMs
      text += next.value.text
      yield next.value.text
    }
  } catch {
    answer = failedWith({ kind: 'invalid', detail: 'adapter' })
  } finally {
    controller.abort()
    // Not waited for: what it waits for has just been ended.
    parts.return?.().catch(() => {})
    const outcome = answer.kind === 'completed' ? 'given' : answer.failure.kind
    const tokens = answer.tokens ?? usedBy(answer, inputTokens, text)
    const cost = costOf(spec, tokens)
    reservation.settle({ cost, tokens: tokens.input + tokens.output })
    learn(breaker, answer, nowMs() - startedMs, call.role.firstMs)
    const attempt: ModelAttempt = {
      model: spec.name,
      outcome,
      ms: nowMs() - startedMs,
      firstMs: answer.firstMs ?? firstMs,
      as,
    }
    call.recorder.attempt(attempt, tokens, cost)
    observer.attempt(role, attempt, tokens, cost, answer.kind === 'completed' ? 'given' : answer.failure.detail)
  }
  return answer.kind === 'completed' ? { ...answer, by: spec.name } : answer
}

/** What has the right form and is not what was asked for, is `invalid`. */
function judged(call: Call, answer: ModelAnswer): ModelCompleted | Unusable {
  if (answer.kind === 'failed') return answer
  const problems = call.problems(answer)
  if (problems.length === 0) return answer
  return {
    ...failedWith({ kind: 'invalid', detail: 'form' }),
    tokens: answer.tokens,
    firstMs: answer.firstMs,
    answered: answer.text === '' ? JSON.stringify(answer.toolCalls) : answer.text,
    problems: problems.slice(0, modelLimits.repairProblems).join('; '),
  }
}

const failedWith = (failure: ModelFailure): ModelAnswer & { kind: 'failed' } => ({
  kind: 'failed',
  failure,
  tokens: null,
  firstMs: null,
  answered: null,
})

async function withinTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), Math.max(1, ms))
  })
  // What is no longer waited for may still fail.
  work.catch(() => {})
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Providers charge for what they have read and written, also where the answer is of no use; not for what they would not take. */
function usedBy(answer: ModelAnswer, inputTokens: number, text: string): ModelTokens {
  const free = ['rate-limited', 'overloaded', 'unreachable', 'unauthorised', 'unsupported']
  if (answer.kind === 'failed' && text === '' && free.includes(answer.failure.kind)) return noTokens
  return { input: inputTokens, cachedInput: 0, output: estimateTokens(text) }
}
