export { anyFault, faultNames, faults } from './chaos.ts'
export { type Answer, type BrokenKind, brokenKinds, type ErrorName, leakMarks, type Scripted } from './script.ts'
export { type ProviderServer, type SeenRequest, startProviderServer } from './server.ts'
