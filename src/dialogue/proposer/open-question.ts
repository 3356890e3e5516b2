import type { DialogueState } from '#domain/dialogue-state.ts'
import type { IntentName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { RankedIntent, Understanding } from '#domain/understanding.ts'
import { type CompiledFlows, type CompiledSlot, own } from '../flow-language/index.ts'
import { bestIntent } from './intents.ts'

/** What a message means while a certain slot is asked for, as its flow says. */

/** The slot that the last reply asked for. */
export function openSlot({ pending, stack }: DialogueState, { flows }: CompiledFlows): CompiledSlot | undefined {
  if (pending?.kind !== 'slot') return undefined
  const frame = stack.find(({ id }) => id === pending.frame)
  return frame && own(own(flows, frame.flow)?.slots ?? {}, pending.slot)
}

const isIntent = (name: IntentName, wanted: IntentName): boolean => name === wanted || name.startsWith(`${wanted}/`)

/** The answer that the best intent stands for (`intents:` of the slot); its value is null where the slot is to be skipped. */
export function meantByIntent(
  slot: CompiledSlot,
  intents: readonly RankedIntent[],
  atLeast: number,
): { value: Json } | undefined {
  const best = bestIntent(intents, atLeast)
  return best === null ? undefined : slot.answers.find(({ intent }) => isIntent(best.name, intent))
}

/** Without the intents that are no other wish now (`expect:` of the slot): what is said with them can only be the answer. */
export function withoutExpected(understanding: Understanding, slot: CompiledSlot | undefined): Understanding {
  if (slot === undefined || slot.expected.length === 0) return understanding
  const others = (intents: readonly RankedIntent[]) =>
    intents.filter(({ name }) => !slot.expected.some((wanted) => isIntent(name, wanted)))
  return {
    ...understanding,
    intents: others(understanding.intents),
    wishes: understanding.wishes.map((wish) => ({ ...wish, intents: others(wish.intents) })),
  }
}
