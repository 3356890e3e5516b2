export { advance } from './advance.ts'
export { pathText } from './paths.ts'
export type { ScopeSource } from './scope.ts'
export { scopeOf } from './scope.ts'
export {
  type ButtonLabels,
  type EngineEnvironment,
  type EngineResult,
  type EngineToolCall,
  englishLabels,
  type HandoffWish,
  type RememberedFact,
  type SilenceReminder,
  type ToolCall,
  type ToolOutcome,
  type VisitedStep,
} from './types.ts'
export { choiceOptions, fitting, listOptions } from './values.ts'
