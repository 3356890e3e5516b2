import type { Frame, Option } from '#domain/dialogue-state.ts'
import type { JsonObject } from '#domain/json.ts'
import type { QuickReply } from '#domain/reply.ts'
import { evaluate, textOf } from '../expressions/index.ts'
import { branch, type CompiledSlot, own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { payloads } from '../payloads.ts'
import { enterBranch, handOff, isAskedAnew } from './frames.ts'
import { stepAt } from './paths.ts'
import { expectAnswer, flowOf, mention, type Run, say } from './run.ts'
import { responseVariables, scopeOf } from './scope.ts'
import { cancelTask } from './undo.ts'
import { brokenRule, fitting, shownOptions } from './values.ts'

/** Tries the slot's `from` once, before the first question, and not where what came from it was wrong. */
export function prefill(run: Run, frame: Frame, slot: CompiledSlot): boolean {
  if (slot.from === null || isAskedAnew(frame, slot.name) || (frame.asked[slot.name] ?? 0) > 0) return false
  const value = fitting(slot, evaluate(slot.from, scopeOf(run, frame)))
  if (value === undefined || brokenRule(run, frame, slot, value) !== null) return false
  frame.slots[slot.name] = value
  mention(run, slot, value, textOf(value))
  run.reasons.push(`${slot.called} was known`)
  return true
}

/**
 * Asks for a slot, or gives up as the slot says where it was asked too often. Only answers that were refused count: what came in between
 * does not, and what was not understood is counted for the whole conversation (misunderstanding.ts).
 */
export function askSlot(run: Run, frame: Frame, slot: CompiledSlot, options: Option[], many = false) {
  const before = frame.asked[slot.name] ?? 0
  const counts = before === 0 || run.did.misfit
  const attempt = before + (counts ? 1 : 0)
  if (attempt > 1 + slot.reaskLimit) return giveUp(run, frame, slot)
  frame.asked[slot.name] = attempt
  run.did.misfit = false
  expectAnswer(
    run,
    slot.type === 'chosen' || (options.length > 0 && slot.choices.length === 0)
      ? { kind: 'choose', frame: frame.id, slot: slot.name, options, ...(many && { many }) }
      : { kind: 'slot', frame: frame.id, slot: slot.name, ...(options.length > 0 && { options }) },
  )
  const variables: JsonObject = { attempt, slot: slot.called, options: shownOptions(options).map(({ label }) => label) }
  say(
    run,
    attempt > 1 || run.did.misunderstand || (run.did.impatient && before > 0) ? reaskOf(slot, attempt) : slot.ask,
    responseVariables(run, frame, slot.uses, variables),
    buttonsOf(run, frame, slot, options),
  )
  run.reasons.push(`asks for ${slot.called}`)
}

/** Other words each time, the last of them for all further times. */
const reaskOf = ({ ask, reasks }: CompiledSlot, attempt: number): string =>
  reasks[Math.min(Math.max(0, attempt - 2), reasks.length - 1)] ?? ask

function buttonsOf(run: Run, frame: Frame, slot: CompiledSlot, options: Option[]): QuickReply[] {
  const { labels } = run.words
  const shown = shownOptions(options)
    .slice(0, limits.optionsShown)
    .map(({ label, payload }) => ({ label, payload }))
  if (slot.type === 'boolean' && shown.length === 0)
    shown.push(
      { label: labels.yes, payload: payloads.affirm(frame.id, slot.name) },
      { label: labels.no, payload: payloads.deny(frame.id, slot.name) },
    )
  if (slot.optional) shown.push({ label: labels.skip, payload: payloads.skip(frame.id, slot.name) })
  return shown
}

function giveUp(run: Run, frame: Frame, slot: CompiledSlot) {
  run.reasons.push(`${slot.called} was asked for ${frame.asked[slot.name]} times`)
  const flow = flowOf(run, frame)
  const step = flow && stepAt(flow, frame.at)
  if (flow !== undefined && step !== undefined && own(step.branches, branch.gaveUp) !== undefined) {
    frame.slots[slot.name] = null
    frame.asked[slot.name] = 0
    enterBranch(run, frame, flow, branch.gaveUp)
  } else if (slot.giveUp === 'skip') frame.slots[slot.name] = null
  else if (slot.giveUp === 'cancel') {
    cancelTask(run, frame)
  } else handOff(run, { reason: 'misunderstood', team: null, priority: 'normal', note: null })
}

/** Buttons for a yes or no at a step. */
export const yesNoButtons = (run: Run, frame: number, step: string, mark?: string): QuickReply[] => [
  { label: run.words.labels.yes, payload: payloads.affirm(frame, step, mark) },
  { label: run.words.labels.no, payload: payloads.deny(frame, step, mark) },
]
