/** The thread that makes one part and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '#domain/errors.ts'
import type { MakingReply } from './in-thread.ts'
import { perform, type Work } from './work.ts'

if (!parentPort) throw new Error('this file is the entry of a worker thread')
const port = parentPort
const reply = (message: MakingReply) => port.postMessage(message)
try {
  const bytes = perform(workerData as Work, (done, total, what) => reply({ kind: 'progress', done, total, what }))
  reply({ kind: 'made', bytes })
} catch (error) {
  // An error of ours loses its code on the way between threads; it is made again on the other side.
  if (!(error instanceof AppError)) throw error
  reply({ kind: 'refused', code: error.code, details: error.details })
}
