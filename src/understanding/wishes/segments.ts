import type { Condition, Entity, Span } from '#domain/understanding.ts'
import { alternativeLength, type Clauses, clausesIn, conditionsIn } from '../meaning/index.ts'
import type { Token } from '../tokens.ts'
import { greetings } from './requests.ts'

/** A run of tokens that may be a wish of its own. */
export interface Segment {
  /** Token indexes; `end` is exclusive. Words that only join are left out. */
  from: number
  end: number
  /** How clearly the text sets it apart from what is before it. */
  boundary: 'first' | 'sentence' | 'joined' | 'weak'
}

/** A greeting goes where this many words and more follow it: "hi there again" is one, and no wish. */
const leastAfterGreeting = 3
/** Parts that are looked at; in a longer message people tell a story. */
const mostSegments = 10

/** "And if it is not": at most so many words say that an alternative follows. */
const mostWordsOfOtherwise = 4

/** Words that begin another wish: they join, and say that more is coming. */
const strongJoins = new Set('also plus additionally secondly furthermore besides lastly'.split(' '))
const weakJoins = new Set(['and', 'then', 'but', '&'])
/** Said before a wish, no part of it. */
const fillers = new Set(
  'and also then plus but so oh well ok okay um uh please just instead rather actually additionally secondly lastly besides furthermore'.split(
    ' ',
  ),
)
/** After a comma these may begin a clause of its own. */
const clauseStarts = new Set(
  "i i'd i'm i've i'll id im we can could would will please what what's whats how where where's wheres when why who is are do does did my your the you cancel change return send track check update tell show give help let need want also and then just instead rather".split(
    ' ',
  ),
)

/**
 * Cuts a message at sentence ends, at "and", "also", "then", "otherwise" and at commas before a clause; never within an entity, and never
 * between a condition and what follows from it. Pure: what may become a wish is known before anything is classified.
 */
export function segmentsOf(text: string, tokens: readonly Token[], entities: readonly Entity[]): Segment[] {
  const segments: Segment[] = []
  const clauses = clausesIn(text, tokens, entities)
  const conditions = conditionsIn(clauses)
  let current: Segment = { from: 0, end: tokens.length, boundary: 'first' }
  for (let at = 1; at < tokens.length; at += 1) {
    const boundary = alternativeAt(clauses, conditions, at) ?? boundaryAt(text, tokens, at)
    if (boundary === undefined || isInside(entities, tokens[at - 1] as Token, tokens[at] as Token)) continue
    if (at <= current.from + alternativeLength(clauses, current.from)) continue
    if (conditions.some((condition) => isWithin(condition, tokens[at] as Token))) continue
    segments.push({ ...current, end: at })
    current = { from: at, end: tokens.length, boundary }
    if (segments.length >= mostSegments) return []
  }
  segments.push(current)
  return segments.map((segment) => trimmed(segment, tokens, conditions)).filter(({ from, end }) => from < end)
}

/** "Otherwise" of a condition sets apart what follows, whatever stands between. */
const alternativeAt = (clauses: Clauses, conditions: readonly Condition[], at: number): 'joined' | undefined => {
  const start = clauses.tokens[at]?.start ?? 0
  const isOne = conditions.some(
    ({ condition, alternative }) => alternative !== null && start > condition.end && start < alternative.start,
  )
  return isOne && alternativeLength(clauses, at) > 0 ? 'joined' : undefined
}

/** Between the two halves of "if it has not shipped, cancel it", or inside the first. */
function isWithin({ condition, consequence }: Condition, { start }: Token): boolean {
  if (start > condition.start && start < condition.end) return true
  if (consequence === null) return false
  const [from, to] =
    consequence.start < condition.start ? [consequence.end, condition.start] : [condition.start, consequence.start]
  return start > from && start <= to
}

function boundaryAt(text: string, tokens: readonly Token[], at: number): Segment['boundary'] | undefined {
  const { norm, start } = tokens[at] as Token
  const gap = text.slice((tokens[at - 1] as Token).end, start)
  if (/[!?;\n]|[.:](?:\s|$)|\s[-–—]\s/.test(gap)) return 'sentence'
  const next = tokens[at + 1]?.norm ?? ''
  // "and also" is one cut, at its first word.
  if (
    strongJoins.has(norm) &&
    !weakJoins.has(tokens[at - 1]?.norm ?? '') &&
    (/[,;]/.test(gap) || clauseStarts.has(next))
  ) {
    return 'joined'
  }
  if (weakJoins.has(norm)) return strongJoins.has(next) || next === 'then' ? 'joined' : 'weak'
  // "as well as", "another thing": rare, and their words are known to no intent.
  if (norm === 'another' && next === 'thing') return 'joined'
  if (gap.includes(',') && clauseStarts.has(norm)) return 'weak'
  return undefined
}

const isInside = (spans: readonly Span[], before: Token, after: Token) =>
  spans.some(({ start, end }) => start < before.end && end > after.start)

function trimmed(segment: Segment, tokens: readonly Token[], conditions: readonly Condition[]): Segment {
  let { from, end } = segment
  for (const { alternative } of conditions) {
    const begin = alternative === null ? -1 : tokens.findIndex(({ start }) => start === alternative.start)
    // "If not" and "or else" are no part of what is wanted then.
    if (begin > from && begin < end && begin - from <= mostWordsOfOtherwise) from = begin
  }
  if (segment.boundary === 'first')
    while (end - from > leastAfterGreeting && greetings.has((tokens[from] as Token).norm)) from += 1
  // What is left must be more than one word: "then" may be all that was said.
  while (end - from > 1 && segment.boundary !== 'first' && fillers.has((tokens[from] as Token).norm)) from += 1
  while (end - from > 1 && weakJoins.has((tokens[end - 1] as Token).norm)) end -= 1
  return { ...segment, from, end }
}
