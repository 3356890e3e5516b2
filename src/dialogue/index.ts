/** The dialogue: flows and their language, what may be done (commands), who proposes it, what is decided, and the engine that does it. */
export { type BuiltInResponse, builtInResponseList, builtInResponses } from './built-in-responses.ts'
export {
  advance,
  type EngineEnvironment,
  type EngineResult,
  type EngineToolCall,
  type HandoffWish,
  type RememberedFact,
  type SilenceReminder,
  type ToolCall,
  type ToolOutcome,
  type VisitedStep,
} from './engine/index.ts'
export {
  type EvaluationScope,
  type Expression,
  evaluate,
  functions,
  parseExpression,
  printExpression,
} from './expressions/index.ts'
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
  type ListedStep,
  stepsOf,
  type ToolFacts,
  walkSteps,
} from './flow-language/index.ts'
export { limits as dialogueLimits } from './limits.ts'
export { commandFromPayload, markOf, payloads } from './payloads.ts'
export {
  decideCommands,
  defaultThresholds,
  type PolicyDecision,
  type Thresholds,
  thresholdsSchema,
  type Validated,
  validateCommands,
} from './policy/index.ts'
export {
  type DecisionContext,
  describeForProposer,
  expectedAnswer,
  flowSummaries,
  type IntentMeaning,
  mergeProposals,
  type NeededSlot,
  propose,
  proposeKnowing,
  type ReadProposal,
  readProposal,
  stillNeeded,
  type TaskFrame,
  taskFrame,
} from './proposer/index.ts'
export { type RepairFlows, type RepairName, repairNames, repairSlots } from './repair-flows.ts'
export { type Stakes, stakesOf } from './stakes.ts'
export { defaultResponses } from './wordings/index.ts'
export { type ButtonLabels, type Words, wordsFor } from './words/index.ts'
