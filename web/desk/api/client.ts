import type { Problem } from '#contracts'

/** What the server answered, in words fit for the agent: the problem's own detail says what to do. */
export class RequestError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.status = status
    this.code = code
  }
}

/** Longer than any answer of the desk's endpoints; without it a dead network would keep the page waiting for minutes. */
const timeoutMs = 20_000

/** One request to `/v1/desk`. Throws RequestError for problems and for a server that cannot be reached (status 0). */
export async function request<T>(
  method: 'GET' | 'POST',
  path: string,
  session: string | null,
  body?: unknown,
): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/v1/desk${path}`, {
      method,
      headers: {
        ...(session !== null && { authorization: `Bearer ${session}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch {
    throw new RequestError(
      0,
      'network',
      'The server cannot be reached. Check the connection; the page tries again by itself.',
    )
  }
  if (!response.ok) throw await errorOf(response)
  return (response.status === 204 ? null : await response.json()) as T
}

async function errorOf(response: Response): Promise<RequestError> {
  const fallback = `The server answered ${response.status} ${response.statusText}.`
  try {
    const problem = (await response.json()) as Partial<Problem>
    return new RequestError(response.status, problem.code ?? 'unknown', problem.detail || problem.title || fallback)
  } catch {
    return new RequestError(response.status, 'unknown', fallback)
  }
}
