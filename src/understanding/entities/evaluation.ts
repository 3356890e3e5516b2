import type { EntityName } from '#domain/ids.ts'
import type { Encoder } from '#ports/encoder.ts'
import { packBytes, unpackBytes } from '../bytes.ts'
import { percentile } from '../statistics.ts'
import { tokenise } from '../tokens.ts'
import type { MarkedEntity, TrainingData, TrainingExample } from '../types.ts'
import { wordTest } from '../vocabulary.ts'
import { EntityExtractor } from './extractor.ts'
import { learnEntities } from './learned/learn-entities.ts'
import { readLearned, type StoredLearned, storeLearned } from './learned/stored.ts'

/** A text with its right spans. Offsets are UTF-16 units. */
export interface EntityRow extends TrainingExample {
  /** What the text is about, for training only. */
  intent?: string
}

export interface EntityEvaluationOptions {
  seed: string
  encoder?: Encoder | null
  /** Milliseconds, monotonic: `performance.now`. */
  nowMs: () => number
  onProgress?: (done: number, total: number, what: string) => void
  /** Told every test row with the spans that were found, in their order. */
  onRead?: (row: EntityRow, found: readonly MarkedEntity[]) => void
}

export interface LabelScore {
  label: EntityName
  precision: number
  recall: number
  f1: number
  /** Spans that the test rows have, and that were found. */
  expected: number
  found: number
}

export interface EntityEvaluation {
  /** Of all spans together: right is a span with exactly its words and its label. */
  precision: number
  recall: number
  f1: number
  trainSeconds: number
  /** Extraction of one message. */
  p50Ms: number
  p99Ms: number
  modelBytes: number
  /** The most frequent first. */
  labels: LabelScore[]
}

/** Calls that only let the engine compile. */
const warmUps = 200

/** Learns spans from one set of rows and measures them on another, through the extractor that a running assistant uses. */
export async function evaluateEntities(
  trainRows: readonly EntityRow[],
  testRows: readonly EntityRow[],
  options: EntityEvaluationOptions,
): Promise<EntityEvaluation> {
  const started = options.nowMs()
  const data = trainingData(trainRows)
  const isWord = wordTest(new Set())
  const { onProgress } = options
  const encoder = options.encoder ?? null
  const learned = await learnEntities(data, () => [], {
    seed: options.seed,
    encoder,
    ...(onProgress && { onProgress: (done: number, total: number) => onProgress(done, total, 'entities') }),
  })
  const { value, arrays } = storeLearned(learned)
  const bytes = packBytes(value, arrays)
  const trainSeconds = (options.nowMs() - started) / 1000
  const stored = unpackBytes(bytes)
  const read = readLearned(stored.value as StoredLearned | null, stored.array)
  const extractor = new EntityExtractor(data.entities, [], isWord, read)
  const extract = async ({ text, expected }: EntityRow) => {
    const input = encoder && extractor.encoderInput(text, encoder)
    const [encoding = null] = encoder && input ? await encoder.encode([input]) : []
    const context = { timeZone: 'UTC', nowMs: 0, ...(expected && { expected: { entities: expected } }) }
    return extractor.extract(text, tokenise(text), context, encoding)
  }
  for (const row of testRows.slice(0, warmUps)) await extract(row)
  const times: number[] = []
  const tally = new Tally()
  for (const row of testRows) {
    const before = options.nowMs()
    const found = await extract(row)
    times.push(options.nowMs() - before)
    tally.add(row.entities, found)
    options.onRead?.(row, found)
  }
  return {
    ...tally.total(),
    trainSeconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    modelBytes: bytes.length,
    labels: tally.byLabel(),
  }
}

function trainingData(rows: readonly EntityRow[]): TrainingData {
  const intents = new Map<string, TrainingExample[]>()
  for (const { intent = '', text, entities, expected } of rows) {
    const examples = intents.get(intent) ?? []
    examples.push({ text, entities, ...(expected && { expected }) })
    intents.set(intent, examples)
  }
  const types = [...new Set(rows.flatMap(({ entities }) => entities.map(({ type }) => type)))].sort()
  return {
    intents: [...intents].map(([name, examples]) => ({ name, examples })),
    entities: types.map((name) => ({ name })),
    vocabulary: [],
    languages: ['en'],
  }
}

interface Counts {
  right: number
  expected: number
  found: number
}

class Tally {
  readonly #all: Counts = { right: 0, expected: 0, found: 0 }
  readonly #byLabel = new Map<EntityName, Counts>()

  add(expected: readonly MarkedEntity[], found: readonly MarkedEntity[]) {
    const keys = new Set(expected.map(keyOf))
    for (const label of new Set([...expected, ...found].map(labelOf))) {
      const counts = this.#byLabel.get(label) ?? { right: 0, expected: 0, found: 0 }
      const mine = new Set(expected.filter((entity) => labelOf(entity) === label).map(keyOf))
      const theirs = found.filter((entity) => labelOf(entity) === label)
      counts.expected += mine.size
      counts.found += theirs.length
      counts.right += theirs.filter((entity) => mine.has(keyOf(entity))).length
      this.#byLabel.set(label, counts)
    }
    this.#all.expected += keys.size
    this.#all.found += found.length
    this.#all.right += found.filter((entity) => keys.has(keyOf(entity))).length
  }

  total(): { precision: number; recall: number; f1: number } {
    return scores(this.#all)
  }

  byLabel(): LabelScore[] {
    return [...this.#byLabel]
      .map(([label, counts]) => ({ label, ...scores(counts), expected: counts.expected, found: counts.found }))
      .sort((a, b) => b.expected - a.expected || (a.label < b.label ? -1 : 1))
  }
}

const labelOf = ({ type, role }: MarkedEntity) => (role === undefined ? type : `${type}:${role}`)
const keyOf = (entity: MarkedEntity) => `${entity.start}-${entity.end} ${labelOf(entity)}`

function scores({ right, expected, found }: Counts) {
  const precision = found === 0 ? 0 : right / found
  const recall = expected === 0 ? 0 : right / expected
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}
