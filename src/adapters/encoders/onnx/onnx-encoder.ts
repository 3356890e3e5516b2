import { appError } from '#domain/errors.ts'
import type { Encoder, EncoderInput, Encoding } from '#ports/encoder.ts'
import { CircuitBreaker } from '../circuit-breaker.ts'
import { mostCallers } from './limits.ts'
import type { ModelFolder } from './model-folder.ts'
import { type ModelThread, startModelThread } from './model-thread.ts'

/** A caller's texts, those that are done first. */
interface Job {
  inputs: readonly EncoderInput[]
  encodings: Encoding[]
  result: PromiseWithResolvers<Encoding[]>
  settled: boolean
}

/**
 * Opens an ONNX model folder as an encoder. Throws `encoder.unusable` with what is wrong with the model.
 * `nowMs` is a monotonic clock.
 */
export async function openOnnxEncoder({ identity, files }: ModelFolder, nowMs: () => number): Promise<Encoder> {
  const first = await startModelThread(files).catch((error: Error) => {
    throw appError('encoder.unusable', { encoder: files.model, problem: error.message }, error)
  })
  return new OnnxEncoder(identity, first, () => startModelThread(files), nowMs)
}

/** A model in its thread, shared by all callers; the thread is started again should it end. */
export class OnnxEncoder implements Encoder {
  readonly identity: string
  readonly dimensions: number
  readonly readsWords: boolean
  readonly canFail = true
  private thread: ModelThread
  private readonly restart: () => Promise<ModelThread>
  private readonly breaker: CircuitBreaker
  /** Callers take turns, text by text: a message is read at once while a training set of thousands is under way. */
  private jobs: Job[] = []
  private isWorking = false
  private isClosed = false

  constructor(identity: string, first: ModelThread, restart: () => Promise<ModelThread>, nowMs: () => number) {
    this.identity = identity
    this.dimensions = first.dimensions
    this.readsWords = first.readsWords
    this.thread = first
    this.restart = restart
    this.breaker = new CircuitBreaker(identity, nowMs)
  }

  async encode(inputs: readonly EncoderInput[], signal?: AbortSignal): Promise<Encoding[]> {
    signal?.throwIfAborted()
    if (this.isClosed) throw this.unavailable(new Error('it is closed'))
    if (inputs.length === 0) return []
    if (this.jobs.length >= mostCallers) throw this.unavailable(new Error(`${mostCallers} others are waiting for it`))
    return await this.breaker.run(
      () => this.queue(inputs, signal),
      () => !this.isClosed && signal?.aborted !== true,
    )
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const job of this.jobs.splice(0)) this.fail(job, new Error('it was closed'))
    await this.thread.end()
  }

  private async queue(inputs: readonly EncoderInput[], signal?: AbortSignal): Promise<Encoding[]> {
    const job: Job = { inputs, encodings: [], result: Promise.withResolvers(), settled: false }
    const abort = () => {
      job.settled = true
      job.result.reject(signal?.reason)
      this.jobs = this.jobs.filter((other) => other !== job)
    }
    signal?.addEventListener('abort', abort, { once: true })
    this.jobs.push(job)
    void this.work()
    try {
      return await job.result.promise
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }

  /** Does the waiting texts, one at a time. Never rejects: what goes wrong is told to the text's caller. */
  private async work(): Promise<void> {
    if (this.isWorking) return
    this.isWorking = true
    for (let job = this.jobs.shift(); job !== undefined; job = this.jobs.shift()) {
      try {
        await this.step(job)
      } catch (error) {
        this.fail(job, error)
      }
    }
    this.isWorking = false
  }

  private async step(job: Job): Promise<void> {
    const input = job.inputs[job.encodings.length]
    if (input === undefined) return
    if (!this.thread.isAlive() && !this.isClosed) {
      const thread = await this.restart()
      if (this.isClosed) await thread.end()
      this.thread = thread
    }
    job.encodings.push(await this.thread.encode(input))
    if (job.settled) return
    if (job.encodings.length < job.inputs.length) {
      if (this.isClosed) throw new Error('it was closed')
      this.jobs.push(job)
      return
    }
    job.settled = true
    job.result.resolve(job.encodings)
  }

  private fail(job: Job, error: unknown): void {
    if (job.settled) return
    job.settled = true
    job.result.reject(this.unavailable(error))
  }

  private unavailable(error: unknown) {
    const problem = error instanceof Error ? error.message : String(error)
    return appError('encoder.unavailable', { encoder: this.identity, problem }, error)
  }
}
