export {
  type LabelledText,
  type Prediction,
  TextClassifier,
  trainTextClassifier,
} from './classifier/text-classifier.ts'
export { evaluateSentiment, measureSentiment, parseSentimentRows, type SentimentEvaluation } from './evaluation.ts'
export { shippedAnswers } from './shipped-answers.ts'
