import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openMemory } from '#adapters/store/index.ts'
import { loadTools } from '#assistant/index.ts'
import type { Clock } from '#domain/clock.ts'
import type { TenantId } from '#domain/ids.ts'
import type { ReleaseStore } from '#ports/release-store.ts'
import { type Prepared, prepareRelease, ReleaseRegistry } from '#releases/index.ts'
import type { Releases } from '#turn/index.ts'
import { workshopFor } from './workshop.ts'

export interface Workbench {
  tenant: TenantId
  releases: Releases
  prepared: Prepared
  /** Ends what the tools keep open. */
  close(): Promise<void>
}

export interface WorkbenchOptions {
  assistantFolder: string
  clock: Clock
  environment: Record<string, string | undefined>
  onProgress?: (done: number, total: number, what: string) => void
}

/**
 * An assistant without a server and without a database: for `trace`, `test` and tests. Trained parts are kept in a cache folder under
 * the hash of what they were made from, so that the second run starts at once.
 */
export async function openWorkbench({
  assistantFolder,
  clock,
  environment,
  onProgress,
}: WorkbenchOptions): Promise<Workbench> {
  const tenant = 'tn_workbench' as TenantId
  const { database } = openMemory()
  const cache = environment.PARLEY_CACHE ?? join(import.meta.dirname, '../../.cache/parts')
  const store = cachedParts(database.releases, cache)
  const tools = await loadTools(assistantFolder)
  const workshop = workshopFor(assistantFolder, environment)
  const prepared = await prepareRelease(assistantFolder, tenant, {
    store,
    clock,
    tools,
    environment,
    workshop,
    ...(onProgress && { onProgress }),
  })
  const surroundings = { tools, environment, encoders: workshop.encoders }
  const releases = new ReleaseRegistry(store, surroundings, () => clock.now())
  return { tenant, prepared, releases, close: () => tools.close() }
}

/** A release store whose parts are also files: read where memory has none, written when made. */
function cachedParts(store: ReleaseStore, folder: string): ReleaseStore {
  const fileOf = (hash: string) => join(folder, hash)
  const cached = async (hash: string): Promise<Uint8Array | null> => {
    try {
      return new Uint8Array(await readFile(fileOf(hash)))
    } catch {
      return null // not made yet, or the cache was cleared: the part is made again
    }
  }
  return {
    hasPart: async (tenant, hash) => (await store.hasPart(tenant, hash)) || (await cached(hash)) !== null,
    part: async (tenant, hash) => (await store.part(tenant, hash)) ?? (await cached(hash)),
    async putPart(tenant, hash, kind, bytes) {
      await store.putPart(tenant, hash, kind, bytes)
      await mkdir(folder, { recursive: true })
      // Written beside and renamed: another process never reads half a part.
      const unfinished = `${fileOf(hash)}.${process.pid}`
      await writeFile(unfinished, bytes)
      await rename(unfinished, fileOf(hash))
    },
    putManifest: (tenant, manifest) => store.putManifest(tenant, manifest),
    recordGate: (tenant, release, gate) => store.recordGate(tenant, release, gate),
    manifest: (tenant, release) => store.manifest(tenant, release),
    list: (tenant, limit) => store.list(tenant, limit),
    makeLive: (tenant, release, by, forced, atMs) => store.makeLive(tenant, release, by, forced, atMs),
    live: (tenant) => store.live(tenant),
  }
}
