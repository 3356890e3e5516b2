import type { TalkedThing } from '#domain/memory.ts'
import { referenceWeights as weights } from '../limits.ts'
import { keyOf } from '../things.ts'
import { stem, stemsOf } from '../words.ts'
import type { Phrase } from './phrases.ts'
import type { ReferenceRequest } from './types.ts'
import type { Comparison } from './vocabulary.ts'

export interface Candidate {
  thing: TalkedThing
  score: number
  sureness: number
}

export interface Found {
  /** Best first; of several that are meant together, in the order they came up. */
  candidates: Candidate[]
  reason: string
  many: boolean
  doubtful: boolean
}

type Context = Pick<ReferenceRequest, 'things' | 'wantedAt' | 'inPlay' | 'subjectSince'>

/** Which things a phrase may stand for; null where it stands for none of them. */
export function candidatesFor(phrase: Phrase, things: readonly TalkedThing[], context: Context): Found | null {
  const wanted = context.wantedAt?.(phrase.start) ?? new Set<string>()
  const all = scored(things, phrase, wanted, context)
  const pool = phrase.types === null ? all : all.filter(({ thing }) => phrase.types?.includes(thing.type))
  if (pool.length === 0) return null
  if (phrase.count !== 'one') return several(phrase, pool)
  const described = byDescription(phrase, pool)
  if (described !== 'plain') return described
  // Of the kind that was talked about last, or that the wish takes: "the first one" after two orders is an order.
  const kind = best(pool)?.thing.type
  const kin = phrase.types === null ? pool.filter(({ thing }) => thing.type === kind) : pool
  if (phrase.comparison !== null) {
    const compared = byComparison(kin, phrase.comparison)
    if (compared !== null) return compared
  }
  if (phrase.place !== null || phrase.special !== null) return byPlace(phrase, kin)
  return found(
    pool,
    phrase.kind === 'pronoun' ? 'pronoun' : phrase.kind === 'noun' ? 'noun' : 'other',
    nearest(phrase, wanted),
  )
}

const nearest = (phrase: Phrase, wanted: ReadonlySet<string>): string =>
  phrase.types !== null
    ? 'the last of its kind'
    : wanted.size > 0
      ? 'the last that the wish could be about'
      : 'talked about last'

const found = (
  candidates: readonly Candidate[],
  how: keyof typeof weights.sure,
  reason: string,
  doubtful = false,
): Found => ({
  candidates: ranked(candidates).map((candidate) => ({ ...candidate, sureness: weights.sure[how] })),
  reason,
  many: false,
  doubtful,
})

/** Best first; of equals the later one, which is what people rather mean. */
const ranked = (candidates: readonly Candidate[]): Candidate[] =>
  [...candidates].sort((a, b) => b.score - a.score || b.thing.last.seq - a.thing.last.seq || b.thing.nth - a.thing.nth)

const best = (candidates: readonly Candidate[]): Candidate | undefined => ranked(candidates)[0]
const inOrder = (candidates: readonly Candidate[]): Candidate[] =>
  [...candidates].sort((a, b) => a.thing.nth - b.thing.nth)

/** By nearness, subject, and what the wish takes. Things of one message are equally near. */
function scored(
  things: readonly TalkedThing[],
  phrase: Phrase,
  wanted: ReadonlySet<string>,
  { inPlay, subjectSince }: Context,
): Candidate[] {
  const messages = [...new Set(things.map(({ last }) => last.seq))].sort((a, b) => b - a)
  return things.map((thing) => {
    let score = weights.earlier ** messages.indexOf(thing.last.seq)
    if (subjectSince !== undefined && thing.last.seq < subjectSince) score *= weights.beforeShift
    if (phrase.types === null && wanted.size > 0 && !wanted.has(thing.type)) score *= weights.notWanted
    if (inPlay?.has(keyOf(thing))) score *= weights.inPlay
    return { thing, score, sureness: 0 }
  })
}

