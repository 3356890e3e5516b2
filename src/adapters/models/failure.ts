import { APICallError, InvalidResponseDataError, NoOutputGeneratedError, StreamProviderError } from 'ai'
import type { ModelFailure } from '#ports/language-model.ts'
import { modelAdapterLimits } from './limits.ts'
import { TransportError } from './transport.ts'

/** Error codes of providers are such words; what is not, may be anything and is not repeated. */
const code = /^[a-z][a-z_]{2,48}$/

const refusals = new Set(['content_filter', 'content_policy_violation', 'safety', 'refusal'])

/** What an error of the SDK means; `begun`: some of the answer had come. Nothing of its message is kept. */
export function failureOf(error: unknown, begun: boolean, nowMs: () => number): ModelFailure {
  const chain = chainOf(error)
  const transport = chain.find((cause) => cause instanceof TransportError)
  if (transport) return { kind: transport.kind, detail: transport.message }
  const call = chain.find((cause) => APICallError.isInstance(cause))
  const streamed = chain.find((cause) => StreamProviderError.isInstance(cause))
  if (streamed) {
    const detail = codeOf(streamed.code, streamed.type)
    return ofStatus(streamed.statusCode ?? statusOf(detail), detail, null)
  }
  if (call?.statusCode !== undefined && call.statusCode >= 400)
    return ofStatus(call.statusCode, codeIn(call.data), retryAfterOf(call.responseHeaders, nowMs))
  if (chain.some(endedEarly)) return { kind: 'truncated', because: 'connection', detail: 'ended-early' }
  if (chain.some(isConnectionLoss))
    return begun
      ? { kind: 'truncated', because: 'connection', detail: 'connection' }
      : { kind: 'unreachable', detail: 'connection' }
  // What fetch says of a key that cannot stand in a header has the key in it.
  if (chain.some((cause) => cause instanceof TypeError && /header|ByteString/i.test(cause.message)))
    return { kind: 'unauthorised', detail: 'characters_in_key' }
  if (call !== undefined && call.statusCode === undefined) return { kind: 'unreachable', detail: 'connection' }
  return { kind: 'invalid', detail: 'format' }
}

function ofStatus(status: number, detail: string, retryAfterMs: number | null): ModelFailure {
  if (refusals.has(detail)) return { kind: 'refused', detail }
  if (status === 429) return { kind: 'rate-limited', retryAfterMs, detail }
  if (status === 401 || status === 403) return { kind: 'unauthorised', detail }
  if (status === 408 || status === 504) return { kind: 'timed-out', waitingFor: 'end', detail }
  if (status >= 500 || status === 409) return { kind: 'overloaded', retryAfterMs, detail }
  return { kind: 'unsupported', detail: detail === 'error' ? `status-${status}` : detail }
}

/** For errors inside of a stream, which have no status. */
function statusOf(detail: string): number {
  if (/rate_limit|quota/.test(detail)) return 429
  if (/authentication|permission|api_key/.test(detail)) return 401
  if (/invalid_request|not_found|context_length/.test(detail)) return 400
  return 503
}

function codeOf(...candidates: unknown[]): string {
  const found = candidates.find((candidate) => typeof candidate === 'string' && code.test(candidate))
  return typeof found === 'string' ? found : 'error'
}

function codeIn(data: unknown): string {
  const error = isRecord(data) ? data.error : undefined
  return isRecord(error) ? codeOf(error.code, error.type) : 'error'
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** `retry-after-ms` (OpenAI), else `retry-after` as seconds or as a date. */
export function retryAfterOf(headers: Record<string, string> | undefined, nowMs: () => number): number | null {
  const ms = Number(headers?.['retry-after-ms'] || Number.NaN)
  const said = headers?.['retry-after']?.trim() ?? ''
  const seconds = Number(said || Number.NaN)
  const date = /[a-z]/i.test(said) ? Date.parse(said) - nowMs() : Number.NaN
  const wanted = [ms, seconds * 1000, date].find((value) => Number.isFinite(value) && value >= 0)
  return wanted === undefined ? null : Math.min(wanted, modelAdapterLimits.retryAfterMs)
}

const lost = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    lost.has(code) ||
    code.startsWith('UND_ERR') ||
    (error instanceof TypeError && /terminated|fetch failed/.test(error.message))
  )
}

/** Of servers that are only like OpenAI's the SDK says so in words alone; the contract's truncated streams hold that in place. */
const endedEarly = (error: unknown): boolean =>
  NoOutputGeneratedError.isInstance(error) ||
  (InvalidResponseDataError.isInstance(error) && error.message.includes('without a finish reason'))

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let at = error; at !== undefined && at !== null && chain.length < 8; at = isRecord(at) ? at.cause : undefined)
    chain.push(at)
  return chain
}
