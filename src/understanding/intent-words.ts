import type { EntityName } from '#domain/ids.ts'
import type { Span } from '#domain/understanding.ts'
import type { LearnedValue } from './entities/lists.ts'
import { limits } from './limits.ts'
import type { Token } from './tokens.ts'
import type { EntityDefinition } from './types.ts'

/** Lists up to this many values stay readable for intents: "too small" is why it goes back. Catalogues do not. */
const longestReadableList = 25

/**
 * The entity types whose values are replaced by a placeholder before intents are read, so that no order number, name or product speaks
 * for an intent. Short lists are words that customers choose from, and those words often are what the intent is about: they stay. `learned`: the
 * different values that authors marked, for types that have nothing else.
 */
export function replacedTypes(
  definitions: readonly EntityDefinition[],
  learned: readonly Pick<LearnedValue, 'type'>[] = [],
): ReadonlySet<EntityName> {
  const marked = new Map<EntityName, number>()
  for (const { type } of learned) marked.set(type, (marked.get(type) ?? 0) + 1)
  return new Set(
    definitions
      .filter(({ name, patterns, builtIn, list, alongside }) => {
        if (alongside === true) return false
        if (list !== undefined) return list.length > longestReadableList
        return patterns !== undefined || builtIn !== undefined || (marked.get(name) ?? 0) > longestReadableList
      })
      .map(({ name }) => name),
  )
}

/** The words that intents are read from: entities as placeholders, and of an over-long message only head and tail. */
export function intentWords(
  tokens: readonly Token[],
  entities: readonly (Span & { type: EntityName })[],
  replaced: ReadonlySet<EntityName>,
): string[] {
  const spans = entities.filter(({ type }) => replaced.has(type)).sort((a, b) => a.start - b.start)
  const words: string[] = []
  let next = 0
  let written = -1
  for (const token of tokens) {
    while (next < spans.length && (spans[next] as Span).end <= token.start) next += 1
    const span = spans[next]
    if (span === undefined || token.end <= span.start) words.push(token.norm)
    else if (written !== next) {
      words.push(`__${span.type}__`)
      written = next
    }
  }
  const { headTokens, tailTokens } = limits
  return words.length <= headTokens + tailTokens ? words : [...words.slice(0, headTokens), ...words.slice(-tailTokens)]
}
