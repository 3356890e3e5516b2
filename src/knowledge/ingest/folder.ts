import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import type { Problem } from '#domain/problem.ts'
import { readChecked, type SourceFile } from '#source-files/index.ts'
import { frontMatterSchema } from '../documents/document.ts'
import { defaultCacheFolder, folderCache, noCache, type ReadCache } from './cache.ts'
import { filesAtOnce, readLimits } from './choices.ts'
import { adviceFor, formatOf } from './format.ts'
import { hashOf } from './hash.ts'
import { asArticle, type SourcesFile, sourcesFileSchema, statedFor, withDefaults } from './metadata.ts'
import { namesFor } from './names.ts'
import { openReaderPool, type ReaderPool } from './reader-pool.ts'
import type { ReadOutcome, SkippedSource, SourceFormat, SourceMetadata } from './source.ts'
import { decodeText } from './text-encoding.ts'

export interface ReadingOptions {
  /** Folder of what was read before; null reads everything again. */
  cache?: string | null
  /** Reads with these threads; left out, threads are started where something has to be read, and ended. */
  pool?: ReaderPool
  onProgress?: (done: number, total: number, what: string) => void
}

/** A file of the knowledge folder, or of a folder that sources.yaml names, and what became of it. */
export interface KnowledgeSource {
  /** Within the assistant folder; files of folders outside begin with `knowledge/@name/`. */
  file: string
  format: SourceFormat
  bytes: number
  /** SHA-256 of its bytes. */
  hash: string
  pages: number
  /** Files that `ReadKnowledge.files` has of it. */
  articles: string[]
  notes: string[]
  skipped: SkippedSource | null
  /** Whether it was known from before. */
  isUnchanged: boolean
}

export interface ReadKnowledge {
  /** One for each document: Markdown with front matter, whatever it was made from. */
  files: SourceFile[]
  sources: KnowledgeSource[]
  /** Sources that were skipped or cut are warnings; a sources.yaml that cannot be read is an error. */
  problems: Problem[]
}

interface Found {
  file: string
  path: string
  format: SourceFormat
  stated: SourceMetadata
  isOutside: boolean
}

/** Reads the knowledge of an assistant folder: articles as they are, other formats as articles made of them. What cannot be read is reported and left out. */
export async function readKnowledgeFolder(
  assistantFolder: string,
  options: ReadingOptions = {},
): Promise<ReadKnowledge> {
  const problems: Problem[] = []
  const declared = await readSourcesFile(assistantFolder, problems)
  const found = await findFiles(assistantFolder, declared, problems)
  const cacheFolder = options.cache === undefined ? defaultCacheFolder : options.cache
  const cache = cacheFolder === null ? noCache : folderCache(cacheFolder)
  const pools: ReaderPool[] = []
  const pool = () => {
    if (options.pool) return options.pool
    const [opened] = pools
    if (opened) return opened
    const own = openReaderPool()
    pools.push(own)
    return own
  }
  const read: { found: Found; source: KnowledgeSource; outcome: ReadOutcome | null; text: string | null }[] = []
  try {
    let done = 0
    // Files are read from disk a few at a time, so that no more of them are in memory than threads can take.
    const left = found.values()
    const readNext = async () => {
      for (const one of left) {
        read.push({ found: one, ...(await readOne(one, cache, pool)) })
        done += 1
        options.onProgress?.(done, found.length, one.file)
      }
    }
    await Promise.all(Array.from({ length: filesAtOnce }, readNext))
  } finally {
    for (const own of pools) await own.close()
  }
  read.sort((a, b) => (a.found.file < b.found.file ? -1 : 1))
  const files: SourceFile[] = []
  const taken = new Set(
    read.flatMap(({ found: { file, isOutside }, text }) => (text !== null && !isOutside ? [slugIn(file)] : [])),
  )
  for (const {
    found: { file, stated, isOutside },
    source,
    outcome,
    text,
  } of read) {
    if (text !== null) {
      const name = isOutside ? (namesFor(file, [null], taken)[0] ?? file) : file
      files.push({ file: name, text: isOutside ? withDefaults(text, stated) : text })
      source.articles.push(name)
    } else if (outcome?.kind === 'read') {
      const { documents, notes } = outcome.source
      const names = namesFor(
        file,
        documents.map(({ part }) => part),
        taken,
      )
      for (const [at, document] of documents.entries()) {
        const name = names[at] ?? file
        const metadata = { title: titleFrom(file), ...document.metadata }
        files.push({ file: name, text: asArticle({ ...document, metadata }, stated) })
        source.articles.push(name)
      }
      for (const note of notes) problems.push(warning(file, note))
    }
    if (source.skipped !== null) problems.push(warning(file, `Skipped: ${source.skipped.problem}`))
  }
  return { files, sources: read.map(({ source }) => source), problems }
}

