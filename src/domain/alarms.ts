import type { Alarm, DialogueState } from './dialogue-state.ts'

/** What is due first; of two at the same time the one that was set first. */
export function earliestAlarm({ alarms = [] }: Pick<DialogueState, 'alarms'>): Alarm | null {
  let first: Alarm | null = null
  for (const alarm of alarms)
    if (first === null || alarm.atMs < first.atMs || (alarm.atMs === first.atMs && alarm.id < first.id)) first = alarm
  return first
}

/** When something of this conversation is due next, milliseconds since the epoch: what stores look for. */
export const dueAtMs = ({ dialogue }: { dialogue: Pick<DialogueState, 'alarms'> }): number | null =>
  earliestAlarm(dialogue)?.atMs ?? null

/** The dialogue with only the alarms that `stays` says; the same object where all do. */
export function keepAlarms(dialogue: DialogueState, stays: (alarm: Alarm) => boolean): DialogueState {
  const { alarms = [], ...rest } = dialogue
  const kept = alarms.filter(stays)
  if (kept.length === alarms.length) return dialogue
  return kept.length > 0 ? { ...rest, alarms: kept } : rest
}
