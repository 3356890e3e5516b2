import type { Mention } from '#domain/customer.ts'
import type { Entity, Span } from '#domain/understanding.ts'

/** Per entity type, the nouns it is called by: `order_number: [order, package, parcel]`. From the assistant's entity files. */
export type ReferableNouns = ReadonlyMap<string, readonly string[]>

export interface Reference extends Span {
  text: string
  mention: Mention
}

const pronoun = /\b(it|its|this|that|them|they|these|those|this one|that one|the same one|same one)\b/gi
const determined =
  /\b(?:my|the|that|this|same|said)\s+(?:same\s+|other\s+|last\s+|first\s+|second\s+|third\s+)?([a-z]+)\b/gi
/** "that" as a conjunction or a bare acknowledgement refers to nothing: "that is all", "I said that I…". */
const emptyThat =
  /^(?:that(?:'s| is)? (?:all|it|right|fine|correct|ok|okay|good|great)|that i|that you|that the|that my)\b/i
const ordinals: Record<string, number> = { first: 0, second: 1, third: 2, other: -2, last: -1 }

/**
 * What "it", "that order" or "the first one" stand for, found among the mentions. A noun restricts the type ("the package" is an
 * order); a bare pronoun takes the most recent thing. Types that the message already names are not looked up: "it" in "my order
 * MF-104233, when will it arrive" is in the message itself. The customer's words are left as they are.
 */
export function resolveReferences(
  text: string,
  entities: readonly Entity[],
  mentions: readonly Mention[],
  nouns: ReferableNouns,
  /** A list was just shown: "the first one" is an answer to it and not something talked about before. */
  choosing = false,
): Reference[] {
  const named = new Set(entities.map((entity) => entity.type))
  const found: Reference[] = []
  const taken = new Set<string>()
  const add = (span: Span, type: string | null, ordinal: string | undefined) => {
    const candidates = mentions.filter((mention) => (type === null ? nouns.has(mention.type) : mention.type === type))
    const mention = candidates.at(ordinal === undefined ? -1 : (ordinals[ordinal] ?? -1)) ?? candidates.at(-1)
    if (mention === undefined || named.has(mention.type) || taken.has(mention.type)) return
    taken.add(mention.type)
    found.push({ ...span, text: text.slice(span.start, span.end), mention })
  }
  for (const match of text.matchAll(determined)) {
    const noun = match[1]?.toLowerCase() ?? ''
    const ordinal = /\b(first|second|third|other|last)\b/i.exec(match[0])?.[1]?.toLowerCase()
    const span = { start: match.index, end: match.index + match[0].length }
    if (noun === 'one' && ordinal !== undefined && !choosing) {
      // Of the kind that was talked about last: "the first one" after two orders is an order.
      const kind = mentions.findLast((mention) => nouns.has(mention.type))?.type
      if (kind !== undefined) add(span, kind, ordinal)
    }
    for (const [type, names] of nouns) {
      if (names.includes(noun) || names.includes(noun.replace(/s$/, ''))) {
        add(span, type, ordinal)
      }
    }
  }
  if (found.length === 0) {
    for (const match of text.matchAll(pronoun)) {
      if (emptyThat.test(text.slice(match.index))) continue
      add({ start: match.index, end: match.index + match[0].length }, null, undefined)
    }
  }
  return found
}

/** References as entities, for slots to be filled from. Less sure than what was said outright, and less the longer ago. */
export function referencedEntities(references: readonly Reference[], mentionCount: number): Entity[] {
  return references.map(({ start, end, text, mention }, index) => ({
    type: mention.type,
    start,
    end,
    text,
    value: mention.value,
    confidence: Math.max(0.6, 0.9 - 0.05 * index - 0.005 * mentionCount),
    source: 'reference',
  }))
}