async function readOne(
  { file, path, format }: Found,
  cache: ReadCache,
  pool: () => ReaderPool,
): Promise<{ source: KnowledgeSource; outcome: ReadOutcome | null; text: string | null }> {
  const source: KnowledgeSource = {
    file,
    format,
    bytes: 0,
    hash: '',
    pages: 0,
    articles: [],
    notes: [],
    skipped: null,
    isUnchanged: false,
  }
  const skip = (skipped: SkippedSource) => ({ source: { ...source, skipped }, outcome: null, text: null })
  let bytes: Buffer
  try {
    source.bytes = (await stat(path)).size
    const limit = readLimits.bytes[format]
    if (source.bytes > limit)
      return skip({ why: 'too-large', problem: `It is larger than ${limit / 1_000_000} MB. Split it.` })
    bytes = await readFile(path)
  } catch (error) {
    return skip({
      why: 'broken',
      problem: `It cannot be opened (${error instanceof Error ? error.message : 'no reason given'}).`,
    })
  }
  source.hash = await hashOf(bytes)
  if (format === 'markdown') {
    try {
      const text = decodeText(bytes)
      return { source: { ...source, pages: Math.max(1, Math.ceil(text.length / 3_000)) }, outcome: null, text }
    } catch (error) {
      return skip({ why: 'wrong-name', problem: error instanceof Error ? error.message : 'It is no text.' })
    }
  }
  const before = await cache.get(source.hash, format)
  const outcome = before ?? (await pool().read({ format, bytes, address: null, contentType: null }))
  // A slow machine's time-out says nothing of the file.
  const isLasting = outcome.kind === 'read' || !['too-slow', 'too-much-memory'].includes(outcome.skipped.why)
  if (before === null && isLasting) await cache.put(source.hash, format, outcome)
  const isUnchanged = before !== null
  if (outcome.kind === 'skipped') return skip(outcome.skipped)
  const { pages, notes } = outcome.source
  return { source: { ...source, pages, notes, isUnchanged }, outcome, text: null }
}

export async function readSourcesFile(assistantFolder: string, problems: Problem[]): Promise<SourcesFile> {
  const file = 'knowledge/sources.yaml'
  const text = await readFile(join(assistantFolder, file), 'utf8').catch(() => '')
  const read = text.trim() === '' ? null : readChecked({ file, text }, sourcesFileSchema)
  problems.push(...(read?.problems ?? []))
  return read?.value ?? { sources: [], files: {} }
}

/** Folders outside that a sources.yaml names, from the assistant folder; none where it cannot be read. */
export const outsideFolders = (sourcesFile: string): string[] => {
  const read =
    sourcesFile.trim() === '' ? null : readChecked({ file: 'sources.yaml', text: sourcesFile }, sourcesFileSchema)
  return (read?.value?.sources ?? []).flatMap(({ folder }) => folder ?? [])
}

async function findFiles(assistantFolder: string, declared: SourcesFile, problems: Problem[]): Promise<Found[]> {
  const found: Found[] = []
  const add = async (root: string, prefix: string, stated: (within: string) => SourceMetadata, isOutside: boolean) => {
    for (const path of await filesBelow(root)) {
      const within = relative(root, path).split(sep).join('/')
      const name = within.split('/').at(-1) ?? ''
      if (name === 'README.md' || within.split('/').some((part) => part.startsWith('.') || part.startsWith('~$')))
        continue
      const file = `${prefix}/${within}`
      const format = formatOf(name)
      const advice = adviceFor(name)
      if (advice !== null) problems.push(warning(file, `Skipped: ${advice}`))
      if (format === null) continue
      const beside =
        format === 'markdown' ? {} : await readMetadataFile(`${path}.meta.yaml`, `${file}.meta.yaml`, problems)
      found.push({ file, path, format, stated: { ...stated(within), ...beside }, isOutside })
    }
  }
  await add(join(assistantFolder, 'knowledge'), 'knowledge', (within) => statedFor(within, declared.files), false)
  for (const source of declared.sources) {
    const { folder, name, ...stated } = source
    if (folder === undefined) continue
    const root = resolve(assistantFolder, folder)
    const given = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined))
    if (!(await stat(root).catch(() => null))?.isDirectory())
      problems.push(warning('knowledge/sources.yaml', `The folder ${folder} is not there, so nothing of it was read.`))
    else await add(root, `knowledge/@${name ?? basename(root)}`, () => given, true)
  }
  if (found.length > readLimits.files) {
    problems.push(warning('knowledge', `It has ${found.length} files; the first ${readLimits.files} were read.`))
    found.length = readLimits.files
  }
  return found
}

/** `handbook.pdf.meta.yaml` beside `handbook.pdf`. */
async function readMetadataFile(path: string, file: string, problems: Problem[]): Promise<SourceMetadata> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return {}
  const { value, problems: wrong } = readChecked({ file, text }, frontMatterSchema)
  problems.push(...wrong)
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, entry]) => entry !== undefined))
}

/** In a fixed order, so that what is cut off at a bound is always the same. */
async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Of a document that names itself nowhere: `travel_handbook-2.pdf` is "Travel handbook 2". */
function titleFrom(file: string): string {
  const name =
    slugIn(file)
      .replace(/[-_.]+/g, ' ')
      .trim() || file
  return `${name[0]?.toUpperCase()}${name.slice(1)}`.slice(0, readLimits.titleCharacters)
}

const slugIn = (file: string): string => (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '')

const warning = (file: string, message: string): Problem => ({
  file,
  line: null,
  column: null,
  message,
  suggestion: null,
  severity: 'warning',
})
