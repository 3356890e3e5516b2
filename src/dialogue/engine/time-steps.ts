import type { Frame } from '#domain/dialogue-state.ts'
import { evaluate, numberOf } from '../expressions/index.ts'
import type { CompiledDuration } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { setAlarm, withdrawAlarms } from './alarm-list.ts'
import { failTask } from './calling.ts'
import { advanceFrame } from './frames.ts'
import { pathText } from './paths.ts'
import { type Run, topFrame } from './run.ts'
import { evaluateAll, scopeOf } from './scope.ts'
import { type Handlers, spoken } from './step-handler.ts'
import { timeOf } from './times.ts'

export const timing: Handlers<'wait' | 'schedule'> = {
  wait({ run, frame, flow, step }) {
    const path = pathText(frame.at)
    const until = frame.waits?.[path]
    if (until === undefined) {
      if (clockTurnedTooOften(run)) return failTask(run, frame)
      const ms = durationOf(run, frame, step.time)
      if (ms <= 0) return advanceFrame(run, frame, flow)
      const atMs = run.env.nowMs + ms
      if (!setAlarm(run, atMs, { kind: 'wait', frame: frame.id, step: path })) return advanceFrame(run, frame, flow)
      frame.waits = { ...frame.waits, [path]: atMs }
      run.reasons.push(`waits for ${Math.round(ms / 1000)} s`)
    } else if (until <= run.env.nowMs) {
      endWait(run, frame, path)
      return advanceFrame(run, frame, flow)
    } else if (!isAwaited(run, frame, path)) {
      // Closed meanwhile, nobody was to be woken; who came back before the time is.
      setAlarm(run, until, { kind: 'wait', frame: frame.id, step: path })
    }
    run.resting = true
  },

  schedule({ run, frame, flow, step }) {
    const atMs =
      'inMs' in step.when
        ? run.env.nowMs + step.when.inMs
        : timeOf(evaluate(step.when.at, scopeOf(run, frame)), zoneOf(run, step.when.zone))
    const when = atMs === null ? null : scheduledAt(run, atMs)
    if (when !== null) {
      const values = step.response === null ? evaluateAll(step.with, scopeOf(run, frame)) : spoken(run, frame, step)
      const by = `${frame.id}:${pathText(frame.at)}`
      setAlarm(run, when, { kind: 'scheduled', flow: step.flow, response: step.response, values, by })
    } else if (atMs === null) run.reasons.push('nothing is scheduled: there is no time')
    advanceFrame(run, frame, flow)
  },
}

/**
 * When what is scheduled for a time is done; null, with a reason, where it is not. A time that has just passed is now: what was promised for this
 * morning is said at once. What the clock began by itself is put off, and after a while nobody listens any more.
 */
function scheduledAt(run: Run, atMs: number): number | null {
  const { nowMs } = run.env
  if (atMs < nowMs - limits.scheduledLateMs) {
    run.reasons.push('nothing is scheduled: the time is past')
    return null
  }
  if (clockTurnedTooOften(run)) return null
  if (atMs < nowMs) run.reasons.push('the time to schedule for is past: it is done at once')
  return Math.max(atMs, run.clockSpeaks ? nowMs + limits.scheduledApartMs : nowMs)
}

/** Nobody has written for so long that a flow which goes on by the clock alone is stuck in a loop. */
function clockTurnedTooOften(run: Run): boolean {
  if ((run.state.clockTurns ?? 0) < limits.clockTurns) return false
  run.reasons.push(`the clock spoke ${limits.clockTurns} times in a row and the customer wrote nothing: it stops`)
  return true
}

const zoneOf = ({ env }: Run, whose: 'customer' | 'assistant'): string =>
  whose === 'assistant' ? env.timeZone : (env.customerTimeZone ?? env.timeZone)

const isAwaited = ({ state }: Run, frame: Frame, path: string): boolean =>
  (state.alarms ?? []).some(({ what }) => what.kind === 'wait' && what.frame === frame.id && what.step === path)

/** Nobody has to be woken any more. That it was waited is kept: a correction that leads back over the step does not wait once more. */
function endWait(run: Run, frame: Frame, path: string): void {
  withdrawAlarms(run.state, ({ what }) => what.kind === 'wait' && what.frame === frame.id && what.step === path)
}

/** The flow itself goes back before these steps: it means to wait again. */
export function forgetWaits(frame: Frame, gone: readonly string[]): void {
  if (frame.waits !== undefined)
    frame.waits = Object.fromEntries(Object.entries(frame.waits).filter(([text]) => !gone.includes(text)))
}

/** The customer goes on before the time is over. False where the top frame does not rest. */
export function endRest(run: Run): boolean {
  const frame = topFrame(run)
  const path = frame && pathText(frame.at)
  const until = path === undefined ? undefined : frame?.waits?.[path]
  if (frame?.waits === undefined || path === undefined || until === undefined || until <= run.env.nowMs) return false
  frame.waits[path] = run.env.nowMs
  return true
}

function durationOf(run: Run, frame: Frame, time: CompiledDuration): number {
  if ('ms' in time) return time.ms
  return Math.round((numberOf(evaluate(time.minutes, scopeOf(run, frame))) ?? 0) * 60_000)
}
