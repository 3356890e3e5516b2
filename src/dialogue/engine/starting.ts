import type { Frame } from '#domain/dialogue-state.ts'
import type { FlowName, SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { textOf } from '../expressions/index.ts'
import { own } from '../flow-language/index.ts'
import { setSlot } from './answers.ts'
import { askWhich } from './clarify.ts'
import { enqueue, startTask, takenSlots } from './frames.ts'
import { type Run, sayBuiltIn, taskOf, topFrame } from './run.ts'

/** Something came in between: the task that waits says so when it goes on. */
export function interrupt(run: Run): void {
  const top = topFrame(run)
  if (top !== undefined) top.interrupted = true
}

interface Wish {
  slots: Record<SlotName, Json>
  otherwise?: FlowName | undefined
  /** Asked about before it begins. */
  asks?: boolean | undefined
}

/** Begins a task, or brings it up where it is open, or puts it off where something else comes first. */
export function start(run: Run, name: FlowName, { slots, otherwise, asks }: Wish) {
  const flow = own(run.env.flows.flows, name)
  if (flow === undefined) return sayBuiltIn(run, 'repair.flow-unavailable')
  const open = run.state.stack.findLast((frame) => frame.flow === name && frame.caller === null)
  if (open !== undefined) {
    bringUp(run, open)
    for (const [slot, value] of Object.entries(takenSlots(run, flow, slots))) setSlot(run, slot, value, textOf(value))
    run.did.start = true
    return
  }
  const taken = takenSlots(run, flow, slots)
  const isBehind = otherwise !== undefined && run.state.stack.some((frame) => frame.flow === otherwise)
  if (isBehind) return enqueue(run, flow, taken, { otherwise })
  // One thing at a time: what was just begun or answered comes first.
  const isSecond = run.did.start || (run.did.answer && run.state.stack.length > 0)
  if (isSecond) return enqueue(run, flow, taken, asks === true ? { asks: true } : {})
  if (asks === true) return askWhich(run, [{ flow: name, slots: taken }])
  startTask(run, flow, slots)
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
