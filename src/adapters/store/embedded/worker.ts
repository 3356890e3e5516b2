/** The thread that the embedded database runs in: a query is computing, and would hold up every timer of the main thread. */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { preparedStatements } from './prepared-statements.ts'
import type { WireError, WireResult, WorkerOptions, WorkerReply, WorkerRequest } from './wire.ts'

const port = parentPort
if (!port) throw new Error('this file is the entry of a worker thread')
const { folder } = workerData as WorkerOptions
const reply = (message: WorkerReply) => port.postMessage(message)

const database = await open()
const prepared = preparedStatements()

/** Requests in the order they came: the database has one session. */
let queue = Promise.resolve()
port.on('message', (request: WorkerRequest) => {
  queue = queue.then(() => answer(request))
})
reply({ kind: 'ready' })

async function open(): Promise<PGlite> {
  try {
    return await PGlite.create({
      dataDir: folder,
      // 330 MB with the 128 MB that are usual, 186 MB with 16.
      startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB', '-c', 'jit=off'],
    })
  } catch (error) {
    reply({ kind: 'failed-to-open', message: error instanceof Error ? error.message : String(error) })
    throw error
  }
}

async function answer(request: WorkerRequest): Promise<void> {
  const { id } = request
  try {
    reply({ id, kind: 'done', results: await perform(request) })
  } catch (error) {
    reply({ id, kind: 'failed', error: wireError(error) })
  }
  if (request.kind === 'close') port?.close()
}

async function perform(request: WorkerRequest): Promise<WireResult[]> {
  switch (request.kind) {
    case 'transaction': {
      const message = prepared.message(request.statements)
      const { messages } = await database.execProtocol(message)
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

function wireError(error: unknown): WireError {
  const { message, code, detail, where } = error as Error & Partial<WireError>
  return { message: message ?? String(error), code, detail, where }
}
