export { frontier, sweepPage, sweepSvg } from './chart.ts'
export { type Disagreement, type Disagreements, disagreementsIn, disagreementsText } from './disagreements.ts'
export { judge, type Verdict, verdicts } from './judge.ts'
export { type Expected, type Moment, momentsOf, type RecordedConversation } from './moments.ts'
export { type ReadRecording, readRecording, recordScenarios } from './recording.ts'
export {
  type Costs,
  defaultCosts,
  defaultGrids,
  type Grid,
  gridValues,
  isValid,
  type SweepGround,
  type SweepPoint,
  type SweepReport,
  settingsOf,
  sweep,
  sweepLimits,
  type ThresholdName,
} from './sweep.ts'
export { settingText, sweepText } from './text.ts'
