import { Worker } from 'node:worker_threads'
import { type AppError, appError } from '#domain/errors.ts'
import type { Progress, Work } from './work.ts'

export type MakingReply =
  | { kind: 'progress'; done: number; total: number; what: string }
  | { kind: 'made'; bytes: Uint8Array }
  | { kind: 'refused'; code: AppError['code']; details: AppError['details'] }

/**
 * Makes a part in a thread that ends with it: a server that trains a new release goes on answering, and what training needed
 * (200 MB for the demo shop) is given back to the system instead of staying with the process.
 * Rejects as the work throws: `understanding.pattern-refused`, `knowledge.empty`.
 */
export function makeInThread(work: Work, onProgress: Progress): Promise<Uint8Array> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: work, name: 'parley-making' })
  return new Promise((resolve, reject) => {
    worker.on('message', (reply: MakingReply) => {
      switch (reply.kind) {
        case 'progress':
          return onProgress(reply.done, reply.total, reply.what)
        case 'made':
          return resolve(reply.bytes)
        case 'refused':
          return reject(appError(reply.code, reply.details))
      }
    })
    worker.once('error', reject)
    // After an answer this changes nothing.
    worker.once('exit', (code) => reject(new Error(`the thread that made the ${work.kind} ended with ${code}`)))
  })
}
