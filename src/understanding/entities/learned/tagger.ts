import { Lattice, statesOf } from './crf.ts'
import { type DenseInput, type DenseWeights, type PackedWeights, unpackDense } from './dense.ts'
import { type FeatureContext, featurise } from './features.ts'
import { cutPieces, type Piece } from './pieces.ts'
import type { TaggerModel } from './tagger-model.ts'

export interface TaggedSpan {
  start: number
  end: number
  label: number
  /** The probability that exactly this span is an entity of this label. */
  confidence: number
}

/** Spans less probable than this are not told. */
const leastProbable = 0.02

/** Reads learned spans. Keeps scratch memory: one per thread. */
export class Tagger {
  readonly #model: TaggerModel
  /** Feature hash → its place in `#starts`; open addressing, at most half full. */
  readonly #slots: Int32Array
  readonly #mask: number
  readonly #starts: Uint32Array
  readonly #states: Uint16Array
  readonly #weights: Float32Array
  readonly #lattice: Lattice
  readonly #denseWords: DenseWeights | null
  readonly #denseWhole: DenseWeights | null
  readonly #whole: Float32Array
  #scores = new Float32Array(0)
  #marginals = new Float64Array(0)

  constructor(model: TaggerModel) {
    this.#model = model
    const { hashes, counts, pairs, scale } = model
    let size = 16
    while (size < 2 * hashes.length) size *= 2
    this.#slots = new Int32Array(size).fill(-1)
    this.#mask = size - 1
    this.#starts = new Uint32Array(hashes.length + 1)
    hashes.forEach((hash, i) => {
      let slot = hash & this.#mask
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask
      this.#slots[slot] = i
      this.#starts[i + 1] = (this.#starts[i] as number) + (counts[i] as number)
    })
    this.#states = Uint16Array.from(pairs, (pair) => pair >>> 8)
    this.#weights = Float32Array.from(pairs, (pair) => ((pair << 24) >> 24) * scale)
    this.#lattice = new Lattice(model.transitions)
    const states = statesOf(model.labels)
    const unpacked = (part: PackedWeights) => unpackDense(part, part.weights.length / states, states)
    this.#denseWords = model.dense && unpacked(model.dense.words)
    this.#denseWhole = model.dense && unpacked(model.dense.whole)
    this.#whole = new Float32Array(states)
  }

  /** All spans that are probable at all; they may overlap. */
  read(text: string, context: FeatureContext, dense: DenseInput | null): TaggedSpan[] {
    const { labels } = this.#model
    const pieces = cutPieces(text)
    const { length } = pieces
    if (length === 0 || labels === 0) return []
    const states = statesOf(labels)
    if (this.#scores.length < length * states) {
      this.#scores = new Float32Array(length * states)
      this.#marginals = new Float64Array(length * states)
    }
    const { hashes, offsets, shared } = featurise(text, pieces, context)
    const scores = this.#scores
    const whole = this.#whole.fill(0)
    for (const hash of shared) this.#add(hash, whole, 0)
    if (dense !== null) this.#denseWhole?.add(dense.whole, 0, whole, 0)
    for (let t = 0; t < length; t += 1) {
      scores.set(whole, t * states)
      if (dense !== null) this.#denseWords?.add(dense.words, t, scores, t * states)
      for (let i = offsets[t] as number; i < (offsets[t + 1] as number); i += 1)
        this.#add(hashes[i] as number, scores, t * states)
    }
    this.#lattice.forward(scores, length)
    this.#lattice.backward()
    this.#lattice.marginals(this.#marginals)
    return this.#spans(pieces)
  }

  #add(hash: number, into: Float32Array, row: number) {
    const { hashes } = this.#model
    let slot = hash & this.#mask
    for (;;) {
      const feature = this.#slots[slot] as number
      if (feature === -1) return
      if (hashes[feature] === hash) {
        for (let p = this.#starts[feature] as number, end = this.#starts[feature + 1] as number; p < end; p += 1)
          (into[row + (this.#states[p] as number)] as number) += this.#weights[p] as number
        return
      }
      slot = (slot + 1) & this.#mask
    }
  }

  #spans(pieces: readonly Piece[]): TaggedSpan[] {
    const { labels } = this.#model
    const states = statesOf(labels)
    const found: TaggedSpan[] = []
    const probability = (t: number, state: number) => this.#marginals[t * states + state] as number
    const push = (from: number, to: number, label: number, confidence: number) => {
      if (confidence > leastProbable)
        found.push({ start: (pieces[from] as Piece).start, end: (pieces[to - 1] as Piece).end, label, confidence })
    }
    for (let t = 0; t < pieces.length; t += 1) {
      if (probability(t, 0) > 1 - leastProbable) continue
      for (let label = 0; label < labels; label += 1) {
        const begin = 1 + 4 * label
        push(t, t + 1, label, probability(t, begin + 3))
        if (probability(t, begin) <= leastProbable) continue
        for (let end = t + 1; end < pieces.length; end += 1) {
          if (probability(end, begin + 2) > leastProbable)
            push(t, end + 1, label, this.#lattice.spanProbability(label, t, end + 1))
          if (probability(end, begin + 1) <= leastProbable) break
        }
      }
    }
    return found
  }
}

/** Of spans that overlap, those whose confidence above the threshold sums up to the most; in the order of the text. */
export function bestSpans(spans: readonly TaggedSpan[], threshold: number): TaggedSpan[] {
  const sorted = spans.filter(({ confidence }) => confidence > threshold).sort((a, b) => a.end - b.end)
  const best = [{ sum: 0, taken: false, before: 0 }]
  sorted.forEach((span, i) => {
    let before = i
    while (before > 0 && (sorted[before - 1] as TaggedSpan).end > span.start) before -= 1
    const with_ = (best[before]?.sum ?? 0) + span.confidence - threshold
    const without = best[i]?.sum ?? 0
    best.push(with_ > without ? { sum: with_, taken: true, before } : { sum: without, taken: false, before: i })
  })
  const kept: TaggedSpan[] = []
  for (let i = sorted.length; i > 0; ) {
    const cell = best[i]
    if (cell === undefined) break
    if (cell.taken) kept.push(sorted[i - 1] as TaggedSpan)
    i = cell.before
  }
  return kept.reverse()
}
