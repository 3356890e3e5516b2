import type { Command } from '#domain/command.ts'
import type { Frame, Option } from '#domain/dialogue-state.ts'
import type { FlowName, SlotName } from '#domain/ids.ts'
import { canonicalJson, type Json } from '#domain/json.ts'
import { sameJson, textOf } from '../expressions/index.ts'
import { branch, type CompiledFlow, type CompiledSlot, own } from '../flow-language/index.ts'
import { matchOption } from '../matching.ts'
import { payloads } from '../payloads.ts'
import { askSlot, offerPerson } from './asking.ts'
import { askWhich, detailsFor, flowOption, offeredSlots } from './clarify.ts'
import { goBackTo, recompute } from './correction.ts'
import { askAnew, endTask, enqueue, enterBranch, handOff, startTask, takenSlots } from './frames.ts'
import { notUnderstood, outOfScope } from './misunderstanding.ts'
import { pathText, stepAt } from './paths.ts'
import {
  calledTask,
  expectAnswer,
  flowOf,
  frameById,
  mention,
  type Run,
  say,
  sayBuiltIn,
  taskOf,
  topFrame,
} from './run.ts'
import { responseVariables } from './scope.ts'
import { inputOf } from './steps.ts'
import { fitting, shownOptions } from './values.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>
type Handlers = { [K in Command['kind']]: (run: Run, command: Of<K>) => void | Promise<void> }

/** Carries one command out on the stack. What follows from it is done afterwards by `goOn`. */
export async function apply(run: Run, command: Command): Promise<void> {
  const handle = handlers[command.kind] as (run: Run, command: Command) => void | Promise<void>
  await handle(run, command)
}

const handlers: Handlers = {
  'start-flow'(run, { flow, slots, otherwise }) {
    start(run, flow, { ...offeredSlots(run, flow), ...slots }, otherwise)
  },
  'set-slot'(run, { slot, value, text }) {
    setSlot(run, slot, value, text)
  },
  'correct-slot'(run, { slot, value, text }) {
    setSlot(run, slot, value, text)
  },
  'skip-slot'(run) {
    const asked = askedSlot(run)
    if (asked === null) return sayBuiltIn(run, 'repair.acknowledge')
    if (asked.slot.optional) {
      asked.frame.slots[asked.slot.name] = null
      run.did.answer = true
    } else {
      run.did.misfit = true
      sayBuiltIn(run, 'repair.cannot-skip', { slot: asked.slot.called })
    }
  },
  affirm: (run) => answerYesNo(run, true),
  deny: (run) => answerYesNo(run, false),
  choose: (run, { option }) => choose(run, option),
  explain(run) {
    const asked = askedSlot(run)
    if (asked === null) return sayBuiltIn(run, 'repair.nothing-to-explain')
    const { frame, slot } = asked
    const variables = { slot: slot.called, flow: calledTask(run, frame) }
    if (slot.explain === null) sayBuiltIn(run, 'repair.explain-default', variables)
    else say(run, slot.explain, responseVariables(run, frame, slot.uses, variables))
  },
  async undo(run) {
    const last = run.state.undoable.at(-1)
    if (last === undefined || run.env.undo === undefined) return sayBuiltIn(run, 'repair.nothing-to-undo')
    run.state.undoable.pop()
    const outcome = await run.env.undo(last, run.identity)
    run.reasons.push(`undo ${last.tool}: ${outcome.kind}`)
    if (outcome.kind === 'ok') {
      run.did.act = true
      return sayBuiltIn(run, 'repair.undone')
    }
    run.did.fail = true
    sayBuiltIn(run, 'repair.undo-failed')
    offerPerson(run, 'repair.offer-hand-off')
  },
  'cancel-flow'(run) {
    const frame = topFrame(run)
    if (frame === undefined) {
      run.state.queue = []
      return sayBuiltIn(run, 'repair.nothing-to-cancel')
    }
    cancel(run, frame)
  },
  'answer-from-knowledge'(run, { query }) {
    run.items.push({ kind: 'answer', query })
    interrupt(run)
  },
  'small-talk'(run, { response }) {
    say(run, response)
    interrupt(run)
  },
  refuse(run, { response }) {
    run.did.refuse = true
    say(run, response)
    interrupt(run)
  },
  'hand-off'(run, { reason }) {
    const priority = reason === 'angry' || reason === 'safety' ? 'high' : 'normal'
    handOff(run, { reason, team: null, priority, note: null })
  },
  repeat(run) {
    if (run.state.lastSays.length === 0) return sayBuiltIn(run, 'repair.acknowledge')
    run.did.repeat = true
    sayBuiltIn(run, 'repair.repeat')
    run.items.push(...run.state.lastSays)
  },
  end(run) {
    if (run.state.stack.length === 0) return goodbye(run)
    // A task that waits for its answer is not closed by a word that sounds like an end: "that's all" may be meant as an answer.
    run.reasons.push('a task is still open')
    if (run.answering?.kind === 'offer') return sayBuiltIn(run, 'repair.hand-off-declined')
    if (run.did.answer) return
    if (run.items.length > 0) return interrupt(run)
    notFitting(run)
  },
  clarify(run, { options, noted }) {
    const known = options.filter(({ flow }) => own(run.env.flows.flows, flow) !== undefined)
    if (known.length === 0 && noted === undefined) return notFitting(run)
    const { answering } = run
    // A detail is no other wish: what was offered stays, and knows it from now on.
    const isDetail = noted !== undefined && answering?.kind === 'clarify' && run.state.stack.length === 0
    if (!isDetail)
      return askWhich(
        run,
        known.map(({ flow, slots }) => ({ flow, slots: { ...offeredSlots(run, flow), ...slots } })),
        noted,
      )
    const offered = answering.options.map(flowOption).filter(({ flow }) => own(run.env.flows.flows, flow) !== undefined)
    askWhich(
      run,
      offered.map(({ flow, slots }) => ({ flow, slots: { ...slots, ...detailsFor(run, flow, known) } })),
      noted,
    )
  },
  'out-of-scope'(run) {
    outOfScope(run)
    interrupt(run)
  },
  'time-passed'(run, { alarm }) {
    run.state.alarms = (run.state.alarms ?? []).filter(({ id }) => id !== alarm)
  },
}

