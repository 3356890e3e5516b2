import type { EntityName } from '#domain/ids.ts'
import type { TrainingExample } from '../../types.ts'
import type { Candidate } from '../candidate.ts'

/** What a learned span is called: an entity type, or a type in a role. */
export interface Label {
  type: EntityName
  role?: string
}

/** An example with what rules (patterns, lists, built-in kinds) find in it. */
export interface RuledExample {
  example: TrainingExample
  found: Candidate[]
}

/** Marks that a type must have before its spans are learned; with fewer, values are only recognised again as they were marked. */
const leastMarks = 4
/** Where rules find this share of a type's marks, or leave fewer than `leastMarks`, there is too little to learn: it would only cost time. */
const enoughByRule = 0.85

export const keyOf = ({ type, role }: Label) => (role === undefined ? type : `${type}:${role}`)

/** Types whose spans are learned: those whose marks no rule finds, and all that are marked with roles. In alphabetical order. */
export function learnedLabels(examples: readonly RuledExample[]): Label[] {
  const marks = new Map<EntityName, { count: number; byRule: number; roles: Set<string> }>()
  for (const { example, found } of examples) {
    for (const { type, role, start, end } of example.entities) {
      const known = marks.get(type) ?? { count: 0, byRule: 0, roles: new Set() }
      known.count += 1
      if (role !== undefined) known.roles.add(role)
      const isFound = found.some((other) => other.type === type && other.start === start && other.end === end)
      if (isFound) known.byRule += 1
      marks.set(type, known)
    }
  }
  return [...marks]
    .filter(
      ([, { count, byRule, roles }]) =>
        count >= leastMarks && (roles.size > 0 || (byRule < enoughByRule * count && count - byRule >= leastMarks)),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([type, { roles }]): Label[] => [
      // An answer to a question ("Boston") has no role of its own.
      { type },
      ...[...roles].sort().map((role) => ({ type, role })),
    ])
}
