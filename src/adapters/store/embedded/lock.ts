import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { appError } from '#domain/errors.ts'

/**
 * Makes this process the only one on the folder, until the returned function is called or the process ends, however it ends.
 * PGlite has no lock of its own: two processes on one folder lost acknowledged rows without an error. SQLite's file lock is the kernel's,
 * so a kill frees it. Errors: `store.locked`, `store.unwritable`.
 */
export function lockFolder(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true })
    const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 })
    try {
      lock.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      lock.close()
      throw error
    }
    let released = false
    return () => {
      if (!released) lock.close()
      released = true
    }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    if (problem.includes('database is locked')) throw appError('store.locked', { folder }, error)
    throw appError('store.unwritable', { folder, problem }, error)
  }
}
