import type { Frame, QueuedWish } from '#domain/dialogue-state.ts'
import type { FlowName, SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { textOf } from '../expressions/index.ts'
import { type CompiledFlow, own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { withdrawAlarms } from './alarm-list.ts'
import { listedPath, nextPath, pathText, stepAt } from './paths.ts'
import { endRound } from './rounds.ts'
import { flowOf, frameById, isRepair, type Run, sayBuiltIn, taskOf, topFrame } from './run.ts'
import type { HandoffWish } from './types.ts'
import { fitting } from './values.ts'

/** A new frame on top of the stack, or null where the stack is full. */
export function pushFrame(
  run: Run,
  flow: CompiledFlow,
  slots: Record<SlotName, Json>,
  said: Record<SlotName, string>,
  caller: Frame['caller'],
): Frame | null {
  if (run.state.stack.length >= limits.stackDepth) return null
  const frame: Frame = {
    id: run.state.nextFrame,
    flow: flow.name,
    at: [0],
    slots: { ...slots },
    said: { ...said },
    asked: {},
    variables: {},
    calls: {},
    confirmed: [],
    trail: [],
    done: {},
    caller,
    interrupted: false,
  }
  run.state.nextFrame += 1
  run.state.stack.push(frame)
  const version = flow.version === null ? '' : ` (version ${flow.version})`
  run.reasons.push(`${caller === null ? 'starts' : 'goes to'} ${flow.name}${version}`)
  return frame
}

/** Slots a new task can take: its own, and those of the verification that may have to run before it. */
export function takenSlots(run: Run, flow: CompiledFlow, slots: Record<SlotName, Json>): Record<SlotName, Json> {
  const { flows, verification } = run.env.flows
  const verifying = flow.needs === 'anonymous' || verification === null ? undefined : own(flows, verification)
  const taken: Record<SlotName, Json> = {}
  for (const [name, value] of Object.entries(slots)) {
    const slot = own(flow.slots, name) ?? (verifying && own(verifying.slots, name))
    const fits = slot && fitting(slot, value)
    if (fits !== undefined) taken[name] = fits
  }
  return taken
}

/** Starts a task of its own; where the stack is too high to hold it and what it may call, it is put off. */
export function startTask(run: Run, flow: CompiledFlow, slots: Record<SlotName, Json>): void {
  const taken = takenSlots(run, flow, slots)
  // Two places stay free for a verification and a linked flow.
  if (run.state.stack.length >= limits.stackDepth - 2) {
    enqueue(run, flow, taken)
    return
  }
  const top = topFrame(run)
  if (top !== undefined) top.interrupted = true
  pushFrame(run, flow, taken, saidOf(taken), null)
  run.did.start = true
}

export function enqueue(
  run: Run,
  flow: CompiledFlow,
  slots: Record<SlotName, Json>,
  { otherwise, asks }: { otherwise?: FlowName; asks?: true } = {},
): void {
  const { queue } = run.state
  if (queue.some((wish) => wish.flow === flow.name)) return
  if (queue.length >= limits.queuedWishes) {
    sayBuiltIn(run, 'repair.too-many-wishes', { flow: flow.called })
    return
  }
  const wish: QueuedWish = {
    flow: flow.name,
    slots,
    said: '',
    ...(otherwise !== undefined && { otherwise }),
    ...(asks === true && { asks }),
  }
  queue.push(wish)
  // What may not be needed at all is not promised.
  if (otherwise === undefined) run.queued.push(flow.name)
  run.reasons.push(otherwise === undefined ? `puts off ${flow.name}` : `${flow.name} if ${otherwise} does not work out`)
}

export const saidOf = (slots: Record<SlotName, Json>): Record<SlotName, string> =>
  Object.fromEntries(Object.entries(slots).map(([name, value]) => [name, textOf(value)]))

/** Forgets what a slot holds: the customer will be asked for it, and it is not filled from where the wrong value came from. */
export function askAnew(frame: Frame, slot: SlotName): void {
  delete frame.slots[slot]
  delete frame.said[slot]
  if (!isAskedAnew(frame, slot)) frame.anew = [...(frame.anew ?? []), slot]
}

export const isAskedAnew = (frame: Frame, slot: SlotName): boolean => frame.anew?.includes(slot) ?? false

/** The slot has its new value. */
export function isGiven(frame: Frame, slot: SlotName): void {
  if (frame.anew !== undefined) frame.anew = frame.anew.filter((name) => name !== slot)
}

/** Slots that both flows describe in the same way carry over where the other has no value yet. */
export function shareSlots(run: Run, from: Frame, to: Frame): void {
  const [giving, taking] = [flowOf(run, from), flowOf(run, to)]
  if (giving === undefined || taking === undefined) return
  for (const [name, value] of Object.entries(from.slots)) {
    const slot = own(taking.slots, name)
    if (value === null || slot === undefined || Object.hasOwn(to.slots, name)) continue
    const described = own(giving.slots, name)
    if (described !== undefined && (described.type !== slot.type || described.entities[0] !== slot.entities[0]))
      continue
    to.slots[name] = value
    isGiven(to, name)
    const words = own(from.said, name)
    if (words !== undefined) to.said[name] = words
  }
}

/** The step is done, and went that way where it had a choice of ways. */
export function visit(run: Run, frame: Frame, flow: CompiledFlow, way?: string): void {
  run.visited.push({ flow: flow.name, step: listedPath(frame.at), ...(way !== undefined && { branch: way }) })
}

/** Goes on to the step after this one, or ends the flow where there is none. */
export function advanceFrame(run: Run, frame: Frame, flow: CompiledFlow, way?: string): void {
  const text = pathText(frame.at)
  if (!frame.trail.includes(text)) frame.trail.push(text)
  visit(run, frame, flow, way)
  goToNext(run, frame, flow)
}

export function goToNext(run: Run, frame: Frame, flow: CompiledFlow) {
  const next = nextPath(flow, frame.at)
  if (next === null) return endFrame(run, frame, true, null)
  endRound(run, frame, flow, frame.at, next)
  frame.at = next
}

/** Goes into a branch of the current step; one that is absent or empty is passed over. */
export function enterBranch(run: Run, frame: Frame, flow: CompiledFlow, name: string): void {
  const inside = [...frame.at, name, 0]
  if (stepAt(flow, inside) === undefined) {
    advanceFrame(run, frame, flow, name)
    return
  }
  const text = pathText(frame.at)
  if (!frame.trail.includes(text)) frame.trail.push(text)
  visit(run, frame, flow, name)
  frame.at = inside
}

/** Ends a frame and lets the one that called it go on. */
export function endFrame(run: Run, frame: Frame, resolved: boolean, result: Json): void {
  run.state.stack = run.state.stack.filter((other) => other !== frame)
  const caller = frame.caller === null ? undefined : frameById(run, frame.caller.frame)
  if (frame.caller === null || caller === undefined) {
    rememberTask(run, frame)
    finished(run, frame.flow, resolved)
    return
  }
  shareSlots(run, frame, caller)
  // Who comes back to a task is told so, also where what came first for it is not needed any more.
  if (frame.interrupted) caller.interrupted = true
  run.reasons.push(`${frame.flow} is done, back to ${caller.flow}`)
  if (frame.caller.why === 'verification') {
    run.unverified.add(caller.id)
    return
  }
  const flow = flowOf(run, caller)
  const step = flow && stepAt(flow, caller.at)
  if (flow === undefined || step?.kind !== 'link') return
  if (step.save !== null) caller.variables[step.save] = result
  advanceFrame(run, caller, flow)
}

function rememberTask(run: Run, { flow, slots, said }: Frame): void {
  const given = Object.entries(slots).filter(([name, value]) => value !== null && Object.hasOwn(said, name))
  if (!isRepair(run, flow)) run.state.lastTask = { flow, slots: Object.fromEntries(given) }
}

function finished(run: Run, flow: FlowName, resolved: boolean): void {
  if (!isRepair(run, flow)) run.state.finished = [...run.state.finished, { flow, resolved }].slice(-limits.remembered)
  run.did.finish ||= !isRepair(run, flow)
  run.reasons.push(`${flow} ends ${resolved ? 'resolved' : 'unresolved'}`)
}

/** Ends the whole task a frame belongs to, unresolved: the frame, those it called and those that called it. */
export function endTask(run: Run, frame: Frame): void {
  const task = taskOf(run, frame)
  const members = run.state.stack.filter((other) => taskOf(run, other) === task)
  run.state.stack = run.state.stack.filter((other) => !members.includes(other))
  // What an unfinished task had planned is off with it.
  withdrawAlarms(run.state, ({ what }) =>
    members.some(({ id }) => what.kind === 'scheduled' && what.by?.startsWith(`${id}:`) === true),
  )
  finished(run, task.flow, false)
}

/** Passes the conversation on: nothing goes on by itself afterwards. */
export function handOff(run: Run, wish: HandoffWish): void {
  run.handoff = wish
  sayBuiltIn(run, 'repair.handing-off', { team: wish.team, reason: wish.reason })
  run.reasons.push(`hands over${wish.team === null ? '' : ` to ${wish.team}`}: ${wish.reason}`)
  for (const frame of run.state.stack) if (frame.caller === null) finished(run, frame.flow, false)
  run.state.stack = []
  run.state.queue = []
  run.state.pending = null
}
