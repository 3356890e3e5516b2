import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { openEmbedded } from '#adapters/store/index.ts'
import { systemClock } from '#domain/clock.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import { type CustomerId, timeSortedIds } from '#domain/ids.ts'
import {
  chanceTools,
  emptyReport,
  newLedger,
  reportOf,
  standardTime,
  type WalkReport,
  walk,
  withWalk,
} from '#quality/index.ts'
import type { TurnLog } from '#turn/index.ts'
import { authoredWords } from './authored-words.ts'
import { openStage } from './theatre.ts'
import { openWorkbench } from './workbench.ts'

export interface WalkOrder {
  assistantFolder: string
  environment: Record<string, string | undefined>
  conversations: number
  /** Conversation i of a seed walks the same way wherever it is walked. */
  seed: string
  store: 'memory' | 'embedded'
  /** This thread's share: conversations whose number leaves `part` when divided by `parts`. */
  part: number
  parts: number
}

export type WalkReply = { kind: 'progress'; walked: number } | { kind: 'done'; report: WalkReport }

/** Walks with as many threads as there are cores, over the in-memory store; the embedded database has one process and one thread. */
export async function walkInThreads(
  order: Omit<WalkOrder, 'part' | 'parts'>,
  onProgress: (done: number, total: number) => void,
): Promise<WalkReport> {
  const began = performance.now()
  // Made before the threads begin, so that they find its parts ready.
  await openWorkbench({ ...order, clock: systemClock })
  const parts = order.store === 'embedded' ? 1 : Math.max(1, Math.min(availableParallelism(), 8))
  const done = new Array<number>(parts).fill(0)
  const reports = await Promise.all(
    done.map((_, part) =>
      inThread({ ...order, part, parts }, (walked) => {
        done[part] = walked
        onProgress(
          done.reduce((sum, count) => sum + count, 0),
          order.conversations,
        )
      }),
    ),
  )
  return reportOf(reports, (performance.now() - began) / 1000)
}

function inThread(order: WalkOrder, onProgress: (walked: number) => void): Promise<WalkReport> {
  return new Promise((settle, fail) => {
    const worker = new Worker(new URL('./walking-thread.ts', import.meta.url), { workerData: order })
    worker.on('message', (reply: WalkReply) => {
      if (reply.kind === 'progress') onProgress(reply.walked)
      else settle(reply.report)
    })
    worker.on('error', fail)
    worker.on('exit', (code) => fail(new Error(`a walking thread ended with ${code} and no report`)))
  })
}

/** One thread's share of the walks. Throws `assistant.missing`, `assistant.invalid`. */
export async function walkHere(order: WalkOrder, onProgress: (walked: number) => void): Promise<WalkReport> {
  const folder = resolve(order.assistantFolder)
  const { tenant, releases } = await openWorkbench({ ...order, assistantFolder: folder, clock: systemClock })
  const runtime = await releases.live(tenant)
  const { examples, known } = await authoredWords(folder)
  const vocabulary = { wishes: [...examples.values()].flat().map(({ text }) => text), values: known }
  const texts = [...known.values()].flat()
  const shared = order.store === 'embedded' ? await openShared() : null
  let report = emptyReport()
  try {
    for (let number = order.part; number < order.conversations; number += order.parts) {
      const seed = `${order.seed}:${number}`
      const ledger = newLedger()
      const errors: string[] = []
      const tools = chanceTools(runtime.tools, seed, ledger, { nowMs: startMs, texts })
      const walking = { ...runtime, tools }
      const world = { tenant, releases: { live: async () => walking, get: async () => walking } }
      const stage = await openStage(world, startMs, null, { ...shared?.parts, log: logTo(errors) })
      try {
        const walked = await walk(seed, {
          stage,
          flows: runtime.flows,
          tools,
          vocabulary,
          identity: identities[number % identities.length] ?? anonymous,
        })
        walked.violations.push(...ledger.violations)
        walked.errors.push(...errors)
        report = withWalk(report, walked)
      } finally {
        await stage.close()
      }
      if (report.conversations % 50 === 0) onProgress(report.conversations)
    }
  } finally {
    await shared?.close()
  }
  return report
}

/** The suite's time: a Friday on which the desk is open. */
const startMs = Date.parse(standardTime)

const attributes = { customerId: 'C-1', name: 'Sam Walker', email: 'sam@example.com', level: 'silver' }
const identities: Identity[] = [
  anonymous,
  { level: 'identified', customer: 'C-1' as CustomerId, by: 'signed-token', attributes },
  { level: 'verified', customer: 'C-1' as CustomerId, by: 'signed-token', attributes },
]

const logTo = (errors: string[]): TurnLog => ({
  info() {},
  warn() {},
  error: ({ err, step }, message) => {
    errors.push(
      `${message}${step === undefined ? '' : ` (${String(step)})`}: ${err instanceof Error ? err.stack : String(err)}`,
    )
  },
})

async function openShared() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-walk-'))
  const store = await openEmbedded({ folder })
  return {
    parts: { store, ids: timeSortedIds(systemClock) },
    close: async () => {
      await store.database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
