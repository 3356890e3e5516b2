import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { idleThreadMs, readingThreads, readLimits } from './choices.ts'
import type { ReadOrder } from './read-source.ts'
import type { ReadOutcome, SkippedSource } from './source.ts'

/** Reads sources beside the server: in threads with a bound on memory, each ended when one source takes too long. */
export interface ReaderPool {
  /** Never rejects while the pool is open. The bytes are handed over and are empty here afterwards. */
  read(order: ReadOrder): Promise<ReadOutcome>
  /** How many sources it reads at once. */
  readonly threads: number
  close(): Promise<void>
}

interface Job {
  order: ReadOrder
  settle: (outcome: ReadOutcome) => void
}

export interface PoolOptions {
  threads?: number
  fileMs?: number
  threadMemoryMb?: number
}

export function openReaderPool(options: PoolOptions = {}): ReaderPool {
  const threads = options.threads ?? readingThreads(availableParallelism())
  const waiting: Job[] = []
  const idle: { thread: Worker; timer: NodeJS.Timeout }[] = []
  const all = new Set<Worker>()
  let busy = 0
  let isOpen = true

  const end = async (thread: Worker) => {
    all.delete(thread)
    await thread.terminate()
  }
  const rest = (thread: Worker) => {
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((entry) => entry.thread === thread),
        1,
      )
      void end(thread)
    }, idleThreadMs)
    timer.unref()
    thread.unref()
    idle.push({ thread, timer })
  }
  const take = (): Worker => {
    const rested = idle.pop()
    if (rested !== undefined) {
      clearTimeout(rested.timer)
      rested.thread.ref()
      return rested.thread
    }
    const thread = new Worker(new URL('./reader-thread.ts', import.meta.url), {
      name: 'parley-reading',
      resourceLimits: { maxOldGenerationSizeMb: options.threadMemoryMb ?? readLimits.threadMemoryMb },
    })
    all.add(thread)
    return thread
  }
  const next = () => {
    while (busy < threads && waiting.length > 0) {
      const job = waiting.shift()
      if (job === undefined) return
      busy += 1
      void run(take(), job)
    }
  }
  const run = async (thread: Worker, { order, settle }: Job) => {
    const { outcome, isReusable } = await readIn(thread, order, options.fileMs ?? readLimits.fileMs)
    if (isReusable && isOpen) rest(thread)
    else await end(thread)
    busy -= 1
    settle(outcome)
    next()
  }

  return {
    threads,
    read: (order) =>
      new Promise((settle) => {
        waiting.push({ order, settle })
        next()
      }),
    async close() {
      isOpen = false
      for (const { timer } of idle.splice(0)) clearTimeout(timer)
      await Promise.all([...all].map(end))
    },
  }
}

const skipped = (why: SkippedSource['why'], problem: string): ReadOutcome => ({
  kind: 'skipped',
  skipped: { why, problem },
})

function readIn(
  thread: Worker,
  order: ReadOrder,
  fileMs: number,
): Promise<{ outcome: ReadOutcome; isReusable: boolean }> {
  return new Promise((resolve) => {
    const settle = (outcome: ReadOutcome, isReusable: boolean) => {
      clearTimeout(timer)
      thread.off('message', onMessage)
      thread.off('error', onError)
      thread.off('exit', onExit)
      if (!isReusable) thread.on('error', () => undefined)
      resolve({ outcome, isReusable })
    }
    const onMessage = (outcome: ReadOutcome) => settle(outcome, true)
    const onError = (error: Error) =>
      settle(
        'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? skipped(
              'too-much-memory',
              'Reading it needs more memory than a document may. Split it, or export it again.',
            )
          : skipped('broken', `It cannot be read (${error.message.slice(0, 200)}).`),
        false,
      )
    const onExit = () => settle(skipped('broken', 'Reading it ended without a result.'), false)
    const timer = setTimeout(
      () =>
        settle(
          skipped('too-slow', `Reading it takes longer than ${fileMs / 1_000} s. Split it, or export it again.`),
          false,
        ),
      fileMs,
    )
    thread.on('message', onMessage)
    thread.on('error', onError)
    thread.on('exit', onExit)
    // A view of a pooled buffer cannot be handed over.
    const bytes = order.bytes.byteLength === order.bytes.buffer.byteLength ? order.bytes : order.bytes.slice()
    thread.postMessage({ ...order, bytes }, [bytes.buffer as ArrayBuffer])
  })
}
