import { statesOf } from './crf.ts'
import type { DenseInput } from './dense.ts'
import { type FeatureContext, featurise } from './features.ts'
import { cutPieces, type Piece } from './pieces.ts'

/** A text with the spans that are to be learned; labels are numbers from 0. */
export interface TaggedExample {
  text: string
  spans: readonly { start: number; end: number; label: number }[]
  context: FeatureContext
  /** Where an encoder has read the text. */
  dense: DenseInput | null
}

/** An example as numbers. */
export interface Sentence {
  length: number
  /** Features of all pieces one after the other; those of piece i begin at `offsets[i]`. */
  features: Int32Array
  offsets: Uint32Array
  /** Features of the whole text. */
  shared: Int32Array
  dense: DenseInput | null
  /** The right state of each piece. */
  gold: Uint16Array
}

/** Features and, of each, the states that it was seen with: only those get a weight. Pairs of feature i begin at `offsets[i]`. */
export interface FeatureTable {
  hashes: Uint32Array
  offsets: Uint32Array
  states: Uint16Array
}

/** The state of each piece. A span takes all pieces that it touches; of spans that overlap the first stays. */
export function goldStates(pieces: readonly Piece[], spans: TaggedExample['spans']): Uint16Array {
  const gold = new Uint16Array(pieces.length)
  for (const { start, end, label } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const from = pieces.findIndex((piece) => piece.end > start)
    let to = from
    while (to >= 0 && to < pieces.length && (pieces[to] as Piece).start < end) to += 1
    if (from < 0 || to <= from || gold.subarray(from, to).some((state) => state > 0)) continue
    const begin = 1 + 4 * label
    if (to - from === 1) gold[from] = begin + 3
    else {
      gold.fill(begin + 1, from, to)
      gold[from] = begin
      gold[to - 1] = begin + 2
    }
  }
  return gold
}

/** Reads examples into numbers; features seen fewer than `leastCount` times are left out. */
export function readExamples(
  examples: readonly TaggedExample[],
  labels: number,
  leastCount: number,
): { sentences: Sentence[]; table: FeatureTable } {
  const counter = new FeatureCounter()
  const sentences: Sentence[] = []
  for (const { text, spans, context, dense } of examples) {
    const pieces = cutPieces(text)
    if (pieces.length === 0) continue
    const { hashes, offsets, shared } = featurise(text, pieces, context)
    sentences.push({
      length: pieces.length,
      features: Int32Array.from(hashes, counter.note),
      offsets,
      shared: Int32Array.from(shared, counter.note),
      dense,
      gold: goldStates(pieces, spans),
    })
  }
  const { renumbered, hashes } = counter.keep(leastCount)
  for (const sentence of sentences) {
    sentence.features = sentence.features.map((id) => renumbered[id] as number)
    sentence.shared = sentence.shared.map((id) => renumbered[id] as number).filter((id) => id >= 0)
  }
  return { sentences, table: { hashes, ...seenPairs(sentences, hashes.length, statesOf(labels)) } }
}

class FeatureCounter {
  readonly #ids = new Map<number, number>()
  readonly #counts: number[] = []
  readonly #hashes: number[] = []

  readonly note = (hash: number): number => {
    let id = this.#ids.get(hash)
    if (id === undefined) {
      id = this.#counts.length
      this.#ids.set(hash, id)
      this.#counts.push(0)
      this.#hashes.push(hash)
    }
    this.#counts[id] = (this.#counts[id] as number) + 1
    return id
  }

  keep(leastCount: number): { renumbered: Int32Array; hashes: Uint32Array } {
    const renumbered = new Int32Array(this.#counts.length).fill(-1)
    const hashes: number[] = []
    this.#counts.forEach((count, id) => {
      if (count < leastCount) return
      renumbered[id] = hashes.length
      hashes.push(this.#hashes[id] as number)
    })
    return { renumbered, hashes: Uint32Array.from(hashes) }
  }
}

function seenPairs(
  sentences: readonly Sentence[],
  features: number,
  states: number,
): { offsets: Uint32Array; states: Uint16Array } {
  const most = sentences.reduce(
    (sum, { features, shared, length }) => sum + features.length + shared.length * length,
    0,
  )
  // Feature and state in one number, beyond 32 bits for large assistants.
  const keys = new Float64Array(most)
  let used = 0
  for (const { length, features, offsets, shared, gold } of sentences) {
    for (let t = 0; t < length; t += 1) {
      const state = gold[t] as number
      for (let i = offsets[t] as number; i < (offsets[t + 1] as number); i += 1) {
        const feature = features[i] as number
        if (feature >= 0) keys[used++] = feature * states + state
      }
      for (const feature of shared) keys[used++] = feature * states + state
    }
  }
  const sorted = keys.subarray(0, used).sort()
  const offsets = new Uint32Array(features + 1)
  const seen = new Uint16Array(used)
  let pairs = 0
  let previous = -1
  for (const key of sorted) {
    if (key === previous) continue
    previous = key
    const feature = Math.floor(key / states)
    seen[pairs] = key - feature * states
    pairs += 1
    offsets[feature + 1] = pairs
  }
  for (let i = 1; i <= features; i += 1) if (offsets[i] === 0) offsets[i] = offsets[i - 1] as number
  return { offsets, states: seen.slice(0, pairs) }
}
