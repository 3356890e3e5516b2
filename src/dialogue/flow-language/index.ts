export { compileFlows } from './compile.ts'
export {
  branch,
  type CompiledChoice,
  type CompiledFlow,
  type CompiledFlows,
  type CompiledSlot,
  type CompiledStep,
  type CompiledStepOf,
  type FlowContext,
  type FlowFile,
  own,
  type ToolFacts,
} from './compiled.ts'
export { flowFileJsonSchema, flowFileSchema, stepKinds } from './schema.ts'
export { walkSteps } from './walk.ts'
