import { flowSummaries } from '#dialogue/index.ts'
import type { FlowSummary } from '#ports/proposer.ts'
import type { AssistantRuntime } from './runtime.ts'

/** What an assistant does for customers, for programs and models that look at it. */
export const offeredFlows = ({ flows }: Pick<AssistantRuntime, 'flows'>): readonly FlowSummary[] => flowSummaries(flows)
