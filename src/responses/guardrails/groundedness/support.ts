import { besides } from './beside.ts'
import { type Against, type Case, negationsOf } from './case.ts'
import { contradictions } from './contradiction.ts'
import { courtesy, isCourtesy, plainOf } from './courtesy.ts'
import { burden, type Candidate, type Feature, type Weights } from './evidence.ts'
import { Fit, type Ground, type GroundQuantity, type Grounds } from './grounds.ts'
import { alternativesOf } from './meaning.ts'
import { type Quantity, sameAmount } from './quantities.ts'
import { type Clause, readSentence } from './read.ts'
import { isMostlyNoun, isMostlyVerb, isRelatedToAny } from './relations.ts'
import { limits } from './settings.ts'
import { learnt } from './weights.ts'

/** Things that answers speak of though their sources do not. */
const commonplace: ReadonlySet<string> = new Set(
  'dai time place advanc case custom compani team person peopl side trip home hand money amount rule polici moment end plan beforehand morn even afternoon locat reason abov monei show period happen differ number statu back ag age sum world anim scene membership els yourself everybodi somewher weekdai top press matter avoid turn direct weight depend final board part bit total amount night readi proof custom start end week month year hour minut todai tomorrow result situat circumst event fact condit start today step point note instruct inform option choic form type kind way'.split(
    ' ',
  ),
)

/** What is said against a statement; null where nothing is. */
export interface Verdict {
  score: number
  why: string | null
  source: number | null
}

/** What is known of a statement: a verdict where a rule settles it, else the sentences it may rest on. */
export type Evidence = Verdict | { candidates: Candidate[]; coverage: number }

export function evidenceFor(statement: string, grounds: Grounds): Evidence {
  const said = readSentence(statement, grounds.known)
  const concepts = new Map(said.clauses.flatMap((clause) => [...clause.concepts]))
  const amounts = said.clauses.flatMap((clause) => clause.quantities)
  const telling = amounts.filter(({ dimension }) => dimension !== 'rate')
  if (amounts.length === 0 && [...concepts.keys()].every((concept) => courtesy.has(concept)))
    return /^\W*(?:yes|no)\W*$/i.test(statement)
      ? { score: 0, why: 'a bare yes or no says too little', source: null }
      : { score: 1, why: null, source: null }
  if (amounts.length === 0 && isCourtesy(statement)) return { score: 1, why: null, source: null }

  const verbatim = grounds.verbatim.get(plainOf(statement))
  if (verbatim !== undefined) return { score: 1, why: null, source: verbatim }

  const fit = new Fit(grounds, said.names, concepts.keys().next().value ?? null)
  const ranked = nearest(grounds, concepts, amounts)
    .map((ground) => ({ ground, fit: fit.ofSentence(concepts, telling, ground) }))
    .sort((a, b) => b.fit - a.fit)
    .slice(0, limits.sentencesAtMost)
  const best = ranked[0]
  if (best === undefined || best.fit === 0) return { score: 0, why: 'no source speaks of it', source: null }
  const it: Case = { said, concepts, amounts, grounds, near: ranked.map(({ ground }) => ground), fit, turned: [] }
  const common: Against[] = []
  const settled = numberSaidOfAnother(it, common) ?? nameSaidOfAnother(it, common)
  const score = coverage(it, best.ground)
  if (settled !== null)
    return { score: Math.min(limits.againstAtMost, score / 2), why: settled, source: best.ground.source }
  if (score < limits.leastCoverage)
    return { score: score / 2, why: 'too little of it is in the sources', source: best.ground.source }
  unheardOf(it, best.ground, common)
  common.push({ feature: 'uncovered', value: 1 - score, why: 'too little of it is in the sources' })
  common.push({ feature: 'length', value: Math.min(1, concepts.size / 20), why: 'it says much' })
  if (negationsOf(said) > 0) common.push({ feature: 'negated', value: 1, why: 'it denies something' })
  const candidates = ranked
    .filter((one) => one.fit >= best.fit - limits.nearlyAsGood)
    .slice(0, 3)
    .map(({ ground, fit: own }) => {
      const candidate: Candidate = { sentence: ground.sentence, source: ground.source, values: {}, reasons: {} }
      const beside = besides(it, ground, best.fit - own)
      for (const { feature, value, why } of [...common, ...beside, ...contradictions(it, ground)]) {
        candidate.values[feature] = Math.max(candidate.values[feature] ?? 0, value)
        candidate.reasons[feature] ??= why
      }
      return candidate
    })
  // Where one sentence says the contrary, another that says little of it is no way out.
  for (const candidate of candidates)
    if (!candidate.values.contrary)
      candidate.values.contraryBeside = Math.max(
        0,
        ...candidates.map(
          ({ values }) => ((values.contrarySure ?? 0) + (values.contrary ?? 0)) * (values.contraryNear ?? 0),
        ),
      )
  return { candidates, coverage: score }
}

