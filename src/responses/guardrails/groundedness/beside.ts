import { type Against, type Case, negationsOf } from './case.ts'
import { courtesy } from './courtesy.ts'
import type { Feature } from './evidence.ts'
import type { Ground } from './grounds.ts'
import { sameAmount } from './quantities.ts'
import { isMostlyNoun, isRelatedToAny } from './relations.ts'

const counted: ReadonlySet<string> = new Set(['count', 'ordinal', 'order'])

/** What the sentence lacks that the statement has, and the other way round. */
export function besides(it: Case, ground: Ground, behind: number): Against[] {
  const { said, concepts, amounts, grounds, fit } = it
  const { sentence } = ground
  const found: Against[] = []
  const add = (feature: Feature, value: number, why: string) => {
    if (value > 0) found.push({ feature, value, why })
  }
  add('behind', behind, 'another sentence is nearer to it')
  const pair = listedWithAnother(it, ground)
  if (pair !== null) add('listed', 1, pair)
  let most = 0
  let apart = 0
  let elsewhere = 0
  for (const concept of concepts.keys()) {
    if (courtesy.has(concept)) continue
    const worth = fit.weight(concept)
    most += worth
    if (ground.concepts.has(concept) || ground.around.has(concept)) continue
    apart += worth
    if (!grounds.places.has(concept) || isRelatedToAny(concept, ground.concepts)) continue
    elsewhere += said.nouns.has(concept) || isMostlyNoun(concept) ? 1 : 0.4
  }
  add('apart', most === 0 ? 0 : apart / most, 'the sentence nearest to it says too little of it')
  add('elsewhere', Math.min(1, elsewhere / 3), 'its parts stand in different places')
  // Slots: "in the hold" where the sentence has "in the cabin", and "hold" stands elsewhere or nowhere.
  let swapped = 0
  for (const [slot, fillers] of said.slots) {
    const there = sentence.slots.get(slot)
    if (there === undefined) continue
    for (const filler of fillers)
      if (!ground.concepts.has(filler) && [...there].some((other) => !concepts.has(other))) swapped += 1
  }
  add('swapped', Math.min(1, swapped), 'the source has another thing in its place')
  for (const [word, tellers] of said.tellers) {
    const there = sentence.tellers.get(word)
    if (there !== undefined && ![...tellers].some((teller) => there.has(teller)))
      add('teller', 1, `the source says ${[...there][0]}, not ${[...tellers][0]}`)
  }
  if (said.permits && sentence.obliged && !sentence.permits) add('permitted', 1, 'the source says that it must be')
  const shares = sentence.clauses.map((clause) => {
    let own = 0
    let all = 0
    for (const concept of clause.concepts.keys()) {
      all += fit.weight(concept)
      if (concepts.has(concept)) own += fit.weight(concept)
    }
    return all === 0 ? 0 : own / all
  })
  const own = new Set(concepts.keys())
  const nearest = shares.indexOf(Math.max(...shares))
  const clause = sentence.clauses[nearest]
  if (clause !== undefined) {
    // "Only in the library": what is done elsewhere is not said.
    const only = sentence.clauses.filter(({ segment }) => segment === clause.segment).flatMap(({ onlyOf }) => onlyOf)
    if (only.length > 0 && !said.only && negationsOf(said) === 0)
      add('beyondOnly', only.some((concept) => concepts.has(concept)) ? 0 : 1, 'the source says only')
    // "Every year" for what is charged once.
    const rates = amounts.filter(({ dimension }) => dimension === 'rate')
    const unsaid = rates.filter(
      (rate) => !sentence.clauses.some(({ quantities }) => quantities.some((one) => sameAmount(one, rate))),
    )
    add('rate', unsaid.length > 0 ? 1 : 0, `the source does not say ${unsaid[0]?.text} of it`)
    // "Members aged 60 and older": the limit that tells whom it is for stands before the verb.
    const limiting = clause.quantities.filter(
      ({ bound, dimension, start }) =>
        bound !== null &&
        !amounts.some((other) => other.dimension === dimension || counted.has(other.dimension)) &&
        start < clause.verbAt,
    )
    add('amountLeft', limiting.length > 0 ? 1 : 0, `the source says it for ${limiting[0]?.text} only`)
    const leading = [...clause.leading].filter((concept) => concept !== 'customer' && concept !== 'person')
    const missing = leading.filter((concept) => !concepts.has(concept) && !isRelatedToAny(concept, own))
    add(
      'subjectLeft',
      leading.length === 0 ? 0 : missing.length / leading.length,
      `the source says it of ${missing[0]}`,
    )
    const left = [...clause.concepts.keys()].filter(
      (concept) => sentence.names.has(concept) && !concepts.has(concept) && !ground.around.has(concept),
    )
    add('nameLeft', left.length > 0 && said.names.size === 0 ? 1 : 0, `the source says it of ${left[0]}`)
  }
  return found
}

/** "Denver and Aurora" where the source has "Denver and Boulder". */
function listedWithAnother({ said }: Case, { concepts, around, sentence }: Ground): string | null {
  for (const pair of said.lists)
    for (const [one, other] of [pair, [pair[1], pair[0]] as const]) {
      if (!concepts.has(one) || concepts.has(other) || around.has(other)) continue
      if (sentence.lists.some((listed) => listed.includes(one))) return `no source says ${other} beside ${one}`
    }
  return null
}
