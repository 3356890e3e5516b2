import { toolLimits } from './limits.ts'

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Absolute; its origin must be that of an address in the assistant's settings. */
  url: string
  query?: Record<string, string | number | boolean | undefined>
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
}

export type HttpAnswer =
  | { kind: 'answer'; status: number; body: unknown }
  /** `sent: false`: it surely never left, so that it can have had no effect. */
  | { kind: 'no-answer'; reason: 'timeout' | 'unavailable' | 'bad-response'; sent: boolean }

export type HttpClient = { request(request: HttpRequest): Promise<HttpAnswer> }

/** Origins of the settings that are web addresses: the only places a tool may talk to. */
export function allowedOrigins(settings: Readonly<Record<string, string | number>>): Set<string> {
  const addresses = Object.values(settings).filter((value) => typeof value === 'string' && /^https?:\/\//.test(value))
  return new Set(
    addresses.flatMap((address) => (URL.canParse(String(address)) ? [new URL(String(address)).origin] : [])),
  )
}

/** Codes of a connection that was never made: whatever was to be sent has not been sent. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * JSON over HTTP within bounds: allow-listed origins, no redirects (they could lead anywhere), a size limit, the tool's time limit.
 * A request to another origin is a mistake in the tool's code and throws.
 */
export function httpClient(origins: ReadonlySet<string>, signal: AbortSignal, send: typeof fetch = fetch): HttpClient {
  return {
    async request({ method, url, query, headers, body }) {
      const address = new URL(url)
      if (!origins.has(address.origin)) {
        throw new Error(`a tool may not reach ${address.origin}: name the address in the settings of assistant.yaml`)
      }
      for (const [name, value] of Object.entries(query ?? {}))
        if (value !== undefined) address.searchParams.set(name, String(value))
      let response: Response
      try {
        response = await send(address, {
          method,
          headers: {
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          redirect: 'error',
          signal,
        })
      } catch (error) {
        return { kind: 'no-answer', reason: signal.aborted ? 'timeout' : 'unavailable', sent: !isNeverConnected(error) }
      }
      return readAnswer(response, signal)
    },
  }
}

async function readAnswer(response: Response, signal: AbortSignal): Promise<HttpAnswer> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > toolLimits.answerBytes) return { kind: 'no-answer', reason: 'bad-response', sent: true }
      chunks.push(chunk)
    }
  } catch {
    return { kind: 'no-answer', reason: signal.aborted ? 'timeout' : 'unavailable', sent: true }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    return { kind: 'answer', status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
  } catch {
    return { kind: 'no-answer', reason: 'bad-response', sent: true }
  }
}

/** Whether nothing can have been sent, going by the error of a `fetch`. */
export function isNeverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const causes = cause instanceof AggregateError ? (cause.errors as unknown[]) : [cause]
  return causes.every((each) => neverConnected.has(String((each as { code?: unknown } | undefined)?.code)))
}
