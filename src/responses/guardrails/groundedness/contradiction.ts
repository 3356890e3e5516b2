import type { Against, Case } from './case.ts'
import { courtesy } from './courtesy.ts'
import type { Feature } from './evidence.ts'
import type { Ground } from './grounds.ts'
import { alternativesOf } from './meaning.ts'
import { sameAmount } from './quantities.ts'
import type { Clause, Sentence } from './read.ts'
import { limits } from './settings.ts'

/** The set of alternatives that levels of membership and service are. */
const tiers = alternativesOf('gold')

/** Numbers that hardly tell one clause from another. */
const minor: ReadonlySet<string> = new Set(['order', 'rate'])

/** A clause of the source with how much of it the statement speaks of. */
interface Touched {
  clause: Clause
  /** [0, 1]: of the clause's meaning. */
  share: number
  /** What the statement and the clause have in common, less what the clause has alone. */
  common: number
}

export function contradictions({ said, concepts, fit, turned, grounds }: Case, ground: Ground): Against[] {
  const source = ground.sentence
  const found: Against[] = []
  const add = (feature: Feature, value: number, why: string) => {
    if (value > 0) found.push({ feature, value, why })
  }
  if (turned.length > 1) add('bothLimits', 1, 'the limits are on the other side')
  const negations = source.clauses.reduce((sum, clause) => sum + clause.negations, 0)
  if (said.concession && !source.concession)
    add('concession', source.universal ? 0 : 1, 'no source says that it holds in any case')
  if (said.only && !source.only && negations === 0 && (!source.obliged || source.universal))
    add('only', 1, 'no source says only')

  const touched = touchedBy(said, concepts, source, fit)
  // "Up to 10 kW …; larger ones …", "free from $75, otherwise …": the number is the limit of both sides.
  const larger =
    /\b(?:higher|larger|greater|more|lower|smaller|longer) (?:values?|amounts?|ones?|sums?)\b|(?:^|[;,.] )(?:and |but )?(?:larger|smaller|bigger|higher|longer|heavier|shorter|lower|older|younger|otherwise|below (?:that|it)|above (?:that|it)|beyond that)\b/i.test(
      source.text,
    )
  const turnedHere = larger
    ? 0
    : turned.filter((one) =>
        source.clauses.some(({ quantities }) => quantities.some((other) => sameAmount(other, one))),
      ).length
  const main = mainOf(touched)
  if (said.obliged && !source.obliged && main.clause.permitted) add('obliged', 1, 'no source says that it must be')
  for (const one of leftOut(
    said,
    ground,
    main.clause,
    touched,
    concepts,
    grounds.bySource[ground.source] ?? ground.concepts,
  ))
    found.push(one)
  const order = otherOrder(said, source, main.clause)
  if (order !== null) add('order', 1, order)
  const doer = otherDoer(said, source)
  if (doer !== null) add('doer', 1, doer)
  const parts = partsOf(said)
  const verdicts = parts.map((part) => {
    if (parts.length === 1)
      return { part, flipped: contrary(said, ground, main.clause, touched, turnedHere), near: main }
    const own = touchedBy(part, new Map(part.clauses.flatMap((clause) => [...clause.concepts])), source, fit)
    const near = mainOf(own)
    const here = turned.filter((one) => part.clauses.some(({ quantities }) => quantities.includes(one))).length
    return { part, flipped: contrary(part, ground, near.clause, own, Math.min(here, turnedHere)), near }
  })
  const why = 'the source says the contrary'
  let unsure = 0
  for (const { part, flipped, near } of verdicts) {
    // One that several parts are told apart by says something of the part it fits only.
    const there =
      parts.length === 1
        ? source
        : { ...source, clauses: source.clauses.filter(({ segment }) => segment === near.clause.segment) }
    const { opposed, denied, agreed } = polarities(part, there)
    // "If you don't …, the normal price applies" for "you have to …, otherwise the normal price applies".
    if (
      /\botherwise\b/i.test(source.text) &&
      part.clauses.some(({ joint, negations }) => joint === 'if' && negations > 0)
    )
      continue
    unsure = Math.max(unsure, denied)
    if (flipped === null) {
      add('opposed', Math.min(1, opposed), why)
      continue
    }
    // What a negation denies on one side and the other side affirms is sure; mere counts of negations are not.
    if (agreed > 0 && opposed === 0 && flipped === 'negations') add('contraryAgreed', 1, why)
    else if (opposed > 0) add('contrarySure', 1, why)
    else if (flipped === 'limits') add('contraryTurned', 1, why)
    else if (flipped === 'opposites') add('contrarySign', 1, why)
    else add('contrary', 1, why)
    add('contraryNear', near.share, why)
  }
  if (source.maybe && !said.uncertain && !said.permits) add('certain', 1, 'the source only says that it may be')
  if (turned.length > 0 && !larger) add('turned', 1, 'the limit is on the other side')
  add('denied', Math.min(1, unsure), 'one of them denies it')
  return found
}

