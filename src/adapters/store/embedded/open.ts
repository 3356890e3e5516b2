import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#domain/clock.ts'
import { inProcessBus } from '../bus/in-process.ts'
import { type OpenedStore, warnOfProblem } from '../opened.ts'
import { postgresDatabase } from '../postgres/database.ts'
import { migrate } from '../postgres/migrate.ts'
import { lockFolder } from './lock.ts'
import { newDatabaseFolder } from './template.ts'
import { startWorkerEngine } from './worker-engine.ts'

export interface EmbeddedOptions {
  /** Where the data is kept; made where it does not exist. */
  folder: string
  /** As for a server; the embedded database has no use for it. */
  clock?: Clock
  /** Told of what fails in the background and is tried again. */
  onProblem?: (error: unknown, doing: string) => void
}

/**
 * Opens the database that Parley brings along. This process is the only one on the folder, so whoever held turns before is dead: all
 * leases end at once. Survives being killed; does not wait for the disk, so a power failure may lose the last moments.
 * Errors: `store.locked`, `store.unwritable`, `store.newer-schema`, `store.unreachable`.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<OpenedStore> {
  const { folder, onProblem = warnOfProblem } = options
  const unlock = lockFolder(folder)
  try {
    const databaseFolder = join(folder, 'postgres')
    if (!existsSync(databaseFolder)) await newDatabaseFolder(databaseFolder)
    const engine = await startWorkerEngine({ folder: databaseFolder, onProblem })
    try {
      await migrate(engine)
      await engine.script('update parley.conversations set lease_until = 0 where lease_until > 0')
    } catch (error) {
      await engine.close()
      throw error
    }
    return {
      bus: inProcessBus(),
      database: {
        ...postgresDatabase(engine, 'embedded'),
        async close() {
          await engine.close()
          unlock()
        },
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}
