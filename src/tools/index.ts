/**
 * Typed functions that an assistant may call: how they are declared, and how they are run so that a change is made once,
 * whatever crashes. `tools.ts` of an assistant folder imports this as `parley/tools`.
 */

export type { Json } from '#domain/json.ts'
export {
  type Compensation,
  type DeclaredFacts,
  defineTool,
  type ReadTool,
  type Reconciled,
  type Settings,
  type Tool,
  type ToolContext,
  type ToolSet,
  type ToolSource,
  toolSet,
  type WriteTool,
} from './declare.ts'
export { type DeclaredTools, type LoadOptions, loadDeclaredTools, type McpServer } from './declared/load.ts'
export { ToolFile } from './declared/schema.ts'
export { withoutSecrets } from './declared/secrets.ts'
export { withoutHidden } from './hidden.ts'
export type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts'
export { SchemaError } from './json-schema/self-contained.ts'
export { type Looked, lookAtServer } from './mcp/look.ts'
export { driftText, recordOf, recordText } from './mcp/record.ts'
export {
  type CodeRules,
  type ConversationCodes,
  type OneTimeCodes,
  type OneTimeCodesDependencies,
  oneTimeCodes,
  randomDigits,
} from './one-time-code/codes.ts'
export { withOneTimeCode } from './one-time-code/tools.ts'
export { readDocument } from './openapi/document.ts'
export { excerptOf } from './openapi/excerpt.ts'
export { type ImportedOperation, type Skeleton, skeletonOf } from './openapi/skeleton.ts'
export {
  type FailureReason,
  mapResult,
  ok,
  refused,
  type ToolFailure,
  type ToolOutcome,
  type ToolRefusal,
  type ToolResult,
} from './outcome.ts'
export { type RunToolDeps, runTool, type ToolCall } from './run-tool.ts'
