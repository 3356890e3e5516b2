import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { warnOfProblem } from '../opened.ts'
import { migrate, schemaHash } from '../postgres/migrate.ts'
import { startWorkerEngine } from './worker-engine.ts'

/** Next to the packages: written by whoever installed them, unlike a folder of temporary files that others can write to. */
const cacheFolder = fileURLToPath(new URL('../../../../node_modules/.cache/parley/', import.meta.url))

/**
 * Puts a migrated, empty database into `folder`, which must not exist: a copy of a prepared one (0.3 s) where there is one for this
 * version of PGlite and of the schema, else made anew (3 s) and kept for the next time. In a thread that ends afterwards, because making
 * a database takes memory that WebAssembly does not give back. Appears whole or not at all.
 */
export async function newDatabaseFolder(folder: string, cache: string = cacheFolder): Promise<void> {
  const unfinished = `${folder}.${randomBytes(6).toString('hex')}`
  try {
    const template = join(cache, `database-${await templateKey()}`)
    if (!(await copied(template, unfinished))) {
      await rm(unfinished, { recursive: true, force: true })
      await made(unfinished)
      await keep(unfinished, template)
    }
    await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function made(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const engine = await startWorkerEngine({ folder, onProblem: warnOfProblem })
  try {
    await migrate(engine)
  } finally {
    await engine.close()
  }
}

async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copy(from, to)
    return true
  } catch {
    return false // Not there, removed meanwhile, or not readable: made anew instead, which takes longer and is as good.
  }
}

/** Kept for the next time where the cache can be written; the database does not depend on it. */
async function keep(folder: string, template: string): Promise<void> {
  const unfinished = `${template}.${randomBytes(6).toString('hex')}`
  try {
    const cache = dirname(template)
    await mkdir(cache, { recursive: true })
    await copy(folder, unfinished)
    await rename(unfinished, template)
    const others = (await readdir(cache)).filter((name) => /^database-[0-9a-f]+$/.test(name))
    for (const name of others) {
      if (name !== basename(template)) await rm(join(cache, name), { recursive: true, force: true })
    }
  } catch {
    // Read-only, or another process was first. What cannot be removed either is only in the way of nobody.
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
  }
}

const copy = (from: string, to: string) =>
  cp(from, to, { recursive: true, errorOnExist: true, force: false, mode: constants.COPYFILE_FICLONE })

async function templateKey(): Promise<string> {
  const manifest = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'))
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  return `${version.replaceAll(/[^0-9a-z]/g, '')}${schemaHash.slice(0, 16)}`.replaceAll(/[^0-9a-f]/g, '0')
}
