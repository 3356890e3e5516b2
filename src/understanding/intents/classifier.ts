import { centred, nearestCentre } from './dense.ts'
import { Featuriser, type SparseVector } from './features.ts'
import { type IntentModel, outOfScopeIndex } from './model.ts'
import { Neighbours } from './neighbours.ts'
import { noMeaning, outOfScopeScore, type ScopeSigns } from './out-of-scope.ts'
import { softmaxInPlace } from './softmax.ts'

export interface Classification {
  /** Index into the model's names, best first; the probabilities sum to at most 1. */
  ranked: { intent: number; confidence: number }[]
  /** Of every intent, by its index. */
  probabilities: Float32Array
  outOfScope: number
  /** Index of the nearest training utterance and its cosine. */
  nearest?: { utterance: number; similarity: number }
  /** The words are those of a training utterance. */
  exact: boolean
}

/** What an utterance that stands in the training data is given at least. Not 1: authors err, too. */
const exactConfidence = 0.98

/** Predicts intents. Keeps scratch memory: use one per thread. */
export class IntentClassifier {
  readonly model: IntentModel
  readonly #featuriser: Featuriser
  readonly #neighbours: Neighbours
  readonly #exact: Map<string, number[]>
  readonly #scores: Float32Array

  constructor(model: IntentModel) {
    this.model = model
    this.#featuriser = new Featuriser(model.space)
    this.#exact = new Map([...model.utterances, ...model.written].map(({ words, intents }) => [words, intents]))
    // Neighbours are those in scope: being close to an out-of-scope example must not speak for the scope.
    this.#neighbours = new Neighbours(
      this.#featuriser,
      model.utterances.map(({ words, intents }) => (intents[0] === outOfScopeIndex ? [] : words.split(' '))),
    )
    this.#scores = new Float32Array(model.names.length)
  }

  /** Whether these are the words of a training utterance: with placeholders or as they were written. */
  isExact(words: readonly string[], written: readonly string[]): boolean {
    return this.#known(words, written) !== undefined
  }

  /** `written`: the words without placeholders. `meaning`: the encoder's vector, null where nobody was asked. */
  classify(
    words: readonly string[],
    written: readonly string[],
    meaning: Float32Array | null,
    most: number,
  ): Classification {
    if (this.model.names.length === 0 || words.length === 0)
      return { ranked: [], probabilities: new Float32Array(0), outOfScope: 1, exact: false }
    const vector = this.#vector(words, meaning)
    const nearest = this.#neighbours.nearest(vector)
    this.#score(vector)
    const signs = this.#signs(vector, nearest?.similarity ?? 0)
    const probabilities = this.#scores.slice()
    softmaxInPlace(probabilities, this.model.temperature)
    let outOfScope = saysNothing(words, vector) ? 1 : outOfScopeScore(this.model.outOfScope, signs)
    const known = this.#known(words, written)
    if (known !== undefined) {
      if (known[0] === outOfScopeIndex) outOfScope = Math.max(outOfScope, exactConfidence)
      else {
        outOfScope = Math.min(outOfScope, 1 - exactConfidence)
        favour(
          probabilities,
          known.filter((intent) => intent !== outOfScopeIndex),
        )
      }
    }
    const ranked = top(probabilities, most)
    return {
      ranked,
      probabilities,
      outOfScope,
      exact: known !== undefined,
      ...(nearest === undefined ? {} : { nearest }),
    }
  }

  /** All intents with their probabilities, best first; training utterances are nothing special here. */
  inspect(
    words: readonly string[],
    meaning: Float32Array | null,
  ): Pick<Classification, 'ranked' | 'outOfScope'> & { signs: ScopeSigns | null } {
    if (this.model.names.length === 0 || words.length === 0) return { ranked: [], outOfScope: 1, signs: null }
    const { scores, signs } = this.measure(words, meaning)
    softmaxInPlace(scores, this.model.temperature)
    const ranked = Array.from(scores, (confidence, intent) => ({ intent, confidence }))
    ranked.sort((a, b) => b.confidence - a.confidence)
    return { ranked, outOfScope: outOfScopeScore(this.model.outOfScope, signs), signs }
  }

  /** What temperature and out-of-scope model are fitted on: the scores as they are. */
  measure(words: readonly string[], meaning: Float32Array | null): { scores: Float32Array; signs: ScopeSigns } {
    const vector = this.#vector(words, meaning)
    this.#score(vector)
    return {
      scores: this.#scores.slice(),
      signs: this.#signs(vector, this.#neighbours.nearest(vector)?.similarity ?? 0),
    }
  }

  #known(words: readonly string[], written: readonly string[]): number[] | undefined {
    return this.#exact.get(written.join(' ')) ?? this.#exact.get(words.join(' '))
  }

  #vector(words: readonly string[], meaning: Float32Array | null): SparseVector {
    const vector = this.#featuriser.vector(words)
    const { dense } = this.model
    return dense === null || meaning === null ? vector : { ...vector, dense: centred(meaning, dense.mean) }
  }

  #signs(vector: SparseVector, nearest: number): ScopeSigns {
    const centres = this.model.dense?.centres
    const meaning =
      vector.dense === undefined || centres === undefined ? noMeaning : nearestCentre(vector.dense, centres)
    return readSigns(this.#scores, vector, nearest, meaning)
  }

  /** Leaves bias + weights · vector in the scratch memory. */
  #score({ indices, values, dense }: SparseVector) {
    const { weights, scales, bias } = this.model
    this.#scores.set(bias)
    for (let i = 0; i < indices.length; i += 1) {
      const feature = indices[i] as number
      this.#add(weights, feature, (values[i] as number) * (scales[feature] as number))
    }
    const head = this.model.dense
    if (dense === undefined || head === null) return
    for (let d = 0; d < dense.length; d += 1)
      this.#add(head.weights, d, (dense[d] as number) * (head.scales[d] as number))
  }

  #add(weights: Int8Array, feature: number, value: number) {
    if (value === 0) return
    const scores = this.#scores
    const classes = scores.length
    const base = feature * classes
    for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] as number) + value * (weights[base + c] as number)
  }
}

