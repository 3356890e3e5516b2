import { z } from 'zod'
import type { ModelRole } from '#domain/model-call.ts'
import { modelRoles } from '#domain/model-call.ts'
import type { Problem } from '#domain/problem.ts'
import { nearestName, readYaml, type SourceFile } from '#source-files/index.ts'

/** One role's instructions, as a release keeps them. */
export interface Prompt {
  /** With `{placeholders}` that are filled in by `promptText`. */
  text: string
  /** 0 to 2; null leaves it to the role's setting. */
  temperature: number | null
  maxTokens: number | null
  /** Where it is written: a file of the assistant folder, or `built-in`. */
  from: string
}

export type Prompts = Readonly<Record<ModelRole, Prompt>>

/**
 * What a prompt may ask for. Only what is the same for many requests: a provider keeps a prompt's beginning ready, and what a customer
 * wrote has no place among instructions.
 */
export const placeholders = {
  understand: ['company', 'flows', 'small_talk'],
  rewrite: ['company'],
  answer: ['company', 'language', 'style', 'length', 'unknown'],
  phrase: ['company', 'language', 'style'],
  summarise: ['company', 'language'],
  judge: ['company', 'question', 'criteria'],
  translate: ['company', 'from', 'to'],
} as const satisfies Record<ModelRole, readonly string[]>

/** Without these the role cannot work. */
const needed: Partial<Record<ModelRole, readonly string[]>> = {
  understand: ['flows'],
  answer: ['unknown'],
  judge: ['question', 'criteria'],
  translate: ['from', 'to'],
}

export type PromptValues<R extends ModelRole> = Record<(typeof placeholders)[R][number], string>

const frontMatter = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  max_tokens: z.number().int().min(1).max(16_000).optional(),
})

/** Characters of a prompt: beyond it every question would cost more than its answer. */
const promptCharacters = 20_000
const placeholder = /\{([a-z][a-z0-9_]*)\}/g

/** Reads one prompt file. Null with the problems where it cannot be used. */
export function readPrompt(
  role: ModelRole,
  { file, text }: SourceFile,
): { prompt: Prompt | null; problems: Problem[] } {
  const problems: Problem[] = []
  const problem = (line: number | null, message: string, suggestion: string | null = null) =>
    problems.push({ file, line, column: null, message, suggestion, severity: 'error' })
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(text)
  const [head, body] = parts === null ? ['', text] : [parts[1] ?? '', parts[2] ?? '']
  const settings = readSettings(file, head)
  problems.push(...settings.problems)
  if (body.trim() === '')
    problem(null, 'The prompt is empty.', `Write it, or remove the file: the built-in one is used then.`)
  if (body.length > promptCharacters)
    problem(null, `The prompt has ${body.length} characters; at most ${promptCharacters} are sent.`)
  const known: readonly string[] = placeholders[role]
  for (const match of body.matchAll(placeholder)) {
    const name = match[1] ?? ''
    if (known.includes(name)) continue
    const before = text.length - body.length + match.index
    problem(
      text.slice(0, before).split('\n').length,
      `{${name}} is not a placeholder of the prompt "${role}".`,
      nearestName(name, known) ?? `It has ${known.map((one) => `{${one}}`).join(', ')}.`,
    )
  }
  for (const name of needed[role] ?? [])
    if (!body.includes(`{${name}}`))
      problem(null, `The prompt "${role}" does not use {${name}}, which it cannot do without.`)
  if (problems.length > 0) return { prompt: null, problems }
  const { temperature = null, max_tokens: maxTokens = null } = settings.value
  return { prompt: { text: body.trim(), temperature, maxTokens, from: file }, problems }
}

function readSettings(file: string, head: string): { value: z.output<typeof frontMatter>; problems: Problem[] } {
  if (head.trim() === '') return { value: {}, problems: [] }
  const read = readYaml(file, head)
  if (!read.ok) return { value: {}, problems: read.problems.map((one) => ({ ...one, line: (one.line ?? 0) + 1 })) }
  const parsed = frontMatter.safeParse(read.yaml.value)
  if (parsed.success) return { value: parsed.data, problems: [] }
  const known = Object.keys(frontMatter.shape)
  return {
    value: {},
    problems: parsed.error.issues.flatMap((issue): Problem[] => {
      const path = issue.path.map(String)
      const common = { file, column: null, severity: 'error' as const }
      if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => ({
          ...common,
          line: (read.yaml.keyPlace([], key).line ?? 0) + 1,
          message: `"${key}" is not a key of the front matter.`,
          suggestion: nearestName(key, known),
        }))
      const { line } = read.yaml.place(path)
      return [
        {
          ...common,
          line: (line ?? 0) + 1,
          message: `${path.join('.') || 'front matter'}: ${issue.message}.`,
          suggestion: null,
        },
      ]
    }),
  }
}

const isRole = (name: string): name is ModelRole => modelRoles.includes(name as ModelRole)

/** The role that a file of `prompts/` is for; a problem with the nearest name where there is none. */
export function roleOfFile(file: string): { role: ModelRole } | { problem: Problem } {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.md$/, '')
  if (isRole(name)) return { role: name }
  return {
    problem: {
      file,
      line: null,
      column: null,
      message: `There is no role "${name}" of language models.`,
      suggestion: nearestName(name, modelRoles) ?? `The roles are ${modelRoles.join(', ')}.`,
      severity: 'error',
    },
  }
}

/** The prompt with its values. One that it does not ask for is not used. */
export const promptText = <R extends ModelRole>(prompts: Prompts, role: R, values: PromptValues<R>): string =>
  prompts[role].text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(values, name) ? ((values as Record<string, string>)[name] ?? '') : whole,
  )
