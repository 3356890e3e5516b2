import type { EntityName } from '#domain/ids.ts'
import type { Entity } from '#domain/understanding.ts'
import { limits } from '../limits.ts'
import type { Candidate } from './candidate.ts'

const sourceRank: Record<Entity['source'], number> = { pattern: 0, 'built-in': 1, list: 2, learned: 3, reference: 4 }

/** A learned span that is less sure than this goes after whatever a rule found. */
const sureLearned = 0.6

/** A plain number lies in almost everything: any other reading of the same words goes before it, even a shorter one. */
export type Weak = (type: EntityName) => boolean

/**
 * Words that a pattern names as its reason ("size" in "size 10") are no list values. Of candidates that overlap one stays
 * (docs/understanding.md, "Overlaps"): what the waiting step expects; what is not a bare number; what has a reason beyond being the whole
 * message; what is not an unsure learned span; the longer; pattern before built-in before list before learned; the more confident; the one defined first. Taken greedily from the best; the result is in the order of the text.
 */
export function settleOverlaps(
  candidates: readonly Candidate[],
  expected: readonly EntityName[],
  isWeak: Weak,
): Entity[] {
  const rank = (candidate: Candidate): number[] => {
    const place = expected.indexOf(candidate.type)
    return [
      place < 0 ? expected.length : place,
      isWeak(candidate.type) ? 1 : 0,
      candidate.wholeMessage ? 1 : 0,
      candidate.source === 'learned' && candidate.confidence < sureLearned ? 1 : 0,
      candidate.start - candidate.end,
      sourceRank[candidate.source],
      -candidate.confidence,
      candidate.order,
      candidate.start,
    ]
  }
  const reasons = candidates.flatMap(({ reason, wholeMessage }) =>
    reason === undefined || wholeMessage ? [] : [{ ...reason, words: reason.pattern.toLowerCase() }],
  )
  const isReason = ({ source, start, end, type, text }: Candidate) =>
    (source === 'list' || source === 'learned') &&
    !expected.includes(type) &&
    reasons.some((reason) => reason.start <= start && end <= reason.end && reason.words.includes(text.toLowerCase()))
  const ranked = mergeReadings(candidates)
    .filter((candidate) => candidate.start < candidate.end && !isReason(candidate))
    .map((candidate) => ({ candidate, rank: rank(candidate) }))
    .sort((a, b) => compare(a.rank, b.rank))
  const kept: Candidate[] = []
  for (const { candidate } of ranked) {
    if (kept.length >= limits.entities) break
    if (kept.every((other) => candidate.end <= other.start || candidate.start >= other.end)) kept.push(candidate)
  }
  kept.sort((a, b) => a.start - b.start)
  return kept.map(({ wholeMessage: _whole, order: _order, reason: _reason, ...entity }) => entity)
}

/** Readings that are alternatives at most. */
const mostAlternatives = 5
/** Confidences that differ by less say nothing. */
const alike = 0.01

/**
 * Several values for the same words and type become one entity with alternatives, the more confident first. Where several are equally
 * likely ("runner" is the name of two shoes), each has its share of the confidence: what follows must ask.
 */
function mergeReadings(candidates: readonly Candidate[]): Candidate[] {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const key = `${candidate.start} ${candidate.end} ${candidate.source} ${candidate.type}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [candidate])
    else group.push(candidate)
  }
  return [...groups.values()].flatMap((group) => {
    const byValue = new Map(
      group.toSorted((a, b) => a.confidence - b.confidence).map((one) => [JSON.stringify(one.value), one]),
    )
    if (byValue.size < 2) return group
    const [first, ...others] = [...byValue.values()].sort((a, b) => b.confidence - a.confidence || a.order - b.order)
    if (first === undefined) return []
    const equal = [first, ...others].filter(({ confidence }) => first.confidence - confidence < alike).length
    const alternatives = [
      ...(first.alternatives ?? []),
      ...others.map(({ value, confidence }) => ({ value, confidence: confidence / equal })),
    ]
    return [{ ...first, confidence: first.confidence / equal, alternatives: alternatives.slice(0, mostAlternatives) }]
  })
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i += 1) {
    const difference = (a[i] as number) - (b[i] as number)
    if (difference !== 0) return difference
  }
  return 0
}
