export { advance } from './advance.ts'
export { type Aside, asides, isAside } from './asides.ts'
export { pathText } from './paths.ts'
export type { ScopeSource } from './scope.ts'
export { scopeOf } from './scope.ts'
export type {
  EngineEnvironment,
  EngineResult,
  EngineToolCall,
  HandoffWish,
  RememberedFact,
  SilenceReminder,
  ToolCall,
  ToolOutcome,
  VisitedStep,
} from './types.ts'
export { choiceOptions, fitting, listOptions } from './values.ts'
