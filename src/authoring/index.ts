/** What authors are told about their training data: checks, explanations, measurements, imports, suggestions. */

export { type IntentPair, pairErrors } from './check/alike.ts'
export { type Finding, type FindingKind, findingKinds, type Severity } from './check/finding.ts'
export { type Check, type CheckOptions, checkTrainingData } from './check/index.ts'
export { suggestionsAsYaml } from './cluster/as-yaml.ts'
export { type ClusteringEvaluation, evaluateClustering } from './cluster/evaluate.ts'
export { adjustedMutualInformation } from './cluster/mutual-information.ts'
export {
  type CrossValidation,
  type CrossValidationOptions,
  crossValidate,
  type HeldOutReading,
  type Progress,
} from './cross-validation.ts'
export { type Place, type PlacedExample, placedExamples, placeText } from './examples.ts'
export {
  type ExplainedIntent,
  type ExplainOptions,
  type Explanation,
  explain,
  type Influence,
  type LikeExample,
} from './explain.ts'
export { importTrainingData, sourceName, type WrittenImport, writeImport } from './import/files.ts'
export type { Imported, LeftBehind } from './import/imported.ts'
export { importRasa } from './import/rasa.ts'
export { marked, toYaml } from './import/to-yaml.ts'
export { type IntentScore, intentScores } from './intent-scores.ts'
export { type IntentGain, type LearningCurve, type LearningCurveOptions, learningCurve } from './learning-curve.ts'
export { type LabelledText, type ReportData, type ReportRow, reportData } from './report/data.ts'
export { type ReportFigure, type ReportHeader, reportHtml } from './report/html.ts'
export { type SuggestedIntent, type Suggestions, type SuggestOptions, suggestIntents } from './suggest.ts'
