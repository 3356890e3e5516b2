import type { EntityName } from '#domain/ids.ts'
import { pick, seededRandom } from '#domain/random.ts'
import type { Encoder, Encoding } from '#ports/encoder.ts'
import type { TrainingData, TrainingExample } from '../../types.ts'
import type { Candidate } from '../candidate.ts'
import { type DenseInput, type DenseSpace, fitDenseSpace, projectEncoding } from './dense.ts'
import { keyOf, type Label, learnedLabels, type RuledExample } from './labels.ts'
import { cutPieces } from './pieces.ts'
import type { TaggedExample } from './tagger-data.ts'
import type { TaggerModel } from './tagger-model.ts'
import { learnTopics, type TopicModel } from './topics.ts'
import { type TaggerOptions, trainTagger } from './train-tagger.ts'

/** The learned part of an assistant's entities: plain values. */
export interface LearnedEntities {
  /** What the tagger's labels stand for. */
  labels: Label[]
  /** What steps may wait for, as the tagger numbers it. */
  expectable: EntityName[]
  /** Types that rules find, as the tagger numbers them. */
  hinted: EntityName[]
  tagger: TaggerModel
  /** How an encoder's vectors come in; null where it was learned from words alone. */
  dense: DenseSpace | null
  /** What a text is about, told to the tagger; null where the examples have one intent only. */
  topics: TopicModel | null
}

/** Bare values that are learned as answers to a question, of each label: they show what a value looks like with nothing around it. */
const mostAnswers = 20

/**
 * With fewer marks that no rule finds, vectors have little to add, and cost much: all examples read once more in training, and another
 * reading of each message whose values are hidden from the reading of intents.
 */
const leastMarksForVectors = 100

/** Learns the spans that authors marked, or nothing where there is too little. `findByRule` gives what patterns, lists and built-ins find. */
export async function learnEntities(
  data: TrainingData,
  findByRule: (text: string) => Candidate[],
  options: LearningOptions,
): Promise<LearnedEntities | null> {
  const byRule = (example: TrainingExample): RuledExample => ({ example, found: findByRule(example.text) })
  const topicOf = new Map(data.intents.flatMap(({ examples }, topic) => examples.map((example) => [example, topic])))
  const rows = data.intents.flatMap(({ examples }) => examples)
  const marked = rows.filter(({ entities }) => entities.length > 0).map(byRule)
  const labels = learnedLabels(marked)
  if (labels.length === 0) return null
  const ruled = [...marked, ...rows.filter(({ entities }) => entities.length === 0).map(byRule)]
  const byKey = new Map(labels.map((label, index) => [keyOf(label), index]))
  const hinted = data.entities.map(({ name }) => name)
  const isAsked = ruled.some(({ example }) => example.expected !== undefined)
  const lone = isAsked ? [] : answers(ruled, labels).map(byRule)
  const all = [...ruled, ...lone]
  const expectable = [...new Set(all.flatMap(({ example }) => example.expected ?? []))].sort()
  // A role is never found by rule.
  const unruledMarks = ({ example, found }: RuledExample) =>
    example.entities.filter(
      (mark) =>
        byKey.has(keyOf(mark)) &&
        (mark.role !== undefined ||
          !found.some(({ type, start, end }) => type === mark.type && start === mark.start && end === mark.end)),
    )
  const unruled = marked.flatMap(unruledMarks).length
  const { space, inputs } = await readTexts(
    all.map(({ example }) => example.text),
    unruled < leastMarksForVectors ? { ...options, encoder: null } : options,
  )
  const learnedTopics = learnTopics(
    ruled.map(({ example }) => ({ text: example.text, topic: topicOf.get(example) ?? 0 })),
    data.intents.length,
    options.seed,
  )
  const examples = all.map(({ example: { text, entities, expected }, found }, index): TaggedExample => {
    // A list's value is one whether its author marked it or not: not to say so would teach the opposite.
    const unmarked = found.filter(
      ({ source, start, end }) => source === 'list' && entities.every((mark) => mark.end <= start || mark.start >= end),
    )
    return {
      text,
      spans: [...entities, ...unmarked].flatMap(({ start, end, ...mark }) => {
        const label = byKey.get(keyOf(mark))
        return label === undefined ? [] : [{ start, end, label }]
      }),
      context: { ...contextOf(found, expected ?? [], { expectable, hinted }), topic: learnedTopics?.unseen[index] },
      dense: inputs[index] ?? null,
    }
  })
  return {
    labels,
    expectable,
    hinted,
    tagger: trainTagger(examples, labels.length, options),
    dense: space,
    topics: learnedTopics?.model ?? null,
  }
}

export interface LearningOptions extends TaggerOptions {
  /** Reads the examples; one that does not read words is not asked. */
  encoder?: Encoder | null
}

/** Texts that the maps to few dimensions are fitted on, and texts that are read at once. */
const mostFitted = 1_024
const textsAtOnce = 64

/** What the encoder says of each text. The vectors themselves are let go at once: those of ten thousand texts fill 200 MB. */
async function readTexts(
  texts: readonly string[],
  { encoder, seed }: LearningOptions,
): Promise<{ space: DenseSpace | null; inputs: (DenseInput | null)[] }> {
  if (!encoder?.readsWords) return { space: null, inputs: [] }
  const read = (some: readonly string[]) => encoder.encode(some.map((text) => ({ text, words: cutPieces(text) })))
  const random = seededRandom(`${seed}:dense`)
  const fitted = Array.from({ length: Math.min(mostFitted, texts.length) }, () => pick(texts, random) ?? '')
  const sample: Encoding[] = []
  for (let from = 0; from < fitted.length; from += textsAtOnce)
    sample.push(...(await read(fitted.slice(from, from + textsAtOnce))))
  const space = fitDenseSpace(encoder.identity, sample, random)
  const inputs: (DenseInput | null)[] = []
  for (let from = 0; from < texts.length; from += textsAtOnce) {
    const batch = texts.slice(from, from + textsAtOnce)
    const encodings = await read(batch)
    batch.forEach((text, i) => {
      const encoding = encodings[i]
      inputs.push(encoding === undefined ? null : projectEncoding(space, encoding, cutPieces(text).length))
    })
  }
  return { space, inputs }
}

/** What the tagger is told beside the text. */
export function contextOf(
  candidates: readonly Candidate[],
  expected: readonly EntityName[],
  { expectable, hinted }: Pick<LearnedEntities, 'expectable' | 'hinted'>,
) {
  return {
    expected: expected.map((name) => expectable.indexOf(name)).filter((number) => number >= 0),
    hints: candidates
      .filter(({ wholeMessage }) => !wholeMessage)
      .map(({ start, end, type }) => ({ start, end, type: hinted.indexOf(type) })),
  }
}

/** Each marked value once more, alone, as the answer to the question for it. A lone value has no role. */
function answers(examples: readonly RuledExample[], labels: readonly Label[]): TrainingExample[] {
  const types = new Set(labels.map(({ type }) => type))
  const seen = new Map<EntityName, Set<string>>()
  for (const { example } of examples) {
    const { text, entities } = example
    for (const { start, end, type } of entities) {
      const values = seen.get(type) ?? new Set()
      if (types.has(type) && values.size < mostAnswers) seen.set(type, values.add(text.slice(start, end)))
    }
  }
  return [...seen].flatMap(([type, values]) =>
    [...values].map((text) => ({ text, entities: [{ start: 0, end: text.length, type }], expected: [type] })),
  )
}
