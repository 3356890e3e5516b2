import type { ProfileFact } from '#domain/memory.ts'

/** What was said outlives what a tool told, and that what was inferred. */
export const ranks = { inferred: 1, tool: 2, said: 3 } as const

export const isOver = ({ expiresAtMs }: ProfileFact, atMs: number): boolean =>
  expiresAtMs !== null && expiresAtMs <= atMs

/** Whether a fact stays although another of its name comes after it (profile-store.ts has the rules). */
export const stays = (old: ProfileFact, next: ProfileFact): boolean =>
  !isOver(old, next.atMs) && (ranks[next.source.how] < ranks[old.source.how] || next.atMs < old.atMs)

/** One of each name, the one that is left when they come one after the other: a single statement cannot write a row twice. */
export function oneOfEach(facts: readonly ProfileFact[]): ProfileFact[] {
  const left = new Map<string, ProfileFact>()
  for (const fact of facts) {
    const old = left.get(fact.fact)
    if (old === undefined || !stays(old, fact)) left.set(fact.fact, fact)
  }
  return [...left.values()]
}
