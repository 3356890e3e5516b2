import type { IntentName } from '#domain/ids.ts'
import { seededRandom } from '#domain/random.ts'
import { fitTemperature } from './calibration.ts'
import { IntentClassifier } from './classifier.ts'
import { centred, centresOf, meanOf } from './dense.ts'
import { Featuriser, learnFeatures, type SparseVector } from './features.ts'
import { type IntentModel, outOfScopeIndex, quantise, type Utterance } from './model.ts'
import { defaultOutOfScope, fitOutOfScope, type ScopeSigns } from './out-of-scope.ts'
import { trainSoftmax } from './softmax.ts'

export interface IntentExamples {
  names: IntentName[]
  utterances: IntentExample[]
  outOfScope: Omit<IntentExample, 'intent'>[]
  /** Identity of the encoder that the vectors come from; null where there are none. */
  encoder: string | null
}

export interface IntentExample {
  /** Entities replaced by placeholders. */
  words: string[]
  intent: number
  /** The words as they were written, where that is something else. */
  written?: string[]
  /** The encoder's vector. */
  meaning: Float32Array | null
}

/** Chosen on the dev sets of banking77, clinc150 and hwu64; see docs/understanding.md. */
const settings = {
  step: 3,
  denseStep: 2,
  /** Words beside a vector of meaning; where there are many examples they know more. */
  sparseShareOfFew: 0.7,
  sparseShare: 1,
  leastGradient: 0.002,
  decay: 0,
  /** With few examples each is seen more often, and features that occur once are kept. */
  fewExamples: 4_000,
  epochs: 10,
  epochsForFew: 20,
  /** Vectors of meaning are learned in fewer rounds. */
  denseEpochs: 6,
  /** Folds of cross-validation; beyond `fewExamples` one of them is enough to fit nine numbers on. */
  foldsForFew: 5,
  folds: 5,
  /** Real out-of-scope examples from which on no intents are withheld to play their part. */
  enoughOutOfScope: 40,
  /** One in so many intents is withheld in a fold. */
  withheld: 6,
}

type Progress = (done: number, total: number) => void

/** Trains, and fits temperature and out-of-scope score on examples that the model they are measured with has not seen. */
export function trainIntents(examples: IntentExamples, seed: string, onProgress: Progress = () => {}): IntentModel {
  const few = examples.utterances.length <= settings.fewExamples
  const folds = few ? settings.foldsForFew : 1
  const epochs = epochsOf(examples)
  const total = (folds + 1) * epochs
  let done = 0
  const onEpoch = () => {
    done += 1
    onProgress(done, total)
  }
  const held = nothingHeld()
  for (let fold = 0; fold < folds; fold += 1) {
    measureFold(examples, fold, few ? settings.foldsForFew : settings.folds, seed, onEpoch, held)
  }
  const model = fitModel(examples, `${seed}:all`, onEpoch)
  model.temperature = fitTemperature(held.scores)
  model.outOfScope = fitOutOfScope(held.inScope, held.outOfScope)
  return model
}

function epochsOf({ utterances, encoder }: IntentExamples): number {
  if (utterances.length <= settings.fewExamples) return settings.epochsForFew
  return encoder === null ? settings.epochs : settings.denseEpochs
}

interface HeldOut {
  scores: { scores: Float32Array; label: number }[]
  inScope: ScopeSigns[]
  outOfScope: ScopeSigns[]
}

const nothingHeld = (): HeldOut => ({ scores: [], inScope: [], outOfScope: [] })

