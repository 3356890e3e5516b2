import type { Frame } from '#domain/dialogue-state.ts'
import type { SlotName } from '#domain/ids.ts'
import { type CompiledFlow, type CompiledStep, own, walkSteps } from '../flow-language/index.ts'
import { inRound, pathFromText, pathText, type StepPath, stepAt } from './paths.ts'
import { forgetRound, leaveRounds } from './rounds.ts'
import type { Run } from './run.ts'

/**
 * After slots got other values: goes back to the first done step that has to do with them and forgets what was made from them, so that
 * it is made anew. What the customer said for other slots stays. Steps that changed something outside are kept in `frame.done`: passing
 * them again does not do them again unasked.
 */
export function recompute(run: Run, frame: Frame, flow: CompiledFlow, slots: readonly SlotName[]): void {
  const changed = new Set<string>(slots)
  const touches = (step: CompiledStep, text: string) =>
    [...step.reads, ...step.writes].some((name) => changed.has(name)) ||
    // Rounds that are over rest on it: they are done again. In the round under way the step itself is found.
    (step.kind === 'repeat' &&
      (own(frame.rounds ?? {}, text)?.at ?? 0) > 0 &&
      step.reaches.some((name) => changed.has(name)))
  const done = frame.trail.map((text) => {
    const path = pathFromText(flow, text)
    return { text, path, step: path === null ? undefined : stepAt(flow, path) }
  })
  // What was merely said need not be said again.
  const first = done.findIndex(({ step, text }) => step !== undefined && step.kind !== 'say' && touches(step, text))
  const target = done[first]
  if (target === undefined || target.path === null) return

  const removed = done.slice(first)
  for (const { step } of removed)
    if (step?.reads.some((name) => changed.has(name)) && !isSaid(frame, step))
      for (const name of step.writes) changed.add(name)
  for (const name of changed) {
    if (slots.includes(name)) continue
    delete frame.slots[name]
    delete frame.said[name]
    delete frame.asked[name]
    delete frame.variables[name]
  }
  leaveFrom(
    run,
    frame,
    flow,
    target.path,
    removed.map(({ text }) => text),
    null,
  )
}

/** A collected slot that the customer answered stays, whatever it could have been prefilled from. */
const isSaid = (frame: Frame, step: CompiledStep): boolean =>
  step.kind === 'collect' && own(frame.said, step.slot) !== undefined

/**
 * Goes back to where a slot is asked for: where that was done last, else where the flow first does, else to the flow it went to and came
 * back from that asks for it.
 */
export function goBackTo(run: Run, frame: Frame, flow: CompiledFlow, slot: SlotName) {
  const asks = (step: CompiledStep) =>
    ((step.kind === 'collect' || step.kind === 'choose') && step.slot === slot) ||
    (step.kind === 'repeat' && Object.hasOwn(step.gather, slot))
  const linksToIt = (step: CompiledStep) =>
    step.kind === 'link' && step.returns && own(own(run.env.flows.flows, step.flow)?.slots ?? {}, slot) !== undefined
  for (const wanted of [asks, linksToIt]) {
    const index = frame.trail.findLastIndex((text) => {
      const path = pathFromText(flow, text)
      const step = path === null ? undefined : stepAt(flow, path)
      return step !== undefined && wanted(step)
    })
    const done = index === -1 ? null : pathFromText(flow, frame.trail[index] ?? '')
    if (done !== null) return leaveFrom(run, frame, flow, done, frame.trail.slice(index), slot)
    let first: StepPath | null = null
    walkSteps(flow.steps, (step, path) => {
      if (first === null && asks(step)) first = path
    })
    if (first === null) continue
    const here = inRound(frame.at, first)
    const since = frame.trail.indexOf(pathText(here))
    return leaveFrom(run, frame, flow, here, since === -1 ? [] : frame.trail.slice(since), slot)
  }
}

/** Does the rounds of a gathered list again, asking anew in the one that is wrong ("passengers#2"). False for any other name. */
export function redoRound(run: Run, frame: Frame, flow: CompiledFlow, name: SlotName): boolean {
  const path = forgetRound(frame, flow, name)
  if (path === null) return false
  const since = frame.trail.indexOf(pathText(path))
  leaveFrom(run, frame, flow, path, frame.trail.slice(since), null)
  return true
}

function leaveFrom(
  run: Run,
  frame: Frame,
  flow: CompiledFlow,
  path: StepPath,
  removed: readonly string[],
  anew: SlotName | null,
) {
  leaveRounds(frame, flow, path, removed, anew)
  const gone = new Set(removed)
  frame.trail = frame.trail.filter((text) => !gone.has(text))
  // Neither is a yes worth anything that was just said where it stands ("yes, but make it two"): what it was said to is another now.
  gone.add(pathText(frame.at))
  frame.confirmed = frame.confirmed.filter((text) => !gone.has(text))
  frame.at = path
  // A flow this frame had linked to serves a step that is not reached any more.
  const index = run.state.stack.findIndex(({ caller }) => caller?.frame === frame.id && caller.why === 'link')
  if (index !== -1) run.state.stack = run.state.stack.slice(0, index)
  run.reasons.push(`goes back to ${frame.flow} ${pathText(path)}`)
}