export function judge(statement: string, grounds: Grounds, weights: Weights = learnt.weights): Verdict {
  const evidence = evidenceFor(statement, grounds)
  if (!('candidates' in evidence)) return evidence
  const { candidates, coverage } = evidence
  let least = Number.POSITIVE_INFINITY
  let rests = candidates[0] as Candidate
  for (const candidate of candidates) {
    const against = burden(candidate, weights)
    if (against >= least) continue
    least = against
    rests = candidate
  }
  if (least <= learnt.atMost) return { score: coverage, why: null, source: rests.source }
  let why = 'too little of it is in the sources'
  let most = 0
  for (const [name, value] of Object.entries(rests.values)) {
    const feature = name as Feature
    if (weights[feature] * value <= most) continue
    most = weights[feature] * value
    why = rests.reasons[feature] ?? why
  }
  return { score: Math.min(limits.againstAtMost, coverage / 2), why, source: rests.source }
}

/** Sentences that share something with the statement, those that share more of what is rare first. */
function nearest(grounds: Grounds, concepts: ReadonlyMap<string, number>, amounts: readonly Quantity[]): Ground[] {
  const shared = new Map<Ground, number>()
  for (const concept of concepts.keys()) {
    const there = grounds.places.get(concept) ?? []
    for (const ground of there) shared.set(ground, (shared.get(ground) ?? 0) + 0.5 + 1 / (1 + there.length))
  }
  for (const { quantity, ground } of grounds.quantities)
    if (amounts.some((amount) => sameAmount(quantity, amount))) shared.set(ground, (shared.get(ground) ?? 0) + 0.5)
  return [...shared]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2 * limits.sentencesAtMost)
    .map(([ground]) => ground)
}

/** A number that no source has, or has for something else, or as the limit of the other side. */
function numberSaidOfAnother(
  { said, concepts, amounts, grounds, near, fit, turned }: Case,
  found: Against[],
): string | null {
  for (const clause of said.clauses)
    for (const quantity of clause.quantities) {
      const same = grounds.quantities.filter((one) => sameAmount(one.quantity, quantity))
      if (same.length === 0) {
        if (quantity.dimension === 'order' || /^(?:every|each|one$)/.test(quantity.text)) continue
        return `no source says ${quantity.text}`
      }
      const together = said.clauses.filter(({ segment }) => segment === clause.segment).flatMap((one) => one.quantities)
      const others = together.filter((other) => other !== quantity && other.dimension !== 'rate')
      const beside = clause.quantities.filter((other) => other !== quantity && other.dimension !== 'rate')
      const fitOf = (one: GroundQuantity): number => {
        const whole = fit.ofClause(concepts, others, one.clause, one.ground)
        const close = clause.concepts.size === 0 ? whole : fit.ofClause(clause.concepts, beside, one.clause, one.ground)
        const sides = one.quantity.bound !== null && one.quantity.bound === quantity.bound ? limits.sameSide : 0
        const sentence = fit.ofSentence(concepts, others, one.ground)
        return 0.5 * close + 0.25 * whole + 0.25 * sentence + sides
      }
      const ranks = same.map((one) => ({ one, fit: fitOf(one) })).sort((a, b) => b.fit - a.fit)
      const top = ranks[0] as (typeof ranks)[number]
      // "Or from 1 pm to 5 pm": nothing in the clause says what it is about.
      for (const rival of clause.concepts.size < (clause.joint === 'if' ? 2 : 1) &&
      (clause.joint === 'if' || (quantity.dimension === 'clock' && clause.joint === 'main' && said.clauses.length > 1))
        ? []
        : grounds.quantities) {
        if (rival.quantity.dimension !== top.one.quantity.dimension || !near.includes(rival.ground)) continue
        if (rival.clause.quantities.some((one) => sameAmount(one, quantity))) continue
        const more = [...concepts.keys()].some(
          (concept) =>
            (rival.clause.concepts.has(concept) || rival.clause.inherited.has(concept)) &&
            !top.one.clause.concepts.has(concept) &&
            !top.one.clause.inherited.has(concept),
        )
        const amountsMore = others.some(
          (other) =>
            rival.clause.quantities.some((one) => sameAmount(one, other)) &&
            !top.one.clause.quantities.some((one) => sameAmount(one, other)),
        )
        // A number that the statement gives as well has its own place in it.
        const given = amounts.some((other) => sameAmount(rival.quantity, other)) ? 0.5 : 1
        const margin = more || amountsMore ? given * (fitOf(rival) - top.fit) : 0
        if (margin > 0)
          found.push({
            feature: 'numberOfAnother',
            value: Math.min(1, margin / limits.rivalFull),
            why: `${quantity.text} is said of something else`,
          })
      }
      const fitting = ranks.filter((rank) => rank.fit >= top.fit - limits.sameFit).map(({ one }) => one.quantity)
      if (fitting.every((other) => contrary(quantity, other))) turned.push(quantity)
    }
  return null
}