/** By what tells it from its like: its attributes, its role, what was done with it. `plain` where nothing is said of it. */
function byDescription(phrase: Phrase, pool: readonly Candidate[]): Found | null | 'plain' {
  if (phrase.negation !== null && phrase.clause.length > 0) {
    const negated = byNegation(phrase, pool)
    if (negated !== null) return negated
  }
  const before = phrase.modifiers.map(stem)
  const behind = phrase.demonstrative ? [] : phrase.clause.map((word) => synonyms[word] ?? stem(word))
  const said = [...before.map((word) => synonyms[word] ?? word), ...behind]
  if (said.length === 0) return 'plain'
  const fits = pool.map((candidate) => {
    const deeds = deedStems(candidate.thing)
    const known = knownStems(candidate.thing)
    const byDeed = said.filter((word) => deeds.has(word)).length
    const byWord = said.filter((word) => !deeds.has(word) && known.has(word)).length
    return { candidate, byDeed, byWord, hits: byDeed + byWord }
  })
  const most = Math.max(...fits.map(({ hits }) => hits))
  if (most > 0) {
    const fitting = fits.filter(({ hits }) => hits === most)
    const isDeed = fitting.some(({ byDeed }) => byDeed > 0)
    // Where the description decides, nearness only ranks: two blue ones are two.
    const even = fitting.map(({ candidate }) => ({ ...candidate, score: most }))
    return found(even, isDeed ? 'deed' : 'attribute', isDeed ? 'what was done with it' : `described: ${said.join(' ')}`)
  }
  const nothingKnown = pool.every(({ thing }) => Object.keys(thing.attributes).length === 0 && thing.role === undefined)
  if (phrase.kind === 'one') return before.length > 0 || (phrase.mustFit && !phrase.demonstrative) ? null : 'plain'
  if (before.length > 0 && !nothingKnown) return null
  // "The order I exchanged", where none was.
  return phrase.mustFit && phrase.clause.some((word) => /ed$/.test(word) && !saidOfAny.has(word)) ? null : 'plain'
}

const knownStems = ({ attributes, role, text }: TalkedThing): Set<string> => stemsOf([attributes, role ?? '', text])

/** What is done with every thing, and tells none from the others. */
const saidOfAny = new Set('placed ordered received wanted mentioned asked talked discussed needed purchased'.split(' '))

/** Words for the same deed as another. */
const synonyms: Record<string, string> = {
  sent: 'return',
  send: 'return',
  bought: 'order',
  purchased: 'order',
  paid: 'pay',
}

/** Stems of the flows and tools that came to their end with it. */
const deedStems = ({ done }: TalkedThing, outcome: 'not-done' | null = null): Set<string> =>
  stemsOf(
    done
      .filter((deed) => (outcome === null ? deed.outcome !== 'not-done' : deed.outcome === outcome))
      .map(({ what }) => what),
  )

/** "The one I did not cancel", "the one we could not cancel". */
function byNegation({ clause, negation }: Phrase, pool: readonly Candidate[]): Found | null {
  const said = clause.map((word) => synonyms[word] ?? stem(word))
  const has = (candidate: Candidate, outcome: 'not-done' | null) => {
    const deeds = deedStems(candidate.thing, outcome)
    return said.some((word) => deeds.has(word))
  }
  const fitting =
    negation === 'failed'
      ? pool.filter((candidate) => has(candidate, 'not-done'))
      : pool.filter((candidate) => !has(candidate, null))
  const tells = fitting.length > 0 && fitting.length < pool.length
  return tells || (negation === 'failed' && fitting.length > 0)
    ? found(fitting, 'deed', 'what was not done with it')
    : null
}

function byComparison(kin: readonly Candidate[], { of, most }: Comparison): Found | null {
  const values = kin.flatMap((candidate) => {
    const value = measure(candidate.thing, of)
    return value === null ? [] : [{ candidate, value }]
  })
  // Fewer than two that can be compared: by when they came up, for dates; else the word says nothing.
  if (values.length < 2) {
    if (of === 'money') return null
    const order = inOrder(kin)
    const end = most ? order.at(-1) : order[0]
    return end === undefined ? null : found([end], 'comparison', most ? 'the later one' : 'the earlier one')
  }
  values.sort((a, b) => (a.value < b.value ? 1 : a.value > b.value ? -1 : 0))
  const end = most ? values[0] : values.at(-1)
  if (end === undefined) return null
  const equal = values.filter(({ value }) => value === end.value).map(({ candidate }) => ({ ...candidate, score: 1 }))
  const words = of === 'money' ? (most ? 'the dearest' : 'the cheapest') : most ? 'the newest' : 'the oldest'
  return found(equal, 'comparison', words)
}

