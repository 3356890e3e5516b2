import type { Alarm, DialogueState } from './dialogue-state.ts'

/** What is due first; of two at the same time the one that was set first. */
export function earliestAlarm({ alarms = [] }: Pick<DialogueState, 'alarms'>): Alarm | null {
  let first: Alarm | null = null
  for (const alarm of alarms)
    if (first === null || alarm.atMs < first.atMs || (alarm.atMs === first.atMs && alarm.id < first.id)) first = alarm
  return first
}

/**
 * When something of this conversation is due next, milliseconds since the epoch: what stores look for. Nothing is while a person has it or it
 * waits for one: the assistant does not speak over them, and what was promised is due again when they are done.
 */
export const dueAtMs = ({ dialogue, status }: DueSource): number | null =>
  status === 'waiting' || status === 'taken' ? null : (earliestAlarm(dialogue)?.atMs ?? null)

interface DueSource {
  dialogue: Pick<DialogueState, 'alarms'>
  /** Left out where only what the dialogue asks for is known. */
  status?: 'open' | 'waiting' | 'taken' | 'idle' | 'closed'
}

/** The dialogue with only the alarms that `stays` says; the same object where all do. */
export function keepAlarms(dialogue: DialogueState, stays: (alarm: Alarm) => boolean): DialogueState {
  const { alarms = [], ...rest } = dialogue
  const kept = alarms.filter(stays)
  if (kept.length === alarms.length) return dialogue
  return kept.length > 0 ? { ...rest, alarms: kept } : rest
}
