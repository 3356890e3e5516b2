import type { Condition, Constraint, Entity, Meaning, Preference, Span } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'
import { actOf, hypotheticalIn } from './act.ts'
import { type Clauses, clausesIn, contains, overlaps } from './clauses.ts'
import { conditionsIn } from './conditions.ts'
import { constraintsIn } from './constraints.ts'
import { goalOf } from './goal.ts'
import { negationsIn } from './negations.ts'
import { preferencesIn } from './preferences.ts'

/** The frames of meaning of one message: what concerns the whole of it is read once, each wish by itself. */
export class MeaningReader {
  readonly #clauses: Clauses
  readonly #conditions: Condition[]

  constructor(text: string, tokens: readonly Token[], entities: readonly Entity[]) {
    this.#clauses = clausesIn(text, tokens, entities)
    this.#conditions = conditionsIn(this.#clauses)
  }

  /** The frame of the words that lie in a part of the message. All spans lie in the message; those of constraints and negations in the part. */
  read(part: Span): Meaning {
    const clauses = this.#clauses
    const from = clauses.tokens.findIndex((token) => contains(part, token))
    if (from < 0) return empty
    let end = from
    while (end < clauses.tokens.length && contains(part, clauses.tokens[end] as Token)) end += 1
    const conditions = this.#conditions.flatMap((condition) => roleIn(condition, part))
    const main = mainOf(clauses, from, end, conditions)
    const { act, body } = actOf(clauses, main.from, main.end, isAsked(clauses, main.end))
    const preferences = preferencesIn(clauses, from, end)
    const constraints = constraintsIn(clauses, from, end).filter(
      (constraint) => !conditions.some(({ condition }) => contains(condition, constraint)),
    )
    return {
      act,
      goal: goalOf(clauses, body, main.end, act),
      constraints: constraints.map((constraint) => softened(constraint, preferences)),
      preferences,
      negations: negationsIn(clauses, from, end),
      conditions,
      hypothetical: hypotheticalIn(clauses, from, end),
    }
  }
}

const empty: Meaning = {
  act: { kind: 'statement' },
  goal: { action: null, object: null },
  constraints: [],
  preferences: [],
  negations: [],
  conditions: [],
  hypothetical: null,
}

/** Which side of a condition a wish is on; nothing where it is on none. */
function roleIn(condition: Condition, part: Span): Condition[] {
  const { consequence, alternative } = condition
  const isConsequence = consequence !== null && overlaps(part, consequence)
  const isAlternative = alternative !== null && overlaps(part, alternative)
  if (isConsequence && isAlternative) return [{ ...condition, role: 'whole' }]
  if (isAlternative) return [{ ...condition, role: 'alternative' }]
  if (isConsequence) return [{ ...condition, role: alternative === null ? 'whole' : 'consequence' }]
  return consequence === null && overlaps(part, condition.condition) ? [condition] : []
}

/** The words that carry the speech act: of "if it has not shipped, cancel it" the last two. */
function mainOf(
  clauses: Clauses,
  from: number,
  end: number,
  conditions: readonly Condition[],
): { from: number; end: number } {
  const leading = conditions.find(
    ({ condition, consequence }) => consequence !== null && consequence.start > condition.start,
  )
  if (leading?.consequence == null) return { from, end }
  const { consequence, alternative, role } = leading
  const start = clauses.tokens.findIndex((token) =>
    contains(role === 'alternative' && alternative ? alternative : consequence, token),
  )
  return start >= from && start < end ? { from: start, end } : { from, end }
}

const isAsked = ({ text, tokens, gaps }: Clauses, end: number): boolean => {
  const last = tokens[end - 1]
  const next = tokens[end]
  if (last === undefined || (next !== undefined && gaps[end] === '')) return false
  return text.slice(last.end, next?.start).includes('?')
}

const softened = (constraint: Constraint, preferences: readonly Preference[]): Constraint =>
  preferences.some((preference) => overlaps(preference, constraint))
    ? { ...constraint, strength: 'preferred' }
    : constraint
