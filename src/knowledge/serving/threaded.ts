import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type AppError, appError } from '#domain/errors.ts'
import { serving } from '../choices.ts'
import { readSections, type Sections } from '../index/bytes.ts'
import { SharedMemory } from '../vectors/shared-memory.ts'
import type { Answering, VectorOf } from './answering.ts'
import type { FromThread, ThreadData, ToThread } from './messages.ts'

interface Asked {
  method: keyof Answering
  args: unknown[]
  isSent: boolean
  /** Threads that died over it. */
  deaths: number
  late: NodeJS.Timeout
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Overridden in tests only. */
export interface ThreadOptions {
  entry?: URL
  answerWithinMs?: number
}

/**
 * Asks an index that lies in a thread of its own, so that a search never holds up this one. A thread that dies is started again; what it was
 * asked is asked once more, then rejected. Rejections: `knowledge.unavailable`, and `knowledge.unreadable` where the bytes are broken.
 */
export class ThreadedAnswering implements Answering {
  /** Views of the bytes as they came, and of their copy once they were copied: the others are let go. */
  sections: Sections
  readonly #copied: Promise<number>
  readonly #memory: SharedMemory
  readonly #vectorOf: VectorOf | null
  readonly #entry: URL
  readonly #answerWithinMs: number
  readonly #asked = new Map<number, Asked>()
  #lastId = 0
  #thread: Worker | null = null
  #isReady = false
  #isStarting = false
  /** Nothing is asked any more, for this reason. */
  #ended: Error | null = null
  #isRetiring = false

  constructor(bytes: Uint8Array, vectorOf: VectorOf | null, options: ThreadOptions = {}) {
    this.#memory = new SharedMemory(bytes.length)
    this.sections = readSections(bytes)
    this.#copied = copyInto(this.#memory, bytes).then((copy) => {
      this.sections = readSections(copy)
      return copy.length
    })
    this.#vectorOf = vectorOf
    this.#entry = options.entry ?? new URL('./thread.ts', import.meta.url)
    this.#answerWithinMs = options.answerWithinMs ?? serving.answerWithinMs
    void this.#start()
  }

  retrieve(...args: Parameters<Answering['retrieve']>) {
    return this.#ask('retrieve', args) as ReturnType<Answering['retrieve']>
  }
  answer(...args: Parameters<Answering['answer']>) {
    return this.#ask('answer', args) as ReturnType<Answering['answer']>
  }
  context(...args: Parameters<Answering['context']>) {
    return this.#ask('context', args) as ReturnType<Answering['context']>
  }

  /** What is under way is rejected. */
  async close(): Promise<void> {
    this.#end(unavailable('it was closed'))
    await this.#thread?.terminate()
  }

  /** Ends once nothing is under way. */
  retire(): void {
    this.#isRetiring = true
    if (this.#asked.size === 0) void this.close()
  }

  #ask(method: keyof Answering, args: unknown[]): Promise<unknown> {
    if (this.#ended) return Promise.reject(this.#ended)
    if (this.#asked.size >= serving.waiting)
      return Promise.reject(unavailable(`${serving.waiting} questions are waiting for it`))
    return new Promise((resolve, reject) => {
      this.#lastId += 1
      const id = this.#lastId
      const late = setTimeout(() => this.#tooLate(id), this.#answerWithinMs)
      this.#asked.set(id, { method, args, isSent: false, deaths: 0, late, resolve, reject })
      // The process lives as long as somebody waits.
      this.#thread?.ref()
      if (this.#isReady) this.#send()
      else void this.#start()
    })
  }

  #send(): void {
    for (const [id, asked] of this.#asked) {
      if (asked.isSent) continue
      asked.isSent = true
      this.#post({ kind: 'ask', id, method: asked.method, args: asked.args })
    }
  }

  #post(message: ToThread): void {
    this.#thread?.postMessage(message)
  }

  async #start(): Promise<void> {
    if (this.#isStarting || this.#thread || this.#ended) return
    this.#isStarting = true
    const bytes = await this.#copied
    this.#isStarting = false
    if (this.#ended) return
    const workerData: ThreadData = { memory: this.#memory.wasm, bytes, hasVectors: this.#vectorOf !== null }
    const thread = new Worker(this.#entry, { workerData, name: 'parley-knowledge' })
    this.#thread = thread
    if (this.#asked.size === 0) thread.unref()
    // An error ends the thread; 'exit' follows it.
    let problem = 'its thread ended'
    thread.on('error', (error) => {
      problem = `its thread failed: ${String(error)}`
    })
    thread.on('message', (message: FromThread) => this.#take(message))
    thread.on('exit', () => this.#died(problem))
  }

  #take(message: FromThread): void {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true
        this.#send()
        break
      case 'answer':
        this.#settle(message.id)?.resolve(message.value)
        break
      case 'failed':
        this.#settle(message.id)?.reject(new Error(message.message))
        break
      case 'refused':
        this.#end(appError(message.code, message.details))
        break
      case 'encode':
        void this.#encode(message.id, message.text)
        break
    }
  }

  async #encode(id: number, text: string): Promise<void> {
    // A broken encoder takes nothing from those who search by words.
    const vector = (await this.#vectorOf?.(text).catch(() => null)) ?? null
    this.#post({ kind: 'vector', id, vector })
  }

  #settle(id: number): Asked | undefined {
    const asked = this.#asked.get(id)
    if (asked === undefined) return undefined
    this.#asked.delete(id)
    clearTimeout(asked.late)
    if (this.#asked.size === 0) {
      this.#thread?.unref()
      if (this.#isRetiring) void this.close()
    }
    return asked
  }

  /** A thread that does not answer is ended; the others that wait for it are asked of the next one. */
  #tooLate(id: number): void {
    this.#settle(id)?.reject(unavailable(`it did not answer within ${this.#answerWithinMs} ms`))
    void this.#thread?.terminate()
  }

  #died(problem: string): void {
    const wasReady = this.#isReady
    this.#thread = null
    this.#isReady = false
    if (this.#ended) return
    for (const [id, asked] of this.#asked) {
      if (asked.isSent || !wasReady) asked.deaths += 1
      asked.isSent = false
      if (asked.deaths > 1) this.#settle(id)?.reject(unavailable(problem))
    }
    if (wasReady) void this.#start()
    // One that cannot even start is tried again when somebody asks, but not in a circle.
    else if (this.#asked.size > 0) setTimeout(() => void this.#start(), serving.restartAfterMs)
  }

  #end(reason: AppError): void {
    this.#ended ??= reason
    for (const id of [...this.#asked.keys()]) this.#settle(id)?.reject(this.#ended)
  }
}

const unavailable = (problem: string): AppError => appError('knowledge.unavailable', { problem })

/** Copies in steps between which others have their turn. */
async function copyInto(memory: SharedMemory, bytes: Uint8Array): Promise<Uint8Array> {
  const copy = memory.view(bytes.length)
  for (let from = 0; from < bytes.length; from += serving.copyBytes) {
    if (from > 0) await setImmediate()
    copy.set(bytes.subarray(from, from + serving.copyBytes), from)
  }
  return copy
}
