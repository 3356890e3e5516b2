import type { RankedIntent } from '#domain/understanding.ts'
import { bestIntent, flowCandidates, meaningOf } from './intents.ts'
import type { Reading } from './reading.ts'
import { openFrames } from './slots.ts'

/** Another wish is so clear that words which happen to fit an answer are not taken for one. */
export function interrupts({ understanding, context, state }: Reading): boolean {
  const { interrupt } = context.thresholds
  const best = bestIntent(understanding.intents, interrupt)
  const command = meaningOf(context, best)?.command ?? null
  if (command !== null) return command !== 'affirm' && command !== 'deny' && command !== 'small-talk'
  return startsOther(understanding.intents, { context, state })
}

/** Clearly the wish for a flow that is not open. */
export function startsOther(
  intents: readonly RankedIntent[],
  { context, state }: Pick<Reading, 'context' | 'state'>,
): boolean {
  const [flow] = flowCandidates(intents, context)
  const open = openFrames(state).some((frame) => frame.flow === flow?.flow)
  return flow !== undefined && flow.confidence >= context.thresholds.interrupt && !open
}
