import { resolve } from 'node:path'
import { filesOf, readAssistantFolder } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import type { Problem } from '#domain/problem.ts'
import { type KnowledgeDocument, readDocuments } from '#knowledge/index.ts'

/** The articles of an assistant folder, with what could not be read. Throws `cli.bad-file` where there are none. */
export async function documentsOf(folder: string): Promise<{ documents: KnowledgeDocument[]; problems: Problem[] }> {
  const read = readDocuments(filesOf(await readAssistantFolder(resolve(folder)), 'knowledge'))
  if (read.documents.length === 0 && read.problems.length === 0)
    throw appError('cli.bad-file', { file: `${folder}/knowledge`, problem: 'there are no articles in it' })
  return read
}
