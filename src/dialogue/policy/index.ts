export { decideCommands, type PolicyDecision } from './decide.ts'
export { defaultThresholds, type Thresholds, thresholdsSchema } from './thresholds.ts'
export { type Validated, validateCommands } from './validate.ts'
