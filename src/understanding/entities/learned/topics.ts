import { type Random, seededRandom } from '#domain/random.ts'
import { wordHashesOf } from './features.ts'
import { cutPieces } from './pieces.ts'
import { packWeights, type SparseWeights } from './tagger-model.ts'

/**
 * What a text is about, as far as its words say: a linear classifier over words and pairs of words. The tagger is told it, because the same
 * words are another entity in another matter. It is not the assistant's classifier of intents, which reads the entities that are found here.
 */
export interface TopicModel extends SparseWeights {
  topics: number
}

/** Numbers that are choices, tried on development rows. */
const settings = { rounds: 5, rate: 0.3, leastGradient: 2e-3, leastConfidence: 0.4, folds: 4 } as const
/** With fewer topics there is nothing to tell apart; with more, a topic has too few texts to be read for its entities. */
const leastTopics = 2
const mostTopics = 300

export interface TopicRow {
  text: string
  topic: number
}

/** Learns the topics of some texts, and says which topic each text would be taken for by a model that has not seen it. */
export function learnTopics(
  rows: readonly TopicRow[],
  topics: number,
  seed: string,
): { model: TopicModel; unseen: (number | undefined)[] } | null {
  if (topics < leastTopics || topics > mostTopics) return null
  const random = seededRandom(`${seed}:topics`)
  const hashes = rows.map(({ text }) => wordHashesOf(cutPieces(text)))
  const folds = rows.map(() => Math.floor(random.next() * settings.folds))
  const all = rows.map((_, index) => index)
  const unseen: (number | undefined)[] = []
  for (let fold = 0; fold < settings.folds; fold += 1) {
    const { model } = train(
      rows,
      hashes,
      all.filter((index) => folds[index] !== fold),
      topics,
      random,
    )
    const reader = new TopicReader(model)
    for (const index of all) if (folds[index] === fold) unseen[index] = reader.readHashes(hashes[index] ?? [])
  }
  return { ...train(rows, hashes, all, topics, random), unseen }
}

export class TopicReader {
  readonly #topics: number
  readonly #starts = new Map<number, number>()
  readonly #model: TopicModel
  readonly #scores: Float64Array

  constructor(model: TopicModel) {
    this.#model = model
    this.#topics = model.topics
    this.#scores = new Float64Array(model.topics)
    let start = 0
    model.hashes.forEach((hash, i) => {
      this.#starts.set(hash, start * 65_536 + (model.counts[i] as number))
      start += model.counts[i] as number
    })
  }

  /** The topic, where one is likely enough. */
  read(text: string): number | undefined {
    return this.readHashes(wordHashesOf(cutPieces(text)))
  }

  readHashes(hashes: readonly number[]): number | undefined {
    const scores = this.#scores.fill(0)
    const { pairs, scale } = this.#model
    for (const hash of hashes) {
      const place = this.#starts.get(hash)
      if (place === undefined) continue
      const start = Math.floor(place / 65_536)
      for (let p = start; p < start + (place % 65_536); p += 1) {
        const pair = pairs[p] as number
        ;(scores[pair >>> 8] as number) += ((pair << 24) >> 24) * scale
      }
    }
    softmax(scores)
    let best = 0
    for (let topic = 1; topic < this.#topics; topic += 1)
      if ((scores[topic] as number) > (scores[best] as number)) best = topic
    return (scores[best] as number) >= settings.leastConfidence ? best : undefined
  }
}

/** Softmax regression by AdaGrad; only pairs of word and topic that occur have a weight. */
function train(
  rows: readonly TopicRow[],
  hashes: readonly (readonly number[])[],
  chosen: readonly number[],
  topics: number,
  random: Random,
): { model: TopicModel } {
  const places = new Map<number, Map<number, number>>()
  let size = 0
  for (const index of chosen) {
    const { topic } = rows[index] as TopicRow
    for (const hash of hashes[index] ?? []) {
      const known = places.get(hash) ?? new Map<number, number>()
      if (!known.has(topic)) known.set(topic, size++)
      places.set(hash, known)
    }
  }
  const weights = new Float32Array(size)
  const squares = new Float32Array(size).fill(1e-3)
  const scores = new Float64Array(topics)
  const order = [...chosen]
  for (let round = 0; round < settings.rounds; round += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random.next() * (i + 1))
      ;[order[i], order[j]] = [order[j] as number, order[i] as number]
    }
    const rate = settings.rate * (1 - round / settings.rounds)
    for (const index of order) {
      scores.fill(0)
      const words = (hashes[index] ?? []).flatMap((hash) => places.get(hash) ?? [])
      for (const word of words) for (const [topic, p] of word) (scores[topic] as number) += weights[p] as number
      softmax(scores)
      const right = rows[index]?.topic
      for (const word of words) {
        for (const [topic, p] of word) {
          const g = (topic === right ? 1 : 0) - (scores[topic] as number)
          if (g < settings.leastGradient && g > -settings.leastGradient) continue
          const sum = (squares[p] as number) + g * g
          squares[p] = sum
          ;(weights[p] as number) += (rate * g) / Math.sqrt(sum)
        }
      }
    }
  }
  const offsets = new Uint32Array(places.size + 1)
  const states = new Uint16Array(size)
  const sorted = new Float32Array(size)
  let at = 0
  let feature = 0
  for (const word of places.values()) {
    for (const [topic, p] of word) {
      states[at] = topic
      sorted[at] = weights[p] as number
      at += 1
    }
    feature += 1
    offsets[feature] = at
  }
  const packed = packWeights({ hashes: Uint32Array.from(places.keys()), offsets, states, weights: sorted })
  return { model: { topics, ...packed } }
}

function softmax(scores: Float64Array) {
  const best = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY)
  let sum = 0
  for (let i = 0; i < scores.length; i += 1) {
    const value = Math.exp((scores[i] as number) - best)
    scores[i] = value
    sum += value
  }
  for (let i = 0; i < scores.length; i += 1) (scores[i] as number) /= sum
}