/** What things are compared by: an amount, or a date (ISO texts sort by time). */
function measure({ attributes }: TalkedThing, of: Comparison['of']): number | string | null {
  for (const [name, value] of Object.entries(attributes)) {
    if (of === 'money' && typeof value === 'number' && /price|total|amount|cost|sum|fare/i.test(name)) return value
    if (
      of === 'date' &&
      typeof value === 'string' &&
      /^\d{4}-\d{2}-\d{2}/.test(value) &&
      /plac|order|creat|date|bought|at$|on$/i.test(name)
    )
      return value
  }
  return null
}

function byPlace({ place, special, contrast }: Phrase, kin: readonly Candidate[]): Found | null {
  const order = inOrder(kin)
  if (place !== null) {
    const at = order.at(place)
    return at === undefined
      ? null
      : found([at], 'place', place < 0 ? 'the last that came up' : `number ${place + 1} that came up`)
  }
  const not = contrast.map(stem)
  const rest = kin.filter(({ thing }) => !not.some((word) => knownStems(thing).has(word)))
  if (rest.length > 0 && rest.length < kin.length) return found(rest, 'place', 'not the one that is ruled out')
  const [last, ...earlier] = [...kin].sort((a, b) => b.thing.last.seq - a.thing.last.seq || b.thing.nth - a.thing.nth)
  if (last === undefined || earlier.length === 0) return null
  const [before] = earlier
  const pair = inOrder(before === undefined ? [last] : [last, before])
  if (special === 'former') return found(pair.slice(0, 1), 'place', 'the first of the two')
  if (special === 'latter') return found(pair.slice(1), 'place', 'the second of the two')
  if (special === 'previous') return found(earlier.slice(0, 1), 'place', 'the one before')
  // Of more than two, "the other one" may be any of the rest.
  return found(earlier, 'place', 'not the one at hand', earlier.length > 1)
}

function several(phrase: Phrase, pool: readonly Candidate[]): Found | null {
  const kind = best(pool)?.thing.type
  const kin = inOrder(phrase.types === null ? pool.filter(({ thing }) => thing.type === kind) : pool)
  const meant = groupOf(phrase, kin)
  if (meant === null) return null
  const [only] = meant
  if (meant.length === 1 && only !== undefined)
    // "They" of a pair of boots is one thing.
    return phrase.kind === 'pronoun' || phrase.count === 'several' ? found(meant, 'pronoun', 'talked about last') : null
  return {
    candidates: meant.map((candidate) => ({ ...candidate, sureness: weights.sure.plural })),
    reason: `${meant.length} of them`,
    many: true,
    doubtful: false,
  }
}

function groupOf({ count, place }: Phrase, kin: readonly Candidate[]): Candidate[] | null {
  const latest = Math.max(...kin.map(({ thing }) => thing.last.seq))
  const named = (seq: number) => kin.filter(({ thing }) => thing.last.seq === seq)
  if (count === 'all') return kin.length > 1 ? [...kin] : null
  if (count === 'several') {
    const group = named(latest)
    return group.length > 0 ? group : null
  }
  if (typeof count !== 'number' || kin.length < count) return null
  if (place === 0) return kin.slice(0, count)
  if (place === -1) return kin.slice(-count)
  if (kin.length === count) return [...kin]
  // Two that were named in one breath are "both", before any two that were not.
  const messages = [...new Set(kin.map(({ thing }) => thing.last.seq))].sort((a, b) => b - a)
  const breath = messages.map(named).find((group) => group.length === count)
  return breath ?? inOrder(ranked(kin).slice(0, count))
}