function readSigns(scores: Float32Array, vector: SparseVector, nearest: number, meaning: number): ScopeSigns {
  let best = Number.NEGATIVE_INFINITY
  let sum = 0
  for (const score of scores) {
    if (score > best) best = score
    sum += score
  }
  let total = 0
  for (const score of scores) total += Math.exp(score - best)
  let first = 0
  let second = 0
  let entropy = 0
  for (const score of scores) {
    const p = Math.exp(score - best) / total
    if (p > first) {
      second = first
      first = p
    } else if (p > second) second = p
    if (p > 0) entropy -= p * Math.log(p)
  }
  return {
    confidence: Math.log((first + 1e-6) / (1 - first + 1e-6)),
    margin: first - second,
    energy: best + Math.log(total),
    lead: best - sum / scores.length,
    certainty: -entropy,
    nearest,
    known: 1 - vector.unknownShare,
    meaning,
  }
}

/** Emoji or signs that no example has: an encoder reads all of them as the same unknown piece, and that as something. */
const saysNothing = (words: readonly string[], { unknownShare }: SparseVector): boolean =>
  unknownShare === 1 && !words.some((word) => /[\p{L}\p{N}]/u.test(word))

/** Lifts the best of `chosen` to certainty and leaves the rest its share. */
function favour(probabilities: Float32Array, chosen: readonly number[]) {
  const winner = chosen.reduce((a, b) => ((probabilities[b] as number) > (probabilities[a] as number) ? b : a))
  const target = Math.max(probabilities[winner] as number, exactConfidence / chosen.length)
  const rest = 1 - (probabilities[winner] as number)
  // The other intents of the same utterance may hold as much as the winner, never more.
  const scale = rest <= 0 ? 0 : (1 - target) / rest
  probabilities.forEach((p, intent) => {
    probabilities[intent] = intent === winner ? target : Math.min(p * scale, target * 0.999)
  })
}

/** The likeliest, best first; of equal ones the first. */
function top(probabilities: Float32Array, most: number): { intent: number; confidence: number }[] {
  const ranked: { intent: number; confidence: number }[] = []
  for (let intent = 0; intent < probabilities.length; intent += 1) {
    const confidence = probabilities[intent] as number
    if (ranked.length === most && confidence <= (ranked[most - 1]?.confidence ?? 0)) continue
    let place = ranked.length
    while (place > 0 && (ranked[place - 1]?.confidence ?? 0) < confidence) place -= 1
    ranked.splice(place, 0, { intent, confidence })
    if (ranked.length > most) ranked.pop()
  }
  return ranked
}
