import type { Json, JsonObject } from '#domain/json.ts'
import type { Settings, ToolContext } from '../declare.ts'
import type { JsonSchema } from '../json-schema/self-contained.ts'
import type { ToolFailure } from '../outcome.ts'

/** How the other side ended a call, before it is known what that means. */
export type Answer =
  /** Some systems say no with a success (`200.sold_out`); only a declared code makes it one. */
  | { kind: 'value'; value: Json; codes?: readonly string[]; message?: string }
  /** It said no. `codes` are what it may be meant by, the most telling first; `otherwise` is how the call ended if none is declared. */
  | { kind: 'problem'; codes: readonly string[]; message: string; otherwise: ToolFailure }
  | ToolFailure

/** Something another system can do: an operation of an HTTP API or a tool of an MCP server. Both are made into tools the same way. */
export interface Operation {
  /** As people find it: `getOrder in tools/shop.openapi.yaml`. */
  title: string
  description: string
  /** Input name → schema, in the order of the document. */
  inputs: ReadonlyMap<string, OperationInput>
  /** Null where it is not said what comes back: anything JSON. */
  output: JsonSchema | null
  /** True where it can be said without knowing more that nothing is changed (a GET). */
  isRead: boolean
  /** True where doing it twice is the same as once, or the key of the call always goes along. */
  isRepeatable: boolean
  /** How codes are compared: problems of MCP servers are words, in which a declared code is looked for. */
  codeMatches(said: string, declared: string): boolean
  call(input: JsonObject, context: ToolContext, sendKey: boolean): Promise<Answer>
  /** Values that must stand in nothing that is kept. */
  secrets(settings: Settings): string[]
}

export interface OperationInput {
  schema: JsonSchema
  required: boolean
  description: string | null
}
