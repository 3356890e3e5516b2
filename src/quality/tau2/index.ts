export { type Operated, runTau2, type Tau2Ground, type Tau2Report, type Tau2Result } from './run.ts'
export { readTau2Tasks, type Tau2Task } from './tasks.ts'
export { tau2ReportText, tau2ResultText } from './text.ts'
