import type { EntityName } from '#domain/ids.ts'
import type { Span } from '#domain/understanding.ts'

/**
 * What the encoder reads of a text: values that say nothing of the intent (`replaced`: order numbers, names, dates) give way to the name of
 * their type, as they give way to placeholders among the words.
 */
export function meaningText(
  text: string,
  part: Span,
  entities: readonly (Span & { type: EntityName })[],
  replaced: ReadonlySet<EntityName>,
): string {
  const spans = entities
    .filter(({ type, start, end }) => replaced.has(type) && start >= part.start && end <= part.end)
    .sort((a, b) => a.start - b.start)
  let read = ''
  let from = part.start
  for (const { type, start, end } of spans) {
    if (start < from) continue
    read += `${text.slice(from, start)}${type.replaceAll(/[_/-]+/g, ' ')}`
    from = end
  }
  return read + text.slice(from, part.end)
}
