import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { articleFile } from './manifest.ts'

/** A name that no article of the folder has; it is added to `taken`. */
export function freeSlug(wanted: string, name: string, taken: Set<string>): string {
  for (const slug of [wanted, `${name}-${wanted}`]) {
    if (taken.has(slug)) continue
    taken.add(slug)
    return slug
  }
  for (let count = 2; ; count += 1) {
    const slug = `${name}-${wanted}-${count}`
    if (taken.has(slug)) continue
    taken.add(slug)
    return slug
  }
}

/** Names of all articles below knowledge/. */
export async function slugsIn(folder: string): Promise<Set<string>> {
  const files = await readdir(join(folder, 'knowledge'), { recursive: true }).catch(() => [])
  return new Set(files.map((file) => (file.split(/[\\/]/).at(-1) ?? file).replace(/\.[^.]+$/, '')))
}

export async function areThere(folder: string, files: readonly string[]): Promise<boolean> {
  for (const file of files) if ((await readFile(join(folder, file), 'utf8').catch(() => null)) === null) return false
  return true
}

/** Whether it was written: an unchanged file keeps its time, and git sees nothing. */
export async function writeIfChanged(path: string, text: string): Promise<boolean> {
  if ((await readFile(path, 'utf8').catch(() => null)) === text) return false
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  return true
}

/** Only articles of fetched pages, whatever a damaged manifest says. */
export async function removeFiles(folder: string, files: readonly string[]): Promise<void> {
  for (const file of files) if (articleFile.test(file)) await rm(join(folder, file), { force: true })
}
