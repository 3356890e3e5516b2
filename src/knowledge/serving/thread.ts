/** The thread that serves a large index: it reads the shared bytes and answers what it is asked, one search at a time. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '#domain/errors.ts'
import { readSections } from '../index/bytes.ts'
import { indexOf } from '../index/index-form.ts'
import { SharedMemory } from '../vectors/shared-memory.ts'
import { type Answering, answeringFrom } from './answering.ts'
import type { FromThread, ThreadData, ToThread } from './messages.ts'

if (!parentPort) throw new Error('this file is the entry of a worker thread')
const port = parentPort
const { memory, bytes, hasVectors } = workerData as ThreadData
const reply = (message: FromThread) => port.postMessage(message)

const waiting = new Map<number, (vector: Float32Array | null) => void>()
let asked = 0
const vectorOf = (text: string): Promise<Float32Array | null> => {
  if (!hasVectors) return Promise.resolve(null)
  asked += 1
  const id = asked
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    reply({ kind: 'encode', id, text })
  })
}

/** Methods are told apart by their names only; their arguments were checked by the types on the other side. */
type Any = Record<keyof Answering, (...args: unknown[]) => Promise<unknown>>

try {
  const shared = new SharedMemory(bytes, memory)
  const index = indexOf(readSections(shared.view(bytes)))
  const answering = answeringFrom(index, vectorOf, shared) as unknown as Any
  port.on('message', (message: ToThread) => {
    if (message.kind === 'vector') {
      waiting.get(message.id)?.(message.vector)
      waiting.delete(message.id)
      return
    }
    const { id, method, args } = message
    answering[method](...args).then(
      (value) => reply({ kind: 'answer', id, value }),
      (error: unknown) => reply({ kind: 'failed', id, message: String(error) }),
    )
  })
  reply({ kind: 'ready' })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  reply({ kind: 'refused', code: error.code, details: error.details })
}
