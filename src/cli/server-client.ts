import { readFile } from 'node:fs/promises'
import { readEnvironment } from '#compose/environment.ts'
import { type ServerAccess, serverFile } from '#compose/server-file.ts'
import { appError } from '#domain/errors.ts'

/** The running server: `PARLEY_URL` and `PARLEY_KEY`, else the one that runs on this data folder. Throws `cli.no-server`. */
export async function findServer(): Promise<ServerAccess> {
  const { PARLEY_URL, PARLEY_KEY } = process.env
  if (PARLEY_URL && PARLEY_KEY) return { url: PARLEY_URL, key: PARLEY_KEY }
  const { dataFolder } = readEnvironment(process.env)
  try {
    const { url, key } = JSON.parse(await readFile(serverFile(dataFolder), 'utf8')) as ServerAccess
    const health = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) })
    if (health.ok) return { url: PARLEY_URL ?? url, key }
  } catch (error) {
    throw appError('cli.no-server', {}, error)
  }
  throw appError('cli.no-server')
}

export interface ServerCalls {
  /** With the machine's own key unless a token is given. Throws `cli.server-refused` with the server's words. */
  post(path: string, body: unknown, token?: string): Promise<unknown>
  get(path: string, token?: string): Promise<unknown>
}

/** Longest wait for an answer: training a release may be behind it. */
const answerWithinMs = 120_000

export function serverCalls({ url, key }: ServerAccess): ServerCalls {
  const call = async (method: string, path: string, token: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerWithinMs),
    })
    const answer: unknown = await response.json()
    if (response.ok) return answer
    const detail =
      answer !== null && typeof answer === 'object' && 'detail' in answer
        ? String(answer.detail)
        : `status ${response.status}`
    throw appError('cli.server-refused', { problem: detail })
  }
  return {
    post: (path, body, token = key) => call('POST', path, token, body),
    get: (path, token = key) => call('GET', path, token),
  }
}
