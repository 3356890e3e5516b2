import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type AssistantSource,
  type CompiledAssistant,
  compileAssistant,
  fromBytes,
  loadTools,
  readAssistantFolder,
} from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import type { Wordings } from '#responses/index.ts'
import type { ToolSet } from '#tools/index.ts'
import { workshopFor } from './workshop.ts'

/** An assistant folder, checked and compiled as it stands; nothing is trained. Problems are told, not thrown. Throws `assistant.missing`. */
export async function compiledFolder(
  assistantFolder: string,
  environment: Record<string, string | undefined>,
): Promise<CompiledAssistant & { tools: ToolSet; source: AssistantSource; wordings: Wordings }> {
  const folder = resolve(assistantFolder)
  if (!existsSync(join(folder, 'assistant.yaml'))) throw appError('assistant.missing', { folder })
  const tools = await loadTools(folder)
  const source = await readAssistantFolder(folder)
  const compiled = await compileAssistant(source, tools, workshopFor(folder, environment))
  const wordings = fromBytes(await compiled.parts.responses.make()) as Wordings
  return { ...compiled, tools, source, wordings }
}
