import { brotliCompressSync, constants } from 'node:zlib'
import { seededRandom } from '../../src/domain/random.ts'
import { featuresOf, listBits, type WordLists } from '../../src/privacy/tagger/features.ts'
import {
  bestTagsAt,
  type ModelHead,
  modelVersion,
  placesOf,
  type TaggerModel,
  tagCount,
  wordLists,
} from '../../src/privacy/tagger/tagger.ts'
import { english } from '../../src/understanding/spelling/english.ts'
import { fill, type Row, recase, revalue, reword, tagsOf } from './data.ts'
import { registers } from './registers.ts'
import { templates } from './templates.ts'
import {
  agents,
  cities,
  countries,
  firstNames,
  jobs,
  lastNames,
  nationalities,
  organisations,
  soloJobs,
  states,
} from './values.ts'

/** Words (of several words each one) that the tagger's features know, small letters, with their bits. */
export function trainingLists(): ModelHead['lists'] {
  const pieces = (values: readonly string[]): string[] =>
    values
      .flatMap((value) => value.toLowerCase().match(/\p{L}[\p{L}\p{M}'-]*/gu) ?? [])
      .filter((word) => word.length > 1)
  const bits = new Map<string, number>()
  const mark = (words: Iterable<string>, bit: number) => {
    for (const word of words) bits.set(word, (bits.get(word) ?? 0) | bit)
  }
  mark(pieces(firstNames), listBits.firstName)
  mark(pieces(lastNames), listBits.lastName)
  mark(pieces(cities), listBits.place)
  mark(
    pieces(countries).filter((word) => !['of', 'the', 'and'].includes(word)),
    listBits.country,
  )
  mark(pieces(states), listBits.state)
  mark(
    pieces(nationalities).flatMap((word) => [word, `${word}s`]),
    listBits.nationality,
  )
  mark(pieces([...jobs, ...soloJobs, ...agents]), listBits.job)
  mark(
    'inc ltd llc corp corporation group gmbh ag plc sons holdings technologies systems solutions partners consulting analytics services labs data media health software networks bank insurance energy international global foundation incorporated university institute company industries associates'.split(
      ' ',
    ),
    listBits.organisation,
  )
  mark(
    pieces(organisations).filter((word) => word.length > 5),
    listBits.organisation,
  )
  mark(
    'street st road rd avenue ave lane ln drive dr way court ct place pl crescent boulevard blvd terrace close square parkway highway circle row grove union rue via viale corso piazza calle avenida rua travessa ul ulica strada quai chemin utca út tér cesta sok caddesi náměstí str strasse straße gasse weg gade gatan vägen vej straat laan plein veien katu allee platz apt apartment suite unit floor box po psc apo fpo dpo corner'.split(
      ' ',
    ),
    listBits.street,
  )
  // Common words of the frequency list, so that a capital at a sentence's beginning is not a name. Names among them keep both bits.
  const common = [...english().words()].sort((a, b) => b[1] - a[1]).slice(0, 14_000)
  mark(
    common.map(([word]) => word).filter((word) => english().has(word)),
    listBits.common,
  )
  const rare = ordinaryWords().filter((word) => ((bits.get(word) ?? 0) & listBits.common) === 0)
  mark(rare, listBits.known)
  const sets = new Map<number, string[]>()
  for (const [word, bit] of bits) sets.set(bit, [...(sets.get(bit) ?? []), word])
  return [...sets].map(([bit, words]): [number, string] => [bit, words.sort().join(' ')])
}

/** Words of the spelling dictionary that are nobody's and no place's name, the common ones first. */
const ordinaryWords = (() => {
  let found: string[] | undefined
  return (): string[] => {
    if (found) return found
    const names = new Set(
      [...firstNames, ...lastNames, ...cities, ...countries, ...states, ...nationalities].flatMap((name) =>
        name.toLowerCase().split(/[ -]/),
      ),
    )
    found = [...english().words()]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 60_000)
      .map(([word]) => word)
      .filter((word) => /^\p{Ll}{3,}$/u.test(word) && !names.has(word))
    return found
  }
})()

export interface LearnOptions {
  seed: string
  epochs: number
  /** Share of a sentence's features that are hidden each time it is learnt from, so that no feature is relied on alone. */
  hidden: number
  /** Share of ordinary words that are exchanged for others. */
  reworded: number
  /** Sentences of our own templates, each so often with new values. */
  ownTimes: number
  /** The set's sentences again with other values, so often. */
  againTimes: number
}

/** The sentences that are learnt from: the set's, the same with other values, our own, some of them in another case. */
function sentences(rows: readonly Row[], { seed, ownTimes, againTimes, reworded }: LearnOptions): Row[] {
  const random = seededRandom(`${seed}:sentences`).next
  const bank = new Map<string, string[]>()
  for (const { text, spans } of rows) {
    // Values of a sentence in small letters would teach that small letters are names in any sentence.
    if (text === text.toLowerCase()) continue
    for (const { start, end, label } of spans) {
      const values = bank.get(label) ?? []
      const value = text.slice(start, end)
      if (!values.includes(value)) values.push(value)
      bank.set(label, values)
    }
  }
  const vocabulary = ordinaryWords()
  const all: Row[] = [...rows]
  for (let time = 0; time < againTimes; time += 1)
    for (const row of rows) all.push(reword(revalue(row, random, bank), random, vocabulary, reworded))
  for (let time = 0; time < ownTimes; time += 1)
    for (const template of [...templates, ...registers])
      all.push(reword(fill(template, random, bank, 0.5), random, vocabulary, time % 2 === 0 ? 0 : reworded))
  return all.map((row) => {
    const draw = random()
    return draw < 0.08 ? recase(row, 'small') : draw < 0.1 ? recase(row, 'capital') : row
  })
}

/** A structured perceptron, averaged (Collins 2002): no step sizes to choose, the same rows and seed give the same model. */
export function learn(rows: readonly Row[], lists: WordLists, options: LearnOptions): TaggerModel {
  const examples = sentences(rows, options).map((row) => {
    const { tokens, tags } = tagsOf(row)
    return { tokens, tags, features: featuresOf(tokens, lists) }
  })
  const counts = new Map<number, number>()
  for (const { features } of examples)
    for (const of of features) for (const feature of of) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const places = new Map<number, number>()
  for (const [feature, count] of counts) if (count >= 3) places.set(feature, places.size)
  const resolved = examples.map(({ tokens, tags, features }) => ({
    tokens,
    tags,
    places: features.map((of) => placesOf(places, of)),
  }))
  const rowsOf = new Float32Array(places.size * tagCount)
  const follows = new Float32Array((tagCount + 1) * tagCount)
  const sumRows = new Float64Array(rowsOf.length)
  const sumFollows = new Float64Array(follows.length)
  const model: TaggerModel = { places, rows: rowsOf, follows, lists, outside: 0 }
  const random = seededRandom(`${options.seed}:order`).next
  const order = Int32Array.from(resolved, (_, i) => i)
  let step = 0
  const move = (at: Int32Array, tag: number, before: number, by: number) => {
    for (const place of at) {
      ;(rowsOf[place * tagCount + tag] as number) += by
      ;(sumRows[place * tagCount + tag] as number) += by * step
    }
    ;(follows[before * tagCount + tag] as number) += by
    ;(sumFollows[before * tagCount + tag] as number) += by * step
  }
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1))
      const swapped = order[i] as number
      order[i] = order[j] as number
      order[j] = swapped
    }
    for (const index of order) {
      step += 1
      const example = resolved[index] as (typeof resolved)[number]
      const { tokens, tags } = example
      const seen =
        options.hidden > 0
          ? example.places.map((at) => at.filter((_, i) => i === 0 || random() >= options.hidden))
          : example.places
      const found = bestTagsAt(model, seen, tokens)
      for (let i = 0; i < found.length; i += 1) {
        const right = tags[i] as number
        const wrong = found[i] as number
        const rightBefore = i === 0 ? tagCount : (tags[i - 1] as number)
        const wrongBefore = i === 0 ? tagCount : (found[i - 1] as number)
        if (right === wrong && rightBefore === wrongBefore) continue
        move(seen[i] as Int32Array, right, rightBefore, 1)
        move(seen[i] as Int32Array, wrong, wrongBefore, -1)
      }
    }
  }
  for (let i = 0; i < rowsOf.length; i += 1) (rowsOf[i] as number) -= (sumRows[i] as number) / step
  for (let i = 0; i < follows.length; i += 1) (follows[i] as number) -= (sumFollows[i] as number) / step
  return model
}

/** The model as a file; features whose weights all round to nothing are left out. */
export function packModel(model: TaggerModel, lists: ModelHead['lists']): Uint8Array {
  const sizes = Float32Array.from(model.rows, Math.abs).sort()
  const scale = Math.max(1e-6, (sizes[Math.floor(sizes.length * 0.9999)] ?? 1) / 127)
  const kept: { hash: number; weights: Int8Array }[] = []
  for (const [hash, place] of model.places) {
    const weights = Int8Array.from({ length: tagCount }, (_, tag) =>
      Math.max(-127, Math.min(127, Math.round((model.rows[place * tagCount + tag] as number) / scale))),
    )
    if (weights.some((weight) => Math.abs(weight) > 1)) kept.push({ hash, weights })
  }
  kept.sort((a, b) => a.hash - b.hash)
  const head: ModelHead = { version: modelVersion, features: kept.length, scale, lists }
  const plain = Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    Buffer.from(Uint32Array.from(kept, ({ hash }) => hash).buffer),
    Buffer.from(model.follows.slice().buffer),
    ...kept.map(({ weights }) => Buffer.from(weights.buffer)),
  ])
  return brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
}

export const listsOf = (lists: ModelHead['lists']): WordLists => wordLists(lists)
