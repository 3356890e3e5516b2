import { type Lexicon, lexiconOf } from './lexicon.ts'
import { allWords, isStopWord } from './words.ts'

/**
 * Which article a question sounds like: softmax regression over words, word pairs and meanings, one class per article and one for none.
 * It learns from the articles' titles, questions and sentences and from how customers put the same matter elsewhere, so it weighs what
 * tells articles apart, which BM25 cannot: there "warehouse" counts more than "stop my order" because it is rare.
 */
export interface GuessModel {
  features: string[]
  /** Class weights by feature, as bytes; times `scale` of the feature. */
  weights: Uint8Array
  scale: Float32Array
  idf: Float32Array
  bias: Float32Array
}

export interface LabelledText {
  text: string
  /** Index of the document; the number of documents for none. */
  label: number
  /** How much it counts; a question counts more than a sentence. */
  weight: number
}

const training = {
  epochs: 8,
  rate: 0.35,
  /** Gradients below this change nothing that is seen, and most classes of most examples are below it. */
  smallestGradient: 0.002,
  /** A feature seen once or less tells one example apart, not articles. */
  leastExamples: 2,
  seed: 0x9e3779b9,
} as const

function featuresOf(text: string, lexicon: Lexicon): string[] {
  const words = allWords(text)
  const features: string[] = []
  let before = ''
  for (const word of words) {
    if (isStopWord(word)) continue
    features.push(word.stem)
    if (before !== '') features.push(`${before} ${word.stem}`)
    before = word.stem
  }
  for (let at = 0; at + 1 < words.length; at += 1) features.push(`=${words[at]!.plain} ${words[at + 1]!.plain}`)
  for (const line of lexicon.linesIn(words)) features.push(`#${line}`)
  return features
}

interface Sparse {
  ids: number[]
  values: number[]
}

function vectorOf(features: readonly string[], idOf: ReadonlyMap<string, number>, idf: ArrayLike<number>): Sparse {
  const counts = new Map<number, number>()
  for (const feature of features) {
    const id = idOf.get(feature)
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const ids = [...counts.keys()]
  const values = ids.map((id) => (1 + Math.log(counts.get(id)!)) * idf[id]!)
  const length = Math.hypot(...values) || 1
  return { ids, values: values.map((value) => value / length) }
}

/** Trains on texts in their order; the same texts give the same model. */
export function trainGuess(
  texts: readonly LabelledText[],
  classes: number,
  sameMeaning: readonly string[],
): GuessModel {
  const lexicon = lexiconOf(sameMeaning)
  const featured = texts.map(({ text }) => featuresOf(text, lexicon))
  const seen = new Map<string, number>()
  for (const features of featured)
    for (const feature of new Set(features)) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  const features = [...seen.keys()].filter((feature) => seen.get(feature)! >= training.leastExamples).sort()
  const idOf = new Map(features.map((feature, id) => [feature, id]))
  const idf = Float32Array.from(features, (feature) => Math.log(1 + texts.length / seen.get(feature)!))
  const vectors = featured.map((list) => vectorOf(list, idOf, idf))

  const weights = new Float32Array(features.length * classes)
  const squares = new Float32Array(features.length * classes).fill(1e-6)
  const bias = new Float32Array(classes)
  const probabilities = new Float32Array(classes)
  const order = texts.map((_, at) => at)
  let state: number = training.seed
  const next = (below: number): number => {
    // xorshift32: the order of examples, nothing that must be unpredictable.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  for (let epoch = 0; epoch < training.epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = next(at + 1)
      const swap = order[at]!
      order[at] = order[other]!
      order[other] = swap
    }
    for (const at of order) {
      const { ids, values } = vectors[at]!
      const { label, weight } = texts[at]!
      softmax(ids, values, weights, bias, classes, probabilities)
      for (let one = 0; one < classes; one += 1) {
        const gradient = weight * (probabilities[one]! - (one === label ? 1 : 0))
        if (Math.abs(gradient) < training.smallestGradient) continue
        for (let feature = 0; feature < ids.length; feature += 1) {
          const place = ids[feature]! * classes + one
          const slope = gradient * values[feature]!
          const square = squares[place]! + slope * slope
          squares[place] = square
          weights[place] = weights[place]! - (training.rate * slope) / Math.sqrt(square)
        }
      }
    }
  }
  return { features, idf, bias, ...quantised(weights, features.length, classes) }
}

function softmax(
  ids: readonly number[],
  values: readonly number[],
  weights: Float32Array,
  bias: Float32Array,
  classes: number,
  into: Float32Array,
): void {
  into.set(bias)
  for (let feature = 0; feature < ids.length; feature += 1) {
    const from = ids[feature]! * classes
    const value = values[feature]!
    for (let one = 0; one < classes; one += 1) into[one] = into[one]! + value * weights[from + one]!
  }
  normalise(into)
}

function normalise(scores: Float32Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > most) most = score
  let total = 0
  for (let at = 0; at < scores.length; at += 1) {
    const value = Math.exp(scores[at]! - most)
    scores[at] = value
    total += value
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = scores[at]! / total
}

/** Weights in steps of a 127th of the feature's largest: a quarter of the size, and no ranking moved in the tests. */
function quantised(weights: Float32Array, features: number, classes: number): Pick<GuessModel, 'weights' | 'scale'> {
  const scale = new Float32Array(features)
  const bytes = new Uint8Array(weights.length)
  for (let feature = 0; feature < features; feature += 1) {
    const from = feature * classes
    let most = 0
    for (let one = 0; one < classes; one += 1) most = Math.max(most, Math.abs(weights[from + one]!))
    scale[feature] = most / 127
    for (let one = 0; one < classes; one += 1)
      bytes[from + one] = 128 + Math.round(most === 0 ? 0 : weights[from + one]! / (most / 127))
  }
  return { weights: bytes, scale }
}

export interface Guesser {
  /** A probability for each document, in order, and at the end for none. Uniform where nothing of the text is known. */
  guess(text: string): Float32Array
}

export function guesser(model: GuessModel, sameMeaning: readonly string[]): Guesser {
  const lexicon = lexiconOf(sameMeaning)
  const idOf = new Map(model.features.map((feature, id) => [feature, id]))
  const classes = model.bias.length
  return {
    guess(text) {
      const { ids, values } = vectorOf(featuresOf(text, lexicon), idOf, model.idf)
      const scores = Float32Array.from(model.bias)
      for (let feature = 0; feature < ids.length; feature += 1) {
        const from = ids[feature]! * classes
        const value = values[feature]! * model.scale[ids[feature]!]!
        for (let one = 0; one < classes; one += 1)
          scores[one] = scores[one]! + value * (model.weights[from + one]! - 128)
      }
      normalise(scores)
      return scores
    },
  }
}
