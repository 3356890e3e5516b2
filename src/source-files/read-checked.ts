import type { z } from 'zod'
import type { Problem } from '#domain/problem.ts'
import { type LocatedYaml, readYaml } from './located-yaml.ts'
import { nearestName } from './nearest-name.ts'

export interface SourceFile {
  /** Path within the assistant folder, with forward slashes. */
  file: string
  text: string
}

/** Reads a YAML file against a schema; every violation becomes a problem with its line. `value` is null where there were any. */
export function readChecked<S extends z.ZodType>(
  { file, text }: SourceFile,
  schema: S,
): { value: z.output<S> | null; yaml: LocatedYaml | null; problems: Problem[] } {
  const read = readYaml(file, text)
  if (!read.ok) return { value: null, yaml: null, problems: read.problems }
  const parsed = schema.safeParse(read.yaml.value)
  if (parsed.success) return { value: parsed.data, yaml: read.yaml, problems: [] }
  return {
    value: null,
    yaml: read.yaml,
    problems: parsed.error.issues.flatMap((issue) => problemsOf(file, read.yaml, issue)),
  }
}

function problemsOf(file: string, yaml: LocatedYaml, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  const where = path.length === 0 ? 'the file' : `"${path.join('.')}"`
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      ...yaml.keyPlace(path, key),
      message: `"${key}" is not a key of ${where}.`,
      suggestion: nearestName(key, siblingKeys(issue)),
      severity: 'error' as const,
    }))
  }
  return [{ file, ...yaml.place(path), message: `${where}: ${issue.message}.`, suggestion: null, severity: 'error' }]
}

/** Keys that the schema knows, where the issue tells them. */
function siblingKeys(issue: z.core.$ZodIssue): string[] {
  const instance: unknown = 'inst' in issue ? issue.inst : undefined
  const shape: unknown =
    instance !== null && typeof instance === 'object' && 'shape' in instance ? instance.shape : undefined
  return shape !== null && typeof shape === 'object' && shape !== undefined ? Object.keys(shape) : []
}