/** Its main clauses with what hangs on them, where each says enough to be held against a source of its own. */
function partsOf(said: Sentence): Sentence[] {
  const segments = [...new Set(said.clauses.map(({ segment }) => segment))]
  const parts = segments.map((segment) => said.clauses.filter((clause) => clause.segment === segment))
  if (parts.length < 2 || parts.some((clauses) => clauses.reduce((sum, { concepts }) => sum + concepts.size, 0) < 2))
    return [said]
  return parts.map((clauses) => ({ ...said, clauses }))
}

/** How much of each clause of a source is spoken of. */
function touchedBy(
  { clauses }: Pick<Sentence, 'clauses'>,
  concepts: ReadonlyMap<string, 1 | -1>,
  source: Sentence,
  fit: Case['fit'],
): Touched[] {
  const amounts = clauses.flatMap((clause) => clause.quantities)
  const subject = concepts.keys().next().value
  const principal = new Set(
    clauses.filter(({ joint }) => joint === 'main').flatMap((clause) => [...clause.concepts.keys()]),
  )
  return source.clauses.map((clause) => {
    let sum = 0
    let most = 0
    let about = 0
    let central = 0
    for (const [concept, own] of clause.concepts) {
      if (principal.has(concept)) central += 0.5 * fit.weight(concept)
      most += fit.weight(concept)
      const sign = concepts.get(concept)
      if (sign !== undefined) sum += fit.weight(concept) * (sign === own ? 1 : 0.8)
      if (concept === subject) about = fit.weight(concept) / 2
    }
    if (subject !== undefined && clause.inherited.has(subject)) about = fit.weight(subject) / 2
    let shared = 0
    for (const concept of clause.inherited)
      if (concepts.has(concept)) shared += limits.inheritedShare * fit.weight(concept)
    const same = clause.quantities.filter(
      (one) => !minor.has(one.dimension) && amounts.some((amount) => sameAmount(one, amount)),
    ).length
    sum += 1.5 * same
    most += 1.5 * same
    return { clause, share: most === 0 ? 1 : sum / most, common: sum + shared + about + central - 0.3 * (most - sum) }
  })
}

