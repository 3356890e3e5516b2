import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { appError } from '#domain/errors.ts'
import type { Problem } from '#domain/problem.ts'
import { type KnowledgeSource, type ReadingOptions, readKnowledgeFolder } from '#knowledge/index.ts'
import type { SourceFile } from '#source-files/index.ts'

/** An assistant folder as it was read: everything a release is made from. */
export interface AssistantSource {
  folder: string
  /** Sorted by path. What knowledge has in other formats stands here as the articles made of it. */
  files: SourceFile[]
  /** What was said while reading; a source of knowledge that was skipped is a warning. */
  problems?: Problem[]
  knowledge?: KnowledgeSource[]
}

/** Content folders of an assistant, and which files in them count. */
const contents: Record<string, RegExp> = {
  intents: /\.ya?ml$/,
  entities: /\.ya?ml$/,
  flows: /\.ya?ml$/,
  responses: /\.ya?ml$/,
  prompts: /\.md$/,
  tools: /(?<!\.test)\.ts$|\.ya?ml$|\.json$/,
}
const topFiles = ['assistant.yaml', 'tools.ts']
const fileBytesAtMost = 2_000_000
const filesAtMost = 20_000

/** Reads an assistant folder, or `only` one of its content folders; knowledge in formats other than Markdown is read in threads, once. Throws `assistant.missing`, `assistant.invalid` for what is too large. */
export async function readAssistantFolder(
  folder: string,
  only?: string,
  reading: ReadingOptions = {},
): Promise<AssistantSource> {
  const files: SourceFile[] = []
  for (const name of topFiles) {
    const text = await readIfThere(join(folder, name))
    if (text !== null) files.push({ file: name, text })
    else if (name === 'assistant.yaml') throw appError('assistant.missing', { folder })
  }
  for (const [content, pattern] of Object.entries(contents)) {
    if (only !== undefined && content !== only) continue
    for (const path of await filesBelow(join(folder, content))) {
      const file = relative(folder, path).split(sep).join('/')
      if (!pattern.test(file) || file.split('/').at(-1) === 'README.md') continue
      const { size } = await stat(path)
      if (size > fileBytesAtMost)
        throw appError('assistant.invalid', { count: 1, problems: `${file}: larger than 2 MB. Split it.` })
      files.push({ file, text: await readFile(path, 'utf8') })
      if (files.length > filesAtMost)
        throw appError('assistant.invalid', { count: 1, problems: `more than ${filesAtMost} files` })
    }
  }
  const isWanted = only === undefined || only === 'knowledge'
  const knowledge = isWanted ? await readKnowledgeFolder(folder, reading) : null
  files.push(...(knowledge?.files ?? []))
  files.sort((a, b) => (a.file < b.file ? -1 : 1))
  return { folder, files, problems: knowledge?.problems ?? [], knowledge: knowledge?.sources ?? [] }
}

export const filesOf = (source: AssistantSource, content: string): SourceFile[] =>
  source.files.filter(({ file }) => file.startsWith(`${content}/`))

export const textOf = (source: AssistantSource, file: string): string | null =>
  source.files.find((candidate) => candidate.file === file)?.text ?? null

/** SHA-256 over names and texts, in hex: changes exactly where a file does. */
export function hashFiles(files: readonly SourceFile[], ...more: string[]): string {
  const hash = createHash('sha256')
  for (const { file, text } of files) hash.update(`${file}\0${text.length}\0${text}\0`)
  for (const text of more) hash.update(`\0${text}`)
  return hash.digest('hex')
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
