import { z } from 'zod'
import { documentLimits } from '../limits.ts'
import { type JsonSchema, SchemaError, type SchemaUse } from './self-contained.ts'
import { walked } from './walked.ts'

/** Says why a pattern must not be used (it could run for minutes), or nothing. Who loads the assistant knows how to tell. */
export type PatternProblem = (pattern: string) => string | undefined

/**
 * The Zod schema of a self-contained schema. What Zod cannot check is told through `note` and left to the other side. Throws a
 * `SchemaError` where it cannot be read at all.
 */
export function toZod(
  schema: JsonSchema,
  use: SchemaUse,
  note: (text: string) => void = () => undefined,
  patternProblem: PatternProblem = () => undefined,
): z.ZodType {
  const checkable = walked(schema, (node) => {
    const { format, pattern, description: _, ...rest } = node
    if (use === 'output') return rest
    return {
      ...rest,
      ...(typeof format === 'string' && checkedFormats.has(format) && { format }),
      ...(typeof pattern === 'string' && isUsable(pattern, patternProblem, note) && { pattern }),
    }
  })
  try {
    // A registry of its own: the global one would keep what is said of every schema for good.
    return z.fromJSONSchema(checkable as Parameters<typeof z.fromJSONSchema>[0], { registry: z.registry() })
  } catch (error) {
    throw new SchemaError(error instanceof Error ? error.message : String(error))
  }
}

/** Where both sides mean the same by it. */
const checkedFormats = new Set(['date', 'date-time', 'email', 'uuid', 'ipv4', 'ipv6'])

function isUsable(pattern: string, patternProblem: PatternProblem, note: (text: string) => void): boolean {
  try {
    new RegExp(pattern)
  } catch {
    note(`its pattern ${pattern} cannot be read here and is left to the other side`)
    return false
  }
  const problem = pattern.length > documentLimits.patternCharacters ? 'is very long' : patternProblem(pattern)
  if (problem === undefined) return true
  note(`its pattern ${pattern.slice(0, 80)} ${problem}; it is left to the other side`)
  return false
}
