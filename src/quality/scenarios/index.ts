export { faultyTools } from './faults.ts'
export { scenarioLimits } from './limits.ts'
export { type Failure, playScenario, rowOfCustomers, type ScenarioResult, standardTime } from './play.ts'
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
export { type AgentAction, type CustomerScript, customerFileJsonSchema, scenarioFileJsonSchema } from './schema.ts'
export type { BackEnd, BackEndState, SpokenMessage, Stage, Theatre } from './stage.ts'
export { type TranscriptLine, transcriptText } from './transcript.ts'
