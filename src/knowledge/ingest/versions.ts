import { createHash } from 'node:crypto'
import { constants, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import { hashOf } from './hash.ts'

/**
 * States of a knowledge folder, each with all of its files by content. A state is kept whenever a release is made of it; equal states are
 * one. Folders outside the assistant are somebody else's to keep.
 */
const Version = z.object({
  /** `kv_` and the first 12 digits of a hash over names and contents. */
  version: z.string(),
  /** When it was seen first. */
  atMs: z.number(),
  /** File within the knowledge folder → SHA-256 of its bytes. */
  files: z.record(z.string(), z.string()),
})
export type KnowledgeVersion = z.infer<typeof Version>

export interface Restored {
  version: string
  /** What the folder was before: one can go back to it the same way. */
  before: string
  written: number
  removed: number
}

const fileBytesAtMost = 200_000_000

/** Keeps states of one assistant's knowledge in `store`, a folder of the data. */
export class KnowledgeVersions {
  private readonly folder: string
  private readonly store: string

  constructor(assistantFolder: string, store: string) {
    this.folder = join(assistantFolder, 'knowledge')
    this.store = store
  }

  /** Keeps the folder as it is now, and says which version that is. */
  async keep(nowMs: number): Promise<KnowledgeVersion> {
    const files: Record<string, string> = {}
    for (const path of await filesBelow(this.folder)) {
      const hash = await hashOf(await readFile(path))
      files[relative(this.folder, path).split(sep).join('/')] = hash
      const kept = this.content(hash)
      if (await isThere(kept)) continue
      await mkdir(dirname(kept), { recursive: true })
      // Where the file system can, both share their blocks.
      await copyFile(path, `${kept}.part`, constants.COPYFILE_FICLONE)
      await rename(`${kept}.part`, kept)
    }
    const version = `kv_${createHash('sha256')
      .update(JSON.stringify(Object.entries(files).toSorted()))
      .digest('hex')
      .slice(0, 12)}`
    const known = await this.read(version)
    if (known !== null) return known
    const made = { version, atMs: nowMs, files }
    await mkdir(join(this.store, 'versions'), { recursive: true })
    await writeFile(`${this.manifest(version)}.part`, JSON.stringify(made))
    await rename(`${this.manifest(version)}.part`, this.manifest(version))
    return made
  }

  /** Newest first. */
  async list(): Promise<KnowledgeVersion[]> {
    const names = await readdir(join(this.store, 'versions')).catch(() => [])
    const read = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => this.read(name.replace(/\.json$/, ''))),
    )
    return read
      .filter((version) => version !== null)
      .toSorted((a, b) => b.atMs - a.atMs || (a.version < b.version ? -1 : 1))
  }

  /** Makes the folder what it was. Names may be cut short where they stay clear. Throws `knowledge.version-unknown`. */
  async restore(name: string, nowMs: number): Promise<Restored> {
    const matching = (await this.list()).filter(({ version }) =>
      version.startsWith(name.startsWith('kv_') ? name : `kv_${name}`),
    )
    const [wanted] = matching
    if (wanted === undefined || matching.length > 1) throw appError('knowledge.version-unknown', { version: name })
    const present = await this.keep(nowMs)
    let written = 0
    for (const [file, hash] of Object.entries(wanted.files)) {
      if (present.files[file] === hash) continue
      const path = join(this.folder, file)
      await mkdir(dirname(path), { recursive: true })
      await copyFile(this.content(hash), `${path}.part`)
      await rename(`${path}.part`, path)
      written += 1
    }
    let removed = 0
    for (const file of Object.keys(present.files)) {
      if (file in wanted.files) continue
      await rm(join(this.folder, file), { force: true })
      removed += 1
    }
    return { version: wanted.version, before: present.version, written, removed }
  }

  private content(hash: string): string {
    return join(this.store, 'contents', hash.slice(0, 2), hash)
  }

  private manifest(version: string): string {
    return join(this.store, 'versions', `${version}.json`)
  }

  private async read(version: string): Promise<KnowledgeVersion | null> {
    const text = await readFile(this.manifest(version), 'utf8').catch(() => null)
    if (text === null) return null
    const parsed = Version.safeParse(JSON.parse(text))
    // Names come from a file; none may lead out of the folder.
    return parsed.success && !Object.keys(parsed.data.files).some((file) => file.split('/').includes('..'))
      ? parsed.data
      : null
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  const files: string[] = []
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.') || entry.name.startsWith('~$') || entry.name.endsWith('.part'))
      continue
    const path = join(entry.parentPath, entry.name)
    if ((await stat(path)).size <= fileBytesAtMost) files.push(path)
  }
  return files.sort()
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
