import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { encoderSource, openEncoder } from '#adapters/encoders/open-encoder.ts'
import { rememberVectors, type VectorMemory } from '#adapters/encoders/remembered.ts'
import type { Progress, Work, Workshop } from '#assistant/index.ts'
import { type AppError, appError } from '#domain/errors.ts'
import type { Encoders } from '#ports/encoders.ts'

type Environment = Record<string, string | undefined>

export interface MakingOrder {
  work: Work
  folder: string
  environment: Environment
}

export type MakingReply =
  | { kind: 'progress'; done: number; total: number; what: string }
  | { kind: 'made'; bytes: Uint8Array }
  | { kind: 'refused'; code: AppError['code']; details: AppError['details'] }

/** The encoders that an assistant folder can name: those that ship, model folders beside it, endpoints with keys of the environment. */
export const encodersFor = (folder: string, environment: Environment): Encoders => ({
  identity: async (choice) => (await encoderSource(choice, { folder, environment }))?.identity ?? null,
  open: (choice) => openEncoder(choice, { folder, environment }),
})

/** Where vectors of examples are remembered between trainings. It may be deleted at any time. */
const cacheFolder = (environment: Environment) => environment.PARLEY_CACHE ?? join(import.meta.dirname, '../../.cache')

/** In an assistant folder: what the encoder reads in its examples. */
export const vectorFile = 'vectors.bin'

/**
 * The same, remembering the vectors of what is read while a part is made; an assistant folder may bring them along. Each kind of part has a
 * memory of its own: a memory keeps only what was asked for, and parts are made at the same time.
 */
export function rememberingEncoders(
  folder: string,
  environment: Environment,
  kind: Work['kind'],
): Encoders & { save(): Promise<void> } {
  const encoders = encodersFor(folder, environment)
  const memories: VectorMemory[] = []
  return {
    identity: encoders.identity,
    async open(choice) {
      const encoder = await encoders.open(choice)
      if (encoder === null) return null
      const name = `${createHash('sha256')
        .update(`${resolve(folder)} ${encoder.identity}${kind === 'understanding' ? '' : ` ${kind}`}`)
        .digest('hex')
        .slice(0, 16)}.bin`
      const ours = join(cacheFolder(environment), 'vectors', name)
      const memory = await rememberVectors(encoder, ours, join(folder, vectorFile))
      memories.push(memory)
      return memory.encoder
    },
    async save() {
      for (const memory of memories) await memory.save()
    },
  }
}

/** Makes parts in threads. */
export const workshopFor = (folder: string, environment: Environment): Workshop => ({
  encoders: encodersFor(folder, environment),
  make: (work, onProgress) => makeInThread({ work, folder, environment: { ...environment } }, onProgress),
})

/**
 * Makes a part in a thread that ends with it: a server that trains a new release goes on answering, and what training needed
 * (200 MB for the demo shop) is given back to the system instead of staying with the process. Rejects as the work does.
 */
function makeInThread(order: MakingOrder, onProgress: Progress): Promise<Uint8Array> {
  const thread = new Worker(new URL('./making-thread.ts', import.meta.url), {
    workerData: order,
    name: 'parley-making',
  })
  return new Promise((resolve, reject) => {
    thread.on('message', (reply: MakingReply) => {
      switch (reply.kind) {
        case 'progress':
          return onProgress(reply.done, reply.total, reply.what)
        case 'made':
          return resolve(reply.bytes)
        case 'refused':
          return reject(appError(reply.code, reply.details))
      }
    })
    thread.once('error', reject)
    // After an answer this changes nothing.
    thread.once('exit', (code) => reject(new Error(`the thread that made the ${order.work.kind} ended with ${code}`)))
  })
}
