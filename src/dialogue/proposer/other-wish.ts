import type { Entity, RankedIntent } from '#domain/understanding.ts'
import { bestIntent, flowCandidates, meaningOf } from './intents.ts'
import { partOfOne } from './part-of.ts'
import type { Reading } from './reading.ts'
import { openFrames } from './slots.ts'

/** Another wish is so clear that words which happen to fit an answer are not taken for one. */
export function interrupts({ understanding, context, state }: Reading): boolean {
  const { interrupt } = context.thresholds
  const best = bestIntent(understanding.intents, interrupt)
  const command = meaningOf(context, best)?.command ?? null
  if (command !== null) return command !== 'affirm' && command !== 'deny' && command !== 'small-talk'
  return startsOther(understanding.intents, { context, state }, understanding.entities)
}

/** Clearly the wish for a part of what is open: nothing else, and yet no answer in free words. */
export function wantsPart({ understanding, context, state }: Reading): boolean {
  const [flow] = flowCandidates(understanding.intents, context)
  if (flow === undefined || flow.confidence < context.thresholds.interrupt) return false
  const open = openFrames(state).map((frame) => frame.flow)
  return partOfOne(flow.flow, open, understanding.entities, context) !== undefined
}

/** Clearly the wish for a flow that is not open. */
export function startsOther(
  intents: readonly RankedIntent[],
  { context, state }: Pick<Reading, 'context' | 'state'>,
  entities: readonly Entity[],
): boolean {
  const [flow] = flowCandidates(intents, context)
  if (flow === undefined || flow.confidence < context.thresholds.interrupt) return false
  const open = openFrames(state).map((frame) => frame.flow)
  return !open.includes(flow.flow) && partOfOne(flow.flow, open, entities, context) === undefined
}
