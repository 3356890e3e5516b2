import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { readAssistantFolder, readIntents } from '#assistant/index.ts'
import { AppError, appError } from '#domain/errors.ts'
import { type Imported, newImport } from './imported.ts'
import { importRasa } from './rasa.ts'
import { importJsonLines, importTable, type TableOptions } from './table.ts'
import { toYaml } from './to-yaml.ts'

/** Bytes of all files together. */
const bytesAtMost = 200_000_000

/**
 * Reads training data of other programs: Rasa's YAML (a file or a folder), CSV, TSV, JSON Lines. Throws `cli.bad-file`.
 */
export async function importTrainingData(paths: readonly string[], options: TableOptions = {}): Promise<Imported> {
  const files: { file: string; text: string }[] = []
  let bytes = 0
  for (const path of paths) {
    for (const file of await filesAt(path)) {
      bytes += (await stat(file)).size
      if (bytes > bytesAtMost)
        throw appError('cli.bad-file', { file: path, problem: 'it is larger than 200 MB; import it in parts' })
      files.push({ file, text: await readFile(file, 'utf8') })
    }
  }
  const rasa = files.filter(({ file }) => /\.ya?ml$/.test(file))
  const others = files.filter(({ file }) => !/\.ya?ml$/.test(file))
  const imports = rasa.length > 0 ? [importRasa(rasa)] : []
  for (const { file, text } of others) {
    try {
      imports.push(/\.(jsonl|ndjson)$/.test(file) ? importJsonLines(file, text) : importTable(file, text, options))
    } catch (error) {
      throw appError('cli.bad-file', { file, problem: error instanceof Error ? error.message : String(error) }, error)
    }
  }
  const merged = merge(imports)
  if (![...merged.intents.values()].some((examples) => examples.length > 0)) {
    const why = merged.left[0] === undefined ? '' : ` (${merged.left[0].what}: ${merged.left[0].why})`
    throw appError('cli.bad-file', { file: paths.join(', '), problem: `there are no examples in it${why}` })
  }
  return merged
}

async function filesAt(path: string): Promise<string[]> {
  try {
    if ((await stat(path)).isFile()) {
      if (!/\.(ya?ml|csv|tsv|txt|jsonl|ndjson)$/.test(path))
        throw appError('cli.bad-file', {
          file: path,
          problem: `"${extname(path)}" is no format that can be imported: .yml, .csv, .tsv, .jsonl`,
        })
      return [path]
    }
    const entries = await readdir(path, { withFileTypes: true, recursive: true })
    const files = entries.filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    if (files.length === 0) throw appError('cli.bad-file', { file: path, problem: 'the folder has no .yml files' })
    return files.map((entry) => join(entry.parentPath, entry.name)).sort()
  } catch (error) {
    if (error instanceof AppError) throw error
    throw appError(
      'cli.bad-file',
      { file: path, problem: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
}

function merge(imports: readonly Imported[]): Imported {
  const all = newImport()
  for (const one of imports) {
    for (const [name, examples] of one.intents) all.intents.set(name, [...(all.intents.get(name) ?? []), ...examples])
    for (const [name, { patterns, values, builtIn }] of one.entities) {
      const entity = all.entities.get(name) ?? { patterns: [], values: new Map<string, Set<string>>() }
      all.entities.set(name, entity)
      entity.patterns.push(...patterns)
      for (const [value, names] of values)
        entity.values.set(value, new Set([...(entity.values.get(value) ?? []), ...names]))
      if (builtIn !== undefined) entity.builtIn = builtIn
    }
    for (const [from, to] of one.renamed) all.renamed.set(from, to)
    all.left.push(...one.left)
    all.notes.push(...one.notes)
  }
  return all
}

export interface WrittenImport {
  /** Paths within the folder. */
  files: string[]
}

/**
 * Writes what was imported as files of an assistant folder. Throws `authoring.exists` where a file is there already, or another file of the
 * folder has one of the intents; with `force` files are overwritten, intents of other files never.
 */
export async function writeImport(
  imported: Imported,
  folder: string,
  { from, force }: { from: string; force: boolean },
): Promise<WrittenImport> {
  const files = toYaml(imported, from)
  const existing: string[] = []
  for (const { file } of files) if (await isThere(join(folder, file))) existing.push(file)
  if (existing.length > 0 && !force) throw appError('authoring.exists', { what: existing.join(', '), folder })
  const taken = await intentsElsewhere(folder, new Set(files.map(({ file }) => file)))
  const twice = [...imported.intents.keys()].filter((name) => taken.has(name))
  if (twice.length > 0) {
    const what = twice.map((name) => `"${name}" (${taken.get(name)})`).join(', ')
    throw appError('authoring.intent-exists', { what, folder })
  }
  for (const { file, text } of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  return { files: files.map(({ file }) => file) }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}

/** Intents of the folder's other files. Nothing where it is no assistant folder yet. */
async function intentsElsewhere(folder: string, own: ReadonlySet<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  if (!(await isThere(join(folder, 'assistant.yaml')))) return found
  const { files } = await readAssistantFolder(folder)
  for (const file of files) {
    if (!file.file.startsWith('intents/') || own.has(file.file)) continue
    for (const { name } of readIntents([file], new Set()).definitions) found.set(name, file.file)
  }
  return found
}

/** How a source is named in the files that are written: no path of the machine. */
export const sourceName = (paths: readonly string[]): string => paths.map((path) => basename(path)).join(', ')
