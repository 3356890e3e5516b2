import { modelAdapterLimits } from './limits.ts'

/** What is wrong with a connection or an answer before anybody has read it. */
export class TransportError extends Error {
  readonly kind: 'unreachable' | 'invalid'
  constructor(kind: TransportError['kind'], detail: string) {
    super(detail)
    this.name = 'TransportError'
    this.kind = kind
  }
}

/** Pages of proxies, sign-ins and captive portals, whatever they contain. */
const foreignTypes = /^(text\/html|text\/xml|application\/xhtml|image\/|audio\/|video\/)/i

/**
 * `fetch` for providers: it follows no redirects (some keys would go along in headers that are not dropped), takes no web page for an answer and
 * reads only so many bytes.
 */
export async function fetchFromProvider(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' })
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel().catch(() => {})
    throw new TransportError('unreachable', 'redirected')
  }
  const type = response.headers.get('content-type') ?? ''
  if (response.ok && foreignTypes.test(type)) {
    await response.body?.cancel().catch(() => {})
    throw new TransportError('invalid', 'content-type')
  }
  if (response.body === null) return response
  let bytes = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > modelAdapterLimits.answerBytes) controller.error(new TransportError('invalid', 'too-large'))
        else controller.enqueue(chunk)
      },
    }),
  )
  return new Response(counted, { status: response.status, statusText: '', headers: response.headers })
}