/** The clause that is spoken of most, or the one that it hangs on. */
function mainOf(touched: readonly Touched[]): Touched {
  const nearest = touched.reduce((best, one) => (one.common > best.common ? one : best))
  return touched.find(({ clause }) => clause.joint === 'main' && clause.segment === nearest.clause.segment) ?? nearest
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
): Against[] {
  const found: Against[] = []
  // One that makes a condition in words of its own may well mean the source's.
  const conditioned = said.clauses.some(({ joint }) => joint !== 'main') || said.only
  for (const { clause, share } of touched) {
    if (clause.segment !== main.segment || clause === main || !['if', 'unless'].includes(clause.joint)) continue
    const trivial = [...clause.concepts.keys()].every((concept) => courtesy.has(concept))
    const missing = Math.max(0, 1 - share / (2 * limits.conditionShare))
    if (missing === 0 || trivial) continue
    found.push({
      feature: said.uncertain || conditioned ? 'conditionVague' : 'condition',
      value: missing,
      why: 'a condition of the source is left out',
    })
  }
  // "Gold members get it": the statement must say of whom.
  const whom = [...main.concepts.keys()].filter(
    (concept, place) =>
      place < 2 && !concepts.has(concept) && (source.names.has(concept) || alternativesOf(concept) === tiers),
  )
  const named = [...concepts.keys()].some((concept) => source.names.has(concept) && there.has(concept))
  if (main.concepts.has('customer') && whom.length > 0 && !concepts.has('customer') && !named)
    found.push({ feature: 'whom', value: 1, why: `the source says it of ${whom[0]} only` })
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
    const subject = [...main.concepts.keys()].slice(0, Math.max(1, Math.min(main.subject, 2)))
    const narrowed =
      said.everyone &&
      main.concepts.size > 1 &&
      subject.some((concept) => !concepts.has(concept) && concept !== 'customer' && concept !== 'person')
    if (some || names || conditional || narrowed || (bounded && numberless))
      found.push({ feature: 'all', value: 1, why: 'the source says it of some only' })
    else found.push({ feature: 'allUnsaid', value: 1, why: 'no source says it of all' })
  }
  // A condition that the source does not make.
  for (const clause of said.clauses) {
    if (clause.joint !== 'if' || clause.concepts.size === 0) continue
    const known = [...clause.concepts.keys()].some((concept) => whole.has(concept) || courtesy.has(concept))
    if (!known && clause.quantities.length === 0 && said.clauses.length > 1)
      found.push({ feature: 'ownCondition', value: 1, why: 'a condition that the source does not make' })
  }
  return found
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
  { sentence: source, concepts: there, around }: Ground,
  main: Clause,
  touched: readonly Touched[],
  turned: number,
): 'negations' | 'limits' | 'opposites' | null {
  const near = touched
    .filter(({ clause, share }) => {
      if (clause === main) return true
      if (clause.segment !== main.segment) return false
      if (clause.joint === 'if' || clause.joint === 'time' || clause.joint === 'main')
        return share >= limits.touchedShare
      const least = clause.joint === 'without' ? limits.touchedShare : limits.conditionShare
      return share >= least && speaksOf(said, clause, main)
    })
    .map(({ clause }) => clause)
  const otherwise = /\botherwise\b/i.test(source.text)
  const dependent = new Set(
    source.clauses.filter(({ joint }) => joint !== 'main').flatMap(({ concepts }) => [...concepts.keys()]),
  )
  let odd = turned
  let opposites = 0
  for (const clause of said.clauses) {
    // "Unless …" that another sentence of the source says.
    const elsewhere =
      ['unless', 'except', 'without'].includes(clause.joint) &&
      clause.concepts.size > 0 &&
      ![...clause.concepts.keys()].some((concept) => there.has(concept) || around.has(concept))
    // "Unless you turn them on", "if you'd rather not wait": nothing that the sentence speaks of is denied.
    const idle =
      !['main', 'without', 'except'].includes(clause.joint) &&
      !otherwise &&
      clause.concepts.size > 0 &&
      ![...clause.concepts.keys()].some((concept) => dependent.has(concept)) &&
      ![...clause.denied].some((concept) => there.has(concept))
    if (!elsewhere && !idle) odd += clause.negations
  }
  // "Photography without flash": where the statement says nothing of flash, nothing of it is denied.
  const unsaid = ({ lacking }: Clause) =>
    lacking.filter((concept) => !said.clauses.some(({ concepts }) => concepts.has(concept))).length
  for (const clause of near) odd += clause.negations - Math.min(clause.negations, unsaid(clause))
  const theirs = new Map<string, number>()
  for (const { concepts, denied } of source.clauses)
    if (concepts.has('cost')) theirs.set('cost', (concepts.get('cost') ?? 1) * (denied.has('cost') ? -1 : 1))
  // "You don't have to pay for it, since it is included".
  if (
    isCostDenied(said) &&
    !isCostDenied({ clauses: near }) &&
    near.some(({ concepts }) => concepts.has('include') && !concepts.has('cost'))
  )
    return null
  for (const [concept, sign] of signsOf(near)) theirs.set(concept, sign)
  for (const [concept, sign] of main.concepts) theirs.set(concept, sign)
  for (const [concept, sign] of signsOf(said.clauses)) {
    const other = theirs.get(concept)
    if (other !== undefined && other !== sign) opposites += 1
  }
  const plain = odd - turned
  odd += opposites
  // "Only in the Family plan" denies it of what the sentence does not name.
  const others =
    [...said.names].some((name) => !there.has(name)) ||
    said.clauses.some(
      ({ negations, concepts }) =>
        negations > 0 && [...concepts.keys()].some((concept) => !there.has(concept) && !around.has(concept)),
    )
  if (odd % 2 === 1 && source.only && isOdd(said) && others) return null
  // "No higher than 2 m" and "closed to what is higher": the source's opposite has no counterpart in the statement.
  const opposite = [...main.concepts].some(
    ([concept, sign]) => sign < 0 && !said.clauses.some(({ concepts }) => concepts.has(concept)),
  )
  if (odd % 2 === 1 && turned === 1 && opposite) return null
  if (odd % 2 === 0) return null
  if (plain % 2 === 1) return 'negations'
  return opposites % 2 === 1 ? 'opposites' : 'limits'
}

