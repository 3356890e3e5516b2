import type { Frame, Option } from '#domain/dialogue-state.ts'
import { canonicalJson, type Json, type JsonObject } from '#domain/json.ts'
import { evaluate, sameJson, textOf } from '../expressions/index.ts'
import { branch, type CompiledFlow, type CompiledSlot, type CompiledStepOf, own } from '../flow-language/index.ts'
import { markOf } from '../payloads.ts'
import { askSlot, prefill, yesNoButtons } from './asking.ts'
import { brokenCheck, failTask } from './calling.ts'
import { fillChosen, named } from './choosing.ts'
import { goBackTo } from './correction.ts'
import { advanceFrame, askAnew, endTask, enterBranch, isAskedAnew, isGiven, visit } from './frames.ts'
import { pathText } from './paths.ts'
import { calledTask, expectAnswer, type Run, say, sayBuiltIn } from './run.ts'
import { responseVariables, scopeOf } from './scope.ts'
import { type Handlers, spoken } from './step-handler.ts'
import { forgetWaits } from './time-steps.ts'
import { brokenRule, listOptions, offeredChoices } from './values.ts'

export const asking: Handlers<'collect' | 'confirm' | 'choose' | 'ask-again'> = {
  async collect({ run, frame, flow, step }) {
    const slot = own(flow.slots, step.slot)
    if (slot === undefined) return advanceFrame(run, frame, flow)
    const wasKnown = Object.hasOwn(frame.slots, slot.name)
    if (!wasKnown && !prefill(run, frame, slot)) return askSlot(run, frame, slot, offeredChoices(run, frame, slot))
    const value = frame.slots[slot.name] ?? null
    const broken = value === null ? null : await brokenBy(run, frame, slot, value)
    if (broken === 'failed') return failTask(run, frame)
    if (broken === null) {
      isGiven(frame, slot.name)
      return advanceFrame(run, frame, flow, branch.ok)
    }
    run.reasons.push(`${slot.called} is not accepted`)
    delete frame.slots[slot.name]
    delete frame.said[slot.name]
    if (!wasKnown) {
      // Nobody said it: it is asked for as if it had not been known.
      askAnew(frame, slot.name)
      return askSlot(run, frame, slot, offeredChoices(run, frame, slot))
    }
    say(run, broken.else, responseVariables(run, frame, broken.uses, { slot: slot.called }))
    frame.asked[slot.name] = Math.max(1, frame.asked[slot.name] ?? 0)
    run.did.misfit = true
    askSlot(run, frame, slot, offeredChoices(run, frame, slot))
  },

  confirm({ run, frame, flow, step }) {
    const path = pathText(frame.at)
    if (frame.confirmed.includes(path)) return advanceFrame(run, frame, flow, branch.yes)
    const variables = { ...spoken(run, frame, step), ...summaryOf(frame, flow, step) }
    // A yes to a summary of other values is none to this one.
    const mark = markOf(canonicalJson([frame.slots, variables]))
    expectAnswer(run, { kind: 'confirm', frame: frame.id, step: path, mark })
    say(run, step.response, variables, yesNoButtons(run, frame.id, path, mark))
    run.reasons.push('asks for a yes')
  },

  choose({ run, frame, flow, step }) {
    const slot = own(flow.slots, step.slot)
    if (slot === undefined) return advanceFrame(run, frame, flow)
    const scope = scopeOf(run, frame)
    let options = listOptions(step, frame.id, scope)
    if (options.length === 0) {
      if (own(step.branches, branch.none) !== undefined) return enterBranch(run, frame, flow, branch.none)
      sayBuiltIn(run, 'repair.none-to-choose', { slot: slot.called, flow: calledTask(run, frame) })
      return endTask(run, frame)
    }
    const given = own(frame.slots, slot.name) ?? null
    if (given !== null && isAmong(options, given, step.many)) {
      isGiven(frame, slot.name)
      return advanceFrame(run, frame, flow, branch.ok)
    }
    const take = (chosen: readonly Option[]) => {
      fillChosen(run, frame, slot, chosen, step.many)
      isGiven(frame, slot.name)
      advanceFrame(run, frame, flow, branch.ok)
    }
    const wasWrong = isAskedAnew(frame, slot.name)
    if (options.length === 1 && !step.askWhenOne && !wasWrong) return take(options)
    const matched = step.match === null || wasWrong ? null : evaluate(step.match, scope)
    const hints = [given, matched].filter((hint) => hint !== null)
    delete frame.slots[slot.name]
    for (const hint of hints) {
      const text = typeof hint === 'object' ? (frame.said[slot.name] ?? '') : textOf(hint)
      const found = named(options, text, run.words, step.many)
      if (found.kind === 'some') return take(found.options)
      // "the blue one" of two blue ones: ask only about those.
      if (found.kind === 'which') options = found.options
    }
    askSlot(run, frame, slot, options, step.many)
  },

  'ask-again'({ run, frame, flow, step }) {
    visit(run, frame, flow)
    if (step.said !== null) say(run, step.said.response, spoken(run, frame, step.said))
    askAnew(frame, step.slot)
    frame.asked[step.slot] = Math.max(1, frame.asked[step.slot] ?? 0)
    run.did.misfit = true
    const before = frame.trail
    goBackTo(run, frame, flow, step.slot)
    forgetWaits(
      frame,
      before.filter((text) => !frame.trail.includes(text)),
    )
  },
}

/** What a slot holds is what was chosen from this list: one of it or, where several may be chosen, one or more. */
function isAmong(options: readonly Option[], given: Json, many: boolean): boolean {
  const isOne = (value: Json) => options.some((option) => sameJson(option.value, value))
  return many ? Array.isArray(given) && given.length > 0 && given.every(isOne) : isOne(given)
}

/** The rule or check that a value does not pass. Tools are only asked about what the conditions let through. */
async function brokenBy(run: Run, frame: Frame, slot: CompiledSlot, value: Json) {
  return brokenRule(run, frame, slot, value) ?? (await brokenCheck(run, frame, slot.checks))
}

/** What a summary lists: `{ slot, value }` of each of its slots that has a value, and all of them as lines of one text. */
function summaryOf(frame: Frame, flow: CompiledFlow, { summary }: CompiledStepOf<'confirm'>): JsonObject {
  if (summary === null) return {}
  const parts = summary.flatMap((name) => {
    const value = own(frame.slots, name) ?? own(frame.variables, name) ?? null
    const text = own(frame.said, name) ?? spokenValue(value)
    return value === null || text === '' ? [] : [{ slot: own(flow.slots, name)?.called ?? name, value: text }]
  })
  return { summary: parts.map(({ slot, value }) => `${slot}: ${value}`).join('\n'), summary_parts: parts }
}

/** A list as its elements, a record as its values: what rounds gathered is read to people. */
function spokenValue(value: Json): string {
  if (Array.isArray(value)) return value.map(spokenValue).filter(Boolean).join('; ')
  if (value !== null && typeof value === 'object')
    return Object.values(value).map(spokenValue).filter(Boolean).join(', ')
  return textOf(value)
}
