import { readFile } from 'node:fs/promises'
import { readEnvironment } from '#compose/environment.ts'
import { type ServerAccess, serverFile } from '#compose/server-file.ts'
import { appError } from '#domain/errors.ts'

/** The running server: `PARLEY_URL` and `PARLEY_KEY`, else the one that runs on this data folder. Throws `cli.no-server`. */
export async function findServer(): Promise<ServerAccess> {
  const { PARLEY_URL, PARLEY_KEY } = process.env
  if (PARLEY_URL && PARLEY_KEY) return { url: PARLEY_URL.replace(/\/+$/, ''), key: PARLEY_KEY }
  const { dataFolder } = readEnvironment(process.env)
  let access: ServerAccess
  try {
    access = JSON.parse(await readFile(serverFile(dataFolder), 'utf8')) as ServerAccess
  } catch (error) {
    throw appError('cli.no-server', { problem: `none has left its address in the data folder ${dataFolder}` }, error)
  }
  const url = PARLEY_URL?.replace(/\/+$/, '') ?? access.url
  const health = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) }).catch((error: unknown) => {
    throw notThere(url, error)
  })
  if (!health.ok) throw notThere(url)
  return { url, key: access.key }
}

const notThere = (url: string, cause?: unknown) =>
  appError('cli.no-server', { problem: `nothing answers at ${url}` }, cause)

export interface ServerCalls {
  /** With the machine's own key unless a token is given. Throws `cli.server-refused` with the server's words, `cli.no-server`. */
  post(path: string, body: unknown, token?: string): Promise<unknown>
  get(path: string, token?: string, signal?: AbortSignal): Promise<unknown>
}

/** Longest wait for an answer: training a release may be behind it. */
const answerWithinMs = 120_000

export function serverCalls({ url, key }: ServerAccess): ServerCalls {
  const call = async (
    method: string,
    path: string,
    token: string,
    body?: unknown,
    until?: AbortSignal,
  ): Promise<unknown> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([AbortSignal.timeout(answerWithinMs), ...(until ? [until] : [])]),
    }).catch((error: unknown) => {
      throw notThere(url, error)
    })
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok && answer !== null) return answer
    const detail =
      answer !== null && typeof answer === 'object' && 'detail' in answer
        ? String(answer.detail)
        : `status ${response.status} and no JSON from ${url}${path}. Is that a Parley?`
    throw appError('cli.server-refused', { problem: detail })
  }
  return {
    post: (path, body, token = key) => call('POST', path, token, body),
    get: (path, token = key, signal) => call('GET', path, token, undefined, signal),
  }
}
