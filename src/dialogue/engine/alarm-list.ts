import type { Alarm, DialogueState } from '#domain/dialogue-state.ts'
import { limits } from '../limits.ts'
import type { Run } from './run.ts'

const dayMs = 86_400_000

/**
 * Has something done at that time, in place of what the same place had set before: passing a step twice does not do it twice. False where
 * there are too many or it is too far ahead: it is not set, and the reasons say so.
 */
export function setAlarm(run: Run, atMs: number, what: Alarm['what']): boolean {
  const { state } = run
  const others = (state.alarms ?? []).filter((alarm) => !isOfSamePlace(alarm.what, what))
  if (others.length >= limits.alarms || atMs > run.env.nowMs + limits.alarmDays * dayMs) {
    run.reasons.push(others.length >= limits.alarms ? 'too many alarms are set' : 'the time is too far ahead')
    return false
  }
  const id = (state.alarmsMade ?? 0) + 1
  state.alarmsMade = id
  state.alarms = [...others, { id, atMs, what }]
  return true
}

export function withdrawAlarms(state: DialogueState, which: (alarm: Alarm) => boolean): void {
  if (state.alarms === undefined) return
  const left = state.alarms.filter((alarm) => !which(alarm))
  if (left.length > 0) state.alarms = left
  else delete state.alarms
}

function isOfSamePlace(a: Alarm['what'], b: Alarm['what']): boolean {
  if (a.kind === 'silence') return b.kind === 'silence'
  if (a.kind === 'wait') return b.kind === 'wait' && a.frame === b.frame && a.step === b.step
  return b.kind === 'scheduled' && a.by !== undefined && a.by === b.by
}
