import type { DialogueState } from '#domain/dialogue-state.ts'
import type { ReadingContext } from '#domain/understanding.ts'
import { type CompiledFlows, own } from '../flow-language/index.ts'

/** What kind of answer the dialogue waits for, so that reading can prefer it; null where it waits for none in particular. */
export function expectedAnswer(
  state: DialogueState,
  flows: CompiledFlows,
): NonNullable<ReadingContext['expected']> | null {
  const { pending } = state
  if (pending === null) return null
  const options = 'options' in pending ? (pending.options ?? []) : []
  const choices = options.map(({ label }) => label)
  if (pending.kind !== 'slot' && pending.kind !== 'choose') return choices.length > 0 ? { entities: [], choices } : null
  const frame = state.stack.find(({ id }) => id === pending.frame)
  const flow = frame && own(flows.flows, frame.flow)
  const slot = flow && own(flow.slots, pending.slot)
  const entities = slot?.entities ?? []
  if (entities.length === 0 && choices.length === 0) return null
  return { entities: [...entities], ...(choices.length > 0 && { choices }) }
}
