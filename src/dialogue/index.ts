export { type BuiltInResponse, builtInResponseList, builtInResponses } from './built-in-responses.ts'
export {
  type CompiledFlow,
  type CompiledFlows,
  type CompiledSlot,
  type CompiledStep,
  compileFlows,
  type FlowContext,
  type FlowFile,
  flowFileJsonSchema,
  flowFileSchema,
  type ToolFacts,
} from './flow-language/index.ts'