/** Something came in between: the task that waits says so when it goes on. */
function interrupt(run: Run): void {
  const top = topFrame(run)
  if (top !== undefined) top.interrupted = true
}

function start(run: Run, name: FlowName, slots: Record<SlotName, Json>, otherwise?: FlowName) {
  const flow = own(run.env.flows.flows, name)
  if (flow === undefined) return sayBuiltIn(run, 'repair.flow-unavailable')
  const open = run.state.stack.findLast((frame) => frame.flow === name && frame.caller === null)
  if (open !== undefined) {
    bringUp(run, open)
    for (const [slot, value] of Object.entries(takenSlots(run, flow, slots))) setSlot(run, slot, value, textOf(value))
    run.did.start = true
    return
  }
  const isBehind = otherwise !== undefined && run.state.stack.some((frame) => frame.flow === otherwise)
  if (isBehind) return enqueue(run, flow, takenSlots(run, flow, slots), otherwise)
  // One thing at a time: what was just begun or answered comes first.
  if (run.did.start || (run.did.answer && run.state.stack.length > 0)) enqueue(run, flow, takenSlots(run, flow, slots))
  else startTask(run, flow, slots)
}

/** The task is already open: it comes to the top with all that belongs to it. */
function bringUp(run: Run, task: Frame): void {
  const belongs = (frame: Frame) => taskOf(run, frame) === task
  const top = topFrame(run)
  if (top === undefined || belongs(top)) return
  top.interrupted = true
  const members = run.state.stack.filter(belongs)
  run.state.stack = [...run.state.stack.filter((frame) => !members.includes(frame)), ...members]
}

