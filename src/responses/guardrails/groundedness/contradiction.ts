import { courtesy } from './courtesy.ts'
import type { Ground } from './grounds.ts'
import { alternativesOf } from './meaning.ts'
import { sameAmount } from './quantities.ts'
import type { Clause, Sentence } from './read.ts'
import { limits } from './settings.ts'
import type { Case } from './support.ts'

/** The set of alternatives that levels of membership and service are. */
const tiers = alternativesOf('gold')

/** A clause of the source with how much of it the statement speaks of. */
interface Touched {
  clause: Clause
  /** [0, 1]: of the clause's meaning. */
  share: number
  /** What the statement and the clause have in common, less what the clause has alone. */
  common: number
}

/** What a sentence of a source says against a statement; null where it says nothing against it. */
export function contradiction({ said, concepts, fit, turned, grounds }: Case, ground: Ground): string | null {
  const source = ground.sentence
  if (turned.length > 1) return 'the limits are on the other side'
  const negations = source.clauses.reduce((sum, clause) => sum + clause.negations, 0)
  if (said.concession && !source.concession) return 'no source says that it holds in any case'
  if (said.only && !source.only && negations === 0 && (!source.obliged || source.universal))
    return 'no source says only'

  const amounts = said.clauses.flatMap((clause) => clause.quantities)
  const subject = concepts.keys().next().value
  const touched = source.clauses.map((clause): Touched => {
    let sum = 0
    let most = 0
    let about = 0
    for (const [concept, own] of clause.concepts) {
      most += fit.weight(concept)
      const sign = concepts.get(concept)
      if (sign !== undefined) sum += fit.weight(concept) * (sign === own ? 1 : 0.8)
      if (concept === subject) about = fit.weight(concept) / 2
    }
    if (subject !== undefined && clause.inherited.has(subject)) about = fit.weight(subject) / 2
    let shared = 0
    for (const concept of clause.inherited)
      if (concepts.has(concept)) shared += limits.inheritedShare * fit.weight(concept)
    const same = clause.quantities.filter((one) => amounts.some((amount) => sameAmount(one, amount))).length
    sum += 2 * same
    most += 2 * same
    return { clause, share: most === 0 ? 1 : sum / most, common: sum + shared + about - 0.3 * (most - sum) }
  })
  const larger = /\b(?:higher|larger|greater|more|lower|smaller|longer) (?:values?|amounts?|ones?|sums?)\b/.test(
    source.text,
  )
  const turnedHere = larger
    ? 0
    : turned.filter((one) =>
        source.clauses.some(({ quantities }) => quantities.some((other) => sameAmount(other, one))),
      ).length
  const nearest = touched.reduce((best, one) => (one.common > best.common ? one : best))
  const main =
    touched.find(({ clause }) => clause.joint === 'main' && clause.segment === nearest.clause.segment) ?? nearest
  if (said.obliged && !source.obliged && main.clause.permitted) return 'no source says that it must be'
  return (
    leftOut(said, ground, main.clause, touched, concepts, grounds.bySource[ground.source] ?? ground.concepts) ??
    otherOrder(said, source, main.clause) ??
    otherDoer(said, source) ??
    contrary(said, ground, main.clause, touched, turnedHere)
  )
}

const restricted =
  /\b(?:passengers|customers|guests|members|users|people|those|orders|items|children|clients) (?:who|with|travelling|traveling|of|under|over|that|in)\b/i

/** A condition, an exception, or the ones it is for, that the statement leaves out. */
function leftOut(
  said: Sentence,
  { sentence: source, concepts: there }: Ground,
  main: Clause,
  touched: readonly Touched[],
  concepts: ReadonlyMap<string, unknown>,
  whole: ReadonlySet<string>,
): string | null {
  for (const { clause, share } of touched) {
    if (clause.segment !== main.segment || clause === main || !['if', 'unless'].includes(clause.joint)) continue
    const trivial = [...clause.concepts.keys()].every((concept) => courtesy.has(concept))
    if (share < limits.conditionShare && !trivial && !said.uncertain) return 'a condition of the source is left out'
  }
  // "Gold members get it": the statement must say of whom.
  const whom = [...main.concepts.keys()].filter(
    (concept, place) =>
      place < 2 && !concepts.has(concept) && (source.names.has(concept) || alternativesOf(concept) === tiers),
  )
  const named = [...concepts.keys()].some((concept) => source.names.has(concept) && there.has(concept))
  if (main.concepts.has('customer') && whom.length > 0 && !concepts.has('customer') && !named)
    return `the source says it of ${whom[0]} only`
  const universal = touched.some(
    ({ clause, share }) => clause.universal && (clause === main || share >= limits.touchedShare),
  )
  if (said.universal && !universal) {
    const bounded = source.clauses.some(({ quantities }) =>
      quantities.some(({ bound, dimension }) => bound !== null && ['money', 'count', 'weight'].includes(dimension)),
    )
    const numberless = said.clauses.every(({ quantities }) => quantities.length === 0)
    const conditional = source.only || source.clauses.some(({ joint }) => joint === 'if' || joint === 'unless')
    const names = [...source.names].some((name) => there.has(name) && !concepts.has(name))
    const some = restricted.test(source.text)
    if (some || names || conditional || (bounded && numberless)) return 'the source says it of some only'
  }
  // A condition that the source does not make.
  for (const clause of said.clauses) {
    if (clause.joint !== 'if' || clause.concepts.size === 0) continue
    const known = [...clause.concepts.keys()].some((concept) => whole.has(concept) || courtesy.has(concept))
    if (!known && clause.quantities.length === 0 && said.clauses.length > 1)
      return 'a condition that the source does not make'
  }
  return null
}

