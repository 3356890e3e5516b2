import type { AssistantRuntime } from '#assistant/index.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { ReplyItem } from '#domain/reply.ts'
import type { Resolved } from './turn-context.ts'

/** Buttons that a question of "which one?" gets at most: more do not fit a phone beside the question's own. */
const shown = 4

/**
 * Where the customer pointed at one of several things without saying which, and is now asked for it, these are offered: a press says the
 * thing's name, as if it had been typed.
 */
export function withAlternatives(
  items: readonly ReplyItem[],
  { pending, stack }: DialogueState,
  resolved: Pick<Resolved, 'references'> | null,
  { flows }: AssistantRuntime['flows'],
): ReplyItem[] {
  const last = items.at(-1)
  if (pending?.kind !== 'slot' || pending.options !== undefined || last?.kind !== 'say') return [...items]
  const flow = stack.find(({ id }) => id === pending.frame)?.flow
  const entities = (flow === undefined ? undefined : flows[flow]?.slots[pending.slot]?.entities) ?? []
  const meant = (resolved?.references ?? [])
    .filter(({ doubtful, mention }) => doubtful && entities.includes(mention.type))
    .flatMap(({ mention, alternatives }) => [mention, ...alternatives.map((other) => other.mention)])
  const names = [...new Set(meant.map(({ text }) => text))].slice(0, shown)
  if (names.length < 2) return [...items]
  const quickReplies = [...names.map((name) => ({ label: name, payload: name })), ...(last.quickReplies ?? [])]
  return [...items.slice(0, -1), { ...last, quickReplies }]
}
