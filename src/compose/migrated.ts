import { z } from 'zod'
import { compileAssistant, readAssistantFolder } from '#assistant/index.ts'
import type { Problem } from '#domain/problem.ts'
import type { MigratedAssistant } from '#migration/index.ts'
import { defineTool, refused, toolSet } from '#tools/index.ts'
import { workshopFor } from './workshop.ts'

/**
 * What is wrong with a folder that an import made. Its tools are not loaded but made anew from what is known of them: code that was just
 * written is not run to be looked at.
 */
export async function checkMigrated(
  folder: string,
  { tools }: Pick<MigratedAssistant, 'tools'>,
  environment: Record<string, string | undefined>,
): Promise<Problem[]> {
  const shape = (names: Iterable<string>) =>
    z.strictObject(Object.fromEntries([...names].map((name) => [name, z.json().optional()])))
  const stubs = tools.map(({ name, inputs, outputs }) =>
    defineTool({
      name,
      description: 'A stub',
      input: shape(inputs),
      output: shape(outputs),
      needs: 'anonymous',
      sideEffect: 'write',
      idempotent: false,
      run: async () => refused('not_carried_over'),
    }),
  )
  const source = await readAssistantFolder(folder)
  return (await compileAssistant(source, toolSet(stubs), workshopFor(folder, environment))).problems
}
