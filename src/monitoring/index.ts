export { type AskedQuestions, type AskedReport, askedQuestions } from './asked-questions.ts'
export { Metrics } from './metrics.ts'
export { inSpan } from './tracing.ts'
