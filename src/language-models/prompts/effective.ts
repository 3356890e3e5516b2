import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ModelRole, modelRoles } from '#domain/model-call.ts'
import type { Problem } from '#domain/problem.ts'
import type { SourceFile } from '#source-files/index.ts'
import { type Prompt, type Prompts, readPrompt, roleOfFile } from './read-prompt.ts'

const byRole = (give: (role: ModelRole) => Prompt): Prompts =>
  Object.fromEntries(modelRoles.map((role) => [role, give(role)])) as Record<ModelRole, Prompt>

let builtIn: Prompts | null = null

/** The prompts that ship. Read once. */
export function builtInPrompts(): Prompts {
  builtIn ??= byRole((role) => {
    const file = `${role}.md`
    const { prompt, problems } = readPrompt(role, { file, text: readFileSync(join(import.meta.dirname, file), 'utf8') })
    if (prompt === null) throw new Error(`the built-in prompt ${file} is wrong: ${problems[0]?.message}`)
    return { ...prompt, from: 'built-in' }
  })
  return builtIn
}

/** The prompts of an assistant: its own files (`prompts/<role>.md`), and the built-in ones of the other roles. */
export function readPrompts(files: readonly SourceFile[]): { prompts: Prompts; problems: Problem[] } {
  const own = new Map<ModelRole, Prompt>()
  const problems: Problem[] = []
  for (const source of files) {
    const found = roleOfFile(source.file)
    if ('problem' in found) {
      problems.push(found.problem)
      continue
    }
    const read = readPrompt(found.role, source)
    problems.push(...read.problems)
    if (read.prompt !== null) own.set(found.role, read.prompt)
  }
  const shipped = builtInPrompts()
  return { prompts: byRole((role) => own.get(role) ?? shipped[role]), problems }
}
