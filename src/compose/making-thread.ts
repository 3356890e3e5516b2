/** The thread that makes one part and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { perform } from '#assistant/index.ts'
import { AppError } from '#domain/errors.ts'
import { type MakingOrder, type MakingReply, rememberingEncoders } from './workshop.ts'

if (!parentPort) throw new Error('this file is the entry of a worker thread')
const port = parentPort
const reply = (message: MakingReply) => port.postMessage(message)
const { work, folder, environment } = workerData as MakingOrder
try {
  const encoders = rememberingEncoders(folder, environment, work.kind)
  const bytes = await perform(work, encoders, (done, total, what) => reply({ kind: 'progress', done, total, what }))
  // Only a memory: a folder that cannot be written must not keep a release from being made.
  await encoders.save().catch((error: unknown) => console.warn(`Vectors are not remembered: ${String(error)}`))
  reply({ kind: 'made', bytes })
} catch (error) {
  // An error of ours loses its code on the way between threads; it is made again on the other side.
  if (!(error instanceof AppError)) throw error
  reply({ kind: 'refused', code: error.code, details: error.details })
}
