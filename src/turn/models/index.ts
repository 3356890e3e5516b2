/** Language models in the turn: bounded, redacted, recorded and replayed; what each role does there. docs/turn.md */
export { askingIn } from './asking.ts'
export { compareUnderstanding, nameOf } from './disagreement.ts'
export { Placeholders } from './placeholders.ts'
export { proposerFor } from './proposer.ts'
export { journalRecall, noRecall, type Recall } from './recall.ts'
export { talkBefore } from './talk.ts'
export { TurnModels, type TurnModelsOptions } from './turn-models.ts'
