/** The thread that the embedded database runs in: a query is computing, and would hold up every timer of the main thread. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { preparedStatements } from './prepared-statements.ts'
import { upkeep, walSettings } from './upkeep.ts'
import type { WireError, WireResult, WorkerOptions, WorkerReply, WorkerRequest } from './wire.ts'

/** ms without a request that count as a pause. */
const pauseMs = 2_000

const { folder } = workerData as WorkerOptions
if (!parentPort) throw new Error('this file is the entry of a worker thread')
await PGlite.create({
  dataDir: folder,
  startParams: [
    ...PGlite.defaultStartParams,
    // 330 MB of memory with the 128 MB that are usual, 186 MB with 16.
    ...['-c', 'shared_buffers=16MB', '-c', 'jit=off'],
    // No replicas read it.
    ...['-c', 'parley.outbox=off'],
    ...walSettings,
  ],
}).then(serve(parentPort), refuse(parentPort))

function serve(port: MessagePort) {
  return (database: PGlite): void => {
    const reply = (message: WorkerReply) => port.postMessage(message)
    const prepared = preparedStatements()
    const chores = upkeep(database)
    /** Requests in the order they came: the database has one session, and PGlite mixes up answers asked for at the same time. */
    let queue = Promise.resolve()
    let waiting = 0
    let closed = false
    const pause = setTimeout(() => inPause(), pauseMs)

    port.on('message', (request: WorkerRequest) => {
      waiting += 1
      pause.refresh()
      queue = queue.then(() => answer(request))
    })
    reply({ kind: 'ready' })

    async function answer(request: WorkerRequest): Promise<void> {
      const { id } = request
      try {
        reply({ id, kind: 'done', results: await perform(request) })
      } catch (error) {
        reply({ id, kind: 'failed', error: wireError(error) })
      }
      waiting -= 1
      if (request.kind === 'close') {
        closed = true
        clearTimeout(pause)
        port.close()
        return
      }
      await chore(() => chores.afterRequest())
      if (chores.overdue()) await chore(() => chores.nextPiece())
    }

    async function perform(request: WorkerRequest): Promise<WireResult[]> {
      switch (request.kind) {
        case 'transaction': {
          const { messages } = await database.execProtocol(prepared.message(request.statements))
          return prepared.results(request.statements, messages)
        }
        case 'script':
          await database.exec(request.text)
          return []
        case 'close':
          await database.close()
          return []
      }
    }

    function inPause(): void {
      if (closed || waiting > 0 || !chores.dueInPause()) return
      queue = queue.then(async () => {
        if (closed) return
        await chore(() => chores.nextPiece())
        setImmediate(inPause)
      })
    }

    async function chore(work: () => Promise<void>): Promise<void> {
      try {
        await work()
      } catch (error) {
        reply({ kind: 'upkeep-failed', error: wireError(error) })
      }
    }
  }
}

/** Tells why and ends; an error thrown here could arrive before the message does. */
function refuse(port: MessagePort) {
  return (error: unknown): void => {
    port.postMessage({ kind: 'failed-to-open', message: wireError(error).message } satisfies WorkerReply)
    port.close()
  }
}

function wireError(error: unknown): WireError {
  const { message, code, detail, where } = error as Error & Partial<WireError>
  return { message: message ?? String(error), code, detail, where }
}