/** "Before we receive it" against "after we receive it". */
function otherOrder(said: Sentence, source: Sentence, main: Clause): string | null {
  const segment = source.clauses.filter((clause) => clause.segment === main.segment)
  const turned = isOdd(said) !== isOdd({ clauses: segment })
  for (const { side, concept } of said.order) {
    const there = source.order.filter((one) => one.concept === concept)
    if (there.length > 0 && there.every((one) => one.side !== side) && !turned)
      return `${side} ${concept}: the source says the other`
  }
  return null
}

const isOdd = ({ clauses }: Pick<Sentence, 'clauses'>): boolean =>
  clauses.reduce((sum, { negations }) => sum + negations, 0) % 2 === 1

function otherDoer(said: Sentence, source: Sentence): string | null {
  for (const [concept, doer] of said.doers) {
    const there = source.doers.get(concept)
    if (there !== undefined && there !== doer) return `the source says ${there}, not ${doer}`
  }
  return null
}

/**
 * Negations and opposites of the statement and of the clauses it speaks of, counted together: an odd number is a contradiction. "Not
 * refundable" and "cannot be refunded" make two, "closed" and "not open" as well, "unless it is lost" and "only if it is not lost", too.
 */
function contrary(
  said: Sentence,
  { sentence: source, concepts: there }: Ground,
  main: Clause,
  touched: readonly Touched[],
  turned: number,
): string | null {
  const near = touched
    .filter(({ clause, share }) => {
      if (clause === main) return true
      if (clause.segment !== main.segment) return false
      if (clause.joint === 'if' || clause.joint === 'time' || clause.joint === 'main')
        return share >= limits.touchedShare
      return share >= limits.conditionShare && speaksOf(said, clause, main)
    })
    .map(({ clause }) => clause)
  let odd = turned
  for (const clause of said.clauses) {
    // "Unless …" that another sentence of the source says.
    const elsewhere =
      ['unless', 'except', 'without'].includes(clause.joint) &&
      clause.concepts.size > 0 &&
      ![...clause.concepts.keys()].some((concept) => there.has(concept))
    if (!elsewhere) odd += clause.negations
  }
  for (const { negations } of near) odd += negations
  const theirs = new Map([...signsOf(source.clauses)].filter(([concept]) => concept === 'cost'))
  for (const [concept, sign] of signsOf(near)) theirs.set(concept, sign)
  for (const [concept, sign] of main.concepts) theirs.set(concept, sign)
  for (const [concept, sign] of signsOf(said.clauses)) {
    const other = theirs.get(concept)
    if (other !== undefined && other !== sign) odd += 1
  }
  // "Only in the Family plan" denies it of what the sentence does not name.
  const others = [...said.names].some((name) => !there.has(name))
  if (odd % 2 === 1 && source.only && isOdd(said) && others) return null
  // "No higher than 2 m" and "closed to what is higher": the source's opposite has no counterpart in the statement.
  const opposite = [...main.concepts].some(
    ([concept, sign]) => sign < 0 && !said.clauses.some(({ concepts }) => concepts.has(concept)),
  )
  if (odd % 2 === 1 && turned === 1 && opposite) return null
  return odd % 2 === 1 ? 'the source says the contrary' : null
}

/** Whether the statement has something of a clause that the main clause does not have. */
const speaksOf = (said: Sentence, clause: Clause, main: Clause): boolean =>
  [...clause.concepts.keys()].some(
    (concept) =>
      !main.concepts.has(concept) &&
      !main.inherited.has(concept) &&
      said.clauses.some(({ concepts }) => concepts.has(concept)),
  )

/** Concepts with the side they are on; those that are on both are left out. */
function signsOf(clauses: readonly Clause[]): Map<string, number> {
  const signs = new Map<string, number>()
  const both = new Set<string>()
  for (const { concepts } of clauses)
    for (const [concept, sign] of concepts) {
      if (signs.has(concept) && signs.get(concept) !== sign) both.add(concept)
      signs.set(concept, sign)
    }
  for (const concept of both) signs.delete(concept)
  return signs
}
