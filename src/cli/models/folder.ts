import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readAssistantFolder, readConfig } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import { problemText } from '#domain/problem.ts'
import type { ModelsConfig } from '#language-models/index.ts'

/** `models` of an assistant folder. Throws `assistant.missing`, `assistant.invalid` and `models.not-configured`. */
export async function modelsOf(given: string): Promise<ModelsConfig> {
  const folder = resolve(given)
  if (!existsSync(join(folder, 'assistant.yaml'))) throw appError('assistant.missing', { folder })
  const { config, problems } = readConfig(await readAssistantFolder(folder))
  if (problems.length > 0)
    throw appError('assistant.invalid', { count: problems.length, problems: problems.map(problemText).join('\n') })
  if (config.models === undefined) throw appError('models.not-configured', { folder })
  return config.models
}
