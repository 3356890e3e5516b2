import { earliestAlarm, keepAlarms } from '#domain/alarms.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { Alarm, DialogueState } from '#domain/dialogue-state.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import { turnLimits } from './limits.ts'
import type { Decision, DueAlarm, TurnInput } from './turn-context.ts'

/**
 * The alarm that a turn without messages carries out: the earliest, so that a turn that is run again after a crash does the same. Null for
 * a turn with messages; also where what was due has been erased meanwhile.
 */
export function dueAlarm({ conversation, pending }: ClaimedTurn, nowMs: number): DueAlarm | null {
  const alarm = pending.length > 0 ? null : earliestAlarm(conversation.dialogue)
  if (alarm === null) return null
  const lateMs = Math.max(0, nowMs - alarm.atMs)
  return { alarm, lateMs, dropped: whyDropped(conversation, alarm, lateMs) }
}

const withPerson = 'a person has the conversation'

function whyDropped({ status }: Conversation, { what }: Alarm, lateMs: number): DueAlarm['dropped'] {
  if (status === 'waiting' || status === 'taken') return withPerson
  const bound = turnLimits.alarmLateMs[what.kind]
  return bound !== null && lateMs > bound ? 'too late' : null
}

/** The dialogue without an alarm that was carried out or dropped. */
export const withoutAlarm = (dialogue: DialogueState, { alarm }: DueAlarm): DialogueState =>
  keepAlarms(dialogue, ({ id }) => id !== alarm.id)

/** What is decided where nobody wrote: that time has passed, or nothing, and the alarm is gone. Null for a turn with messages. */
export function alarmDecision(
  { seqs, due }: Pick<TurnInput, 'seqs' | 'due'>,
  dialogue: DialogueState,
): Decision | null {
  if (seqs.length > 0) return null
  if (due === null) return { commands: [], state: dialogue, reasons: ['nothing is due any more'] }
  const { alarm, dropped } = due
  return dropped === null
    ? {
        commands: [{ kind: 'time-passed', alarm: alarm.id, confidence: 1, proposer: 'rule' }],
        state: dialogue,
        reasons: [`due: ${alarm.what.kind}`],
      }
    : held(dialogue, due, dropped)
}

/** A person took the conversation in this very moment: what was promised waits until they are done; a reminder of a question has no use any more. */
function held(dialogue: DialogueState, due: DueAlarm, why: NonNullable<DueAlarm['dropped']>): Decision {
  const { kind } = due.alarm.what
  const waits = why === withPerson && kind !== 'silence'
  return waits
    ? { commands: [], state: dialogue, reasons: [`waits, ${kind}: ${why}`] }
    : { commands: [], state: withoutAlarm(dialogue, due), reasons: [`dropped, ${kind}: ${why}`] }
}
