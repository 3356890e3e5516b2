/** The thread that runs an ONNX model: a text takes 5 to 500 ms of computing, which would stop everything else in the server's own. */
import { parentPort, workerData } from 'node:worker_threads'
import { openModel } from './model.ts'
import type { EncodeRequest, ModelFiles, ThreadReply } from './wire.ts'

if (!parentPort) throw new Error('this file is the entry of a worker thread')
const port = parentPort
const problemOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 300)
const reply = (message: ThreadReply) => {
  const sent = message.kind === 'encoded' ? [message.vector, ...(message.words ?? [])] : []
  port.postMessage(message, [...new Set(sent.map(({ buffer }) => buffer as ArrayBuffer))])
}

try {
  const model = await openModel(workerData as ModelFiles)
  reply({ kind: 'ready', dimensions: model.dimensions, readsWords: model.readsWords })
  port.on('message', ({ id, text, words }: EncodeRequest) => {
    model.encode(text, words).then(
      (encoding) => reply({ kind: 'encoded', id, ...encoding }),
      (error: unknown) => reply({ kind: 'failed', id, problem: problemOf(error) }),
    )
  })
} catch (error) {
  reply({ kind: 'failed-to-open', problem: problemOf(error) })
}
