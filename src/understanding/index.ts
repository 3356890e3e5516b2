export { parseEntityRows } from './entities/entity-rows.ts'
export {
  type EntityEvaluation,
  type EntityEvaluationOptions,
  type EntityRow,
  evaluateEntities,
  type LabelScore,
} from './entities/evaluation.ts'
export { patternProblem } from './entities/pattern-safety.ts'
export {
  type EvaluationOptions,
  type EvaluationRow,
  evaluateUnderstanding,
  parseEvaluationRows,
  type UnderstandingEvaluation,
} from './evaluation.ts'
export { Featuriser, learnFeatures, type SparseVector } from './intents/features.ts'
export { type ScopeSigns, scopeSigns } from './intents/out-of-scope.ts'
export {
  evaluateLabels,
  type LabelEvaluation,
  type LabelRow,
  type LabelScores,
  parseLabelRows,
} from './labels/index.ts'
export { identifyLanguage, type LanguageGuess } from './language/identify.ts'
export { supportedLanguages } from './language/language.ts'
export { type MarkProblem, parseMarkedExample } from './marked-example.ts'
export { serialise, type TrainedUnderstanding } from './model.ts'
export {
  evaluateSentiment,
  type LabelledText,
  measureSentiment,
  parseSentimentRows,
  type SentimentEvaluation,
  shippedAnswers,
  TextClassifier,
  trainTextClassifier,
} from './sentiment/index.ts'
export {
  evaluateSpelling,
  evaluateUnchanged,
  type SpellingEvaluation,
  type SpellingRow,
  type UnchangedEvaluation,
} from './spelling/evaluation.ts'
export { slipMender } from './spelling/mend.ts'
export { areaUnderRoc, expectedCalibrationError, macroF1, percentile } from './statistics.ts'
export { normaliseUtterance, type Token, tokenise } from './tokens.ts'
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
export { type Inspection, load, Understander } from './understander.ts'
