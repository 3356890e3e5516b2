import { Worker } from 'node:worker_threads'
import type { EncoderInput, Encoding } from '#ports/encoder.ts'
import { startLimitMs, textLimitMs } from './limits.ts'
import type { EncodeRequest, ModelFiles, ThreadReply } from './wire.ts'

/** A running model. It does one text at a time; `encode` again only after the last one has settled. */
export interface ModelThread {
  dimensions: number
  readsWords: boolean
  /** False once it has ended, whatever ended it. */
  isAlive(): boolean
  /** Rejects with an Error if the text fails, or takes too long, or the thread ends. */
  encode(input: EncoderInput): Promise<Encoding>
  end(): Promise<void>
}

/** Opens the model in a thread of its own. Rejects with an Error that says why it could not be opened. */
export async function startModelThread(files: ModelFiles): Promise<ModelThread> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: files, name: 'parley-encoder' })
  let ended: Error | null = null
  let waiting: PromiseWithResolvers<ThreadReply> | null = null
  let lastId = 0

  const die = (error: Error) => {
    ended ??= error
    waiting?.reject(ended)
  }
  worker.on('error', die)
  worker.on('exit', (code) => die(new Error(`its thread ended with ${code}`)))
  worker.on('message', (reply: ThreadReply) => waiting?.resolve(reply))

  /** The next reply. A thread that owes one keeps the process alive; an idle one does not. */
  async function nextReply(limitMs: number): Promise<ThreadReply> {
    if (ended !== null) throw ended
    waiting = Promise.withResolvers()
    worker.ref()
    const timer = setTimeout(() => {
      die(new Error(`it took more than ${limitMs / 1000} s`))
      void worker.terminate()
    }, limitMs)
    try {
      return await waiting.promise
    } finally {
      clearTimeout(timer)
      worker.unref()
      waiting = null
    }
  }

  const opened = await nextReply(startLimitMs)
  if (opened.kind !== 'ready') {
    await worker.terminate()
    throw new Error(opened.kind === 'failed-to-open' ? opened.problem : `it began with ${opened.kind}`)
  }
  return {
    dimensions: opened.dimensions,
    readsWords: opened.readsWords,
    isAlive: () => ended === null,
    async encode({ text, words }) {
      lastId += 1
      const answer = nextReply(textLimitMs)
      worker.postMessage({ id: lastId, text, words: words ?? null } satisfies EncodeRequest)
      const reply = await answer
      if (reply.kind === 'failed') throw new Error(reply.problem)
      if (reply.kind !== 'encoded') throw new Error(`it answered with ${reply.kind}`)
      return { vector: reply.vector, ...(reply.words && { words: reply.words }) }
    },
    async end() {
      die(new Error('it was closed'))
      await worker.terminate()
    },
  }
}