const isCostDenied = ({ clauses }: Pick<Sentence, 'clauses'>): boolean =>
  clauses.some(({ denied }) => denied.has('cost'))

/** Whether the statement has something of a clause that the main clause does not have. */
const speaksOf = (said: Sentence, clause: Clause, main: Clause): boolean =>
  clause.concepts.size + clause.quantities.length === 0 ||
  clause.quantities.some((one) =>
    said.clauses.some(({ quantities }) => quantities.some((two) => sameAmount(one, two))),
  ) ||
  [...clause.concepts.keys()].some(
    (concept) =>
      !main.concepts.has(concept) &&
      !main.inherited.has(concept) &&
      said.clauses.some(({ concepts }) => concepts.has(concept)),
  )

/**
 * What is denied right behind a "not" or by its own prefix on one side and affirmed on the other: more local than the count of negations, and
 * blind to negations of other words.
 */
function polarities(said: Sentence, source: Sentence): { opposed: number; denied: number; agreed: number } {
  let agreed = 0
  let opposed = 0
  let denied = 0
  const theirs = polarityOf(source)
  const ours = polarityOf(said)
  for (const [concept, own] of ours) {
    const other = theirs.get(concept)
    if (other === undefined) denied += own < 0 ? 0.5 : 0
    else if (other * own < 0) opposed += 1
    else if (other < 0) agreed += 1
  }
  for (const ours of said.clauses)
    for (const concept of ours.denied) if (source.clauses.some((clause) => clause.denied.has(concept))) agreed += 1
  for (const [concept, other] of theirs) if (other < 0 && !ours.has(concept)) denied += 0.25
  return { opposed, denied, agreed }
}

/** 1 for concepts that are affirmed, -1 for denied ones, 0 where a sentence does both. */
function polarityOf({ clauses }: Sentence): Map<string, number> {
  const of = new Map<string, number>()
  for (const { concepts, denied } of clauses)
    for (const [concept, sign] of concepts) {
      const side = denied.has(concept) ? -sign : sign
      const before = of.get(concept)
      of.set(concept, before === undefined || before === side ? side : 0)
    }
  return of
}

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
