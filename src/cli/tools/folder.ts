import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type ReadTools, readTools } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'

/** The tools of a folder with their problems as values. Throws `assistant.missing`, and `assistant.invalid` for a tools.ts that cannot run. */
export async function toolsOf(given: string): Promise<ReadTools & { folder: string }> {
  const folder = resolve(given)
  if (!existsSync(join(folder, 'assistant.yaml'))) throw appError('assistant.missing', { folder })
  return { ...(await readTools(folder)), folder }
}
