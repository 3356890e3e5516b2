import type { Problem } from '#domain/problem.ts'
import type { YamlPath } from '#source-files/index.ts'
import type { Tool } from '../declare.ts'
import type { Declaration } from './schema.ts'

/** A declaration that was read, and how problems with it are told. */
export interface Declared {
  /** Null where it could not be made into one. */
  tool: Tool | null
  name: string
  declaration: Declaration
  sideEffect: 'none' | 'write'
  /** `path` is within the declaration. */
  problem(path: YamlPath, message: string, suggestion?: string | null, severity?: Problem['severity']): void
}
