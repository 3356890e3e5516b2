import type { Entity } from '#domain/understanding.ts'

/** An entity before overlaps are settled. */
export interface Candidate extends Entity {
  /** The rule read the whole message as an answer; weaker than a rule that saw a reason to. */
  wholeMessage?: boolean
  /** Place of its definition in the assistant: the last resort where two candidates are alike. */
  order: number
}
