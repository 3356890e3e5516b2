import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { appError } from '#domain/errors.ts'
import { type LocatedYaml, readYaml, type YamlPath } from '#source-files/index.ts'
import type { NotePlace, Notes } from './report.ts'

export type Fields = Record<string, unknown>

/** A YAML file of the project: what stands in it, and where. */
export interface ProjectFile {
  /** Path within the project. */
  file: string
  text: string
  fields: Fields
  yaml: LocatedYaml
}

/** An entry below a top-level key, such as one flow below `flows`. */
export interface Entry extends NotePlace {
  name: string
  value: unknown
  path: YamlPath
  from: ProjectFile
}

/** Bounds of one import: far above any assistant that people keep. */
const limits = { files: 5_000, fileBytes: 4_000_000, bytes: 60_000_000 } as const

const notOurs = /(^|\/)(node_modules|\.git|\.rasa|models|results)(\/|$)/

/** Reads every YAML file below these paths. Files that are no YAML are noted. Throws `cli.bad-file` where there is nothing to read. */
export async function readProject(paths: readonly string[], notes: Notes): Promise<ProjectFile[]> {
  const files: ProjectFile[] = []
  let bytes = 0
  for (const root of paths) {
    for (const path of await yamlFiles(root)) {
      const file = path === root ? basename(path) : relative(root, path).split(sep).join('/')
      const { size } = await stat(path)
      bytes += size
      if (size > limits.fileBytes) {
        notes.lost(
          'the file',
          `it is larger than ${limits.fileBytes / 1_000_000} MB`,
          { file, line: null },
          'Split it.',
        )
        continue
      }
      if (bytes > limits.bytes || files.length >= limits.files)
        throw appError('cli.bad-file', {
          file: root,
          problem: `it is too much at once (more than ${limits.bytes / 1_000_000} MB or ${limits.files} files); import it in parts`,
        })
      const text = await readFile(path, 'utf8')
      const read = readYaml(file, text)
      if (!read.ok)
        for (const { line, message } of read.problems.slice(0, 3))
          notes.lost('the file', message, { file, line }, 'Mend it and import again.')
      else if (isFields(read.yaml.value)) files.push({ file, text, fields: read.yaml.value, yaml: read.yaml })
      else if (read.yaml.value !== null)
        notes.lost('the file', 'it is no map of keys', { file, line: 1 }, 'Look whether it belongs to the assistant.')
    }
  }
  return files
}

async function yamlFiles(root: string): Promise<string[]> {
  try {
    if ((await stat(root)).isFile()) return [root]
    const entries = await readdir(root, { withFileTypes: true, recursive: true })
    return entries
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !notOurs.test(relative(root, path).split(sep).join('/')))
      .sort()
  } catch (error) {
    throw appError(
      'cli.bad-file',
      { file: root, problem: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
}

export const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const textIn = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null

/** All entries below a top-level key that holds a map, over all files. */
export function entriesUnder(files: readonly ProjectFile[], key: string): Entry[] {
  return files.flatMap((from) => {
    const below = from.fields[key]
    if (!isFields(below)) return []
    return Object.entries(below).map(([name, value]): Entry => {
      const { line } = from.yaml.keyPlace([key], name)
      return { name, value, path: [key, name], from, file: from.file, line }
    })
  })
}

/** All elements below a top-level key that holds a list; of a map its keys. */
export function namesUnder(
  files: readonly ProjectFile[],
  key: string,
): (NotePlace & { name: string; value: unknown })[] {
  return files.flatMap((from) => {
    const below = from.fields[key]
    return listOf(below).flatMap((item, index) => {
      const name = isFields(item) ? Object.keys(item)[0] : textIn(item)
      const { line } = from.yaml.place([key, index])
      return name === undefined || name === null ? [] : [{ name, value: item, file: from.file, line }]
    })
  })
}

/** Throws `authoring.exists` where the folder is there and not empty. */
export async function emptyFolder(folder: string, force: boolean): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (names.length > 0 && !force) throw appError('authoring.exists', { what: names.slice(0, 5).join(', '), folder })
  await mkdir(folder, { recursive: true })
}
