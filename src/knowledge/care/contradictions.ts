import type { KnowledgeDocument } from '../documents/document.ts'
import { areSeenTogether } from './freshness.ts'
import { alikePairs } from './likeness.ts'
import type { Stated } from './statements.ts'

/** Two statements that cannot both be right. */
export interface Contradiction {
  one: Stated
  other: Stated
  kind: 'figure' | 'negation'
  /** [0, 1]: how alike they are otherwise. */
  score: number
  /** What differs, for people: `30 days / 14 days`. */
  what: string
}

/** Share of the shorter statement's meaning that the longer one must have: what differs is then the figure and not the subject. */
const contained = 0.9
/** … and of the longer one's: a rule and its exception share less. */
const covered = 0.6
/** "Not" turns a sentence around only where everything else is the same. */
const coveredNegated = 0.8

/**
 * Statements about the same thing with another amount, share or time, or of which one is negated. It finds candidates for a person to look
 * at: a rule and its exception in other words look the same.
 */
export function contradictionsIn(documents: readonly KnowledgeDocument[], stated: readonly Stated[]): Contradiction[] {
  const found: Contradiction[] = []
  for (const { one, other, ...alike } of alikePairs(stated, contained)) {
    if (alike.covered < covered || one.text === other.text || isAboutOthers(one, other)) continue
    if (!areSeenTogether(documents[one.document], documents[other.document])) continue
    const score = (alike.contained + alike.covered) / 2
    const differing = differingFigure(one, other)
    if (differing !== null) found.push({ one, other, kind: 'figure', score, what: differing })
    else if (
      one.negated !== other.negated &&
      !exclusive.test(one.text + other.text) &&
      alike.covered >= coveredNegated &&
      one.figures.length === other.figures.length
    )
      found.push({ one, other, kind: 'negation', score, what: 'one says yes, the other no' })
  }
  return found.sort((a, b) => b.score - a.score || a.one.passage.localeCompare(b.one.passage))
}

/** "Only as a code" and "not paid out" say the same. */
const exclusive = /\b(?:only|just|nur|solo|seulement)\b/i

/** Of one table or list each row says the same of another thing; so do sections whose headings name different things. */
function isAboutOthers(one: Stated, other: Stated): boolean {
  if (one.passage === other.passage) return true
  const [mine, theirs] = [one.under, other.under]
  const onlyMine = [...mine].filter((stem) => !theirs.has(stem) && !other.about.has(stem))
  const onlyTheirs = [...theirs].filter((stem) => !mine.has(stem) && !one.about.has(stem))
  const common = [...mine].filter((stem) => theirs.has(stem))
  // "Gold members" and "Silver members": alike but for the name.
  return common.length > 0 && onlyMine.length > 0 && onlyTheirs.length > 0 && common.length >= onlyMine.length
}

/** The one figure of a kind that both have and that differs; null where they agree or speak of several. */
function differingFigure(one: Stated, other: Stated): string | null {
  for (const { unit, value } of one.figures) {
    const mine = one.figures.filter((figure) => figure.unit === unit)
    const theirs = other.figures.filter((figure) => figure.unit === unit)
    if (mine.length !== 1 || theirs.length !== 1) continue
    const difference = Math.abs((theirs[0]?.value ?? value) - value)
    if (difference > 1e-9) return `${shown(unit, value)} / ${shown(unit, theirs[0]?.value ?? 0)}`
  }
  return null
}

const shown = (unit: string, value: number): string => {
  if (unit === 'duration') return value >= 24 ? `${round(value / 24)} days` : `${round(value)} hours`
  if (unit === 'percent') return `${value} %`
  return unit === 'money' ? `${value} (money)` : `${value} ${unit}`
}

const round = (value: number): number => Math.round(value * 10) / 10
