export { Metrics } from './metrics.ts'
export { inSpan } from './tracing.ts'
