import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { readAddresses } from './addresses.ts'
import { featuresOf, type WordLists } from './features.ts'
import { type Token, taggedCharacters, tokensOf } from './tokens.ts'

/** Labels as the training data calls them. Tags are: 0 outside, 1 + 2k begins label k, 2 + 2k goes on. */
export const labels = [
  'PERSON',
  'STREET_ADDRESS',
  'GPE',
  'ORGANIZATION',
  'DATE_TIME',
  'PHONE_NUMBER',
  'NRP',
  'AGE',
  'ZIP_CODE',
  'TITLE',
  'US_DRIVER_LICENSE',
] as const
export type TaggedLabel = (typeof labels)[number]
export const tagCount = 1 + 2 * labels.length

/** Weights by feature, tag by tag, and of each tag after another. */
export interface TaggerModel {
  /** A feature's place in `rows`. */
  places: Map<number, number>
  /** [place × tagCount] */
  rows: Float32Array | Int8Array
  /** [before × tagCount + tag]; the row behind the last tag is the text's beginning. */
  follows: Float32Array
  lists: WordLists
  /** Added to the score of "outside": above 0 fewer spans are found, and more of them are right. */
  outside: number
}

/** Whether a tag may stand behind another: a span goes on only where it has begun. */
export const mayFollow = (before: number, tag: number): boolean =>
  tag === 0 || tag % 2 === 1 || before === tag || before === tag - 1

/** Where the weights of a token's features stand; features that no weight was learnt for are left out. */
export function placesOf(places: TaggerModel['places'], features: readonly number[]): Int32Array {
  const found = new Int32Array(features.length)
  let count = 0
  for (const feature of features) {
    const place = places.get(feature)
    if (place !== undefined) found[count++] = place
  }
  return found.subarray(0, count)
}

/** The best tags of a text's tokens (Viterbi). Tokens that a rule decided are outside for the tagger. */
export const bestTags = (model: TaggerModel, features: readonly number[][], tokens: readonly Token[]): Int32Array =>
  bestTagsAt(
    model,
    features.map((of) => placesOf(model.places, of)),
    tokens,
  )

/** The same, with the features' places already looked up. */
export function bestTagsAt(model: TaggerModel, places: readonly Int32Array[], tokens: readonly Token[]): Int32Array {
  const length = places.length
  const tags = new Int32Array(length)
  if (length === 0) return tags
  const back = new Int16Array(length * tagCount)
  let best = new Float64Array(tagCount)
  let next = new Float64Array(tagCount)
  const scores = new Float64Array(tagCount)
  for (let i = 0; i < length; i += 1) {
    scores.fill(0)
    scores[0] = model.outside
    for (const place of places[i] as Int32Array) {
      const from = place * tagCount
      for (let tag = 0; tag < tagCount; tag += 1) (scores[tag] as number) += model.rows[from + tag] as number
    }
    const fixed = tokens[i]?.kind === 'certain'
    for (let tag = 0; tag < tagCount; tag += 1) {
      let top = Number.NEGATIVE_INFINITY
      let from = 0
      if (!(fixed && tag !== 0)) {
        if (i === 0) {
          if (mayFollow(0, tag)) top = model.follows[tagCount * tagCount + tag] as number
        } else
          for (let before = 0; before < tagCount; before += 1) {
            if (!mayFollow(before, tag)) continue
            const score = (best[before] as number) + (model.follows[before * tagCount + tag] as number)
            if (score > top) {
              top = score
              from = before
            }
          }
      }
      next[tag] = top + (scores[tag] as number)
      back[i * tagCount + tag] = from
    }
    const swap = best
    best = next
    next = swap
  }
  let tag = 0
  for (let other = 1; other < tagCount; other += 1) if ((best[other] as number) > (best[tag] as number)) tag = other
  for (let i = length - 1; i >= 0; i -= 1) {
    tags[i] = tag
    tag = back[i * tagCount + tag] as number
  }
  return tags
}

/** Offsets in UTF-16 units, `end` exclusive. */
export interface TaggedSpan {
  start: number
  end: number
  label: TaggedLabel | NonNullable<Token['certain']>
}

/** The spans that tags mean. */
export function spansOf(tokens: readonly Token[], tags: ArrayLike<number>): TaggedSpan[] {
  const spans: TaggedSpan[] = []
  tokens.forEach((token, i) => {
    const tag = tags[i] as number
    if (token.certain !== null) spans.push({ start: token.start, end: token.end, label: token.certain })
    else if (tag % 2 === 1)
      spans.push({ start: token.start, end: token.end, label: labels[(tag - 1) / 2] as TaggedLabel })
    else if (tag > 0) {
      const last = spans.at(-1)
      if (last) last.end = token.end
    }
  })
  return spans.flatMap((span) => trimmed(tokens, span)).flatMap((span) => divided(tokens, span))
}

