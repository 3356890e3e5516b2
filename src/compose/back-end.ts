import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import type { Json } from '#domain/json.ts'
import type { BackEnd, BackEndState } from '#quality/index.ts'

/**
 * What `back-end.ts` of an assistant folder exports as its default: how the system behind its tools is started beside the server
 * (`npm start`) and for tests. Started with `inspect` it answers the bearer of its token: `GET /state` with `{ tables: { name: rows } }`, the
 * key of each row first, and `POST /reset` with `{ now }`; where it has an OpenAPI document, at `GET /openapi.json`.
 */
export interface BackEndDeclaration {
  start(options: StartBackEnd): Promise<RunningBackEnd>
  /** The environment variables by which the assistant's settings find it. */
  environment: { url: string; token: string }
  /** Its file in the data folder, for `npm start`. */
  dataFile: string
  /** Tables that record attempts and not business. */
  bookkeeping?: readonly string[]
  /** It can begin with a database from a file: the time at which such databases stand, ISO 8601. */
  databaseStandsAt?: string
  /** The claims that a website would sign for a customer; null where there is none by that id. Left out: the row of the table `customers`. */
  identity?(customer: string, state: BackEndState): Record<string, Json> | null
  /** Who the demo page offers to be, and the page where it has one of its own (a folder with index.html). */
  demo?: { customers: readonly DemoCustomer[]; page?: string }
}

export interface StartBackEnd {
  /** A file, or `:memory:`. */
  data: string
  /** ISO 8601; left out: real time. */
  now?: string
  /** Answers `/state` and `/reset`: tests only. */
  inspect?: boolean
  /** Begins with this database instead of its own. */
  database?: string
  token?: string
}
export interface RunningBackEnd {
  url: string
  token: string
  close(): Promise<void>
}
/** Whatever else it says is for the page. */
export type DemoCustomer = { customerId: string; name: string; email: string } & Record<string, unknown>

/** The declaration of an assistant folder; null where it has none. */
export async function loadBackEnd(assistantFolder: string): Promise<BackEndDeclaration | null> {
  const file = join(assistantFolder, 'back-end.ts')
  if (!existsSync(file)) return null
  const module = (await import(pathToFileURL(file).href)) as { default?: Partial<BackEndDeclaration> }
  const declared = module.default
  if (typeof declared?.start !== 'function' || declared.environment === undefined || declared.dataFile === undefined)
    throw appError('cli.bad-file', {
      file,
      problem: 'its default export is no back end: it needs start(options), environment: { url, token } and dataFile',
    })
  return declared as BackEndDeclaration
}

/** Where the assistant's tools find it, as environment variables. */
export const environmentFor = (
  { environment }: BackEndDeclaration,
  running: RunningBackEnd,
): Record<string, string> => ({
  [environment.url]: running.url,
  [environment.token]: running.token,
})

export interface StartedBackEnd {
  backEnd: BackEnd
  running: RunningBackEnd
  /** Where the assistant's tools find it. */
  environment: Record<string, string>
  /** Tells that the assistant may have changed something: the next `reset` is not left out. */
  touched(): void
  close(): Promise<void>
}

const Dump = z.object({ tables: z.record(z.string(), z.array(z.record(z.string(), z.json()))) })
const answerWithinMs = 20_000

interface ForTests {
  /** ISO 8601. */
  now: string
  /** A database to begin with. */
  database?: string
}

/** Starts the system behind an assistant's tools for tests, in a process of its own; null where the folder has none. */
export async function startBackEnd(
  assistantFolder: string,
  { now, database }: ForTests,
): Promise<StartedBackEnd | null> {
  const declared = await loadBackEnd(assistantFolder)
  if (declared === null) return null
  const running = await declared
    .start({ data: ':memory:', now, inspect: true, ...(database !== undefined && { database }) })
    .catch((error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error)
      throw appError('cli.bad-file', { file: database ?? join(assistantFolder, 'back-end.ts'), problem }, error)
    })
  const call = async (method: 'GET' | 'POST', path: string, body?: Json): Promise<unknown> => {
    const response = await fetch(running.url + path, {
      method,
      headers: {
        authorization: `Bearer ${running.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerWithinMs),
    })
    if (!response.ok)
      throw appError('cli.bad-file', {
        file: join(assistantFolder, 'back-end.ts'),
        problem: `what it starts answers ${method} ${path} with status ${response.status}`,
      })
    return await response.json()
  }
  let standsAt = Date.parse(now)
  let clean = true
  let fresh: BackEndState | null = null
  const { identity } = declared
  return {
    running,
    environment: environmentFor(declared, running),
    touched: () => {
      clean = false
    },
    backEnd: {
      bookkeeping: declared.bookkeeping ?? [],
      ...(identity && { identity: (customer: string, state: BackEndState) => identity(customer, state) }),
      async reset(atMs) {
        // Filling it takes longer than most scenarios: it is left out where no tool was called since.
        if (clean && standsAt === atMs) return
        await call('POST', '/reset', { now: new Date(atMs).toISOString() })
        if (standsAt !== atMs) fresh = null
        standsAt = atMs
        clean = true
      },
      async state() {
        if (clean && fresh !== null) return fresh
        const { tables } = Dump.parse(await call('GET', '/state'))
        if (clean) fresh = tables
        return tables
      },
    },
    close: () => running.close(),
  }
}
