import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const source = join(import.meta.dirname, '..')
const known = new Map<string, string>()

/**
 * A hash over the code of a folder of src and the tables it reads, without its tests: part of the name of everything that code makes. A version number would have to
 * be raised by hand, and a forgotten one gives parts that the new code cannot read. Costs a few milliseconds, once per folder.
 */
export function codeVersion(folder: string): string {
  const seen = known.get(folder)
  if (seen !== undefined) return seen
  const root = join(source, folder)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => !/\.(test|contract|fixture)\.[jt]s$|\.(md|txt|snap)$/.test(file) && statSync(join(root, file)).isFile(),
    )
    .sort()
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
  const version = hash.digest('hex').slice(0, 16)
  known.set(folder, version)
  return version
}
