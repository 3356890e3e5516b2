import type { FlowName, IntentName } from '#domain/ids.ts'
import type { RankedIntent } from '#domain/understanding.ts'
import { type CompiledFlows, type CompiledSlot, own } from '../flow-language/index.ts'
import type { DecisionContext, IntentMeaning } from './types.ts'

/** The flows an intent starts: those that name it, else those that name its nearest parent. */
export function flowsStartedBy(flows: CompiledFlows, intent: IntentName): FlowName[] {
  const parts = intent.split('/')
  for (let length = parts.length; length > 0; length -= 1) {
    const found = own(flows.startedBy, parts.slice(0, length).join('/'))
    if (found !== undefined) return found
  }
  return []
}

export interface FlowCandidate {
  flow: FlowName
  confidence: number
}

/** Flows by how sure the intents that start them are together; those of one intent by priority. */
export function flowCandidates(intents: readonly RankedIntent[], context: DecisionContext): FlowCandidate[] {
  const sums = new Map<FlowName, number>()
  for (const { name, confidence } of intents) {
    if (context.intents.get(name)?.command != null) continue
    const started = flowsStartedBy(context.flows, name)
    const best = own(context.flows.flows, started[0] ?? '')?.priority
    // Equal priority: really ambiguous, both are candidates.
    for (const flow of started)
      if (own(context.flows.flows, flow)?.priority === best) sums.set(flow, (sums.get(flow) ?? 0) + confidence)
  }
  return [...sums]
    .map(([flow, confidence]) => ({ flow, confidence: Math.min(1, confidence) }))
    .sort((a, b) => b.confidence - a.confidence || (a.flow < b.flow ? -1 : 1))
}

/** The best intent, if it is at least this sure. */
export function bestIntent(intents: readonly RankedIntent[], atLeast: number): RankedIntent | null {
  const [best] = intents
  return best !== undefined && best.confidence >= atLeast ? best : null
}

export const meaningOf = (context: DecisionContext, intent: RankedIntent | null): IntentMeaning | null =>
  intent === null ? null : (context.intents.get(intent.name) ?? { name: intent.name, command: null, response: null })

/**
 * The choice of a slot that an intent says: "orders/return/size" says `size`. Intents of several choices of the slot speak for it together:
 * they only leave open which.
 */
export function choiceByIntent(slot: CompiledSlot, intents: readonly RankedIntent[], atLeast: number) {
  const isOf = (intent: IntentName, { name }: RankedIntent) => name === intent || name.startsWith(`${intent}/`)
  const says = (intent: RankedIntent) => slot.choices.find((choice) => choice.intents.some((one) => isOf(one, intent)))
  const [best] = intents
  const choice = best === undefined ? undefined : says(best)
  if (choice === undefined) return undefined
  const together = intents.reduce((sum, intent) => sum + (says(intent) === undefined ? 0 : intent.confidence), 0)
  return together >= atLeast ? choice : undefined
}
