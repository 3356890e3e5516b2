import type { Condition, Entity, Span } from '#domain/understanding.ts'
import { actionVerbs, alternativeLength, type Clauses, clausesIn, conditionsIn, wordSet } from '../meaning/index.ts'
import type { Token } from '../tokens.ts'
import { isCourtesy, openingLength } from './courtesies.ts'
import { beginnings, counting, leadingOn, oneMore } from './openings.ts'
import { againstLength } from './refusals.ts'
import { greetings } from './requests.ts'

/** A run of tokens that may be a wish of its own. */
export interface Segment {
  /** Token indexes; `end` is exclusive. Words that only join are left out. */
  from: number
  end: number
  /**
   * How clearly the text sets it apart from what is before it: a sign, words that say that one more comes ("and also", "by the way"), "and" and
   * "then", a comma before a clause, or nothing but the words that a request begins with.
   */
  boundary: Boundary
  /** Nothing but courtesy, or how the answer is to be written: no wish, and no part of one. */
  isCourtesy?: boolean
  /** "Instead of …", without these words: not wanted. */
  isRefused?: boolean
  /** Such words stood before it. */
  isOpened?: boolean
}
export type Boundary = 'first' | 'sentence' | 'joined' | 'weak' | 'comma' | 'unmarked'

/** A greeting goes where this many words and more follow it: "hi there again" is one, and no wish. */
const leastAfterGreeting = 3
/** Parts that are looked at; in a longer message people tell a story. */
const mostSegments = 10

/** "And if it is not": at most so many words say that an alternative follows. */
const mostWordsOfOtherwise = 4

/** So many words at least stand on both sides of a cut that nothing marks. */
const leastUnmarked = 3

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
const clauseStarts = new Set([
  ...`i i'd i'm i've i'll id im we can could would will please what what's whats how where where's wheres when why who is are do does did my the you need
  want also and then just instead rather`.split(/\s+/),
  ...actionVerbs,
])

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
    const boundary = alternativeAt(clauses, conditions, at) ?? boundaryAt(clauses, at, at - current.from)
    if (boundary === undefined || isInside(entities, tokens[at - 1] as Token, tokens[at] as Token)) continue
    if (at <= current.from + Math.max(alternativeLength(clauses, current.from), announcedBy(clauses, current.from)))
      continue
    if (conditions.some((condition) => isWithin(condition, tokens[at] as Token))) continue
    segments.push({ ...current, end: at })
    current = { from: at, end: tokens.length, boundary }
    if (segments.length >= mostSegments) return []
  }
  segments.push(current)
  return segments.map((segment) => trimmed(segment, clauses, conditions)).filter(({ from, end }) => from < end)
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

/** Words of "by the way", "and one more thing" or "secondly" at a word; 0 where none begins there. */
function announcedBy(clauses: Clauses, at: number): number {
  let end = at
  while (weakJoins.has(clauses.words[end] ?? '') || softOpenings.has(clauses.words[end] ?? '')) end += 1
  const length = oneMore.match(clauses, end)?.length ?? counting.match(clauses, end)?.length ?? 0
  return length === 0 ? 0 : end + length - at
}
const softOpenings = wordSet('oh ok so also')