/** Marks at a span's edges are the sentence's, but for the dot of an abbreviation and what closes a bracket inside. */
function trimmed(tokens: readonly Token[], span: TaggedSpan): TaggedSpan[] {
  let inside = tokens.filter(({ start, end }) => start >= span.start && end <= span.end)
  const isMark = (token: Token | undefined) => token !== undefined && (token.kind === 'mark' || token.kind === 'line')
  while (isMark(inside[0]) && inside[0]?.text !== '(') inside = inside.slice(1)
  while (isMark(inside.at(-1))) {
    const last = inside.at(-1)?.text as string
    const word = inside.at(-2)?.text ?? ''
    if (
      last === '.' &&
      (span.label === 'TITLE' || span.label === 'STREET_ADDRESS' || /^(?:Inc|Ltd|Corp|Co|Jr|Sr|U|S|D|C)$/i.test(word))
    )
      break
    if (last === ')' && inside.some(({ text }) => text === '(')) break
    inside = inside.slice(0, -1)
  }
  const [first] = inside
  const last = inside.at(-1)
  return first && last ? [{ ...span, start: first.start, end: last.end }] : []
}

/**
 * A house number before a street that has a number of its own, on one line and with nothing behind it, is marked as two spans in the data
 * that the tagger learnt from; whoever redacts joins neighbours again.
 */
function divided(tokens: readonly Token[], span: TaggedSpan): TaggedSpan[] {
  if (span.label !== 'STREET_ADDRESS') return [span]
  const inside = tokens.filter(({ start, end }) => start >= span.start && end <= span.end)
  const [first, second] = inside
  const numbers = inside.filter(({ kind }) => kind === 'number' || kind === 'run').length
  const whole = inside.some(({ kind, text }) => kind === 'line' || /^(?:,|apt|suite|unit|box|dpo|apo)$/i.test(text))
  const plain = first?.kind === 'number' && /^\d+$/.test(first.text) && second !== undefined && second.text !== '.'
  if (!plain || numbers !== 2 || whole) return [span]
  return [
    { ...span, end: first.end },
    { ...span, start: second.start },
  ]
}

/** Everything personal that rules and the tagger find in a text, in order. */
export function tagWith(model: TaggerModel, text: string): TaggedSpan[] {
  const spans: TaggedSpan[] = []
  for (let offset = 0; offset < text.length; offset += taggedCharacters) {
    const piece = text.slice(offset, offset + taggedCharacters)
    const tokens = tokensOf(piece)
    const found = spansOf(tokens, bestTags(model, featuresOf(tokens, model.lists), tokens))
    for (const span of readAddresses(piece, found))
      spans.push({ ...span, start: span.start + offset, end: span.end + offset })
  }
  return spans
}

const file = new URL('./tagger.model', import.meta.url)
let loaded: TaggerModel | undefined

/** The model that ships; read at first use. See docs/privacy.md for what it was trained on. */
export function shippedTagger(): TaggerModel {
  loaded ??= unpackModel(readFileSync(file))
  return loaded
}

/**
 * Form of the file (Brotli): a line of JSON (version, number of features, scale, words of the lists with their bits), hashes of features as
 * uint32, their weights as int8, the weights of following as float32.
 */
export function unpackModel(packed: Uint8Array): TaggerModel {
  const plain = brotliDecompressSync(packed)
  const end = plain.indexOf(10)
  const head = JSON.parse(plain.toString('utf8', 0, end)) as ModelHead
  if (head.version !== modelVersion)
    throw new Error(`The tagger's file has version ${head.version}, not ${modelVersion}`)
  const bytes = plain.buffer.slice(plain.byteOffset + end + 1, plain.byteOffset + plain.length)
  const hashes = new Uint32Array(bytes, 0, head.features)
  const follows = Float32Array.from(
    new Float32Array(bytes, 4 * head.features, (tagCount + 1) * tagCount),
    (weight) => weight / head.scale,
  )
  const rows = new Int8Array(bytes, 4 * (head.features + follows.length), head.features * tagCount)
  const places = new Map<number, number>()
  hashes.forEach((hash, place) => void places.set(hash, place))
  return { places, rows, follows, lists: wordLists(head.lists), outside: outsideBonus / head.scale }
}

export const modelVersion = 1

/** In the units of training. 0: nothing else was measured yet (training/privacy/train.ts --folds 5 --outside 0,2,4). */
export const outsideBonus = 0

export interface ModelHead {
  version: number
  features: number
  /** A weight is its int8 times this. */
  scale: number
  /** Words of one set of lists, by its bits. */
  lists: [bits: number, words: string][]
}

export function wordLists(lists: readonly [number, string][]): WordLists {
  const bits = new Map<string, number>()
  for (const [bit, words] of lists) for (const word of words.split(' ')) bits.set(word, (bits.get(word) ?? 0) | bit)
  return { bitsOf: (word) => bits.get(word) ?? 0 }
}