/** Trains without one part of the examples and without some intents altogether, and reads both with the result. */
function measureFold(
  examples: IntentExamples,
  fold: number,
  folds: number,
  seed: string,
  onEpoch: () => void,
  held: HeldOut,
) {
  const withhold = examples.outOfScope.length < settings.enoughOutOfScope && examples.names.length >= settings.withheld
  const isWithheld = (intent: number) => withhold && intent % settings.withheld === fold % settings.withheld
  const seen = new Int32Array(examples.names.length)
  const rest: IntentExamples['utterances'] = []
  const tested: IntentExamples['utterances'] = []
  const strangers: IntentExamples['outOfScope'] = [...examples.outOfScope]
  for (const example of examples.utterances) {
    const position = seen[example.intent] as number
    seen[example.intent] = position + 1
    if (isWithheld(example.intent)) strangers.push(example)
    else if (position % folds === fold && position > 0) tested.push(example)
    else rest.push(example)
  }
  const model = fitModel({ ...examples, utterances: rest, outOfScope: [] }, `${seed}:${fold}`, onEpoch)
  const classifier = new IntentClassifier(model)
  for (const { words, meaning, intent } of tested) {
    const { scores, signs } = classifier.measure(words, meaning)
    held.scores.push({ scores, label: intent })
    held.inScope.push(signs)
  }
  for (const { words, meaning } of strangers) held.outOfScope.push(classifier.measure(words, meaning).signs)
}

function fitModel(examples: IntentExamples, seed: string, onEpoch: () => void): IntentModel {
  const { names, utterances } = examples
  const few = utterances.length <= settings.fewExamples
  const space = learnFeatures(
    utterances.map(({ words }) => words),
    few ? 1 : 2,
    few ? 1 : 2,
  )
  const featuriser = new Featuriser(space)
  const meanings = utterances.flatMap(({ meaning }) => meaning ?? [])
  const dimensions = meanings[0]?.length ?? 0
  const isDense = examples.encoder !== null && dimensions > 0 && meanings.length === utterances.length
  const mean = meanOf(meanings, dimensions)
  const sparseShare = !isDense ? 1 : few ? settings.sparseShareOfFew : settings.sparseShare
  const vectors = utterances.map(({ words, meaning }): SparseVector => {
    const vector = featuriser.vector(words)
    if (!isDense || meaning === null) return vector
    return { ...vector, values: vector.values.map((value) => value * sparseShare), dense: centred(meaning, mean) }
  })
  const trained = trainSoftmax(
    vectors,
    Int32Array.from(utterances, ({ intent }) => intent),
    space.hashes.length,
    names.length,
    seededRandom(seed),
    { ...settings, epochs: epochsOf(examples), onEpoch },
  )
  // What the share took from the values is given to the weights: prediction knows nothing of it.
  for (let i = 0; i < trained.weights.length; i += 1) trained.weights[i] = (trained.weights[i] as number) * sparseShare
  return {
    names,
    space,
    ...quantise(trained.weights, space.hashes.length, names.length),
    bias: trained.bias,
    temperature: 1,
    outOfScope: defaultOutOfScope,
    dense: !isDense
      ? null
      : {
          encoder: examples.encoder ?? '',
          mean,
          ...quantise(trained.denseWeights, dimensions, names.length),
          centres: centresOf(
            vectors.map(({ dense }, index) => ({
              dense: dense ?? new Float32Array(dimensions),
              intent: utterances[index]?.intent ?? 0,
            })),
            names.length,
            dimensions,
          ),
        },
    utterances: distinctUtterances(examples.utterances, examples.outOfScope),
    written: distinctUtterances(
      examples.utterances.flatMap(({ written, intent }) => (written === undefined ? [] : [{ words: written, intent }])),
      [],
    ),
  }
}

function distinctUtterances(
  utterances: readonly { words: string[]; intent: number }[],
  outOfScope: readonly { words: string[] }[],
): Utterance[] {
  const counts = new Map<string, Map<number, number>>()
  const note = (words: string[], intent: number) => {
    const key = words.join(' ')
    const intents = counts.get(key) ?? new Map<number, number>()
    intents.set(intent, (intents.get(intent) ?? 0) + 1)
    counts.set(key, intents)
  }
  for (const { words, intent } of utterances) note(words, intent)
  for (const { words } of outOfScope) note(words, outOfScopeIndex)
  return [...counts]
    .filter(([words]) => words !== '')
    .map(([words, intents]) => {
      const most = Math.max(...intents.values())
      // Only those that hold the most examples of these words count; in scope goes before out of scope.
      const chosen = [...intents].filter(([, count]) => count === most).map(([intent]) => intent)
      return { words, intents: chosen.sort((a, b) => b - a) }
    })
}
