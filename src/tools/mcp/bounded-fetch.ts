import { mcpLimits } from '../limits.ts'

/**
 * `fetch` for one MCP server: to its origin only, no redirects, answers of bounded size. A stream of events stays open as long as the
 * connection; there each event is bounded.
 */
export function boundedFetch(origin: string): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.origin !== origin) throw new Error(`this server may not lead to ${url.origin}`)
    const response = await fetch(url, { ...init, redirect: 'error' })
    if (response.body === null) return response
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
    let size = 0
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        // A blank line ends an event.
        size = isStream && hasBlankLine(chunk) ? 0 : size + chunk.byteLength
        if (size > mcpLimits.messageBytes) controller.error(new Error('the answer is too large'))
        else controller.enqueue(chunk)
      },
    })
    return new Response(response.body.pipeThrough(counted), response)
  }
}

const hasBlankLine = (chunk: Uint8Array): boolean => /\r?\n\r?\n/.test(Buffer.from(chunk).toString('latin1'))
