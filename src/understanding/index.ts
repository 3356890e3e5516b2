export { patternProblem } from './entities/pattern-safety.ts'
export {
  type EvaluationOptions,
  type EvaluationRow,
  evaluateUnderstanding,
  parseEvaluationRows,
  type UnderstandingEvaluation,
} from './evaluation.ts'
export { type MarkProblem, parseMarkedExample } from './marked-example.ts'
export { serialise, type TrainedUnderstanding } from './model.ts'
export { train } from './train.ts'
export {
  type BuiltInKind,
  builtInKinds,
  type EntityDefinition,
  type IntentKind,
  isOutOfScope,
  type ListValue,
  type MarkedEntity,
  type TrainingData,
  type TrainingExample,
  type TrainingIntent,
  type TrainingOptions,
} from './types.ts'
export { load, Understander } from './understander.ts'
