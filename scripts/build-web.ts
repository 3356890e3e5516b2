import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = join(root, 'dist/web')
const stamp = join(target, '.stamp')

/** What the built files depend on. Tests and the stand-in server are in `web/` too, but are not built. */
const sources = ['web', 'contracts', 'package-lock.json', 'scripts/build-web.ts']
const notBuilt = /\.test\.tsx?$|[\\/]dev-server[\\/]|vitest\.config\.ts$/

export interface WebBuild {
  /** False where the last build was still good. */
  built: boolean
  folder: string
  ms: number
}

/**
 * Builds widget, shop page and desk into `dist/web` where their sources changed since the last build (by content, not by date: a
 * checkout touches dates). Builds beside the old files and swaps, so a server that runs meanwhile never serves half of one.
 */
export async function buildWeb({ force = false } = {}): Promise<WebBuild> {
  const started = performance.now()
  const hash = await sourceHash()
  if (!force && existsSync(stamp) && (await readFile(stamp, 'utf8')) === hash)
    return { built: false, folder: target, ms: performance.now() - started }

  const [{ build }, { webParts }] = await Promise.all([import('vite'), import('../web/vite.config.ts')])
  await mkdir(join(root, 'dist'), { recursive: true })
  const fresh = await mkdtemp(join(root, 'dist/web-'))
  await chmod(fresh, 0o755)
  // Under a test runner NODE_ENV is "test", which would build React's development form.
  const environment = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    for (const part of webParts) await build(part.config(fresh))
    await writeFile(join(fresh, '.stamp'), hash)
    await swap(fresh)
  } finally {
    if (environment === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = environment
    await rm(fresh, { recursive: true, force: true })
  }
  return { built: true, folder: target, ms: performance.now() - started }
}

async function swap(fresh: string): Promise<void> {
  const old = `${fresh}-old`
  if (existsSync(target)) await rename(target, old)
  await rename(fresh, target)
  await rm(old, { recursive: true, force: true })
}

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of await filesOf(join(root, source))) {
      if (notBuilt.test(file)) continue
      const content = await readFile(file)
      hash.update(`${relative(root, file)}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
    (reason: NodeJS.ErrnoException) => {
      if (reason.code === 'ENOTDIR') return null
      throw reason
    },
  )
  if (entries === null) return [path]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

if (import.meta.main) {
  // Standard output may carry somebody's JSON (npm start, npm test): this line is for people.
  const { built, ms } = await buildWeb({ force: process.argv.includes('--force') })
  console.error(built ? `web: built in ${(ms / 1000).toFixed(1)} s` : 'web: up to date')
}
