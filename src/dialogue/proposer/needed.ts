import type { FlowName, SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Meaning, Wish } from '#domain/understanding.ts'
import { type CompiledFlow, walkSteps } from '../flow-language/index.ts'

/** A value that a flow asks for and the message did not give. */
export interface NeededSlot {
  slot: SlotName
  called: string
  /** Asked on every way through the flow; false where it depends on what comes out before. */
  always: boolean
}

/**
 * What a flow still needs: the slots that its steps collect or let choose, in their order, without those that are given and those that may
 * be left out. What flows that it links to need is theirs to say.
 */
export function stillNeeded(flow: CompiledFlow, given: Readonly<Record<SlotName, Json>>): NeededSlot[] {
  const needed = new Map<SlotName, NeededSlot>()
  walkSteps(flow.steps, (step, path) => {
    if (step.kind !== 'collect' && step.kind !== 'choose') return
    const slot = Object.hasOwn(flow.slots, step.slot) ? flow.slots[step.slot] : undefined
    if (slot === undefined || slot.optional || (Object.hasOwn(given, step.slot) && given[step.slot] !== null)) return
    const always = path.length === 1
    const before = needed.get(step.slot)
    if (before === undefined) needed.set(step.slot, { slot: step.slot, called: slot.called, always })
    else if (always) before.always = true
  })
  return [...needed.values()]
}

/** The frame of meaning as the dialogue has it: what is wanted in the author's words, what of it is given and what is not. */
export interface TaskFrame {
  goal: { flow: FlowName; title: string; description: string; object: string | null }
  given: Record<SlotName, Json>
  needed: NeededSlot[]
  /** Null where the message was read before there was one. */
  meaning: Meaning | null
}

export const taskFrame = (
  flow: CompiledFlow,
  given: Readonly<Record<SlotName, Json>>,
  wish: Wish | null,
): TaskFrame => ({
  goal: {
    flow: flow.name,
    title: flow.title,
    description: flow.description,
    object: wish?.meaning?.goal.object?.text ?? null,
  },
  given: { ...given },
  needed: stillNeeded(flow, given),
  meaning: wish?.meaning ?? null,
})
