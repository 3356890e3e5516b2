import { pick, seededRandom } from '#domain/random.ts'
import type { Understanding } from '#domain/understanding.ts'
import type { Encoder } from '#ports/encoder.ts'
import { type LineProblem, parseJsonLines } from './json-lines.ts'
import { serialise } from './model.ts'
import { areaUnderRoc, expectedCalibrationError, macroF1, percentile } from './statistics.ts'
import { tokenise } from './tokens.ts'
import { train } from './train.ts'
import { isOutOfScope, type TrainingIntent } from './types.ts'
import { load, type Understander } from './understander.ts'

export interface EvaluationRow {
  text: string
  /** `oos` (or `out-of-scope`): belongs to no intent. */
  intent: string
}

export interface EvaluationOptions {
  seed: string
  encoder?: Encoder | null
  /** Milliseconds, monotonic: `performance.now`. */
  nowMs: () => number
  onProgress?: (done: number, total: number, what: string) => void
  /** Told every test row with what was understood, in their order: what a report is made from. */
  onRead?: (row: EvaluationRow, understanding: Understanding) => void
}

export interface UnderstandingEvaluation {
  /** In scope only: the share of rows whose first intent is right. */
  accuracy: number
  macroF1: number
  /** Of the out-of-scope score, 0 where the test rows have none. */
  oosAuroc: number
  /** Expected calibration error of the first intent's confidence, in scope, 15 bins. */
  calibrationError: number
  trainSeconds: number
  /** Full understanding of one message. */
  p50Ms: number
  p99Ms: number
  modelBytes: number
  /** Share of test words that spelling changed: where people write as they do, an upper bound of what it spoils. */
  correctedShare: number
  /** Share of in-scope rows, each one wish by its label, that were read as several. */
  falseSplitShare: number
  /** Of pairs of rows of different intents, joined by "and also": the share read as several wishes, and as exactly these two. */
  pairsSplitShare: number
  pairsRightShare: number
}

/** Pairs of rows that are joined to measure the reading of several wishes. */
const measuredPairs = 500

/** Reads JSON Lines with `text` and `intent`; further fields are ignored. `problems` names lines that are neither. */
export const parseEvaluationRows = (content: string): { rows: EvaluationRow[]; problems: LineProblem[] } =>
  parseJsonLines(content, (value) => {
    const row = value as Partial<EvaluationRow> | null
    return typeof row?.text === 'string' && typeof row.intent === 'string'
      ? { text: row.text, intent: row.intent }
      : 'needs "text" and "intent", both texts'
  })

/** Trains on one set of rows and measures on another, through the same calls that a running assistant uses. */
export async function evaluateUnderstanding(
  trainRows: readonly EvaluationRow[],
  testRows: readonly EvaluationRow[],
  options: EvaluationOptions,
): Promise<UnderstandingEvaluation> {
  const intents = new Map<string, TrainingIntent>()
  for (const { text, intent } of trainRows) {
    const found = intents.get(intent) ?? { name: intent, examples: [] }
    found.examples.push({ text, entities: [] })
    intents.set(intent, found)
  }
  const started = options.nowMs()
  const data = { intents: [...intents.values()], entities: [], vocabulary: [], languages: ['en'] }
  const progress = options.onProgress === undefined ? {} : { onProgress: options.onProgress }
  const encoder = options.encoder ?? null
  const bytes = serialise(await train(data, { seed: options.seed, encoder, ...progress }))
  const trainSeconds = (options.nowMs() - started) / 1000
  const understander = load(bytes, encoder)
  const context = { timeZone: 'UTC', nowMs: 0 }
  // The first calls compile: they are not what a customer waits for.
  for (const { text } of testRows.slice(0, 200)) await understander.understand(`${text} `, context)
  const times: number[] = []
  const results: EvaluatedRow[] = []
  for (const { text, intent } of testRows) {
    const before = options.nowMs()
    const understanding = await understander.understand(text, context)
    times.push(options.nowMs() - before)
    options.onRead?.({ text, intent }, understanding)
    const first = understanding.intents[0]
    results.push({
      actual: intent,
      predicted: first?.name ?? '',
      confidence: first?.confidence ?? 0,
      outOfScope: understanding.outOfScope,
      wishes: understanding.wishes.length,
      corrections: understanding.corrections.length,
      words: tokenise(text).length,
    })
  }
  const inScope = results.filter(({ actual }) => !isOutOfScope(actual))
  const outside = results.filter(({ actual }) => isOutOfScope(actual))
  const right = inScope.filter(({ actual, predicted }) => actual === predicted).length
  return {
    accuracy: share(right, inScope.length),
    macroF1: macroF1(
      inScope.map(({ actual }) => actual),
      inScope.map(({ predicted }) => predicted),
    ),
    oosAuroc: areaUnderRoc(
      outside.map(({ outOfScope }) => outOfScope),
      inScope.map(({ outOfScope }) => outOfScope),
    ),
    calibrationError: expectedCalibrationError(
      inScope.map(({ actual, predicted, confidence }) => ({ confidence, right: actual === predicted })),
    ),
    trainSeconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    modelBytes: bytes.length,
    correctedShare: share(
      results.reduce((sum, { corrections }) => sum + corrections, 0),
      results.reduce((sum, { words }) => sum + words, 0),
    ),
    falseSplitShare: share(inScope.filter(({ wishes }) => wishes > 1).length, inScope.length),
    ...(await measurePairs(testRows, understander, options.seed)),
  }
}

interface EvaluatedRow {
  actual: string
  predicted: string
  confidence: number
  outOfScope: number
  wishes: number
  corrections: number
  words: number
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

async function measurePairs(
  rows: readonly EvaluationRow[],
  understander: Understander,
  seed: string,
): Promise<{ pairsSplitShare: number; pairsRightShare: number }> {
  const random = seededRandom(`${seed}:pairs`)
  const inScope = rows.filter(({ intent }) => !isOutOfScope(intent))
  let pairs = 0
  let split = 0
  let right = 0
  for (let draw = 0; draw < measuredPairs; draw += 1) {
    const [one, other] = [pick(inScope, random), pick(inScope, random)]
    if (one === undefined || other === undefined || one.intent === other.intent) continue
    pairs += 1
    const text = `${one.text.replace(/[.?!\s]+$/, '')} and also ${other.text}`
    const { wishes } = await understander.understand(text, { timeZone: 'UTC', nowMs: 0 })
    const names = wishes.map(({ intents }) => intents[0]?.name)
    if (names.length > 1) split += 1
    if (names.length === 2 && names[0] === one.intent && names[1] === other.intent) right += 1
  }
  return { pairsSplitShare: share(split, pairs), pairsRightShare: share(right, pairs) }
}
