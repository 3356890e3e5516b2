import { type FSWatcher, watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import { AppError } from '#domain/errors.ts'
import { problemText } from '#domain/problem.ts'
import { type KnowledgeVersions, outsideFolders } from '#knowledge/index.ts'
import type { PreparedKnowledge } from '#releases/index.ts'

/** Milliseconds without a further change before anything is read: editors and copying write a file in several steps. */
const quietMs = 800

/** Runs works one after the other, whatever becomes of each. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

/** A state that cannot be kept (a data folder that is read-only) must not keep a release from being made. */
export const keptVersions = (versions: KnowledgeVersions, log: Logger) => ({
  keep: (nowMs: number): Promise<unknown> =>
    versions.keep(nowMs).catch((error: unknown) => log.warn({ err: error }, 'this state of the knowledge is not kept')),
})

export interface Watching {
  close(): Promise<void>
}

/**
 * Takes the knowledge of an assistant over as its files change: in its knowledge folder and in the folders outside that sources.yaml names.
 * What fails is logged and tried again with the next change; what is live stays live.
 */
export function watchKnowledge(options: {
  assistantFolder: string
  takeOver: () => Promise<PreparedKnowledge>
  log: Logger
  quietMs?: number
}): Watching {
  const { assistantFolder, takeOver, log } = options
  const watchers = new Map<string, FSWatcher>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isClosed = false

  const changed = () => {
    clearTimeout(timer)
    if (isClosed) return
    timer = setTimeout(() => {
      running = running.then(run)
    }, options.quietMs ?? quietMs)
  }
  const run = async () => {
    if (isClosed) return
    await watchFolders()
    try {
      const { release, promoted, problems } = await takeOver()
      for (const problem of problems) log.warn(`knowledge: ${problemText(problem)}`)
      if (promoted) log.info({ release }, 'knowledge changed: a release with it is live')
    } catch (error) {
      if (error instanceof AppError) log.error(`knowledge was not taken over: ${error.message}`)
      else log.error({ err: error }, 'knowledge was not taken over')
    }
  }
  const watchFolders = async () => {
    const text = await readFile(join(assistantFolder, 'knowledge/sources.yaml'), 'utf8').catch(() => '')
    const wanted = new Set([
      join(assistantFolder, 'knowledge'),
      ...outsideFolders(text).map((folder) => resolve(assistantFolder, folder)),
    ])
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue
      watcher.close()
      watchers.delete(folder)
    }
    for (const folder of wanted) {
      if (watchers.has(folder) || isClosed) continue
      try {
        const watcher = watch(folder, { recursive: true, persistent: false }, changed)
        watcher.on('error', (error) => {
          log.warn({ err: error, folder }, 'this folder is no longer watched')
          watchers.delete(folder)
        })
        watchers.set(folder, watcher)
      } catch (error) {
        log.warn(`knowledge: ${folder} cannot be watched (${error instanceof Error ? error.message : String(error)})`)
      }
    }
  }
  running = watchFolders()
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await running
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}