/** The frame and slot that the last reply asked for, if that still stands. */
function askedSlot(run: Run): { frame: Frame; slot: CompiledSlot } | null {
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
function setSlot(run: Run, name: SlotName, value: Json, text: string) {
  const frame = frameWith(run, name)
  const flow = frame && flowOf(run, frame)
  const slot = flow && own(flow.slots, name)
  if (frame === undefined || flow === undefined || slot === undefined) {
    run.reasons.push(`no open task has a slot ${name}`)
    return sayBuiltIn(run, 'repair.nothing-to-correct')
  }
  const isAsked = askedSlot(run)?.slot === slot && askedSlot(run)?.frame === frame
  if (isAsked && run.answering?.kind === 'choose') return choose(run, textOf(value))
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
  if (before === undefined || before === null) {
    run.reasons.push(`${slot.called} is given`)
    // A value for a question that was passed by without one can still change the way.
    if (frame.trail.length > 0) recompute(run, frame, flow, [name])
    return
  }
  run.reasons.push(`${slot.called} is corrected`)
  sayBuiltIn(run, 'repair.corrected', { slot: slot.called, value: frame.said[name] })
  recompute(run, frame, flow, [name])
}

/** The answer is not one to the question that was asked, or nothing at all. */
function notFitting(run: Run) {
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

function choose(run: Run, text: string) {
  const { answering } = run
  const options = answering !== null && 'options' in answering ? (answering.options ?? []) : []
  if (answering === null || options.length === 0) return notFitting(run)
  const match = matchOption(options, text)
  if (match.kind === 'none') return notFitting(run)
  if (answering.kind === 'clarify') {
    if (match.kind === 'many') return askWhich(run, match.options.map(flowOption))
    const { flow, slots } = flowOption(match.option)
    return start(run, flow, slots)
  }
  if (!('frame' in answering)) return notFitting(run)
  const frame = frameById(run, answering.frame)
  const flow = frame && flowOf(run, frame)
  if (frame === undefined || flow === undefined) return notFitting(run)
  run.did.answer = true
  if (answering.kind === 'correct') {
    if (match.kind === 'many') return correctWhich(run, frame, match.options)
    return correctSlot(run, frame, flow, String(match.option.value))
  }
  if (answering.kind !== 'choose' && answering.kind !== 'slot') return
  const name = answering.slot
  if (match.kind === 'one') {
    frame.slots[name] = match.option.value
    frame.said[name] = match.option.label
    const slot = own(flow.slots, name)
    if (slot !== undefined) mention(run, slot, match.option.value, match.option.label)
    run.reasons.push(`chooses ${match.option.label}`)
  } else if (answering.kind === 'slot') {
    const slot = own(flow.slots, name)
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

function correctWhich(run: Run, frame: Frame, options: Option[]): void {
  expectAnswer(run, { kind: 'correct', frame: frame.id, options })
  sayBuiltIn(
    run,
    'repair.what-to-correct',
    { options: options.map(({ label }) => label) },
    options.map(({ label, payload }) => ({ label, payload })),
  )
}

/** Asks for the value of a slot that was wrong in a summary, and does again what depends on it. */
function correctSlot(run: Run, frame: Frame, flow: CompiledFlow, name: SlotName): void {
  askAnew(frame, name)
  frame.asked[name] = 0
  goBackTo(run, frame, flow, name)
}

function cancel(run: Run, frame: Frame): void {
  const task = taskOf(run, frame)
  sayBuiltIn(run, 'repair.cancelled', { flow: calledTask(run, frame), done: Object.keys(task.done).length > 0 })
  endTask(run, frame)
}

function goodbye(run: Run): void {
  sayBuiltIn(run, 'repair.goodbye')
  run.state.queue = []
  run.ended = true
}

function answerYesNo(run: Run, yes: boolean) {
  const { answering } = run
  switch (answering?.kind) {
    case undefined:
      sayBuiltIn(run, 'repair.acknowledge')
      return interrupt(run)
    case 'offer':
      if (yes) return handOff(run, { reason: 'asked', team: null, priority: 'normal', note: null })
      return sayBuiltIn(run, 'repair.hand-off-declined')
    case 'anything-else':
      // With a wish beside it, "no" or "yes" is said already.
      if (run.state.stack.length > 0) return
      return yes ? sayBuiltIn(run, 'repair.how-can-help') : goodbye(run)
    case 'clarify': {
      const [only, more] = answering.options
      if (yes && only && more === undefined) {
        const { flow, slots } = flowOption(only)
        return start(run, flow, slots)
      }
      return yes ? askWhich(run, answering.options.map(flowOption)) : sayBuiltIn(run, 'repair.how-can-help')
    }
    case 'correct': {
      const frame = frameById(run, answering.frame)
      if (frame === undefined) return notFitting(run)
      return yes ? correctWhich(run, frame, answering.options) : cancel(run, frame)
    }
    default:
      return answerStep(run, yes)
  }
}

/** A yes or no to what a step asked. */
function answerStep(run: Run, yes: boolean) {
  const answering = run.answering
  if (answering === null || !('frame' in answering)) return notFitting(run)
  const frame = frameById(run, answering.frame)
  const flow = frame && flowOf(run, frame)
  if (frame === undefined || flow === undefined) return notFitting(run)
  if (answering.kind === 'slot' || answering.kind === 'choose') {
    if (own(flow.slots, answering.slot)?.type !== 'boolean') return notFitting(run)
    return setSlot(run, answering.slot, yes, '')
  }
  if (!('step' in answering) || answering.step !== pathText(frame.at)) return notFitting(run)
  run.did.answer = true
  if (answering.kind === 'redo') {
    const [done, call] = [own(frame.done, answering.step), stepAt(flow, frame.at)]
    if (yes) {
      delete frame.done[answering.step]
      // A yes to doing it again is the yes the tool may want.
      frame.confirmed.push(answering.step)
    } else if (done !== undefined && call?.kind === 'call') done.declined = canonicalJson(inputOf(run, frame, call))
    return
  }
  if (yes) {
    frame.confirmed.push(answering.step)
    return
  }
  const step = stepAt(flow, frame.at)
  if (step?.kind === 'confirm' && step.correct !== null) {
    const [only, more] = step.correct
    if (only !== undefined && more === undefined) return correctSlot(run, frame, flow, only)
    const options = step.correct.map(
      (name): Option => ({
        payload: payloads.correct(frame.id, name),
        label: own(flow.slots, name)?.called ?? name,
        value: name,
      }),
    )
    return correctWhich(run, frame, options)
  }
  if (step?.kind === 'confirm' && own(step.branches, branch.deny)) return enterBranch(run, frame, flow, branch.deny)
  cancel(run, frame)
}
