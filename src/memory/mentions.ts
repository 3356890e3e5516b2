import type { Mention } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import { canonicalJson } from '#domain/json.ts'
import type { Entity } from '#domain/understanding.ts'

/**
 * The mentions after a turn: what was newly talked about at the end, each thing once (a thing that is named again moves to the end).
 * Only kinds that can be referred to later are kept; a date or an amount is not a thing to come back to.
 */
export function rememberMentions(before: readonly Mention[], found: readonly Mention[], limit: number): Mention[] {
  const all = [...before, ...found]
  const lastIndex = new Map<string, number>()
  all.forEach((mention, index) => {
    lastIndex.set(`${mention.type}:${canonicalJson(mention.value)}`, index)
  })
  return all
    .filter((mention, index) => lastIndex.get(`${mention.type}:${canonicalJson(mention.value)}`) === index)
    .slice(-limit)
}

/** The entities of a message as mentions, in the order they were said. */
export function mentionsOf(entities: readonly Entity[], referable: ReadonlySet<string>, seq: number): Mention[] {
  return entities
    .filter((entity) => referable.has(entity.type) && entity.source !== 'reference')
    .map(({ type, value, text, role }) => ({
      type,
      value,
      text,
      ...(role !== undefined && { role }),
      seq,
      by: 'customer' as const,
    }))
}

/** A thing the assistant named (a saved tool result, a chosen option), so that the customer can say "it". */
export function assistantMention(type: string, value: Json, text: string, seq: number): Mention {
  return { type, value, text, seq, by: 'assistant' }
}
