import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openPageFetcher } from '#adapters/web-pages/index.ts'
import { knowledgeStoreFor } from '#compose/knowledge-store.ts'
import { systemClock } from '#domain/clock.ts'
import { appError } from '#domain/errors.ts'
import { KnowledgeVersions, openReaderPool, type ReadKnowledge, type SyncReport, syncPages } from '#knowledge/index.ts'
import type { Output } from '../output.ts'

/** How changed articles reach customers. */
export const takeOverHint =
  'Customers get it with `npm run parley -- train`, or at once where the server watches the folder.'

/** Throws `assistant.missing`. */
export function assistantFolderOf(given: string): string {
  const folder = resolve(given)
  if (!existsSync(join(folder, 'assistant.yaml'))) throw appError('assistant.missing', { folder })
  return folder
}

export const versionsOf = (folder: string): KnowledgeVersions =>
  new KnowledgeVersions(folder, knowledgeStoreFor(folder, process.env))

/** Keeps the folder as it is now, so that what follows can be undone. */
export const keepVersion = async (folder: string): Promise<string> =>
  (await versionsOf(folder).keep(systemClock.now())).version

/** Fetches what sources.yaml names, with a bar; Ctrl-C ends it between two pages, and the next one goes on from there. */
export async function fetchPages(folder: string, output: Output, again: boolean): Promise<SyncReport> {
  const fetcher = openPageFetcher()
  const pool = openReaderPool()
  const stop = new AbortController()
  const onInterrupt = () => stop.abort()
  process.once('SIGINT', onInterrupt)
  const progress = output.progress('fetching')
  try {
    return await syncPages(folder, { fetcher, pool, again, signal: stop.signal, onProgress: progress.update })
  } finally {
    process.off('SIGINT', onInterrupt)
    progress.done()
    await fetcher.close()
    await pool.close()
  }
}

export function syncText({ sources, interrupted }: SyncReport): string {
  const lines = sources.flatMap(({ name, read, unchanged, removed, skipped }) => [
    `${name}: ${read} pages read, ${unchanged} unchanged, ${removed} removed, ${skipped.length} skipped`,
    ...skipped.map(({ url, problem }) => `  skipped ${url}: ${problem}`),
  ])
  if (interrupted) lines.push('Interrupted. What was fetched is kept; run it again to go on.')
  return lines.length === 0 ? 'knowledge/sources.yaml names no pages.' : lines.join('\n')
}

/** What reading gave, in one line. */
export function readingText({ sources }: Pick<ReadKnowledge, 'sources'>): string {
  const skipped = sources.filter((source) => source.skipped !== null).length
  const unchanged = sources.filter(({ isUnchanged }) => isUnchanged).length
  const articles = sources.reduce((sum, source) => sum + source.articles.length, 0)
  return `${sources.length} sources: ${articles} articles of ${sources.length - skipped} read (${unchanged} unchanged), ${skipped} skipped`
}
