import { plainOf } from './courtesy.ts'
import { alternativesOf, nameOf } from './meaning.ts'
import { type Quantity, sameAmount } from './quantities.ts'
import { type Clause, capitalsOf, readSentence, type Sentence, sentencesOf } from './read.ts'
import { limits } from './settings.ts'

/** A sentence of a source with what stands around it. */
export interface Ground {
  source: number
  sentence: Sentence
  /** All concepts of the sentence. */
  concepts: ReadonlySet<string>
  /** Concepts of the sentence before, and of the source's first line (its heading). */
  around: ReadonlySet<string>
}

/** A number of the sources with the clause it stands in. */
export interface GroundQuantity {
  quantity: Quantity
  clause: Clause
  ground: Ground
}

/** The sources, read. */
export interface Grounds {
  all: Ground[]
  /** In which sentences a concept stands. */
  places: ReadonlyMap<string, readonly Ground[]>
  /** All concepts of each source. */
  bySource: ReadonlySet<string>[]
  names: ReadonlySet<string>
  /** Words, in small letters, that the sources use as names. */
  known: ReadonlySet<string>
  quantities: GroundQuantity[]
  /** The source of each sentence, by its plain text. */
  verbatim: ReadonlyMap<string, number>
  /** Concepts of the months that its dates are in. */
  months: ReadonlySet<string>
}

const monthConcepts = 'january february march april may june july august september october november december'
  .split(' ')
  .map(nameOf)

export function readGrounds(sources: readonly string[]): Grounds {
  const all: Ground[] = []
  const verbatim = new Map<string, number>()
  const places = new Map<string, Ground[]>()
  const bySource: Set<string>[] = []
  const names = new Set<string>()
  const quantities: GroundQuantity[] = []
  const known = new Set<string>()
  const split = sources.map(sentencesOf)
  for (const written of split.flat()) for (const word of capitalsOf(written, known)) known.add(word)
  for (const [source, sentences] of split.entries()) {
    const whole = new Set<string>()
    bySource.push(whole)
    let before = new Set<string>()
    let heading: Set<string> | null = null
    for (const written of sentences) {
      const sentence = readSentence(written, known)
      const concepts = new Set(sentence.clauses.flatMap((clause) => [...clause.concepts.keys()]))
      const pronoun = /^(?:It|They|This|These|Each|Later|Both)\b/.test(written)
      if (pronoun && sentence.clauses[0]) sentence.clauses[0].inherited = before
      const ground: Ground = { source, sentence, concepts, around: new Set([...before, ...(heading ?? [])]) }
      for (const concept of concepts) {
        whole.add(concept)
        const there = places.get(concept)
        if (there) there.push(ground)
        else places.set(concept, [ground])
      }
      for (const name of sentence.names) names.add(name)
      for (const clause of sentence.clauses)
        for (const quantity of clause.quantities) quantities.push({ quantity, clause, ground })
      all.push(ground)
      verbatim.set(plainOf(written), source)
      before = concepts
      heading ??= concepts
    }
  }
  const months = new Set(
    quantities
      .filter(({ quantity }) => quantity.dimension === 'date')
      .map(({ quantity }) => monthConcepts[Math.floor(quantity.value / 100) - 1] ?? ''),
  )
  return { all, places, bySource, names, known, quantities, verbatim, months }
}

/** How well clauses and sentences fit a statement: the share of its meaning that they have. */
export class Fit {
  readonly #grounds: Grounds
  readonly #names: ReadonlySet<string>
  readonly #subject: string | null
  readonly #weights = new Map<string, number>()

  constructor(grounds: Grounds, names: ReadonlySet<string>, subject: string | null) {
    this.#subject = subject
    this.#grounds = grounds
    this.#names = names
  }

  /** From 0.5 for what every sentence says to 1.6 for a name. */
  weight(concept: string): number {
    const known = this.#weights.get(concept)
    if (known !== undefined) return known
    const count = this.#grounds.places.get(concept)?.length ?? 0
    const rare = count === 0 ? 0.9 : 0.5 + 1 / (1 + count)
    const weight =
      (concept === this.#subject ? limits.subject : 1) *
      rare *
      (this.#names.has(concept) || alternativesOf(concept) !== undefined ? 1.6 : 1)
    this.#weights.set(concept, weight)
    return weight
  }

  ofSentence(concepts: ReadonlyMap<string, number>, amounts: readonly Quantity[], ground: Ground): number {
    let sum = 0
    let most = 0
    for (const concept of concepts.keys()) {
      const worth = this.weight(concept)
      most += worth
      if (ground.concepts.has(concept)) sum += worth
      else if (ground.around.has(concept)) sum += worth * limits.aroundShare
    }
    for (const amount of amounts) {
      most += limits.amountWeight
      if (ground.sentence.clauses.some(({ quantities }) => quantities.some((one) => sameAmount(one, amount))))
        sum += limits.amountWeight
    }
    return most === 0 ? 0 : sum / most
  }

  /** A concept on the other side of its meaning ("opens" for "closes") counts as one of another clause. */
  ofClause(
    concepts: ReadonlyMap<string, number>,
    amounts: readonly Quantity[],
    clause: Clause,
    ground: Ground,
  ): number {
    let sum = 0
    let most = 0
    for (const [concept, sign] of concepts) {
      const worth = this.weight(concept)
      most += worth
      const there = clause.concepts.get(concept)
      if (there === sign) sum += worth
      else if (there !== undefined) continue
      else if (clause.inherited.has(concept)) sum += worth * limits.inheritedShare
      else if (ground.concepts.has(concept)) sum += worth * limits.sentenceShare
      else if (ground.around.has(concept)) sum += worth * limits.aroundShare
    }
    for (const amount of amounts) {
      most += limits.amountWeight
      if (clause.quantities.some((one) => sameAmount(one, amount))) sum += limits.amountWeight
    }
    return most === 0 ? 0 : sum / most
  }
}
