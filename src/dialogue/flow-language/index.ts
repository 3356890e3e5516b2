export { compileFlows } from './compile.ts'
export {
  branch,
  type CompiledCheck,
  type CompiledChoice,
  type CompiledDuration,
  type CompiledFlow,
  type CompiledFlows,
  type CompiledSilence,
  type CompiledSlot,
  type CompiledStep,
  type CompiledStepOf,
  type FlowContext,
  type FlowFile,
  own,
  type ToolFacts,
} from './compiled.ts'
export { type ListedStep, stepsOf, stepsOfFlow, waysOf } from './listing.ts'
export { flowFileJsonSchema, flowFileSchema, stepKinds } from './schema.ts'
export { walkSteps } from './walk.ts'
