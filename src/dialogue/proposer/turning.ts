import type { Command } from '#domain/command.ts'
import type { SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { sameJson } from '../expressions/index.ts'
import { own } from '../flow-language/index.ts'
import { clausesOf } from '../words/index.ts'
import { bestIntent, flowCandidates, meaningOf } from './intents.ts'
import { isDismissed } from './preference.ts'
import { embedded, type Reading, ruleConfidence, wholeMessage } from './reading.ts'
import { fillFrom, openFrames } from './slots.ts'
import { soundsLikeCorrection } from './wording.ts'

/** What a change of mind may open with before it says what is wanted now. */
const openingClauses = 2

/**
 * "No never mind, money is tight. Can I get an extension instead?": what is open is given up for the new wish, and not come back to when
 * that is done.
 */
export function givenUpFor(reading: Reading, commands: readonly Command[]): Command[] {
  const { state, understanding, words } = reading
  const open = new Set(openFrames(state).map(({ flow }) => flow))
  const isOther = commands.some((command) => command.kind === 'start-flow' && !open.has(command.flow))
  if (open.size === 0 || !isOther || commands.some(({ kind }) => kind === 'cancel-flow')) return []
  const clauses = clausesOf(understanding.corrected).filter((clause) => clause !== '')
  const givesUp = clauses
    .slice(0, openingClauses)
    .some((clause) => words.correction.givesUp.test(clause) || words.control.cancel.test(clause))
  return givesUp ? [embedded({ kind: 'cancel-flow' }, ruleConfidence, wholeMessage(reading))] : []
}

/**
 * "Canada, I mean", "sorry, it's the other order, MF-103439" right after something was done: the same once more with what is said now, and
 * with what was said before. Null where the message says nothing of the kind.
 */
export function onceMore(reading: Reading): Command | null {
  const { state, context, understanding, words } = reading
  const { lastTask } = state
  const flow = lastTask === undefined ? undefined : own(context.flows.flows, lastTask.flow)
  if (lastTask === undefined || flow === undefined || state.stack.length > 0) return null
  const [other] = flowCandidates(understanding.intents, context)
  const isOther = other !== undefined && other.flow !== flow.name && other.confidence >= context.thresholds.interrupt
  if (isOther || (!soundsLikeCorrection(understanding.corrected, words) && !asksOnceMore(reading))) return null
  const given: Record<SlotName, Json> = {}
  const used = new Set(understanding.entities.filter((entity) => isDismissed(reading.preference, entity)))
  const said = understanding.entities.filter(({ source }) => source !== 'reference')
  for (const slot of Object.values(flow.slots)) {
    const filling = fillFrom(slot, said, used, context.thresholds.entity, reading.preference)
    if (filling !== null && !sameJson(filling.value, own(lastTask.slots, slot.name) ?? null))
      given[slot.name] = filling.value
  }
  if (Object.keys(given).length === 0) return null
  const slots = { ...lastTask.slots, ...given }
  return embedded(
    { kind: 'start-flow', flow: flow.name, slots, alternatives: [] },
    ruleConfidence,
    wholeMessage(reading),
  )
}

/** A few words and a value: what is longer, or a command or question by itself, is no repetition. */
const mostWordsOnceMore = 6

function asksOnceMore({ understanding, context, words }: Reading): boolean {
  const text = understanding.corrected
  const best = bestIntent(understanding.intents, context.thresholds.interrupt)
  return (
    words.correction.asksOnceMore.test(text) &&
    text.trim().split(/\s+/).length <= mostWordsOnceMore &&
    meaningOf(context, best)?.command == null
  )
}

/**
 * Without what the rest makes pointless: "stop, make that an M" corrects and does not stop; "never mind, found it. How often should I wash
 * them?" has nothing to stop; "yes, put it back" says yes and takes nothing back.
 */
export function withoutNeedlessStop({ state }: Reading, commands: readonly Command[]): Command[] {
  const agrees = commands.some(({ kind, confidence }) => kind === 'affirm' && confidence >= ruleConfidence)
  const corrects = commands.some(({ kind }) => kind === 'correct-slot')
  const isIdle = state.stack.length === 0 && state.queue.length === 0 && commands.length > 1
  return commands.filter(
    ({ kind }) => !(kind === 'cancel-flow' && (corrects || isIdle)) && !(kind === 'undo' && agrees),
  )
}
