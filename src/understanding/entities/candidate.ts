import type { Entity, Span } from '#domain/understanding.ts'

/** An entity before overlaps are settled. */
export interface Candidate extends Entity {
  /** The rule read the whole message as an answer; weaker than a rule that saw a reason to. */
  wholeMessage?: boolean
  /** What a pattern matched around the value ("size" in "size 10"): no list value is read from those words. */
  reason?: Span & { pattern: string }
  /** Place of its definition in the assistant: the last resort where two candidates are alike. */
  order: number
}

export const overlaps = (one: Span, other: Span) => one.start < other.end && one.end > other.start
