export { expectedAnswer } from './expected.ts'
export { propose } from './propose.ts'
export type { DecisionContext, IntentMeaning } from './types.ts'
