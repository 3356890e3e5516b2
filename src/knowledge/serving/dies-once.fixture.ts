import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadData, ToThread } from './messages.ts'

/** Ends over the first question that any thread with these bytes is asked; serves like the others then. */
const { memory } = workerData as ThreadData
const bytes = new Uint8Array(memory.buffer)
// The bytes are shared: the next thread sees the mark.
const mark = 6
if (bytes[mark] === 1) await import('./thread.ts')
else {
  parentPort?.on('message', (message: ToThread) => {
    if (message.kind !== 'ask') return
    bytes[mark] = 1
    process.exit(1)
  })
  parentPort?.postMessage({ kind: 'ready' })
}
