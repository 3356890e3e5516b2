export { Recorder } from './recorder.ts'
export { runChain } from './run-chain.ts'
export type { Call, ChainPart, ChainRequest, ModelsObserver, OpenedModel } from './types.ts'
