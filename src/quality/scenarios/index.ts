export { changesBetween } from './expect-back-end.ts'
export { faultyTools } from './faults.ts'
export { scenarioLimits } from './limits.ts'
export { type Failure, playScenario, type ScenarioResult, standardTime } from './play.ts'
export {
  checkScenarioNames,
  type LoadedScenario,
  readCustomerScript,
  readScenarios,
  type ScenarioNames,
} from './read.ts'
export {
  failureText,
  type ReportedFailure,
  resultText,
  runScenarios,
  type ScenarioReport,
  type Selection,
  selectScenarios,
} from './run.ts'
export {
  type AgentAction,
  type CustomerScript,
  customerFileJsonSchema,
  scenarioFileJsonSchema,
  waitMinutes,
} from './schema.ts'
export { claimsOf, identityWith } from './signed-in.ts'
export type { BackEnd, BackEndState, SpokenMessage, Stage, Theatre } from './stage.ts'
export { replyLine, replyWords, type TranscriptLine, traceLines, transcriptText } from './transcript.ts'
