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
  const known = new Map<string, string[]>()
  // The schema that an issue comes from is only told here; what is returned in the end does not name it.
  const noteKeys: z.core.$ZodErrorMap = (issue) => {
    if (issue.code === 'unrecognized_keys') known.set(pathText(issue.path ?? []), keysOf(issue.inst))
    return undefined
  }
  const parsed = schema.safeParse(read.yaml.value, { error: noteKeys })
  if (parsed.success) return { value: parsed.data, yaml: read.yaml, problems: [] }
  return {
    value: null,
    yaml: read.yaml,
    problems: parsed.error.issues.flatMap((issue) => problemsOf(file, read.yaml, issue, known)),
  }
}

function problemsOf(
  file: string,
  yaml: LocatedYaml,
  issue: z.core.$ZodIssue,
  known: ReadonlyMap<string, string[]>,
): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  const where = path.length === 0 ? 'the file' : `"${path.join('.')}"`
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      ...yaml.keyPlace(path, key),
      message: `"${key}" is not a key of ${where}.`,
      suggestion: nearestName(key, known.get(pathText(issue.path)) ?? []),
      severity: 'error' as const,
    }))
  }
  return [{ file, ...yaml.place(path), message: `${where}: ${issue.message}.`, suggestion: null, severity: 'error' }]
}

const pathText = (path: readonly PropertyKey[]): string => path.map(String).join('.')

/** Keys of an object's schema; none for other schemas. */
function keysOf(schema: unknown): string[] {
  const shape: unknown = schema !== null && typeof schema === 'object' && 'shape' in schema ? schema.shape : null
  return shape !== null && typeof shape === 'object' ? Object.keys(shape) : []
}
