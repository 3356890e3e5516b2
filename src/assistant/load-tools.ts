import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { appError } from '#domain/errors.ts'
import { type ToolSet, toolSet } from '#tools/index.ts'

/**
 * The tools of an assistant folder: code, so only what is deployed on this machine runs, never what a release in the database says.
 * Throws `assistant.invalid` where tools.ts cannot be loaded.
 */
export async function loadTools(folder: string): Promise<ToolSet> {
  const file = join(folder, 'tools.ts')
  if (!existsSync(file)) return toolSet([])
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: unknown }
    if (!Array.isArray(module.default)) throw new Error('it has no default export that is a list of tools')
    return toolSet(module.default)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw appError('assistant.invalid', { count: 1, problems: `  tools.ts cannot be loaded: ${problem}` }, error)
  }
}