/** "At most 5" against "at least 5"; "before" against "after". */
const contrary = (a: Quantity, b: Quantity): boolean =>
  (a.bound !== null && b.bound !== null && a.bound !== b.bound) ||
  (a.relation !== null && b.relation !== null && a.relation !== b.relation)

/** A name that no source has; or the rest is said where another name stands in its place. */
function nameSaidOfAnother({ said, concepts, amounts, grounds, near, fit }: Case, found: Against[]): string | null {
  for (const concept of concepts.keys()) {
    const kind = alternativesOf(concept)
    const isName = said.names.has(concept) || grounds.names.has(concept) || concept.includes('>')
    if (!isName && kind === undefined) continue
    if (!grounds.places.has(concept)) {
      if (concept.includes('>')) continue
      const instead = [...(near[0]?.concepts ?? [])].some(
        (other) => !concepts.has(other) && alternativesOf(other) === kind,
      )
      if (grounds.months.has(concept)) continue
      if (said.names.has(concept) || instead) return `no source names ${concept}`
      continue
    }
    const rest = new Map([...concepts].filter(([other]) => other !== concept))
    const replaces = (other: string): boolean =>
      other !== concept &&
      !concepts.has(other) &&
      ((kind !== undefined && alternativesOf(other) === kind) ||
        (concept.includes('>') && other.includes('>')) ||
        (isName && grounds.names.has(other)))
    let own = 0
    let rival: { fit: number; clause: Clause; ground: Ground } | null = null
    const denied = negationsOf(said) % 2
    for (const ground of near)
      for (const clause of ground.sentence.clauses) {
        const how =
          fit.ofClause(rest, amounts, clause, ground) - (clause.negations % 2 === denied ? 0 : limits.otherSide)
        const has =
          clause.concepts.has(concept) ||
          clause.inherited.has(concept) ||
          (![...clause.concepts.keys()].some(replaces) && (ground.concepts.has(concept) || ground.around.has(concept)))
        if (has) own = Math.max(own, how)
        else if (rival === null || how > rival.fit) rival = { fit: how, clause, ground }
      }
    if (rival === null || rival.fit <= own) continue
    const instead = [...rival.clause.concepts.keys(), ...rival.clause.inherited].find(replaces)
    if (instead === undefined) continue
    // "Only the Family plan" says that the others do not.
    if (rival.ground.sentence.only && negationsOf(said) > 0) continue
    found.push({
      feature: 'nameOfAnother',
      value: Math.min(1, (rival.fit - own) / limits.rivalFull),
      why: `said of ${instead}, not of ${concept}`,
    })
  }
  return null
}

/** Words that change what is said, though they are no things. */
const strong: ReadonlySet<string> = new Set(['immedi', 'automat', 'perman', 'unlimit', 'guarante', 'alon'])

/** A thing that no source speaks of. */
function unheardOf({ said, concepts, grounds }: Case, { concepts: there }: Ground, found: Against[]): void {
  let count = 0
  let others = 0
  for (const concept of concepts.keys())
    if (
      !courtesy.has(concept) &&
      !commonplace.has(concept) &&
      !grounds.places.has(concept) &&
      !isNearlyKnown(concept, grounds)
    ) {
      const related = isRelatedToAny(concept, there)
      if (
        isMostlyVerb(concept) ||
        grounds.months.has(concept) ||
        (!said.nouns.has(concept) && !isMostlyNoun(concept) && !strong.has(concept))
      ) {
        if (!related) others += 1
        continue
      }
      if (!related) count += 1
      const feature: Feature = related ? 'unheardNear' : count === 1 ? 'unheard' : 'unheardMore'
      found.push({ feature, value: 1, why: `no source speaks of ${concept}` })
    }
  if (others > 0) found.push({ feature: 'unheardOther', value: Math.min(1, others / 3), why: 'in other words' })
}

/** "Pregnancy" where a source says "pregnant": the stemmer keeps them apart. */
function isNearlyKnown(concept: string, grounds: Grounds): boolean {
  if (concept.length < 6) return false
  const stem = concept.slice(0, Math.max(5, concept.length - 2))
  for (const known of grounds.places.keys())
    if (known.startsWith(stem) || (known.length > 4 && concept.startsWith(known))) return true
  return false
}

/** The share of a statement's meaning that its best sentence, what stands around it, and the other sources carry. */
function coverage({ concepts, amounts, grounds, fit }: Case, ground: Ground): number {
  let sum = amounts.length * limits.amountWeight
  let most = sum
  for (const concept of concepts.keys()) {
    if (courtesy.has(concept)) continue
    const worth = fit.weight(concept)
    most += worth
    if (ground.concepts.has(concept)) sum += worth
    else if (ground.around.has(concept)) sum += 0.9 * worth
    else if (grounds.bySource[ground.source]?.has(concept)) sum += 0.6 * worth
    else if (isRelatedToAny(concept, ground.concepts)) sum += 0.7 * worth
    else if (grounds.places.has(concept)) sum += 0.3 * worth
  }
  return most === 0 ? 1 : sum / most
}
