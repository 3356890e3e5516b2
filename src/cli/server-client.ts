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

/** Posts to the running server; its problems are thrown as they read. */
export async function postToServer(path: string, body: unknown): Promise<unknown> {
  const { url, key } = await findServer()
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(120_000),
  })
  const answer = (await response.json()) as { detail?: string }
  if (!response.ok) throw appError('cli.server-refused', { problem: answer.detail ?? `status ${response.status}` })
  return answer
}
