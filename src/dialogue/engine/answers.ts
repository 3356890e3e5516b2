import type { Frame, Option, Pending } from '#domain/dialogue-state.ts'
import type { SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { sameJson, textOf } from '../expressions/index.ts'
import { type CompiledFlow, type CompiledSlot, type CompiledStep, own } from '../flow-language/index.ts'
import { matchOption } from '../matching.ts'
import { payloads } from '../payloads.ts'
import { askSlot } from './asking.ts'
import { fillChosen, named } from './choosing.ts'
import { goBackTo, recompute, redoRound } from './correction.ts'
import { askAnew } from './frames.ts'
import { tellLapsed } from './lapsed.ts'
import { notUnderstood } from './misunderstanding.ts'
import { pathText, stepAt } from './paths.ts'
import { roundOptions } from './rounds.ts'
import { calledTask, expectAnswer, flowOf, frameById, mention, type Run, sayBuiltIn, taskOf } from './run.ts'
import { fitting, shownOptions } from './values.ts'

/** The frame and slot that the last reply asked for, if that still stands. */
export function askedSlot(run: Run): { frame: Frame; slot: CompiledSlot } | null {
  const { answering } = run
  if (answering === null || (answering.kind !== 'slot' && answering.kind !== 'choose')) return null
  const frame = frameById(run, answering.frame)
  const slot = frame && own(flowOf(run, frame)?.slots ?? {}, answering.slot)
  return frame && slot ? { frame, slot } : null
}

/** The frame a slot belongs to: the one that was asked, else the highest that has such a slot. */
function frameWith(run: Run, slot: SlotName): Frame | undefined {
  const asked = askedSlot(run)
  if (asked?.slot.name === slot) return asked.frame
  return run.state.stack.findLast((frame) => own(flowOf(run, frame)?.slots ?? {}, slot) !== undefined)
}

/** Fills a slot, or gives it another value and does again what depended on the old one. */
export function setSlot(run: Run, name: SlotName, value: Json, text: string) {
  const frame = frameWith(run, name)
  const flow = frame && flowOf(run, frame)
  const slot = flow && own(flow.slots, name)
  if (frame === undefined || flow === undefined || slot === undefined) {
    run.reasons.push(`no open task has a slot ${name}`)
    if (tellLapsed(run)) return
    return sayBuiltIn(run, 'repair.nothing-to-correct')
  }
  const isAsked = askedSlot(run)?.slot === slot && askedSlot(run)?.frame === frame
  if (isAsked && run.answering?.kind === 'choose') return chooseFor(run, run.answering, textOf(value))
  const fits = fitting(slot, value)
  if (fits === undefined) {
    if (isAsked) notFitting(run)
    else run.reasons.push(`${slot.called} cannot be ${textOf(value)}`)
    return
  }
  const before = own(frame.slots, name)
  run.did.answer = true
  if (before !== undefined && sameJson(before, fits)) return
  frame.slots[name] = fits
  frame.said[name] = text === '' ? textOf(fits) : text
  withdrawYes(run, frame, flow, name)
  if (before === undefined || before === null) {
    run.reasons.push(`${slot.called} is given`)
    // A value for a question that was passed by without one can still change the way.
    if (frame.trail.length > 0) recompute(run, frame, flow, [name])
    return
  }
  run.reasons.push(`${slot.called} is corrected`)
  sayBuiltIn(run, 'repair.corrected', { slot: slot.called, value: frame.said[name] })
  recompute(run, frame, flow, [name])
  correctAlong(run, frame, name, before)
}

/** A yes that was just said is none to a summary with another value in it. */
function withdrawYes(run: Run, frame: Frame, flow: CompiledFlow, slot: SlotName): void {
  run.given.push({ frame: frame.id, slot })
  if (isAbout(stepAt(flow, frame.at), slot))
    frame.confirmed = frame.confirmed.filter((text) => text !== pathText(frame.at))
}

/** Whether what a step asks a yes for depends on a slot. */
export const isAbout = (step: CompiledStep | undefined, slot: SlotName): boolean =>
  step !== undefined && ((step.kind === 'confirm' && step.uses === null) || step.reads.includes(slot))

/**
 * Other flows of the same task that have the wrong value get the right one, too: the order number that was given wrongly to verify is that
 * of the order the task is about.
 */
function correctAlong(run: Run, frame: Frame, name: SlotName, before: Json): void {
  const task = taskOf(run, frame)
  const [value, said] = [frame.slots[name] ?? null, frame.said[name] ?? '']
  for (const other of run.state.stack) {
    const flow = flowOf(run, other)
    const slot = flow && own(flow.slots, name)
    const fits = slot && fitting(slot, value)
    const isWrong = other !== frame && taskOf(run, other) === task && sameJson(own(other.slots, name) ?? null, before)
    if (flow === undefined || fits === undefined || !isWrong) continue
    other.slots[name] = fits
    other.said[name] = said
    recompute(run, other, flow, [name])
  }
}

/** The answer is not one to the question that was asked, or nothing at all. */
export function notFitting(run: Run) {
  const { answering } = run
  const asked = askedSlot(run)
  if (answering?.kind === 'confirm' || answering?.kind === 'redo' || asked?.slot.type === 'boolean')
    return notUnderstood(run, 'repair.ask-yes-no')
  if (asked === null) return notUnderstood(run, 'repair.not-understood-1')
  const options = 'options' in (answering ?? {}) ? ((answering as { options?: Option[] }).options ?? []) : []
  if (options.length > 0)
    return notUnderstood(run, 'repair.choice-invalid', {
      slot: asked.slot.called,
      options: shownOptions(options).map(({ label }) => label),
    })
  notUnderstood(run, 'repair.slot-invalid', { slot: asked.slot.called })
}

/** Takes an option as the value of the slot that was asked for. Words that fit several ask between those. */
export function chooseFor(run: Run, answering: Extract<Pending, { kind: 'choose' | 'slot' }>, text: string) {
  const frame = frameById(run, answering.frame)
  const flow = frame && flowOf(run, frame)
  if (answering.kind === 'choose' && answering.many && frame !== undefined && flow !== undefined)
    return chooseSeveral(run, frame, flow, answering, text)
  const match = matchOption(answering.options ?? [], text, run.words)
  if (match.kind === 'none' || frame === undefined || flow === undefined) return notFitting(run)
  run.did.answer = true
  const name = answering.slot
  const slot = own(flow.slots, name)
  if (match.kind === 'one') {
    frame.slots[name] = match.option.value
    frame.said[name] = match.option.label
    if (slot !== undefined) mention(run, slot, match.option.value, match.option.label)
    run.reasons.push(`chooses ${match.option.label}`)
  } else if (answering.kind === 'slot') {
    const shown = shownOptions(match.options)
    if (slot === undefined) return
    run.did.misfit = true
    askSlot(run, frame, slot, shown.length > 1 ? shown : match.options)
  } else {
    // The step asks again, among those that fit.
    frame.slots[name] = text
    frame.said[name] = text
    run.did.misfit = true
  }
}

function chooseSeveral(
  run: Run,
  frame: Frame,
  flow: CompiledFlow,
  { slot: name, options }: Extract<Pending, { kind: 'choose' }>,
  text: string,
) {
  const found = named(options, text, run.words, true)
  const slot = own(flow.slots, name)
  if (found.kind === 'none' || slot === undefined) return notFitting(run)
  run.did.answer = true
  if (found.kind === 'some') {
    fillChosen(run, frame, slot, found.options, true)
    run.reasons.push(`chooses ${frame.said[name]}`)
  } else {
    // The step asks again, among those that fit.
    frame.slots[name] = text
    frame.said[name] = text
    run.did.misfit = true
  }
}

export function correctWhich(run: Run, frame: Frame, options: Option[]): void {
  expectAnswer(run, { kind: 'correct', frame: frame.id, options })
  sayBuiltIn(
    run,
    'repair.what-to-correct',
    { options: options.map(({ label }) => label) },
    options.map(({ label, payload }) => ({ label, payload })),
  )
}

/** "No" once more, and still nothing named that is wrong: a way out beside what may be wrong. */
export function leaveInstead(run: Run, frame: Frame, options: readonly Option[]): void {
  const leave: Option = { payload: payloads.correct(frame.id, ''), label: run.words.labels.yes, value: null }
  expectAnswer(run, { kind: 'correct', frame: frame.id, options: [leave, ...options] })
  sayBuiltIn(
    run,
    'repair.leave-instead',
    { flow: calledTask(run, frame), options: options.map(({ label }) => label) },
    [leave, ...options].map(({ label, payload }) => ({ label, payload })),
  )
}

/** Asks for the value of a slot that was wrong in a summary, and does again what depends on it. */
export function correctSlot(run: Run, frame: Frame, flow: CompiledFlow, name: SlotName) {
  // What is wrong is named: the next summary is denied for the first time.
  delete frame.denied
  const rounds = roundOptions(frame, flow, name)
  if (rounds.length > 1) return correctWhich(run, frame, rounds)
  if (redoRound(run, frame, flow, name)) return
  askAnew(frame, name)
  frame.asked[name] = 0
  goBackTo(run, frame, flow, name)
}