function boundaryAt(clauses: Clauses, at: number, before: number): Boundary | undefined {
  const { text, tokens, words } = clauses
  const { norm, start } = tokens[at] as Token
  const gap = text.slice((tokens[at - 1] as Token).end, start)
  const next = tokens[at + 1]?.norm ?? ''
  const isNew = /[!?;\n]|[.:](?:\s|$)|\s[-–—]\s/.test(gap)
  if (isNew) return strongJoins.has(norm) || announcesMore(clauses, at) ? 'joined' : 'sentence'
  if (announcesMore(clauses, at) && !weakJoins.has(tokens[at - 1]?.norm ?? '')) return 'joined'
  if (againstLength(clauses, at) > 0) return 'weak'
  // "and also" is one cut, at its first word.
  if (
    strongJoins.has(norm) &&
    !weakJoins.has(tokens[at - 1]?.norm ?? '') &&
    (/[,;]/.test(gap) || (clauseStarts.has(next) && clauses.gaps[at + 1] === ''))
  ) {
    return 'joined'
  }
  if (weakJoins.has(norm) && (strongJoins.has(next) || next === 'then')) return 'joined'
  const asks = beginnings.match(clauses, weakJoins.has(norm) ? at + 1 : at) !== undefined
  // "Because the money is set aside and I would hate to spend it": the reason goes on.
  if (!asks && isInReason(clauses, at)) return undefined
  if (weakJoins.has(norm)) return 'weak'
  if (/\s&\s/.test(gap)) return 'weak'
  const isLong = before >= leastUnmarked && tokens.length - at >= leastUnmarked
  // "Cancel it pls, …": said behind what is asked for.
  const isTrailing = /^(?:please|pls|plz)$/.test(norm) && clauses.gaps[at + 1] !== ''
  // "If you can, refund it": courtesy, and no condition that conditionsIn would keep together.
  if (words[at - before] === 'if' && before <= mostWordsOfOtherwise) return undefined
  if (/[,(]/.test(gap) && clauseStarts.has(norm)) return 'comma'
  const isBeginning =
    isLong &&
    !isTrailing &&
    !leadingOn.has(words[at - 1] ?? '') &&
    (beginnings.match(clauses, at) !== undefined || (words[at] === 'just' && actionVerbs.has(next)))
  return isBeginning ? 'unmarked' : undefined
}

/** Whether "because" stands before a word in its sentence, and no request between them. */
function isInReason({ words, gaps }: Clauses, at: number): boolean {
  for (let back = at - 1; back >= 0 && at - back <= mostWordsOfReason; back -= 1) {
    if (reasons.has(words[back] ?? '')) return true
    if (gaps[back] === 'sentence') return false
  }
  return false
}
const reasons = wordSet('because cause cuz since')
const mostWordsOfReason = 25

const announcesMore = (clauses: Clauses, at: number): boolean => {
  let from = at
  while (weakJoins.has(clauses.words[from] ?? '') || softOpenings.has(clauses.words[from] ?? '')) from += 1
  return oneMore.match(clauses, from) !== undefined
}

const isInside = (spans: readonly Span[], before: Token, after: Token) =>
  spans.some(({ start, end }) => start < before.end && end > after.start)

function trimmed(segment: Segment, clauses: Clauses, conditions: readonly Condition[]): Segment {
  const { tokens } = clauses
  let { from, end } = segment
  for (const { alternative } of conditions) {
    const begin = alternative === null ? -1 : tokens.findIndex(({ start }) => start === alternative.start)
    // "If not" and "or else" are no part of what is wanted then.
    if (begin > from && begin < end && begin - from <= mostWordsOfOtherwise) from = begin
  }
  const isRefused = againstLength(clauses, from) > 0
  if (isRefused) from += againstLength(clauses, from)
  const opened = openingLength(clauses, from, end)
  const isOnlyCourtesy = isCourtesy(clauses, from, end)
  if (opened > 0 && opened < end - from) from += opened
  if (segment.boundary === 'first')
    while (end - from > leastAfterGreeting && greetings.has((tokens[from] as Token).norm)) from += 1
  const announced = announcedBy(clauses, from)
  if (announced < end - from) from += announced
  // What is left must be more than one word: "then" may be all that was said.
  while (end - from > 1 && segment.boundary !== 'first' && fillers.has((tokens[from] as Token).norm)) from += 1
  while (end - from > 1 && weakJoins.has((tokens[end - 1] as Token).norm)) end -= 1
  const isOpened = opened > 0 && !isOnlyCourtesy
  return {
    ...segment,
    from,
    end,
    ...(isOnlyCourtesy && { isCourtesy: true }),
    ...(isOpened && { isOpened }),
    ...(isRefused && { isRefused }),
  }
}
