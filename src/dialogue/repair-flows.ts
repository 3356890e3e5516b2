import type { FlowName } from '#domain/ids.ts'

/**
 * Built-in repairs that an assistant may replace by flows of its own (`repairs` in assistant.yaml).
 * - `misunderstood`: in place of "I did not understand" (a flow that is under way stays below; `attempt` is how often in a row).
 * - `cancelled`: after a task was cancelled and said to be so. `flow` is how that task is spoken of.
 * - `offer-person`: in place of the question whether a person shall help.
 * - `silence`: in place of what is said when the customer does not answer.
 * - `chitchat`: in place of the response to small talk. `response` is its name.
 */
export const repairNames = ['misunderstood', 'cancelled', 'offer-person', 'silence', 'chitchat'] as const
export type RepairName = (typeof repairNames)[number]

/** What a replacing flow may take as slots, by repair. */
export const repairSlots: Record<RepairName, readonly string[]> = {
  misunderstood: ['attempt'],
  cancelled: ['flow'],
  'offer-person': ['reason'],
  silence: ['nth'],
  chitchat: ['response'],
}

export type RepairFlows = Readonly<Partial<Record<RepairName, FlowName>>>
