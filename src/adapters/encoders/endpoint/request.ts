import { z } from 'zod'

export interface EmbeddingsRequest {
  url: URL
  key: string | null
  model: string
  /** Asked for, if configured. */
  dimensions: number | undefined
  /** What every vector must have; undefined where the first answer is to show it. */
  expected: number | undefined
  /** Bytes of an answer that are read. */
  answerBytes: number
}

/** How one request ended. */
export type RequestResult =
  | { kind: 'vectors'; vectors: Float32Array[] }
  /** One of the texts was not to its liking, most likely too long. */
  | { kind: 'texts-refused'; problem: string }
  /** Asking again gives the same. */
  | { kind: 'refused'; problem: string }
  /** Asking again may help, in `afterMs` if the endpoint said so. */
  | { kind: 'failed'; problem: string; afterMs: number | null }

const Answer = z.object({
  data: z.array(
    z.object({
      index: z.int().nonnegative().optional(),
      embedding: z.array(z.number()).min(1).max(8192),
    }),
  ),
})
/** Nothing of an error's wording is shown, for it may quote the customer or the key; its code is a word. */
const Refusal = z.object({ error: z.object({ code: z.unknown(), type: z.unknown() }).partial() })

/** Asks once. Never rejects: whatever goes wrong (the time limit, too, as `signal` sets it) is a result. */
export async function requestEmbeddings(
  request: EmbeddingsRequest,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<RequestResult> {
  const { url, key, model, dimensions, expected } = request
  try {
    const response = await fetch(url, {
      method: 'POST',
      // Where a redirect leads nobody has configured.
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key !== null && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, input: texts, encoding_format: 'float', ...(dimensions && { dimensions }) }),
      signal,
    })
    const body = await readBounded(response, request.answerBytes)
    if (body === null) return { kind: 'refused', problem: `its answer has more than ${request.answerBytes} bytes` }
    return response.ok ? readVectors(body, texts.length, expected) : readRefusal(response, body)
  } catch (error) {
    return { kind: 'failed', problem: networkProblem(error), afterMs: null }
  }
}

function readVectors(body: string, count: number, expected: number | undefined): RequestResult {
  let parsed: z.output<typeof Answer>
  try {
    parsed = Answer.parse(JSON.parse(body))
  } catch {
    return { kind: 'failed', problem: 'its answer is not what OpenAI defines', afterMs: null }
  }
  const vectors = new Map(
    parsed.data.map(({ index, embedding }, position) => [index ?? position, Float32Array.from(embedding)]),
  )
  const ordered = Array.from({ length: count }, (_, index) => vectors.get(index)).filter(
    (vector) => vector !== undefined,
  )
  if (parsed.data.length !== count || ordered.length !== count)
    return { kind: 'failed', problem: `it gave ${parsed.data.length} vectors for ${count} texts`, afterMs: null }
  const wanted = expected ?? ordered[0]?.length
  const wrong = ordered.find((vector) => vector.length !== wanted)
  if (wrong) return { kind: 'refused', problem: `its vectors have ${wrong.length} dimensions, not ${wanted}` }
  return { kind: 'vectors', vectors: ordered }
}

function readRefusal(response: Response, body: string): RequestResult {
  const { status } = response
  const code = codeOf(body)
  const problem = `HTTP ${status}${code === null ? '' : ` (${code})`}`
  if (status >= 300 && status < 400) return { kind: 'refused', problem: `${problem}: redirects are not followed` }
  if (status === 400 || status === 413 || status === 422) return { kind: 'texts-refused', problem }
  const isSpent = code === 'insufficient_quota'
  if ((status === 429 && !isSpent) || status === 408 || status >= 500)
    return { kind: 'failed', problem, afterMs: retryAfterMs(response.headers) }
  return { kind: 'refused', problem }
}

function codeOf(body: string): string | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return null
  }
  const { error } = Refusal.safeParse(parsed).data ?? {}
  const word = [error?.code, error?.type].find((value) => typeof value === 'string' && /^[\w.-]{1,60}$/.test(value))
  return typeof word === 'string' ? word : null
}

/** Seconds, or a date (RFC 9110, 10.2.3), which is compared with the endpoint's own clock. */
function retryAfterMs(headers: Headers): number | null {
  const header = headers.get('retry-after') ?? ''
  if (/^\d+$/.test(header)) return Number(header) * 1000
  const ms = Date.parse(header) - Date.parse(headers.get('date') ?? '')
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

async function readBounded(response: Response, mostBytes: number): Promise<string | null> {
  if (response.body === null) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    // Leaving the loop cancels the rest.
    if (bytes > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** `fetch failed` says nothing; the system's code below it does. */
function networkProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'it did not answer in time'
  const cause = error.cause as { code?: unknown } | undefined
  return typeof cause?.code === 'string' ? `no connection (${cause.code})` : error.message
}
