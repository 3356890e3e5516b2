import { setTimeout as wait } from 'node:timers/promises'
import type { ModelFailed, ModelTimes } from '#ports/language-model.ts'
import { modelLimits } from '../config/index.ts'
import type { WhyNone } from '../types.ts'
import { hedged, type Runner } from './hedge.ts'
import { askModel, type SingleDependencies } from './single.ts'
import type { Call, ChainPart, ChainRequest, OpenedModel, Result } from './types.ts'

/**
 * Asks the models of a role one after the other until one gives what was asked for. Text comes as it comes; where a model breaks off, `restart`
 * says that it is void. The last part is `given` or `none`. Never throws and ends with the deadline.
 */
export async function* runChain(call: Call, deps: SingleDependencies): AsyncGenerator<ChainPart> {
  const leftMs = () => call.deadlineMs - deps.nowMs()
  let why: WhyNone = 'failed'
  let asked = false
  let overBudget = false
  let spoken = false
  for (const [index, model] of call.models.entries()) {
    if (call.signal.aborted || leftMs() < modelLimits.leastMs) {
      why = 'late'
      break
    }
    const trying = tryModel(call, model, call.models.slice(index + 1), deps)
    let next = await trying.next()
    try {
      while (!next.done) {
        if (next.value.kind === 'restart') {
          if (spoken) yield next.value
          spoken = false
        } else {
          spoken = true
          yield next.value
        }
        next = await trying.next()
      }
    } finally {
      // Where nobody reads on; otherwise it has ended by itself.
      await trying.return({ kind: 'left-alone' })
    }
    const result = next.value
    if (result.kind === 'completed') {
      const { text, value, toolCalls, by } = result
      yield { kind: 'given', answer: { model: by, text, value, toolCalls } }
      return
    }
    if (result.kind === 'over-budget') overBudget = true
    else asked = true
    if (result.kind === 'failed') why = whyOf(result)
    if (spoken) yield { kind: 'restart' }
    spoken = false
  }
  if (call.signal.aborted || leftMs() < modelLimits.leastMs) why = 'late'
  yield { kind: 'none', why: overBudget && !asked ? 'budget' : why }
}

function whyOf({ failure }: ModelFailed): WhyNone {
  if (failure.kind === 'refused') return 'refused'
  if (failure.kind === 'invalid') return 'invalid'
  return failure.kind === 'timed-out' || failure.kind === 'cancelled' ? 'late' : 'failed'
}

type Trying = AsyncGenerator<{ kind: 'text'; text: string } | { kind: 'restart' }, Result>

/** One model of the chain: with a repair where its answer has the wrong form, and after a short rate limit where nobody else is left. */
async function* tryModel(
  call: Call,
  model: OpenedModel,
  others: readonly OpenedModel[],
  deps: SingleDependencies,
): Trying {
  let request = call.request
  let as: 'first' | 'repair' = 'first'
  let waited = false
  const leftMs = () => call.deadlineMs - deps.nowMs()
  for (;;) {
    const result = yield* readThrough(attempt(call, model, others, request, as, deps))
    if (result.kind !== 'failed' || call.signal.aborted) return result
    const { failure, answered, problems } = result
    if (failure.kind === 'invalid' && answered !== null && as === 'first' && leftMs() > 2 * modelLimits.leastMs) {
      yield { kind: 'restart' }
      request = repairing(call.request, answered, problems ?? inWords(failure.detail))
      as = 'repair'
      continue
    }
    const pauseMs = failure.kind === 'rate-limited' ? failure.retryAfterMs : null
    if (pauseMs === null || waited || others.length > 0) return result
    if (pauseMs > modelLimits.waitForRateLimitMs || pauseMs + 2 * modelLimits.leastMs > leftMs()) return result
    waited = true
    await wait(pauseMs + 5, undefined, { signal: call.signal }).catch(() => {})
  }
}

async function* readThrough(answering: AsyncGenerator<string, Result>): Trying {
  let next = await answering.next()
  try {
    while (!next.done) {
      yield { kind: 'text', text: next.value }
      next = await answering.next()
    }
    return next.value
  } finally {
    if (!next.done) await answering.return({ kind: 'left-alone' })
  }
}

const inWords = (detail: string) =>
  detail === 'tool-arguments' ? 'the tool or its arguments are not as they were described' : 'it is no JSON'

const repairing = (request: ChainRequest, answered: string, problem: string): ChainRequest => ({
  ...request,
  messages: [
    ...request.messages,
    { from: 'assistant', text: answered.slice(0, modelLimits.repairCharacters) || '(nothing)' },
    {
      from: 'customer',
      text: `That answer cannot be used: ${problem.slice(0, modelLimits.repairCharacters)}. Answer the same request again, in exactly the form that was asked for and without anything else.`,
    },
  ],
})

function attempt(
  call: Call,
  model: OpenedModel,
  others: readonly OpenedModel[],
  request: ChainRequest,
  as: 'first' | 'repair',
  deps: SingleDependencies,
): AsyncGenerator<string, Result> {
  const limits = timesFor(call, others.length === 0, deps.nowMs)
  const runner = (asked: OpenedModel, how: 'first' | 'repair' | 'hedge'): Runner => {
    const controller = new AbortController()
    const signal = AbortSignal.any([call.signal, controller.signal])
    return {
      run: askModel(call, asked, { as: how, request, limits, signal }, deps),
      cancel: () => controller.abort(),
    }
  }
  const first = runner(model, as)
  const afterMs = call.role.hedgeAfterMs
  if (afterMs === null || as === 'repair' || afterMs >= limits.totalMs) return first.run
  const beside = others.find(({ breaker }) => !breaker.isOpen) ?? model
  return hedged(first, () => runner(beside, 'hedge'), afterMs)
}

function timesFor({ role, deadlineMs, streamed }: Call, isLast: boolean, nowMs: () => number): ModelTimes {
  const leftMs = Math.max(1, deadlineMs - nowMs())
  const ownMs = isLast ? leftMs : Math.max(modelLimits.leastMs, leftMs * modelLimits.shareOfTime)
  return {
    totalMs: streamed ? leftMs : ownMs,
    firstMs: Math.min(role.firstMs, ownMs),
    betweenMs: Math.min(role.betweenMs, ownMs),
  }
}
