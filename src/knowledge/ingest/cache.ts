import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readerVersion } from './reader-version.ts'
import type { ReadOutcome, SourceFormat } from './source.ts'

/** What was read before, by content: the same bytes are read once. It may be deleted at any time. */
export interface ReadCache {
  get(hash: string, format: SourceFormat): Promise<ReadOutcome | null>
  put(hash: string, format: SourceFormat, outcome: ReadOutcome): Promise<void>
}

/** Where it lies unless somebody says otherwise: beside the vectors of training. */
export const defaultCacheFolder = join(import.meta.dirname, '../../../.cache/knowledge')

export const noCache: ReadCache = { get: async () => null, put: async () => undefined }

export function folderCache(folder: string): ReadCache {
  const path = (hash: string, format: SourceFormat) => join(folder, readerVersion(), `${hash}.${format}.json`)
  return {
    async get(hash, format) {
      try {
        return JSON.parse(await readFile(path(hash, format), 'utf8')) as ReadOutcome
      } catch {
        // Not there, or cut off while it was written: it is read again.
        return null
      }
    },
    async put(hash, format, outcome) {
      const file = path(hash, format)
      const part = `${file}.${process.pid}.part`
      try {
        // What older code read is of no use to anybody.
        if ((await mkdir(dirname(file), { recursive: true })) !== undefined) await removeOthers(folder)
        await writeFile(part, JSON.stringify(outcome))
        await rename(part, file)
      } catch {
        // Only a memory: a folder that cannot be written must not keep anything from being read.
      }
    },
  }
}

async function removeOthers(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name !== readerVersion() && /^[0-9a-f]{16}$/.test(name))
      await rm(join(folder, name), { recursive: true, force: true })
}
