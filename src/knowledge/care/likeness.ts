import type { Stated } from './statements.ts'

/** Two statements that are about the same, with the share of each one's meaning that the other has too, [0, 1]. */
export interface Alike {
  one: Stated
  other: Stated
  /** Of the one with less to say: 1 where the other says all of it. */
  contained: number
  /** Of the one with more to say. */
  covered: number
}

/** Stems of more statements than this tell nothing and would make every pair a candidate. */
const commonStatements = 120
/** Statements looked at more closely for one: the likeliest. */
const candidatesEach = 30
/** Meaning a statement needs to be compared at all, in stems: "It is free." is said of everything. */
const leastAbout = 3

/**
 * Pairs of statements that are about the same thing. Stems weigh by how rare they are. Time grows with the number of statements times the
 * candidates of each, not with its square.
 */
export function* alikePairs(stated: readonly Stated[], least: number): Generator<Alike> {
  const byStem = new Map<string, number[]>()
  for (const [index, { about }] of stated.entries())
    for (const stem of about) {
      const postings = byStem.get(stem)
      if (postings) postings.push(index)
      else byStem.set(stem, [index])
    }
  const weight = (stem: string): number => Math.log(1 + stated.length / (byStem.get(stem)?.length ?? 1))
  const totals = stated.map(({ about }) => [...about].reduce((sum, stem) => sum + weight(stem), 0))
  for (const [index, one] of stated.entries()) {
    if (one.about.size < leastAbout) continue
    const shared = new Map<number, number>()
    for (const stem of one.about) {
      const postings = byStem.get(stem) ?? []
      if (postings.length > commonStatements) continue
      for (const other of postings) if (other > index) shared.set(other, (shared.get(other) ?? 0) + weight(stem))
    }
    const likeliest = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, candidatesEach)
    for (const [at] of likeliest) {
      const other = stated[at]
      if (other === undefined || other.about.size < leastAbout) continue
      let common = 0
      for (const stem of one.about) if (other.about.has(stem)) common += weight(stem)
      const [small, large] = [totals[index] ?? 0, totals[at] ?? 0].sort((a, b) => a - b) as [number, number]
      const contained = small === 0 ? 0 : common / small
      if (contained >= least) yield { one, other, contained, covered: large === 0 ? 0 : common / large }
    }
  }
}
