import type { Alarm, Pending } from '#domain/dialogue-state.ts'
import type { ResponseName } from '#domain/ids.ts'
import type { QuickReply } from '#domain/reply.ts'
import { type CompiledSilence, own } from '../flow-language/index.ts'
import { setAlarm, withdrawAlarms } from './alarm-list.ts'
import { flowButtons } from './doing.ts'
import { isOfFormer } from './former-customer.ts'
import { startTask } from './frames.ts'
import { pathFromText, pathText, stepAt } from './paths.ts'
import { startRepair } from './repair-flow.ts'
import { flowOf, frameById, type Run, say, topFrame } from './run.ts'
import { responseVariables } from './scope.ts'

/** What comes of an alarm. An open question stays as it is, unless something else is begun: then it is asked again afterwards. */
export function timePassed(run: Run, id: number): void {
  run.clockSpeaks = true
  const alarm = (run.state.alarms ?? []).find((one) => one.id === id)
  withdrawAlarms(run.state, (one) => one.id === id)
  if (alarm === undefined) {
    run.reasons.push('the alarm was withdrawn')
    run.state.pending = run.answering
  } else if (alarm.what.kind === 'silence') speakToSilence(run, alarm.what.nth)
  else {
    run.state.clockTurns = (run.state.clockTurns ?? 0) + 1
    if (alarm.what.kind === 'wait') waitIsOver(run, alarm.what)
    else doScheduled(run, alarm.what)
  }
}

function waitIsOver(run: Run, { frame: id, step }: Extract<Alarm['what'], { kind: 'wait' }>): void {
  const frame = frameById(run, id)
  if (frame !== undefined && frame.waits?.[step] !== undefined)
    frame.waits[step] = Math.min(frame.waits[step], run.env.nowMs)
  run.reasons.push('a wait is over')
  // Asked something else in the meantime, the customer answers that first; the flow goes on by itself when its turn comes.
  run.state.pending = run.answering
}

function speakToSilence(run: Run, nth: number): void {
  const rules = silenceRules(run, run.answering)
  const rule = rules[nth]
  run.state.pending = run.answering
  run.spokeToSilence = true
  if (rule === undefined) return
  run.reasons.push(`silence for ${Math.round(rule.afterMs / 1000)} s`)
  // A question with words of its own keeps them.
  const isGeneral = ownRules(run, run.answering) === null && !rule.close
  if (rule.say !== null && isGeneral && startRepair(run, 'silence', { nth: nth + 1 })) run.state.pending = null
  else if (rule.say !== null) sayToSilence(run, rule.say, rule)
  if (rule.close) {
    run.ended = true
    run.reasons.push('closes the conversation; what is open waits')
    return
  }
  const next = rules[nth + 1]
  if (next !== undefined) setAlarm(run, run.env.nowMs + next.afterMs, { kind: 'silence', nth: nth + 1 })
}

function sayToSilence(run: Run, response: ResponseName, { uses, suggest }: CompiledSilence): void {
  const frame = topFrame(run)
  const variables = frame === undefined ? {} : responseVariables(run, frame, uses, {})
  // What was asked can still be answered with a button, also where the channel shows those of the newest reply only.
  say(run, response, variables, suggest.length > 0 ? flowButtons(run, suggest) : lastButtons(run))
}

function lastButtons({ state }: Run): QuickReply[] {
  const last = state.lastSays.findLast((item) => item.kind === 'say')
  return last?.kind === 'say' ? (last.quickReplies ?? []) : []
}

function doScheduled(
  run: Run,
  { flow: name, response, values, by }: Extract<Alarm['what'], { kind: 'scheduled' }>,
): void {
  run.reasons.push(`the time for ${name ?? response} has come`)
  const top = topFrame(run)
  if (response !== null) {
    say(run, response, values)
    if (top !== undefined && isOfFrame(run.answering)) top.interrupted = true
    else run.state.pending = run.answering
    return
  }
  const flow = name === null ? undefined : own(run.env.flows.flows, name)
  if (flow === undefined) {
    run.reasons.push(`there is no flow ${name} any more`)
    run.state.pending = run.answering
  }
  // Whose it was is known no more: the flow asks whoever is there, by its own rules.
  else startTask(run, flow, isOfFormer(run, setBy(by)) ? {} : values)
}

/** The frame whose step set it; states of before this was noted say none. */
const setBy = (by: string | undefined): number => Number(by?.split(':')[0] ?? 0)

const isOfFrame = (pending: Pending | null): boolean => pending !== null && 'frame' in pending

/** After a turn: what was asked is spoken to when it stays unanswered. */
export function expectSilence(run: Run): void {
  const { state } = run
  withdrawAlarms(state, ({ what }) => what.kind === 'wait' && frameById(run, what.frame) === undefined)
  // Silence goes on, or nothing touched the open question: what is set for it stays set.
  if (run.spokeToSilence || (run.clockSpeaks && state.pending !== null && state.pending === run.answering)) return
  withdrawAlarms(state, ({ what }) => what.kind === 'silence')
  if (run.ended || run.handoff !== null) return
  const [first] = silenceRules(run, state.pending)
  if (first !== undefined) setAlarm(run, run.env.nowMs + first.afterMs, { kind: 'silence', nth: 0 })
}

/** What is done while this is unanswered: what its step says, else what the assistant does with every question. */
function silenceRules(run: Run, pending: Pending | null): CompiledSilence[] {
  const { silence = [], closeAfterMs } = run.env
  const closing: CompiledSilence[] =
    closeAfterMs === undefined ? [] : [{ afterMs: closeAfterMs, say: null, uses: [], suggest: [], close: true }]
  const own = ownRules(run, pending)
  if (own !== null) return own.some(({ close }) => close) || pending === null ? own : [...own, ...closing]
  if (pending === null) return []
  // Nobody is reminded that there is nothing else to do.
  if (pending.kind === 'anything-else') return closing
  const reminders = silence.map(
    ({ afterMs, response }): CompiledSilence => ({ afterMs, say: response, uses: null, suggest: [], close: false }),
  )
  return [...reminders, ...closing]
}

/** The rules of the step that asks, or that rests; null where it has none. */
function ownRules(run: Run, pending: Pending | null): CompiledSilence[] | null {
  const frame = pending === null ? topFrame(run) : 'frame' in pending ? frameById(run, pending.frame) : undefined
  const flow = frame && flowOf(run, frame)
  if (frame === undefined || flow === undefined) return null
  if (pending !== null && (pending.kind === 'slot' || pending.kind === 'choose'))
    return own(flow.slots, pending.slot)?.silence ?? null
  const path = pending === null ? pathText(frame.at) : pending.kind === 'confirm' ? pending.step : null
  const at = path === null ? null : pathFromText(flow, path)
  const step = at === null ? undefined : stepAt(flow, at)
  return step?.kind === 'confirm' || step?.kind === 'wait' ? step.silence : null
}
