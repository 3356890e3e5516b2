import { Worker } from 'node:worker_threads'
import { type AppError, appError } from '#domain/errors.ts'
import type { Row, SqlEngine, Statement } from '../postgres/sql-engine.ts'
import { readRow } from './read-row.ts'
import type { WireError, WireResult, WorkerOptions, WorkerReply, WorkerRequest } from './wire.ts'

export interface WorkerEngineOptions extends WorkerOptions {
  /** Told of upkeep that failed; it is tried again later. */
  onProblem(error: unknown, doing: string): void
}

/** A request without its number, for each kind. */
type Unnumbered<R = WorkerRequest> = R extends WorkerRequest ? Omit<R, 'id'> : never

interface Waiting {
  resolve(results: WireResult[]): void
  reject(error: Error): void
}

/** The embedded database in a thread of its own. Resolves when it answers; a folder without a database gets one (some seconds). */
export function startWorkerEngine({ folder, onProblem }: WorkerEngineOptions): Promise<SqlEngine> {
  const workerData: WorkerOptions = { folder }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, name: 'parley-database' })
  return engineOn(worker, { folder, onProblem })
}

/** The engine that a worker of ours answers for. */
export async function engineOn(
  worker: Pick<Worker, 'on' | 'once' | 'postMessage'>,
  { folder, onProblem }: WorkerEngineOptions,
): Promise<SqlEngine> {
  const waiting = new Map<number, Waiting>()
  const opening = Promise.withResolvers<void>()
  let lastId = 0
  let ended: Error | null = null

  // A thread that ends leaves the promises of its callers unsettled: they are rejected here.
  const end = (error: AppError) => {
    ended ??= error
    opening.reject(ended)
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  worker.on('error', (error) => end(appError('store.embedded-ended', { problem: error.message }, error)))
  worker.on('exit', (code) => end(appError('store.embedded-ended', { problem: `its thread ended with ${code}` })))
  worker.on('message', (reply: WorkerReply) => {
    if (reply.kind === 'ready') return opening.resolve()
    if (reply.kind === 'failed-to-open') return end(appError('store.unopenable', { folder, problem: reply.message }))
    if (reply.kind === 'upkeep-failed') return onProblem(new DatabaseFailure(reply.error), 'maintaining the database')
    const caller = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.kind === 'done') caller?.resolve(reply.results)
    else caller?.reject(new DatabaseFailure(reply.error))
  })

  const request = (message: Unnumbered): Promise<WireResult[]> => {
    if (ended) return Promise.reject(ended)
    lastId += 1
    const id = lastId
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ ...message, id } satisfies WorkerRequest)
    })
  }

  await opening.promise
  let closing: Promise<void> | null = null
  return {
    async transaction(statements: readonly Statement[]): Promise<Row[][]> {
      const results = await request({ kind: 'transaction', statements })
      return results.map(({ columns, rows }) => rows.map((row) => readRow(columns, row)))
    },
    async script(text) {
      await request({ kind: 'script', text })
    },
    close() {
      closing ??= (async () => {
        if (ended) return
        const exited = new Promise((resolve) => worker.once('exit', resolve))
        await request({ kind: 'close' })
        await exited
      })()
      return closing
    },
  }
}

/** What the database refused, with its SQLSTATE as `code`, as the `pg` library has it. */
class DatabaseFailure extends Error {
  readonly code: string | undefined
  readonly detail: string | undefined
  readonly where: string | undefined
  constructor({ message, code, detail, where }: WireError) {
    super(message)
    this.name = 'DatabaseFailure'
    this.code = code
    this.detail = detail
    this.where = where
  }
}
