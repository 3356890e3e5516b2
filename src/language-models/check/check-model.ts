import type { LanguageModel, ModelAnswer, ModelFailure, ModelRequest } from '#ports/language-model.ts'
import type { ModelSpec } from '../config/index.ts'
import { costOf, noTokens } from '../spending/tokens.ts'
import { adviceFor } from './advice.ts'

/** `untried`: an earlier check showed that nothing works; `off`: assistant.yaml says that the model does not do it. */
export type CheckResult = 'ok' | 'failed' | 'untried' | 'off'

export interface ModelCheck {
  /** As assistant.yaml names it, and as the provider does. */
  model: string
  at: string
  reachable: CheckResult
  keyAccepted: CheckResult
  exists: CheckResult
  streams: CheckResult
  structured: CheckResult
  tools: CheckResult
  /** Whether the provider says how many tokens it took. */
  countsTokens: CheckResult
  /** Until the first piece and until the end of an answer of about sixty tokens, in milliseconds; null where there was none. */
  firstMs: number | null
  totalMs: number | null
  /** US dollars that this check cost by the configured prices. */
  cost: number
  ok: boolean
  advice: string[]
}

/** Generous: it is to be seen how slow a model is. Milliseconds. */
const limits = { totalMs: 20_000, firstMs: 15_000, betweenMs: 10_000 }

const base: Omit<ModelRequest, 'messages'> = {
  system: 'You are being tried out. Do exactly what is asked and nothing else.',
  maxOutputTokens: 1_000,
  temperature: 0,
  limits,
}
const saying = (text: string): ModelRequest => ({ ...base, messages: [{ from: 'customer', text }] })

const counting = saying('Write the numbers from one to twenty as English words, separated by spaces.')
const choosing: ModelRequest = {
  ...saying('Which colour has the sky on a clear day? Answer as JSON with the field colour.'),
  structured: {
    name: 'colour',
    schema: {
      type: 'object',
      properties: { colour: { type: 'string', enum: ['blue', 'green', 'red'] } },
      required: ['colour'],
      additionalProperties: false,
    },
  },
}
const calling: ModelRequest = {
  ...saying('Look up the order with the number A1. Use the tool.'),
  tools: [
    {
      name: 'look_up',
      description: 'Looks up an order by its number',
      input: {
        type: 'object',
        properties: { order: { type: 'string' } },
        required: ['order'],
        additionalProperties: false,
      },
    },
  ],
}

/** Asks a model three times: whether it can be reached, what it can do, how fast it is. `nowMs` never goes back. Never rejects. */
export async function checkModel(
  spec: ModelSpec,
  model: LanguageModel,
  nowMs: () => number,
  signal: AbortSignal,
): Promise<ModelCheck> {
  const { choice } = spec
  const check: ModelCheck = {
    model: spec.name,
    at: choice.name,
    reachable: 'untried',
    keyAccepted: choice.provider.key === null ? 'off' : 'untried',
    exists: 'untried',
    streams: choice.streams ? 'untried' : 'off',
    structured: 'untried',
    tools: spec.tools ? 'untried' : 'off',
    countsTokens: 'untried',
    firstMs: null,
    totalMs: null,
    cost: 0,
    ok: false,
    advice: [],
  }
  const spent = (answer: ModelAnswer) => {
    check.cost += costOf(spec, answer.tokens ?? noTokens)
    return answer
  }
  const startedMs = nowMs()
  const { answer, pieces } = await readAll(model, counting, signal)
  spent(answer)
  if (answer.kind === 'failed') {
    learnFrom(check, answer.failure)
    check.advice.push(adviceFor(spec, answer.failure))
    return check
  }
  learnReached(check)
  check.firstMs = answer.firstMs === null ? null : Math.round(answer.firstMs)
  check.totalMs = Math.round(nowMs() - startedMs)
  check.countsTokens = answer.tokens === null ? 'failed' : 'ok'
  if (check.streams !== 'off') check.streams = pieces > 1 ? 'ok' : 'failed'
  const [chosen, called] = await Promise.all([
    model.complete(choosing, signal).then(spent),
    spec.tools ? model.complete(calling, signal).then(spent) : null,
  ])
  check.structured = chosen.kind === 'completed' && isBlue(chosen.value) ? 'ok' : 'failed'
  if (called) check.tools = called.kind === 'completed' && called.toolCalls[0]?.tool === 'look_up' ? 'ok' : 'failed'
  check.advice.push(...shortcomings(spec, check))
  check.ok = ![check.streams, check.structured, check.tools].includes('failed')
  return check
}

async function readAll(model: LanguageModel, request: ModelRequest, signal: AbortSignal) {
  let pieces = 0
  let answer: ModelAnswer = {
    kind: 'failed',
    failure: { kind: 'invalid', detail: 'no-end' },
    tokens: null,
    firstMs: null,
    answered: null,
  }
  for await (const part of model.stream(request, signal)) {
    if (part.kind === 'text') pieces += 1
    else answer = part.answer
  }
  return { answer, pieces }
}

const isBlue = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'colour' in value && value.colour === 'blue'

function learnReached(check: ModelCheck): void {
  check.reachable = 'ok'
  check.exists = 'ok'
  if (check.keyAccepted !== 'off') check.keyAccepted = 'ok'
}

/** What a failure still says: who refuses a key was reached. */
function learnFrom(check: ModelCheck, failure: ModelFailure): void {
  if (failure.kind === 'unreachable' || failure.kind === 'timed-out') {
    check.reachable = 'failed'
    return
  }
  check.reachable = 'ok'
  if (failure.kind === 'unauthorised') {
    check.keyAccepted = 'failed'
    return
  }
  if (check.keyAccepted !== 'off' && failure.kind !== 'overloaded' && failure.kind !== 'invalid')
    check.keyAccepted = 'ok'
  if (failure.kind === 'unsupported') check.exists = 'failed'
}

function shortcomings(spec: ModelSpec, check: ModelCheck): string[] {
  const { structuredOutput } = spec.choice
  const weaker = structuredOutput === 'schema' ? 'json' : 'none'
  return [
    ...(check.streams === 'failed'
      ? [`It answers all at once: set streaming: false for ${spec.name}, or look for a proxy that holds answers back.`]
      : []),
    ...(check.structured === 'failed'
      ? [
          structuredOutput === 'none'
            ? `It does not keep to JSON: leave ${spec.name} out of understand, judge and translate.`
            : `It does not keep to the schema: try structured_output: ${weaker} for ${spec.name}.`,
        ]
      : []),
    ...(check.tools === 'failed'
      ? [`It proposed no call: set tools: false for ${spec.name}, or start its server with tool calling.`]
      : []),
    ...(check.countsTokens === 'failed'
      ? ['It does not say how many tokens it takes: costs and budgets rest on estimates.']
      : []),
  ]
}
