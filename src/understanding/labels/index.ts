/** Any number of labels for one text: a head for each, rather than one choice among all. */
export {
  evaluateLabels,
  type LabelEvaluation,
  type LabelEvaluationOptions,
  type LabelRow,
  type LabelScores,
  parseLabelRows,
} from './evaluation.ts'
export { type LabelledInput, type LabelModel, LabelReader, type ReadLabel, trainLabels } from './train-labels.ts'
export type { LabelInput } from './vectors.ts'
