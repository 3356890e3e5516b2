export { type BuiltInResponse, builtInResponseList, builtInResponses } from './built-in-responses.ts'
export { type EvaluationScope, type Expression, evaluate, parseExpression } from './expressions/index.ts'
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
export { defaultThresholds, type Thresholds, thresholdsSchema } from './policy/thresholds.ts'
